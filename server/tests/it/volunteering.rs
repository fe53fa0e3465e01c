//! What the API's own tests leave open about projects: decisions at the same moment, search and
//! filters, foreign records.

use futures::future::join_all;
use serde_json::{Value, json};

use crate::places::join;
use crate::support::world::{Published, project_input};
use crate::support::{Client, TestApp};

/// A project that waits for a moderator.
pub async fn waiting(organizer: &Client, input: Value) -> i64 {
    let created = organizer.post("/api/organizer/projects", input).await.expect(201);
    created["project"]["id"].as_i64().expect("an id")
}

/// The same, approved.
pub async fn publish(app: &TestApp, organizer: &Client, input: Value) -> Published {
    let id = waiting(organizer, input).await;
    let moderator = app.moderator().await;
    let project = moderator.post(&format!("/api/admin/approve-project/{id}"), json!({})).await.expect(200);
    let task = |n: usize| project["tasks"][n]["id"].as_i64().unwrap_or_default();
    Published { id, task: task(0), single: task(1) }
}

fn encode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Titles of the first page.
pub async fn titles(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(&format!("/api/volunteer/projects?{query}")).await.expect(200);
    let items = page["items"].as_array().expect("items").iter();
    items.filter_map(|item| item["title"].as_str().map(str::to_owned)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn approvals_at_the_same_moment_publish_once() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let id = waiting(&organizer, project_input("Park")).await;
    let moderators = [app.moderator().await, app.moderator().await, app.admin().await];
    let path = format!("/api/admin/approve-project/{id}");
    let replies = join_all(moderators.iter().chain(&moderators).map(|m| m.post(&path, json!({})))).await;
    for reply in replies {
        assert_eq!(reply.expect(200)["status"], "active");
    }
    app.run_jobs().await;
    for sql in [
        "select count(*) from core.audit_log where operation = 'project.approve'",
        "select count(*) from messaging.notifications where notice->>'kind' = 'project_approved'",
    ] {
        assert_eq!(app.count(sql).await, 1, "{sql}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_different_decisions_at_once_one_stands() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let (one, other) = (app.moderator().await, app.moderator().await);
    let id = waiting(&organizer, project_input("Park")).await;
    let (approve, reject) = (format!("/api/admin/approve-project/{id}"), format!("/api/admin/reject-project/{id}"));
    let (yes, no) =
        tokio::join!(one.post(&approve, json!({})), other.post(&reject, json!({ "reason": "Advertising" })));
    let mut statuses = [yes.status, no.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let loser = if yes.status == 409 { yes } else { no };
    assert_eq!(loser.error(409), "already_decided");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_names_known_fields_and_a_rejection_its_reason() {
    let app = TestApp::start().await;
    let (organizer, moderator) = (app.organizer().await, app.moderator().await);
    let id = waiting(&organizer, project_input("Park")).await;
    let back = format!("/api/admin/return-project/{id}");
    assert_eq!(moderator.post(&back, json!({ "message": "Hm" })).await.field("fields"), "required");
    let unknown = json!({ "fields": [{ "field": "organizer_id", "comment": "" }] });
    assert_eq!(moderator.post(&back, unknown).await.field("fields.0.field"), "unknown");
    let reject = moderator.post(&format!("/api/admin/reject-project/{id}"), json!({ "reason": " " })).await;
    assert_eq!(reject.field("reason"), "required");
    assert_eq!(app.count("select count(*) from volunteering.projects where status = 'pending'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_moderation_a_project_is_public_at_once() {
    let app = TestApp::start().await;
    sqlx::query("update core.settings set value = 'false' where name = 'project_moderation'")
        .execute(app.db())
        .await
        .expect("set");
    let created = app.organizer().await.post("/api/organizer/projects", project_input("Park")).await.expect(201);
    assert_eq!(created["project"]["status"], "active");
    assert_eq!(titles(&app.anonymous(), "").await, ["Park"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn search_finds_without_kazakh_letters_and_with_a_typo() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    for title in ["Абай көшесі", "Уборка набережной", "Приют для собак"] {
        publish(&app, &organizer, project_input(title)).await;
    }
    let visitor = app.anonymous();
    for (words, expected) in [
        ("абай кошеси", "Абай көшесі"),
        ("АБАЙ КӨШЕСІ", "Абай көшесі"),
        ("уборкк", "Уборка набережной"),
        ("собаки", "Приют для собак"),
    ] {
        assert_eq!(titles(&visitor, &format!("q={}", encode(words))).await, [expected], "{words}");
    }
    let long = "я".repeat(300);
    for odd in ["' or 1=1 --", "\"", "& | ! ()", "%_%", "🎉", long.as_str()] {
        visitor.get(&format!("/api/volunteer/projects?q={}", encode(odd))).await.expect(200);
    }
    // PostgreSQL has no such character; saying so beats finding nothing.
    let refused = visitor.get("/api/volunteer/projects?q=a%00b").await;
    assert_eq!(refused.field("q"), "forbidden_characters");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_filter_pages_without_gaps_or_repeats() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    sqlx::query(
        "insert into volunteering.projects (organizer_id, title, description, city, volunteer_type, status, published_at)
         select $1, 'Project ' || n, 'About parks', (array['Almaty', 'Astana'])[1 + n % 2],
                (array['social', 'sport', 'health'])[1 + n % 3], 'active', now() - make_interval(mins => n / 4)
         from generate_series(0, 59) n",
    )
    .bind(organizer.id)
    .execute(app.db())
    .await
    .expect("projects");
    let visitor = app.anonymous();
    let filters = [
        ("", 60),
        ("city=Almaty", 30),
        ("type=sport", 20),
        ("city=Almaty&type=sport", 10),
        ("city=Almaty,Astana&type=sport,health", 40),
        ("q=parks", 60),
        ("free=true", 0),
        ("from=2026-01-01", 0),
    ];
    for (filter, expected) in filters {
        let mut seen = Vec::new();
        let mut cursor = String::new();
        loop {
            let path = format!("/api/volunteer/projects?{filter}&limit=7&cursor={cursor}");
            let page = visitor.get(&path).await.expect(200);
            seen.extend(page["items"].as_array().expect("items").iter().filter_map(|p| p["id"].as_i64()));
            let Some(next) = page["next"].as_str() else { break };
            cursor = next.to_owned();
        }
        let count = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!((count, seen.len()), (expected, expected), "{filter}");
    }
    for (filter, field, code) in [
        ("city=Atlantis", "city", "unknown"),
        ("type=social,magic", "type", "unknown"),
        ("from=tomorrow", "from", "date"),
        ("to=2026-13-01", "to", "date"),
    ] {
        let reply = visitor.get(&format!("/api/volunteer/projects?{filter}")).await;
        assert_eq!(reply.field(field), code, "{filter}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_projects_of_others_are_not_found() {
    let app = TestApp::start().await;
    let (owner, other) = (app.organizer().await, app.organizer().await);
    let project = app.published(&owner).await;
    let volunteer = app.volunteer().await;
    join(&volunteer, project.task).await.expect(200);
    let own = format!("/api/organizer/projects/{}", project.id);
    assert_eq!(other.get(&own).await.error(404), "not_found");
    assert_eq!(other.put(&own, project_input("Mine now")).await.error(404), "not_found");
    for step in ["submit", "complete", "archive"] {
        assert_eq!(other.post(&format!("{own}/{step}"), json!({})).await.error(404), "not_found", "{step}");
    }
    for path in [
        format!("/api/organizer/participants/{}", project.id),
        format!("/api/organizer/participant-details/{}", volunteer.id),
    ] {
        assert_eq!(other.get(&path).await.error(404), "not_found", "{path}");
        owner.get(&path).await.expect(200);
    }
    let pending = app.pending_organizer().await;
    assert_eq!(pending.post("/api/organizer/projects", project_input("Park")).await.error(403), "account_pending");
}
