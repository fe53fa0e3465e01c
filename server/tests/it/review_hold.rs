//! Held decisions: no effect before their time, taken back without a trace, applied once, and
//! what happens when the world moved on meanwhile.

use birqadam_app::review::REVIEW;
use birqadam_core::ssr::review::decisions;
use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::{Client, Form, Reply, TestApp, photos, world::project_input};

/// Decides with a hold.
async fn hold(client: &Client, kind: &str, id: i64, mut decision: Value) -> Reply {
    decision["hold"] = json!(true);
    client.post(&format!("/api/review/decisions/{kind}/{id}"), decision).await
}

/// The held decision's id.
async fn held(client: &Client, kind: &str, id: i64, decision: Value) -> i64 {
    let answer = hold(client, kind, id, decision).await.expect(200);
    assert_eq!(answer["state"], "held");
    answer["held"]["id"].as_i64().expect("an id")
}

/// As if the seconds had passed: the jobs are due.
async fn pass(app: &TestApp) {
    sqlx::query("update graphile_worker._private_jobs set run_at = now() where run_at > now()")
        .execute(app.db())
        .await
        .expect("jobs are due");
    app.run_jobs().await;
}

async fn approval(app: &TestApp, id: i64) -> Option<bool> {
    sqlx::query_scalar("select is_approved from accounts.users where id = $1")
        .bind(id)
        .fetch_one(app.db())
        .await
        .expect("the account")
}

async fn state(app: &TestApp, decision: i64) -> (String, Option<String>) {
    sqlx::query_as("select state, failure from core.review_decisions where id = $1")
        .bind(decision)
        .fetch_one(app.db())
        .await
        .expect("the decision")
}

async fn waiting(client: &Client) -> Vec<i64> {
    let queue = client.get("/api/review/queue?kind=account").await.expect(200);
    queue["items"].as_array().into_iter().flatten().filter_map(|item| item["id"].as_i64()).collect()
}

#[tokio::test]
async fn nothing_happens_before_the_time_and_everything_once_after() {
    let app = TestApp::start().await;
    let (moderator, applicant) = (app.moderator().await, app.pending_organizer().await);
    let decision = held(&moderator, "account", applicant.id, json!({ "decision": "approve" })).await;
    assert_eq!(waiting(&moderator).await, [] as [i64; 0], "it left the queue at once");
    app.run_jobs().await;
    assert_eq!(approval(&app, applicant.id).await, Some(false));
    assert_eq!(app.count("select count(*) from messaging.notifications").await, 0);
    let me = applicant.get("/api/me").await.expect(200);
    assert_eq!(me["is_approved"], false, "its owner sees nothing yet");

    pass(&app).await;
    assert_eq!(approval(&app, applicant.id).await, Some(true));
    assert_eq!(state(&app, decision).await, ("applied".into(), None));
    // A job runs at least once; the second time there is nothing to do.
    decisions::apply(&REVIEW, &app.ctx, None, decision).await.expect("nothing to do");
    let once = [
        "select count(*) from messaging.notifications where notice ->> 'kind' = 'account_approved'",
        "select count(*) from core.audit_log where operation = 'user.approve' and via = 'api'",
        "select count(*) from core.review_decisions where state = 'applied'",
    ];
    for sql in once {
        assert_eq!(app.count(sql).await, 1, "{sql}");
    }
}

#[tokio::test]
async fn what_is_taken_back_never_was() {
    let app = TestApp::start().await;
    let (moderator, other, applicant) = (app.moderator().await, app.moderator().await, app.pending_organizer().await);
    let decision = held(&moderator, "account", applicant.id, json!({ "decision": "reject", "reason": "No" })).await;
    let undo = format!("/api/review/undo/{decision}");
    assert_eq!(other.post(&undo, json!({})).await.status, 404, "only who decided takes it back");
    let back = moderator.post(&undo, json!({})).await.expect(200);
    assert_eq!((&back["kind"], &back["id"]), (&json!("account"), &json!(applicant.id)));
    moderator.post(&undo, json!({})).await.expect(200);
    pass(&app).await;
    assert_eq!(approval(&app, applicant.id).await, Some(false));
    assert_eq!(waiting(&moderator).await, [applicant.id]);
    assert_eq!(app.count("select count(*) from messaging.notifications").await, 0);

    // Another decision can follow, and takes effect.
    let second = held(&moderator, "account", applicant.id, json!({ "decision": "approve" })).await;
    pass(&app).await;
    assert_eq!(approval(&app, applicant.id).await, Some(true));
    let late = moderator.post(&format!("/api/review/undo/{second}"), json!({})).await;
    assert_eq!(late.error(409), "undo_too_late");
}

#[tokio::test]
async fn two_reviewers_at_once_leave_one_effect_and_one_who_is_told() {
    let app = TestApp::start().await;
    let (one, two, applicant) = (app.moderator().await, app.moderator().await, app.pending_organizer().await);
    let (yes, no) = tokio::join!(
        hold(&one, "account", applicant.id, json!({ "decision": "approve" })),
        hold(&two, "account", applicant.id, json!({ "decision": "reject", "reason": "No" })),
    );
    let mut statuses = [yes.status, no.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let loser = if yes.status == 409 { yes } else { no };
    assert_eq!(loser.error(409), "already_decided");
    pass(&app).await;
    assert_eq!(app.count("select count(*) from core.review_decisions").await, 1);
    assert_eq!(
        app.count("select count(*) from messaging.notifications where notice ->> 'kind' like 'account%'").await,
        1
    );
}

#[tokio::test]
async fn the_same_decision_sent_twice_is_one() {
    let app = TestApp::start().await;
    let (moderator, applicant) = (app.moderator().await, app.pending_organizer().await);
    let decision = || held(&moderator, "account", applicant.id, json!({ "decision": "approve" }));
    let ids = join_all((0..4).map(|_| decision())).await;
    assert!(ids.windows(2).all(|pair| pair[0] == pair[1]), "{ids:?}");
}

#[tokio::test]
async fn who_decides_at_once_is_faster_and_the_other_is_told() {
    let app = TestApp::start().await;
    let (slow, fast, applicant) = (app.moderator().await, app.moderator().await, app.pending_organizer().await);
    let decision = held(&slow, "account", applicant.id, json!({ "decision": "approve" })).await;
    // The document's own path decides without a hold.
    fast.post(&format!("/api/admin/reject-user/{}", applicant.id), json!({ "reason": "No" })).await.expect(200);
    pass(&app).await;
    assert_eq!(approval(&app, applicant.id).await, None);
    assert_eq!(state(&app, decision).await, ("failed".into(), Some("already_decided".into())));
    let told: Vec<i64> = sqlx::query_scalar(
        "select user_id from messaging.notifications where notice ->> 'kind' = 'decision_not_applied'",
    )
    .fetch_all(app.db())
    .await
    .expect("notices");
    assert_eq!(told, [slow.id]);
    assert_eq!(slow.post(&format!("/api/review/undo/{decision}"), json!({})).await.error(409), "undo_too_late");
}

#[tokio::test]
async fn a_stale_version_is_refused_at_once_and_at_its_time() {
    let app = TestApp::start().await;
    let (moderator, applicant) = (app.moderator().await, app.pending_organizer().await);
    let stale = hold(&moderator, "account", applicant.id, json!({ "decision": "approve", "version": 99 })).await;
    assert_eq!(stale.error(409), "stale_version");
    let decision = held(&moderator, "account", applicant.id, json!({ "decision": "approve", "version": 1 })).await;
    // Meanwhile the applicant adds a document: not what the moderator saw.
    let document = Form::new().file("document", "charter.pdf", b"%PDF-1.4\n%%EOF");
    applicant.multipart("/api/me/documents", document).await.expect(201);
    pass(&app).await;
    assert_eq!(state(&app, decision).await, ("failed".into(), Some("stale_version".into())));
    assert_eq!(approval(&app, applicant.id).await, Some(false));
    assert_eq!(waiting(&moderator).await, [applicant.id], "it waits again");
    assert_eq!(
        app.count("select count(*) from messaging.notifications where notice ->> 'kind' = 'decision_not_applied'")
            .await,
        1
    );
}

#[tokio::test]
async fn a_permission_revoked_during_the_hold_counts() {
    let app = TestApp::start().await;
    let (moderator, blocked) = (app.moderator().await, app.moderator().await);
    let (first, second) = (app.pending_organizer().await, app.pending_organizer().await);
    let one = held(&moderator, "account", first.id, json!({ "decision": "approve" })).await;
    let two = held(&blocked, "account", second.id, json!({ "decision": "approve" })).await;
    sqlx::query("delete from accounts.user_roles where user_id = $1")
        .bind(moderator.id)
        .execute(app.db())
        .await
        .expect("revoked");
    sqlx::query("update accounts.users set blocked_at = now(), blocked_reason = 'x' where id = $1")
        .bind(blocked.id)
        .execute(app.db())
        .await
        .expect("blocked");
    pass(&app).await;
    for (decision, applicant) in [(one, first.id), (two, second.id)] {
        assert_eq!(state(&app, decision).await, ("failed".into(), Some("not_allowed".into())));
        assert_eq!(approval(&app, applicant).await, Some(false));
    }
}

#[tokio::test]
async fn a_worker_that_died_during_the_hold_loses_nothing() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.single, 1).await;
    let decision = held(&organizer, "report", report, json!({ "decision": "approve", "rating": 5 })).await;
    // No worker runs; even the job itself gets lost.
    sqlx::query("delete from graphile_worker._private_jobs").execute(app.db()).await.expect("lost");
    sqlx::query("update core.review_decisions set applies_at = now() - interval '1 hour'")
        .execute(app.db())
        .await
        .expect("long ago");
    decisions::pick_up_forgotten(&app.ctx).await.expect("it is found");
    decisions::pick_up_forgotten(&app.ctx).await.expect("and found again");
    app.run_jobs().await;
    assert_eq!(state(&app, decision).await, ("applied".into(), None));
    let once = [
        "select count(*) from growth.points_ledger",
        "select count(*) from volunteering.ratings",
        "select count(*) from core.audit_log where operation = 'report.approve'",
        "select count(*) from messaging.notifications where notice ->> 'kind' = 'report_approved'",
    ];
    for sql in once {
        assert_eq!(app.count(sql).await, 1, "{sql}");
    }
}

#[tokio::test]
async fn what_a_decision_lacks_is_said_at_its_field() {
    let app = TestApp::start().await;
    let (organizer, volunteer, moderator) = (app.organizer().await, app.volunteer().await, app.moderator().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 1).await;
    let pending = organizer.post("/api/organizer/projects", project_input("Waiting")).await.expect(201);
    let pending = pending["project"]["id"].as_i64().expect("an id");
    let table = [
        (&organizer, "report", report, json!({}), "decision", "required"),
        (&organizer, "report", report, json!({ "decision": "burn" }), "decision", "unknown"),
        (&organizer, "report", report, json!({ "decision": "approve" }), "rating", "required"),
        (&organizer, "report", report, json!({ "decision": "approve", "rating": 6 }), "rating", "too_big"),
        (&organizer, "report", report, json!({ "decision": "reject" }), "reason", "required"),
        (&organizer, "report", report, json!({ "decision": "reject", "template": 99999 }), "template", "unknown"),
        (&organizer, "report", report, json!({ "decision": "reject", "template": "';--" }), "template", "unknown"),
        (&organizer, "report", report, json!({ "decision": "return", "reason": "Dark" }), "fields", "required"),
        (&moderator, "project", pending, json!({ "decision": "return", "reason": "x" }), "fields", "required"),
        (
            &moderator,
            "project",
            pending,
            json!({ "decision": "return", "reason": "x", "fields": [{ "field": "organizer_id" }] }),
            "fields.0.field",
            "unknown",
        ),
        (
            &moderator,
            "project",
            pending,
            json!({ "decision": "return", "fields": [{ "field": "title" }] }),
            "reason",
            "required",
        ),
    ];
    for (client, kind, id, input, field, code) in table {
        assert_eq!(hold(client, kind, id, input.clone()).await.field(field), code, "{input}");
    }
    assert_eq!(app.count("select count(*) from core.review_decisions where state = 'held'").await, 0);
}

#[tokio::test]
async fn only_marked_fields_reopen_and_changes_are_shown() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 1).await;
    let marked = json!({ "decision": "return", "fields": [{ "field": "description", "comment": "How many bags?" }] });
    held(&organizer, "report", report, marked).await;
    pass(&app).await;
    let path = format!("/api/volunteer/photo-reports/{report}/resubmit");
    let photo = Form::new().text("description", "Thirty bags").file("photo", "b.jpg", &photos::jpeg(2));
    assert_eq!(volunteer.multipart(&path, photo).await.field("photo"), "not_open");
    volunteer.multipart(&path, Form::new().text("description", "Thirty bags")).await.expect(200);
    let pane = organizer.get(&format!("/api/review/items/report/{report}")).await.expect(200);
    let changes = pane["changes"].as_array().cloned().unwrap_or_default();
    assert_eq!(changes, [json!({ "field": "description", "before": "Twenty bags", "after": "Thirty bags" })]);
    assert_eq!(pane["history"][0]["fields"][0]["comment"], "How many bags?");
    assert_eq!(pane["track"]["returned"], 1);
}

#[tokio::test]
async fn an_account_is_returned_and_corrected() {
    let app = TestApp::start().await;
    let (moderator, applicant) = (app.moderator().await, app.pending_organizer().await);
    let marked = json!({ "decision": "return", "reason": "Say more", "fields": [{ "field": "about" }] });
    held(&moderator, "account", applicant.id, marked).await;
    pass(&app).await;
    assert_eq!(approval(&app, applicant.id).await, None);
    let other_name = json!({ "name": "Somebody else", "about": "We clean" });
    assert_eq!(applicant.post("/api/me/resubmit", other_name).await.field("name"), "not_open");
    let document = Form::new().file("document", "charter.pdf", b"%PDF-1.4\n%%EOF");
    assert_eq!(applicant.multipart("/api/me/documents", document).await.field("document"), "not_open");
    applicant.post("/api/me/resubmit", json!({ "about": "We clean" })).await.expect(200);
    let pane = moderator.get(&format!("/api/review/items/account/{}", applicant.id)).await.expect(200);
    assert_eq!(pane["changes"], json!([{ "field": "about", "before": "", "after": "We clean" }]));
}
