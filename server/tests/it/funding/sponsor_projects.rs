//! Where to give: which projects, with which sums, by which filters; following them.

use serde_json::{Value, json};

use super::giving::{asking, begun, given, planned, spent};
use crate::support::accounts::audited;
use crate::support::{Client, TestApp};

async fn titles(sponsor: &Client, query: &str) -> Vec<String> {
    let page = sponsor.get(&format!("/api/sponsor/projects{query}")).await.expect(200);
    let items = page["items"].as_array().expect("items");
    items.iter().map(|one| one["title"].as_str().expect("a title").to_owned()).collect()
}

fn find(page: &Value, id: i64) -> Value {
    page["items"].as_array().expect("items").iter().find(|one| one["id"] == id).cloned().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn projects_tell_what_they_need_and_have() {
    let app = TestApp::start().await;
    let (organizer, sponsor, other) = (app.organizer().await, app.sponsor().await, app.sponsor().await);
    let project = asking(&app, &organizer, "Apple trees", 500_000).await;
    given(&app, &sponsor, project.id, 15_000_050, false).await;
    given(&app, &other, project.id, 5_000_000, true).await;
    // Begun is not given.
    begun(&app, &sponsor, project.id, 9_000_000, false).await;
    let lines = planned(&organizer, project.id, &[("Trees", 300_000)]).await;
    spent(&organizer, &app.moderator().await, project.id, lines[0], None, "40000").await;
    let page = sponsor.get("/api/sponsor/projects").await.expect(200);
    let one = find(&page, project.id);
    assert_eq!((&one["budget_needed"], &one["current_funding"]), (&json!(500_000), &json!(200_000.5)));
    assert_eq!((&one["sponsors"], &one["volunteers"], &one["tasks"]), (&json!(2), &json!(0), &json!(2)));
    assert_eq!((&one["city"], &one["type"]), (&json!("Almaty"), &json!("environmental")));
    assert_eq!(one["is_followed"], json!(false));
    assert_eq!(page["next"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_published_ones_that_ask_for_money_are_there() {
    let app = TestApp::start().await;
    let (organizer, sponsor) = (app.organizer().await, app.sponsor().await);
    asking(&app, &organizer, "Takes money", 1_000).await;
    app.published(&organizer).await;
    let over = asking(&app, &organizer, "Is over", 1_000).await;
    sqlx::query("update volunteering.projects set status = 'completed', completed_at = now() where id = $1")
        .bind(over.id)
        .execute(app.db())
        .await
        .expect("over");
    let late = asking(&app, &organizer, "Its days are past", 1_000).await;
    sqlx::query("update volunteering.projects set starts_on = '2020-01-01', ends_on = '2020-01-02' where id = $1")
        .bind(late.id)
        .execute(app.db())
        .await
        .expect("past");
    let mut draft = crate::support::world::project_input("A draft");
    draft["draft"] = json!(true);
    draft["budget_needed"] = json!(5);
    organizer.post("/api/organizer/projects", draft).await.expect(201);
    assert_eq!(titles(&sponsor, "").await, ["Takes money"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_narrow_and_pages_go_on() {
    let app = TestApp::start().await;
    let (organizer, sponsor) = (app.organizer().await, app.sponsor().await);
    let first = asking(&app, &organizer, "Яблоневый сад", 1_000).await;
    let second = asking(&app, &organizer, "Берег реки", 1_000).await;
    let third = asking(&app, &organizer, "Школьный двор", 1_000).await;
    sqlx::query("update volunteering.projects set city = 'Astana', volunteer_type = 'education' where id = $1")
        .bind(third.id)
        .execute(app.db())
        .await
        .expect("elsewhere");
    given(&app, &sponsor, second.id, 100_000, false).await;
    assert_eq!(titles(&sponsor, "").await, ["Школьный двор", "Берег реки", "Яблоневый сад"]);
    assert_eq!(titles(&sponsor, "?city=Astana").await, ["Школьный двор"]);
    assert_eq!(titles(&sponsor, "?city=Almaty,Astana&type=education").await, ["Школьный двор"]);
    assert_eq!(titles(&sponsor, "?need=true").await, ["Школьный двор", "Яблоневый сад"]);
    // A typo is forgiven.
    assert_eq!(
        titles(&sponsor, "?q=%D1%8F%D0%B1%D0%BB%D0%BE%D0%BD%D0%B5%D0%B2%D1%8B%20%D1%81%D0%B0%D0%B4").await,
        ["Яблоневый сад"]
    );
    assert!(titles(&sponsor, "?q=%27%22%3B--%3Cscript%3E").await.is_empty());
    sponsor.post(&format!("/api/sponsor/projects/{}/follow", first.id), json!({})).await.expect(204);
    assert_eq!(titles(&sponsor, "?followed=true").await, ["Яблоневый сад"]);
    // Page by page the same as at once.
    let mut seen = Vec::new();
    let mut path = "/api/sponsor/projects?limit=1".to_owned();
    loop {
        let page = sponsor.get(&path).await.expect(200);
        seen.extend(page["items"].as_array().expect("items").iter().map(|one| one["title"].clone()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/sponsor/projects?limit=1&cursor={next}");
    }
    assert_eq!(seen, ["Школьный двор", "Берег реки", "Яблоневый сад"]);
    for (query, field) in
        [("city=Atlantis", "city"), ("type=magic", "type"), ("need=1';--", "need"), ("cursor=x", "cursor")]
    {
        let reply = sponsor.get(&format!("/api/sponsor/projects?{query}")).await;
        assert!(!reply.field(field).is_empty(), "{query}");
    }
    let html = app.browser(&sponsor).await.get("/sponsor/projects?need=true").await;
    assert_eq!(html.status, 200);
    let text = html.text_whole();
    assert!(text.contains("Яблоневый сад") && !text.contains("Берег реки"), "the page has the same filters");
}

#[tokio::test(flavor = "multi_thread")]
async fn following_is_ones_own_and_once() {
    let app = TestApp::start().await;
    let (organizer, sponsor, other) = (app.organizer().await, app.sponsor().await, app.sponsor().await);
    let project = asking(&app, &organizer, "Apple trees", 1_000).await;
    let path = format!("/api/sponsor/projects/{}/follow", project.id);
    for _ in 0..2 {
        sponsor.post(&path, json!({})).await.expect(204);
    }
    assert_eq!(audited(&app, "project.follow", project.id).await, 1, "twice is once");
    let followed = |page: &Value| find(page, project.id)["is_followed"].clone();
    assert_eq!(followed(&sponsor.get("/api/sponsor/projects").await.expect(200)), json!(true));
    assert_eq!(followed(&other.get("/api/sponsor/projects").await.expect(200)), json!(false));
    // By the page, without a script: back to where one was.
    let browser = app.browser(&sponsor).await.with("accept", "text/html");
    let browser =
        browser.with("host", "birqadam.test").with("referer", "http://birqadam.test/sponsor/projects?city=Almaty");
    let form = format!("input[project_id]={}&input[to]=unfollow", project.id);
    let reply = browser.form("/web/sponsor/follow", &form).await;
    assert!([302, 303].contains(&reply.status), "{}", reply.text());
    let there = format!("/sponsor/projects?city=Almaty#follow-{}", project.id);
    assert!(reply.header("location").ends_with(&there), "{}", reply.header("location"));
    assert_eq!(audited(&app, "project.unfollow", project.id).await, 1);
    sponsor.delete(&path).await.expect(204);
    assert_eq!(audited(&app, "project.unfollow", project.id).await, 1);
    // What is not public is not there, unless one follows it already.
    sponsor.post(&path, json!({})).await.expect(204);
    sqlx::query("update volunteering.projects set status = 'archived' where id = $1")
        .bind(project.id)
        .execute(app.db())
        .await
        .expect("archived");
    assert_eq!(other.post(&path, json!({})).await.status, 404);
    assert_eq!(other.delete(&path).await.status, 404);
    sponsor.delete(&path).await.expect(204);
    assert_eq!(sponsor.delete("/api/sponsor/projects/999999/follow").await.status, 404);
    let volunteer = app.volunteer().await;
    assert_eq!(volunteer.post(&path, json!({})).await.status, 403);
    assert_eq!(app.anonymous().post(&path, json!({})).await.status, 401);
}
