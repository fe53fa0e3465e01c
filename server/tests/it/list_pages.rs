//! Pages of a list, to and fro: the page before is the one that was there, whatever the order.

use birqadam_accounts::USERS;
use birqadam_accounts::ops::users::UserList;
use birqadam_core::list::{ListPage, ListRequest};
use birqadam_core::ssr::list;

use crate::lists::{crowd, reader};
use crate::support::TestApp;

async fn page(app: &TestApp, query: &str, cursor: Option<String>) -> ListPage {
    let request = ListRequest { cursor, ..ListRequest::parse_query(&USERS, query).expect(query) };
    list::read(&app.ctx, &reader(), &UserList, request).await.expect(query)
}

fn ids(page: &ListPage) -> Vec<i64> {
    page.rows.iter().map(|row| row.id).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_back_shows_the_same_pages() {
    let app = TestApp::start().await;
    crowd(&app, 100).await;
    let orders = USERS.columns.iter().filter(|column| column.sortable).map(|column| column.name);
    // Few that match, and all; ratings have a part without a key.
    let filters = ["", "&status=active", "&q=crowd&role=volunteer"];
    for order in orders.flat_map(|name| [name.to_owned(), format!("-{name}")]) {
        for filter in filters {
            let query = format!("sort={order}{filter}&limit=7");
            let mut there = vec![page(&app, &query, None).await];
            assert_eq!(there[0].prev, None, "{query}: nothing before the first");
            while let Some(next) = there.last().and_then(|page| page.next.clone()) {
                there.push(page(&app, &query, Some(next)).await);
            }
            assert!(there.len() > 2, "{query}");
            let mut back = there.pop().expect("a last page");
            while let Some(before) = there.pop() {
                back = page(&app, &query, back.prev).await;
                assert_eq!(ids(&back), ids(&before), "{query}");
                assert!(back.next.is_some(), "{query}: forward again");
            }
            assert_eq!(back.prev, None, "{query}: at the beginning again");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_and_went_meanwhile_breaks_no_page() {
    let app = TestApp::start().await;
    crowd(&app, 30).await;
    let query = "sort=name&q=crowd&limit=10";
    let first = page(&app, query, None).await;
    let second = page(&app, query, first.next.clone()).await;
    // Three of the first page go: the page before is the first again, and whole.
    sqlx::query("delete from accounts.users where id = any($1)")
        .bind(&ids(&first)[..3])
        .execute(app.db())
        .await
        .expect("gone");
    let back = page(&app, query, second.prev.clone()).await;
    assert_eq!((back.rows.len(), back.prev.clone()), (10, None));
    assert_eq!(&ids(&back)[..7], &ids(&first)[3..]);
    // All after the first page go: the second has no rows, and still a way back.
    sqlx::query("delete from accounts.users where email like 'crowd%' and not id = any($1)")
        .bind(ids(&first))
        .execute(app.db())
        .await
        .expect("gone");
    let nothing = page(&app, query, first.next.clone()).await;
    assert_eq!((nothing.rows.len(), nothing.next.clone()), (0, None));
    let back = page(&app, query, nothing.prev).await;
    assert_eq!(ids(&back), ids(&first)[3..]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_leads_back_and_refuses_an_edited_way() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    crowd(&app, 30).await;
    let path = "/api/lists/users?sort=name&limit=10";
    let first = admin.get(path).await.expect(200);
    assert!(first["prev"].is_null());
    let next = first["next"].as_str().expect("more").to_owned();
    let second = admin.get(&format!("{path}&cursor={next}")).await.expect(200);
    let prev = second["prev"].as_str().expect("a page before").to_owned();
    assert_eq!(admin.get(&format!("{path}&cursor={prev}")).await.expect(200)["items"], first["items"]);
    let of_another_order = format!("/api/lists/users?sort=-name&limit=10&cursor={prev}");
    assert_eq!(admin.get(&of_another_order).await.field("cursor"), "malformed");
    for at in [3, 9, prev.len() - 2] {
        let mut edited = prev.clone();
        edited.replace_range(at..=at, if &prev[at..=at] == "a" { "b" } else { "a" });
        assert_eq!(admin.get(&format!("{path}&cursor={edited}")).await.field("cursor"), "malformed", "{at}");
    }
    // The page for people has it as a link.
    let browser = app.browser(&admin).await.with("accept", "text/html");
    let html = browser.get(&format!("/admin/users?sort=name&limit=10&cursor={next}")).await.text_whole();
    assert!(html.contains("rel=\"prev\"") && html.contains("rel=\"next\""), "{html}");
}
