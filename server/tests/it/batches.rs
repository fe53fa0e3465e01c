//! Bulk actions: the plan, exactly that plan, and the way back.

use birqadam_accounts::ops::review;
use birqadam_app::lists;
use birqadam_core::ssr::batch::{self, BatchJob, Step};
use birqadam_core::{Actor, UserId, Via};
use serde_json::{Value, json};

use crate::support::{Client, TestApp};

async fn actor(app: &TestApp, client: &Client) -> Actor {
    let found = birqadam_accounts::ops::identity::load_actor(&app.ctx, UserId(client.id), Via::Api, None, None);
    found.await.expect("the database answers").expect("an account")
}

async fn preview(client: &Client, action: &str, body: Value) -> Value {
    client.post(&format!("/api/lists/users/bulk/{action}/preview"), body).await.expect(201)
}

async fn commit(client: &Client, action: &str, plan: &Value) -> Value {
    client.post(&format!("/api/lists/users/bulk/{action}/commit"), json!({ "batch": plan["id"] })).await.expect(200)
}

async fn undo(client: &Client, batch: &Value) -> Value {
    client.post(&format!("/api/batches/{}/undo", batch["id"].as_str().expect("an id")), json!({})).await.expect(200)
}

/// The verdict on a record, with the code when there is one.
fn verdict(batch: &Value, id: i64) -> (String, String) {
    let items = batch["items"].as_array().expect("items");
    let item = items.iter().find(|item| item["id"] == id).unwrap_or_else(|| panic!("{id} in {batch}"));
    let text = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
    (text("verdict"), text("code"))
}

fn is(verdict: &str, code: &str) -> (String, String) {
    (verdict.to_owned(), code.to_owned())
}

async fn is_blocked(app: &TestApp, client: &Client) -> bool {
    sqlx::query_scalar("select blocked_at is not null from accounts.users where id = $1")
        .bind(client.id)
        .fetch_one(app.db())
        .await
        .expect("an account")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_says_what_will_happen_to_whom_and_does_nothing() {
    let app = TestApp::start().await;
    let (moderator, admin) = (app.moderator().await, app.admin().await);
    let (one, two, blocked) = (app.volunteer().await, app.volunteer().await, app.blocked().await);
    let ids = json!([one.id, two.id, two.id, blocked.id, moderator.id, admin.id, 999_999]);
    let plan = preview(&moderator, "block", json!({ "ids": ids, "input": { "reason": "Spam" } })).await;
    assert_eq!(
        plan["counts"],
        json!({ "applies": 2, "refused": 4, "done": 0, "failed": 0, "undone": 0, "undo_failed": 0 })
    );
    assert_eq!(verdict(&plan, one.id), is("applies", ""));
    assert_eq!(verdict(&plan, blocked.id), is("refused", "already_so"));
    assert_eq!(verdict(&plan, moderator.id), is("refused", "not_allowed"), "not oneself");
    assert_eq!(verdict(&plan, admin.id), is("refused", "not_allowed"), "who manages roles is out of reach");
    assert_eq!(verdict(&plan, 999_999), is("refused", "not_found"));
    assert_eq!(plan["state"], "planned");
    assert!(!is_blocked(&app, &one).await);
    assert_eq!(app.count("select count(*) from core.audit_log where batch is not null").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn input_that_cannot_be_accepted_is_said_at_its_field() {
    let app = TestApp::start().await;
    let (moderator, one) = (app.moderator().await, app.volunteer().await);
    let path = "/api/lists/users/bulk/block/preview";
    let reason = json!({ "reason": "Spam" });
    assert_eq!(moderator.post(path, json!({ "ids": [one.id] })).await.field("reason"), "required");
    assert_eq!(moderator.post(path, json!({ "ids": [], "input": reason })).await.field("ids"), "required");
    assert_eq!(
        moderator.post(path, json!({ "query": "status=gone", "input": reason })).await.field("status"),
        "unknown"
    );
    let many: Vec<i64> = (1..=10_001).collect();
    assert_eq!(moderator.post(path, json!({ "ids": many, "input": reason })).await.field("ids"), "too_many");
    let nobody = json!({ "query": "q=nobody-is-called-so", "input": reason });
    assert_eq!(moderator.post(path, nobody).await.field("ids"), "required");
    assert_eq!(
        moderator.post("/api/lists/users/bulk/promote/preview", json!({ "ids": [one.id] })).await.error(404),
        "not_found"
    );
    let commit = "/api/lists/users/bulk/block/commit";
    assert_eq!(moderator.post(commit, json!({ "batch": "x" })).await.field("batch"), "unknown");
    let unknown = json!({ "batch": "6ba7b810-9dad-41d1-80b4-00c04fd430c8" });
    assert_eq!(moderator.post(commit, unknown).await.error(404), "not_found");
    assert_eq!(moderator.get("/api/batches/1").await.error(404), "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn exactly_the_plan_is_done_and_one_batch_stands_in_the_log() {
    let app = TestApp::start().await;
    let (moderator, one, two) = (app.moderator().await, app.volunteer().await, app.volunteer().await);
    let body = json!({ "query": "role=volunteer", "input": { "reason": "Spam" } });
    let plan = preview(&moderator, "block", body).await;
    assert_eq!(plan["counts"]["applies"], 2);
    // Who comes after the plan is not in it.
    let late = app.volunteer().await;
    let done = commit(&moderator, "block", &plan).await;
    assert_eq!((&done["state"], &done["counts"]["done"]), (&json!("done"), &json!(2)));
    assert!(is_blocked(&app, &one).await && is_blocked(&app, &two).await && !is_blocked(&app, &late).await);
    assert_eq!(one.get("/api/me").await.status, 401, "the sessions ended");
    let logged: i64 = sqlx::query_scalar(
        "select count(*) from core.audit_log where batch = $1::text::uuid and operation = 'user.block'",
    )
    .bind(plan["id"].as_str().expect("an id"))
    .fetch_one(app.db())
    .await
    .expect("a number");
    assert_eq!(logged, 2);
    // Once only, and only its owner's.
    let again = json!({ "batch": plan["id"] });
    assert_eq!(moderator.post("/api/lists/users/bulk/block/commit", again.clone()).await.error(409), "already_decided");
    let other = app.moderator().await;
    assert_eq!(other.post("/api/lists/users/bulk/block/commit", again).await.error(404), "not_found");
    assert_eq!(
        other.get(&format!("/api/batches/{}", plan["id"].as_str().unwrap_or_default())).await.error(404),
        "not_found"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_changed_meanwhile_is_reported_and_left_alone() {
    let app = TestApp::start().await;
    let (moderator, admin) = (app.moderator().await, app.admin().await);
    let (one, changed, gone) = (app.volunteer().await, app.volunteer().await, app.volunteer().await);
    let ids = json!([one.id, changed.id, gone.id]);
    let plan = preview(&moderator, "block", json!({ "ids": ids, "input": { "reason": "Spam" } })).await;
    let role: i64 = app.count("select id from accounts.roles where name = 'organizer'").await;
    admin.post(&format!("/api/admin/users/{}/roles/{role}", changed.id), json!({})).await;
    sqlx::query("delete from accounts.users where id = $1").bind(gone.id).execute(app.db()).await.expect("gone");
    let done = commit(&moderator, "block", &plan).await;
    assert_eq!(verdict(&done, one.id), is("done", ""));
    assert_eq!(verdict(&done, changed.id), is("failed", "changed_meanwhile"));
    assert_eq!(verdict(&done, gone.id), is("failed", "not_found"));
    assert!(!is_blocked(&app, &changed).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_takes_back_what_nobody_changed_since() {
    let app = TestApp::start().await;
    let (moderator, other) = (app.moderator().await, app.moderator().await);
    let (one, two) = (app.volunteer().await, app.volunteer().await);
    let body = json!({ "ids": [one.id, two.id], "input": { "reason": "Spam" } });
    let batch = commit(&moderator, "block", &preview(&moderator, "block", body).await).await;
    // Somebody lifts one block and puts another.
    other.post(&format!("/api/admin/unblock-user/{}", two.id), json!({})).await.expect(200);
    other.post(&format!("/api/admin/block-user/{}", two.id), json!({ "reason": "Fraud" })).await.expect(200);
    let undone = undo(&moderator, &batch).await;
    assert_eq!(undone["state"], "undone");
    assert_eq!(verdict(&undone, one.id), is("undone", ""));
    assert_eq!(verdict(&undone, two.id), is("undo_failed", "changed_meanwhile"));
    assert!(!is_blocked(&app, &one).await && is_blocked(&app, &two).await);
    let path = format!("/api/batches/{}/undo", batch["id"].as_str().unwrap_or_default());
    assert_eq!(moderator.post(&path, json!({})).await.error(409), "wrong_state", "once only");
}

#[tokio::test(flavor = "multi_thread")]
async fn unblocking_comes_back_with_the_old_reason() {
    let app = TestApp::start().await;
    let (moderator, blocked) = (app.moderator().await, app.blocked().await);
    let batch =
        commit(&moderator, "unblock", &preview(&moderator, "unblock", json!({ "ids": [blocked.id] })).await).await;
    assert!(!is_blocked(&app, &blocked).await);
    let undone = undo(&moderator, &batch).await;
    assert_eq!(verdict(&undone, blocked.id), is("undone", ""));
    assert_eq!(app.count("select count(*) from accounts.users where blocked_reason = 'spam'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_commits_at_once_one_does_it() {
    let app = TestApp::start().await;
    let moderator = app.moderator().await;
    let mut ids = Vec::new();
    for _ in 0..12 {
        ids.push(app.volunteer().await.id);
    }
    let plan = preview(&moderator, "block", json!({ "ids": ids, "input": { "reason": "Spam" } })).await;
    let body = json!({ "batch": plan["id"] });
    let path = "/api/lists/users/bulk/block/commit";
    let (a, b) = tokio::join!(moderator.post(path, body.clone()), moderator.post(path, body));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(
        app.count("select count(*) from core.audit_log where operation = 'user.block'").await,
        12,
        "nobody twice"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_batch_is_a_job_and_survives_a_stop() {
    let app = TestApp::start().await;
    let moderator = app.moderator().await;
    sqlx::query(
        "insert into accounts.users (email, password_hash, name, role, is_approved)
         select 'many' || n || '@people.test', 'x', 'Many ' || n, 'volunteer', true from generate_series(1, 230) n",
    )
    .execute(app.db())
    .await
    .expect("many");
    let body = json!({ "query": "q=many", "input": { "reason": "Spam" } });
    let plan = preview(&moderator, "block", body).await;
    assert_eq!(plan["items"].as_array().expect("items").len(), 200);
    let rest =
        moderator.get(&format!("/api/batches/{}?from=200", plan["id"].as_str().unwrap_or_default())).await.expect(200);
    assert_eq!(rest["items"].as_array().expect("items").len(), 30);
    let started = commit(&moderator, "block", &plan).await;
    assert_eq!((&started["state"], &started["counts"]["done"]), (&json!("running"), &json!(0)));

    // Two workers at once, as after a worker that was thought dead.
    let job = BatchJob { batch: plan["id"].as_str().unwrap_or_default().parse().expect("a batch"), step: Step::Commit };
    let who = actor(&app, &moderator).await;
    let run = || batch::continue_batch(&app.ctx, Some(&who), lists::LISTS, &job);
    let (a, b) = tokio::join!(run(), run());
    a.and(b).expect("both end well");
    app.run_jobs().await;
    let path = format!("/api/batches/{}", plan["id"].as_str().unwrap_or_default());
    let done = moderator.get(&path).await.expect(200);
    assert_eq!((&done["state"], &done["counts"]["done"]), (&json!("done"), &json!(230)));
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'user.block'").await, 230);
    // Who began it is told, once.
    let told = || async {
        let inbox = moderator.get("/api/notifications").await.expect(200);
        let all = inbox["items"].as_array().cloned().unwrap_or_default();
        all.into_iter().filter(|one| one["notice"]["kind"] == "batch_finished").collect::<Vec<_>>()
    };
    let news = told().await;
    assert_eq!(news.len(), 1);
    let notice = &news[0]["notice"];
    assert_eq!((&notice["done"], &notice["failed"], &notice["undone"]), (&json!(230), &json!(0), &json!(false)));
    assert_eq!(notice["batch_id"], plan["id"]);

    // Back again by the job; meanwhile the right is gone.
    undo(&moderator, &plan).await;
    sqlx::query("delete from accounts.role_permissions where permission = 'users.block'")
        .execute(app.db())
        .await
        .expect("gone");
    app.run_jobs().await;
    let over = moderator.get(&path).await.expect(200);
    assert_eq!((&over["state"], &over["counts"]["undo_failed"]), (&json!("undone"), &json!(230)));
    assert_eq!(over["items"][0]["code"], "not_allowed");
    let news = told().await;
    let undone = news.iter().find(|one| one["notice"]["undone"] == true).expect("told of the way back too");
    assert_eq!((news.len(), &undone["notice"]["failed"]), (2, &json!(230)));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_for_a_small_batch_is_not_told_of_it() {
    let app = TestApp::start().await;
    let (moderator, one) = (app.moderator().await, app.volunteer().await);
    let plan = preview(&moderator, "block", json!({ "ids": [one.id], "input": { "reason": "Spam" } })).await;
    assert_eq!(commit(&moderator, "block", &plan).await["state"], "done");
    app.run_jobs().await;
    assert_eq!(
        app.count("select count(*) from messaging.notifications where notice ->> 'kind' = 'batch_finished'").await,
        0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_javascript_the_form_leads_to_the_plan_and_back() {
    let app = TestApp::start().await;
    let (moderator, one) = (app.moderator().await, app.volunteer().await);
    let browser = app
        .browser(&moderator)
        .await
        .with("accept", "text/html")
        .with("referer", "http://birqadam.test/admin/users")
        .with("host", "birqadam.test");
    let page = browser.get("/admin/users?role=volunteer").await;
    let text = String::from_utf8_lossy(&page.bytes).into_owned();
    assert!(text.contains(&format!("value=\"{}\"", one.id)) && text.contains("input[ids][]"), "a box for each row");
    let form = Some("application/x-www-form-urlencoded");
    let post = async |path: &str, body: String| browser.send(axum::http::Method::POST, path, form, body.into()).await;
    // Without a reason it comes back to the list.
    let refused = post(
        "/web/lists/plan",
        format!("input%5Blist%5D=users&input%5Bids%5D%5B%5D={}&input%5Baction%5D=block", one.id),
    )
    .await;
    assert_eq!((refused.status, refused.header("location")), (303, "/admin/users"), "{}", refused.text());
    let again = browser.get("/admin/users").await;
    assert!(String::from_utf8_lossy(&again.bytes).contains("error-summary"));
    let planned = post(
        "/web/lists/plan",
        format!("input%5Blist%5D=users&input%5Bids%5D%5B%5D={}&input%5Baction%5D=block&input%5Bfields%5D%5Bblock%5D%5Breason%5D=Spam", one.id),
    )
    .await;
    let plan = planned.header("location").to_owned();
    assert!(plan.starts_with("/batches/"), "{} {plan}", planned.status);
    assert!(String::from_utf8_lossy(&browser.get(&plan).await.bytes).contains("Person"), "the names are shown");
    assert!(!is_blocked(&app, &one).await);
    let id = plan.trim_start_matches("/batches/").to_owned();
    post("/web/batches/commit", format!("input%5Bid%5D={id}")).await;
    assert!(is_blocked(&app, &one).await);
    post("/web/batches/undo", format!("input%5Bid%5D={id}")).await;
    assert!(!is_blocked(&app, &one).await);
    // Blocking one by one goes on as before.
    let who = actor(&app, &moderator).await;
    let reason = birqadam_accounts::Reason { reason: "Spam".into() };
    review::block_user(&app.ctx, &who, UserId(one.id), reason).await.expect("blocked");
}
