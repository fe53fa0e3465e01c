//! Lists on a real database: every row once in every order while others write, filters, injections,
//! saved views, plans at size.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use birqadam_accounts::USERS;
use birqadam_accounts::ops::users::UserList;
use birqadam_core::list::{Cell, ListRequest};
use birqadam_core::ssr::list::{self, Walk};
use birqadam_core::{Actor, ActorKind, Approval, Error, Locale, Permission, ProjectId, UserId, Via};
use birqadam_volunteering::ops::browse;
use serde_json::json;
use tracing::{Metadata, Subscriber, span};

use crate::support::{TestApp, accounts};

/// Somebody who may see the list, without an account behind it.
pub fn reader() -> Actor {
    Actor {
        kind: ActorKind::User { id: UserId(0), name: "Reader".into(), approval: Approval::Approved },
        permissions: Permission::ALL.iter().copied().collect(),
        ..Actor::anonymous(Locale::En, Via::Api)
    }
}

/// So many accounts, in every state and with every kind of name; a third has a rating.
pub async fn crowd(app: &TestApp, count: i64) {
    sqlx::query(
        "insert into accounts.users (email, password_hash, name, organization_name, role, is_approved,
                                     rejection_reason, blocked_at, blocked_reason, rating, created_at)
         select 'crowd' || n || '@people.test', 'x',
                (array['Айгуль','Әсел','Борис','Қанат','anna','Zoe','''; drop table x; --'])[1 + n % 7] || ' ' || n / 9,
                case when n % 4 = 0 then 'Жасыл Алматы ' || n % 50 end,
                (array['volunteer','volunteer','volunteer','organizer','sponsor'])[1 + n % 5],
                case when n % 11 = 0 then null when n % 7 = 0 then false else true end,
                case when n % 11 = 0 then 'no' end,
                case when n % 97 = 0 then now() end, case when n % 97 = 0 then 'spam' end,
                case when n % 3 = 0 then 1 + (n % 40) / 10.0 end,
                now() - make_interval(mins => (n / 3)::int)
         from generate_series(1, $1::bigint) n",
    )
    .bind(count)
    .execute(app.db())
    .await
    .expect("a crowd");
    app.as_owner("analyze accounts.users").await;
}

fn request(query: &str) -> ListRequest {
    ListRequest::parse_query(&USERS, query).expect(query)
}

/// Every id of the request, page by page.
async fn walk_pages(app: &TestApp, query: &str, between: impl AsyncFn(usize)) -> Vec<i64> {
    let mut ids = Vec::new();
    let mut wanted = request(query);
    for page in 0.. {
        let found = list::read(&app.ctx, &reader(), &UserList, wanted.clone()).await.expect(query);
        ids.extend(found.rows.iter().map(|row| row.id));
        wanted.cursor = found.next;
        if wanted.cursor.is_none() {
            break;
        }
        between(page).await;
    }
    ids
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_comes_once_in_every_order_while_others_are_written() {
    let app = TestApp::start().await;
    crowd(&app, 230).await;
    let before: BTreeSet<i64> = ids(&app, "true").await.into_iter().collect();
    for column in USERS.columns.iter().filter(|column| column.sortable) {
        for sign in ["", "-"] {
            let query = format!("sort={sign}{}&limit=20", column.name);
            let walked = walk_pages(&app, &query, async |page| {
                let email = format!("late{}{sign}{page}@people.test", column.name);
                sqlx::query(
                    "insert into accounts.users (email, password_hash, name, role, is_approved, rating)
                     values ($1, 'x', 'Late', 'volunteer', true, 3)",
                )
                .bind(email)
                .execute(app.db())
                .await
                .expect("one more");
            })
            .await;
            let once: BTreeSet<i64> = walked.iter().copied().collect();
            assert_eq!(once.len(), walked.len(), "{query}: nobody twice");
            assert!(before.is_subset(&once), "{query}: nobody left out");
        }
    }
}

async fn ids(app: &TestApp, condition: &'static str) -> Vec<i64> {
    let sql = sqlx::AssertSqlSafe(format!("select id from accounts.users u where {condition} order by id"));
    sqlx::query_scalar(sql).fetch_all(app.db()).await.expect("ids")
}

#[tokio::test(flavor = "multi_thread")]
async fn those_without_a_value_come_last_both_ways() {
    let app = TestApp::start().await;
    crowd(&app, 120).await;
    for query in ["sort=rating&limit=7", "sort=-rating&limit=7"] {
        let mut wanted = request(&format!("{query}&columns=rating"));
        let mut ratings = Vec::new();
        loop {
            let page = list::read(&app.ctx, &reader(), &UserList, wanted.clone()).await.expect(query);
            ratings.extend(page.rows.into_iter().map(|row| match row.cells[1] {
                Cell::Stars(stars) => Some(stars),
                _ => None,
            }));
            wanted.cursor = page.next;
            if wanted.cursor.is_none() {
                break;
            }
        }
        let known: Vec<f64> = ratings.iter().copied().map_while(|rating| rating).collect();
        assert!(ratings[known.len()..].iter().all(Option::is_none), "{query}: {ratings:?}");
        let ordered =
            known.windows(2).all(|two| if query.contains("=-") { two[0] >= two[1] } else { two[0] <= two[1] });
        assert!(ordered && known.len() == 40, "{query}: {known:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_find_what_they_say() {
    let app = TestApp::start().await;
    crowd(&app, 300).await;
    let organizer = app.organizer().await;
    // Holds a role beside the one asked for.
    sqlx::query(
        "insert into accounts.user_roles (user_id, role_id) select $1, id from accounts.roles where name = 'moderator'",
    )
    .bind(organizer.id)
    .execute(app.db())
    .await
    .expect("a second role");
    let table = [
        ("status=blocked", "blocked_at is not null"),
        ("status=pending,rejected", "blocked_at is null and is_approved is not true"),
        ("role=organizer,sponsor", "role in ('organizer', 'sponsor')"),
        ("role=moderator", "email like 'organizer%'"),
        ("q=жасыл+алматы+7", "organization_name ~ 'Алматы 7'"),
        ("q=асел", "name like 'Әсел%'"),
        // A letter or two: where words begin.
        ("q=ас", "name like 'Әсел%'"),
        ("q=7", "name ~ ' 7' or organization_name ~ ' 7'"),
        ("q=%25", "false"),
        ("q='%3B+drop", "name like '%drop table%'"),
        ("created_from=2000-01-01&created_to=2000-12-31", "false"),
        ("created_from=2000-01-01&status=active", "is_approved and blocked_at is null"),
    ];
    for (query, condition) in table {
        let mut found = walk_pages(&app, &format!("{query}&limit=100"), async |_| {}).await;
        found.sort_unstable();
        assert_eq!(found, ids(&app, condition).await, "{query}");
        let page = list::read(&app.ctx, &reader(), &UserList, request(query)).await.expect(query);
        assert_eq!(page.total.count, found.len() as i64, "{query}: the total");
    }
    // Taken away again.
    sqlx::query(
        "delete from accounts.user_roles ur using accounts.roles r where r.id = ur.role_id and r.name = 'moderator'",
    )
    .execute(app.db())
    .await
    .expect("gone");
    assert_eq!(walk_pages(&app, "role=moderator", async |_| {}).await, Vec::<i64>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_walk_brings_everything_in_pieces() {
    let app = TestApp::start().await;
    crowd(&app, 2_345).await;
    let (ctx, actor) = (&app.ctx, reader());
    let mut walk = Walk::start(ctx, &actor, &UserList, request("sort=name&columns=email")).await.expect("a walk");
    let (mut seen, mut pieces) = (BTreeSet::new(), 0);
    while let Some(rows) = walk.next().await.expect("rows") {
        assert!(rows.len() <= 1000 && rows.iter().all(|row| row.cells.len() == 2));
        seen.extend(rows.iter().map(|row| row.id));
        pieces += 1;
    }
    assert_eq!((seen.len(), pieces), (2_345, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_is_refused_at_its_name() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    crowd(&app, 60).await;
    let table = [
        ("colour=red", "colour", "unknown"),
        ("status=active,gone", "status", "unknown"),
        ("role=no_such_role", "role", "unknown"),
        ("role='%3B--", "role", "unknown"),
        ("sort=password_hash", "sort", "unknown"),
        ("columns=name,password_hash", "columns", "unknown"),
        ("cursor=abc", "cursor", "malformed"),
        ("limit=1000", "limit", "too_big"),
        ("created_from=yesterday", "created_from", "date"),
        ("q=%00", "q", "forbidden_characters"),
        ("view=abc", "view", "unknown"),
    ];
    for (query, field, code) in table {
        assert_eq!(admin.get(&format!("/api/lists/users?{query}")).await.field(field), code, "{query}");
    }
    let page = admin.get("/api/lists/users?sort=name&limit=10").await.expect(200);
    let next = page["next"].as_str().expect("more");
    admin.get(&format!("/api/lists/users?sort=name&limit=10&cursor={next}")).await.expect(200);
    let of_another_order = format!("/api/lists/users?sort=-name&limit=10&cursor={next}");
    assert_eq!(admin.get(&of_another_order).await.field("cursor"), "malformed");
    let mut edited = next.to_owned();
    edited.replace_range(5..6, if &next[5..6] == "a" { "b" } else { "a" });
    assert_eq!(admin.get(&format!("/api/lists/users?sort=name&cursor={edited}")).await.field("cursor"), "malformed");
    assert_eq!(admin.get("/api/lists/secrets").await.error(404), "not_found");
    // A page for people says it too, with the right status.
    let browser = app.browser(&admin).await.with("accept", "text/html");
    let reply = browser.get("/admin/users?colour=red&%3Cscript%3E=1").await;
    assert_eq!(reply.status, 422);
    assert!(reply.text().len() > 100);
    assert_eq!(browser.get("/admin/users?status=blocked&done=saved").await.status, 200);
}

/// Counts the statements of this thread.
#[derive(Clone, Default)]
struct Statements(Arc<AtomicUsize>);

impl Subscriber for Statements {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }
    fn event(&self, _: &tracing::Event<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

/// Before statements are counted: opening a connection is one too.
async fn open_all_connections(app: &TestApp) {
    let mut held = Vec::new();
    for _ in 0..app.db().options().get_max_connections() {
        held.push(app.db().acquire().await.expect("a connection"));
    }
}

#[tokio::test]
async fn a_page_costs_the_same_few_statements() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let browser = app.browser(&admin).await.with("accept", "text/html");
    open_all_connections(&app).await;
    let statements = Statements::default();
    let _counting = tracing::subscriber::set_default(statements.clone());
    let (mut engine, mut pages) = (BTreeSet::new(), BTreeSet::new());
    for more in [30, 1_000] {
        sqlx::query("delete from accounts.users where email like 'crowd%'").execute(app.db()).await.expect("gone");
        crowd(&app, more).await;
        for query in ["", "status=active&q=a&sort=-rating&limit=100", "role=volunteer&sort=name&limit=100"] {
            statements.0.store(0, Ordering::Relaxed);
            list::read(&app.ctx, &reader(), &UserList, request(query)).await.expect(query);
            engine.insert(statements.0.swap(0, Ordering::Relaxed));
            assert_eq!(browser.get(&format!("/admin/users?{query}")).await.status, 200);
            pages.insert(statements.0.swap(0, Ordering::Relaxed));
        }
    }
    // Rows, total, and the roles and the tags to choose from.
    assert_eq!(engine, BTreeSet::from([4]));
    // With session, person, frame and saved views: few, and the same for any list and filter.
    let (least, most) = (pages.first().copied().unwrap_or(0), pages.last().copied().unwrap_or(0));
    assert!((4..=18).contains(&least) && most <= least + 1, "{pages:?}");
}

/// With its tasks, its organizer and the reader's places.
#[tokio::test]
async fn a_project_costs_two_statements() {
    let app = TestApp::start().await;
    let volunteer = app.volunteer().await;
    let project = app.published(&app.organizer().await).await;
    let reader = accounts::actor(&app, &volunteer).await;
    open_all_connections(&app).await;
    let statements = Statements::default();
    let _counting = tracing::subscriber::set_default(statements.clone());
    let found = browse::find_project(&app.ctx, &reader, ProjectId(project.id)).await.expect("a project");
    assert_eq!(found.tasks.len(), 2);
    assert!(!found.description.is_empty() && found.summary.tasks_count == 2);
    assert_eq!(statements.0.load(Ordering::Relaxed), 2);
    let unknown = browse::find_project(&app.ctx, &reader, ProjectId(i64::MAX)).await;
    assert_eq!(unknown.map(|_| ()), Err(Error::NotFound));
    assert_eq!(statements.0.load(Ordering::Relaxed), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn at_size_every_order_and_filter_has_its_index() {
    let app = TestApp::start().await;
    crowd(&app, 60_000).await;
    sqlx::query("insert into accounts.user_roles (user_id, role_id) select 1 + id, role from (select min(id) as id from accounts.users) u, (select id as role from accounts.roles where name = 'admin') r")
        .execute(app.db())
        .await
        .expect("one admin");
    app.as_owner("analyze accounts.users").await;
    let table = [
        ("", "users_created"),
        ("sort=created", "users_created"),
        ("sort=name", "users_name"),
        ("sort=-name", "users_name"),
        ("sort=email", "users_email"),
        ("sort=-rating", "users_rating"),
        ("sort=rating", "users_rating"),
        ("status=blocked", "users_status"),
        ("status=pending", "users_"),
        ("role=admin", "users_role_names"),
        ("q=жасыл+алматы+49", "users_search"),
        ("q=zz", "users_search"),
        ("created_from=2020-01-01&created_to=2020-02-01", "users_created"),
    ];
    let (ctx, actor) = (&app.ctx, reader());
    for (query, index) in table {
        let plan = list::explain(ctx, &actor, &UserList, &request(query)).await.expect(query);
        assert!(plan.contains(index) && !plan.contains("Seq Scan"), "{query} should use {index}:\n{plan}");
    }
    // Deep in the list, too.
    let mut deep = request("sort=name&limit=100");
    for _ in 0..5 {
        deep.cursor = list::read(ctx, &actor, &UserList, deep.clone()).await.expect("a page").next;
    }
    let plan = list::explain(ctx, &actor, &UserList, &deep).await.expect("a plan");
    assert!(plan.contains("Index Cond") && plan.contains("users_name"), "{plan}");
}

#[tokio::test(flavor = "multi_thread")]
async fn views_are_ones_own_unless_shared() {
    let app = TestApp::start().await;
    let (admin, moderator) = (app.admin().await, app.moderator().await);
    let path = "/api/lists/users/views";
    let blocked = json!({ "name": "Blocked", "query": "status=blocked&sort=name" });
    let own = admin.post(path, blocked.clone()).await.expect(201);
    let id = own["id"].as_i64().expect("an id");
    assert_eq!(own["query"], "status=blocked&sort=name");
    assert_eq!(admin.post(path, blocked.clone()).await.field("name"), "name_taken");
    assert_eq!(admin.post(path, json!({ "name": "", "query": "" })).await.field("name"), "required");
    assert_eq!(admin.post(path, json!({ "name": "X", "query": "colour=red" })).await.field("colour"), "unknown");

    // Somebody else's private view is not there.
    let theirs = format!("{path}/{id}");
    assert_eq!(moderator.get(&theirs).await.error(404), "not_found");
    assert_eq!(moderator.put(&theirs, blocked.clone()).await.error(404), "not_found");
    assert_eq!(moderator.delete(&theirs).await.error(404), "not_found");
    assert_eq!(moderator.get(&format!("/api/lists/users?view={id}")).await.error(404), "not_found");
    assert_eq!(moderator.put("/api/lists/users/default-view", json!({ "view": id })).await.error(404), "not_found");
    let browser = app.browser(&moderator).await.with("accept", "text/html");
    assert_eq!(browser.get(&format!("/admin/users?view={id}")).await.status, 404);

    // A shared one is seen, and changed by its owner only.
    let shared = json!({ "name": "Blocked", "query": "status=blocked", "shared": true });
    admin.put(&theirs, shared.clone()).await.expect(200);
    assert_eq!(moderator.get(&theirs).await.expect(200)["shared"], true);
    assert_eq!(moderator.put(&theirs, shared.clone()).await.error(404), "not_found");
    moderator.put("/api/lists/users/default-view", json!({ "view": id })).await.expect(204);
    let page = browser.get("/admin/users").await;
    assert!(page.text().len() > 100 && page.status == 200);

    // A stale version is refused, removal takes the default with it.
    let stale = admin.with("if-match", "\"1\"").put(&theirs, shared).await;
    assert_eq!(stale.error(409), "stale_version");
    assert_eq!(admin.delete(&theirs).await.status, 204);
    assert_eq!(moderator.get(path).await.expect(200)["items"], json!([]));
    assert_eq!(app.count("select count(*) from core.default_views").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn sharing_needs_its_permission() {
    let app = TestApp::start().await;
    sqlx::query("delete from accounts.role_permissions where permission = 'views.share'")
        .execute(app.db())
        .await
        .expect("nobody may share");
    let moderator = app.moderator().await;
    let shared = json!({ "name": "Mine", "query": "", "shared": true });
    assert_eq!(moderator.post("/api/lists/users/views", shared).await.error(403), "not_allowed");
    moderator.post("/api/lists/users/views", json!({ "name": "Mine" })).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_is_what_the_address_changes() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    crowd(&app, 200).await;
    let view = json!({ "name": "Waiting", "query": "status=pending&columns=name,status" });
    let id = admin.post("/api/lists/users/views", view).await.expect(201)["id"].clone();
    let page = admin.get(&format!("/api/lists/users?view={id}&limit=5")).await.expect(200);
    let items = page["items"].as_array().expect("items");
    assert!(items.iter().all(|item| item["status"] == "pending" && item.get("email").is_none()), "{page}");
    let next = page["next"].as_str().expect("more than five");
    admin.get(&format!("/api/lists/users?view={id}&limit=5&cursor={next}")).await.expect(200);
    let changed = admin.get(&format!("/api/lists/users?view={id}&status=blocked")).await.expect(200);
    assert!(changed["items"].as_array().expect("items").iter().all(|item| item["status"] == "blocked"));
}

#[test]
fn every_list_says_how_it_sorts() {
    for list in birqadam_app::lists::LISTS {
        assert!(ListRequest::parse_query(list.spec(), &format!("sort={}", list.spec().sort)).is_ok());
    }
}
