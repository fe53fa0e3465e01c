//! Lists of projects, tasks, reports and participants: whose they are, and what is done to many.

use serde_json::{Value, json};

use crate::support::world::{day, project_input};
use crate::support::{Client, TestApp};

async fn items(client: &Client, path: &str) -> Vec<Value> {
    let page = client.get(path).await.expect(200);
    page["items"].as_array().expect("items").clone()
}

async fn preview(client: &Client, list: &str, action: &str, body: Value) -> Value {
    client.post(&format!("/api/lists/{list}/bulk/{action}/preview"), body).await.expect(201)
}

async fn commit(client: &Client, list: &str, action: &str, plan: &Value) -> Value {
    let path = format!("/api/lists/{list}/bulk/{action}/commit");
    client.post(&path, json!({ "batch": plan["id"] })).await.expect(200)
}

async fn undo(client: &Client, batch: &Value) -> Value {
    client.post(&format!("/api/batches/{}/undo", batch["id"].as_str().expect("an id")), json!({})).await.expect(200)
}

fn verdicts(batch: &Value) -> Vec<(i64, String, String)> {
    let text = |item: &Value, name: &str| item[name].as_str().unwrap_or_default().to_owned();
    let items = batch["items"].as_array().expect("items").iter();
    let mut all: Vec<_> = items.map(|i| (i["id"].as_i64().unwrap_or(0), text(i, "verdict"), text(i, "code"))).collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn organizers_see_their_own_and_nothing_else() {
    let app = TestApp::start().await;
    let (organizer, other, volunteer) = (app.organizer().await, app.organizer().await, app.volunteer().await);
    let own = app.published(&organizer).await;
    let theirs = app.published(&other).await;
    app.reported(&volunteer, own.task, 3).await;
    for list in ["organizer_projects", "organizer_tasks", "organizer_reports"] {
        let own_count = items(&organizer, &format!("/api/lists/{list}")).await.len();
        let other_count = items(&other, &format!("/api/lists/{list}")).await.len();
        let expected = match list {
            "organizer_projects" => (1, 1),
            "organizer_tasks" => (2, 2),
            _ => (1, 0),
        };
        assert_eq!((own_count, other_count), expected, "{list}");
        assert_eq!(volunteer.get(&format!("/api/lists/{list}")).await.error(403), "not_allowed", "{list}");
    }
    // The participants of a foreign project are not there, and of no project at all neither.
    let path = |id: i64| format!("/api/lists/participants?project={id}");
    assert_eq!(items(&organizer, &path(own.id)).await.len(), 1);
    assert_eq!(organizer.get(&path(theirs.id)).await.error(404), "not_found");
    assert_eq!(organizer.get("/api/lists/participants").await.field("project"), "required");
    let both = format!("/api/lists/participants?project={},{}", own.id, theirs.id);
    assert_eq!(organizer.get(&both).await.field("project"), "too_many");
    // A project of somebody else's is no value of the filter.
    let foreign = format!("/api/lists/organizer_tasks?project={}", theirs.id);
    assert_eq!(organizer.get(&foreign).await.field("project"), "unknown");
    assert_eq!(items(&organizer, &format!("/api/lists/organizer_tasks?project={}&free=true", own.id)).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_see_every_project_but_drafts() {
    let app = TestApp::start().await;
    let (organizer, moderator) = (app.organizer().await, app.moderator().await);
    app.published(&organizer).await;
    let mut draft = project_input("A draft");
    draft["draft"] = json!(true);
    organizer.post("/api/organizer/projects", draft).await.expect(201);
    organizer.post("/api/organizer/projects", project_input("Waiting")).await.expect(201);
    let all = items(&moderator, "/api/lists/projects?sort=title").await;
    assert_eq!(all.iter().map(|p| p["status"].as_str().unwrap_or_default()).collect::<Vec<_>>(), ["active", "pending"]);
    assert_eq!(items(&moderator, "/api/lists/projects?status=pending&city=Almaty&q=wait").await.len(), 1);
    assert_eq!(organizer.get("/api/lists/projects").await.error(403), "not_allowed");
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_move_together_and_back() {
    let app = TestApp::start().await;
    let (organizer, other) = (app.organizer().await, app.organizer().await);
    let own = app.published(&organizer).await;
    let theirs = app.published(&other).await;
    let path = "/api/lists/organizer_tasks/bulk/move/preview";
    let body = |to: &str| json!({ "ids": [own.task, own.single, theirs.task], "input": { "deadline": to } });
    assert_eq!(organizer.post(path, body("")).await.field("deadline"), "required");
    assert_eq!(organizer.post(path, body("soon")).await.field("deadline"), "date");
    assert_eq!(organizer.post(path, body("2020-01-01")).await.field("deadline"), "in_past");
    // One of them is on that day already, one is somebody else's.
    let plan = preview(&organizer, "organizer_tasks", "move", body(&day(11))).await;
    let mut expected = vec![
        (own.task, "applies".to_owned(), String::new()),
        (own.single, "refused".to_owned(), "already_so".to_owned()),
        (theirs.task, "refused".to_owned(), "not_found".to_owned()),
    ];
    expected.sort();
    assert_eq!(verdicts(&plan), expected);
    let done = commit(&organizer, "organizer_tasks", "move", &plan).await;
    assert_eq!(done["counts"]["done"], 1);
    let on_that_day = format!("/api/lists/organizer_tasks?deadline_from={0}&deadline_to={0}", day(11));
    assert_eq!(items(&organizer, &on_that_day).await.len(), 2);
    assert_eq!(undo(&organizer, &done).await["counts"]["undone"], 1);
    assert_eq!(items(&organizer, &on_that_day).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_on_a_cancelled_task_gets_the_place_back() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let (one, two) = (app.volunteer().await, app.volunteer().await);
    let own = app.published(&organizer).await;
    one.post(&format!("/api/volunteer/join-task/{}", own.single), json!({})).await.expect(200);
    two.post(&format!("/api/volunteer/join-task/{}", own.single), json!({})).await.expect(200);
    let plan = preview(&organizer, "organizer_tasks", "cancel", json!({ "ids": [own.single] })).await;
    let done = commit(&organizer, "organizer_tasks", "cancel", &plan).await;
    assert_eq!(done["counts"]["done"], 1);
    let taken = "select count(*) from volunteering.assignments where status in ('assigned', 'waiting')";
    assert_eq!(app.count(taken).await, 0);
    assert_eq!(undo(&organizer, &done).await["counts"]["undone"], 1);
    assert_eq!(app.count(taken).await, 2, "the place and the place in the queue");
    assert_eq!(app.count("select count(*) from volunteering.tasks where status = 'cancelled'").await, 0);

    // Somebody joins between plan and commit: the plan showed something else.
    let plan = preview(&organizer, "organizer_tasks", "cancel", json!({ "ids": [own.task] })).await;
    one.post(&format!("/api/volunteer/join-task/{}", own.task), json!({})).await.expect(200);
    let done = commit(&organizer, "organizer_tasks", "cancel", &plan).await;
    assert_eq!(verdicts(&done), [(own.task, "failed".to_owned(), "changed_meanwhile".to_owned())]);

    // Somebody takes other work at that time between cancelling and undo.
    let plan = preview(&organizer, "organizer_tasks", "cancel", json!({ "ids": [own.task] })).await;
    let done = commit(&organizer, "organizer_tasks", "cancel", &plan).await;
    assert_eq!(done["counts"]["done"], 1, "{done}");
    let elsewhere = app.published(&app.organizer().await).await;
    one.post(&format!("/api/volunteer/join-task/{}", elsewhere.task), json!({})).await.expect(200);
    let back = undo(&organizer, &done).await;
    assert_eq!(verdicts(&back), [(own.task, "undo_failed".to_owned(), "time_clash".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn projects_go_to_the_archive_and_come_back() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let active = app.published(&organizer).await;
    let finished = app.published(&organizer).await;
    organizer.post(&format!("/api/organizer/projects/{}/complete", finished.id), json!({})).await.expect(200);
    let body = json!({ "ids": [active.id, finished.id] });
    let plan = preview(&organizer, "organizer_projects", "archive", body).await;
    let mut expected = vec![
        (active.id, "refused".to_owned(), "wrong_state".to_owned()),
        (finished.id, "applies".to_owned(), String::new()),
    ];
    expected.sort();
    assert_eq!(verdicts(&plan), expected);
    let done = commit(&organizer, "organizer_projects", "archive", &plan).await;
    assert_eq!(items(&organizer, "/api/lists/organizer_projects?status=archived").await.len(), 1);
    undo(&organizer, &done).await;
    assert_eq!(items(&organizer, "/api/lists/organizer_projects?status=completed").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_a_list_is_there() {
    let app = TestApp::start().await;
    let (organizer, moderator, volunteer) = (app.organizer().await, app.moderator().await, app.volunteer().await);
    let own = app.published(&organizer).await;
    app.reported(&volunteer, own.task, 9).await;
    let pages = [
        (&organizer, "/organizer/projects".to_owned()),
        (&organizer, "/organizer/tasks?sort=-people&columns=hours".to_owned()),
        (&organizer, "/organizer/all-reports?status=pending".to_owned()),
        (&organizer, format!("/organizer/projects/{}/participants?sort=-rating", own.id)),
        (&moderator, "/admin/projects?sort=-submitted&type=environmental".to_owned()),
    ];
    for (who, path) in pages {
        let browser = app.browser(who).await.with("accept", "text/html");
        let page = browser.get(&path).await;
        let text = String::from_utf8_lossy(&page.bytes).into_owned();
        assert_eq!(page.status, 200, "{path}: {text}");
        assert!(text.contains("data-list-row"), "{path} shows its rows");
    }
    let browser = app.browser(&organizer).await.with("accept", "text/html");
    let foreign = app.published(&app.organizer().await).await;
    assert_eq!(browser.get(&format!("/organizer/projects/{}/participants", foreign.id)).await.status, 404);
    assert_eq!(
        browser.get(&format!("/organizer/projects/{}/participants?project={}", own.id, foreign.id)).await.status,
        422
    );
    let decided = browser.get("/organizer/reports?status=approved").await;
    assert_eq!(decided.header("location"), "/organizer/all-reports?status=approved", "{}", decided.status);
}
