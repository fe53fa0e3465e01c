//! The review queue: who sees what, claims and taking over, "give me 20", ready reasons.

use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::{Client, TestApp, world::project_input};

async fn queue(client: &Client, query: &str) -> Value {
    client.get(&format!("/api/review/queue{query}")).await.expect(200)
}

fn refs(list: &Value) -> Vec<(String, i64)> {
    let item = |item: &Value| Some((item["kind"].as_str()?.to_owned(), item["id"].as_i64()?));
    list["items"].as_array().into_iter().flatten().filter_map(item).collect()
}

/// Applicants in the order in which they wait.
async fn applicants(app: &TestApp, count: usize) -> Vec<i64> {
    let mut ids = Vec::new();
    for n in 0..count {
        let id = app.pending_organizer().await.id;
        sqlx::query("update accounts.users set submitted_at = now() - make_interval(hours => $2) where id = $1")
            .bind(id)
            .bind((count - n) as i32)
            .execute(app.db())
            .await
            .expect("it waits");
        ids.push(id);
    }
    ids
}

#[tokio::test]
async fn one_line_of_all_kinds_the_longest_waiting_first() {
    let app = TestApp::start().await;
    let (organizer, moderator, volunteer) = (app.organizer().await, app.moderator().await, app.volunteer().await);
    let old = applicants(&app, 1).await[0];
    let project = organizer.post("/api/organizer/projects", project_input("Waiting")).await.expect(201);
    let project = project["project"]["id"].as_i64().expect("an id");
    let all = queue(&moderator, "").await;
    assert_eq!(refs(&all), [("account".to_owned(), old), ("project".to_owned(), project)]);
    let waits = |name: &str| {
        let kinds = all["kinds"].as_array().cloned().unwrap_or_default();
        kinds.into_iter().find(|kind| kind["kind"] == name).unwrap_or_else(|| panic!("{name} is missing: {all}"))
    };
    for (kind, count) in [("account", 1), ("project", 1), ("report", 0), ("appeal", 0)] {
        assert_eq!(waits(kind)["count"], count, "{kind}");
    }
    let median = waits("account")["median_seconds"].as_i64();
    assert!(median.is_some_and(|seconds| (3500..3700).contains(&seconds)), "{all}");
    let first = queue(&moderator, "?limit=1").await;
    let next = first["next"].as_str().expect("there is more");
    assert_eq!(refs(&queue(&moderator, &format!("?limit=1&cursor={next}")).await), [("project".to_owned(), project)]);
    assert_eq!(moderator.get("/api/review/queue?cursor=mine").await.field("cursor"), "malformed");
    assert_eq!(moderator.get("/api/review/queue?kind=cake").await.field("kind"), "unknown");
    assert_eq!(organizer.get("/api/review/queue?kind=account").await.field("kind"), "unknown");
    assert_eq!(volunteer.get("/api/review/queue").await.status, 403);
}

#[tokio::test]
async fn reports_come_to_their_organizer_and_when_left_for_days_to_moderators() {
    let app = TestApp::start().await;
    let (organizer, other, moderator) = (app.organizer().await, app.organizer().await, app.moderator().await);
    let volunteer = app.volunteer().await;
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.single, 1).await;
    let mine = vec![("report".to_owned(), report)];
    assert_eq!(refs(&queue(&organizer, "").await), mine);
    assert_eq!(refs(&queue(&other, "").await), []);
    assert_eq!(refs(&queue(&moderator, "?kind=report").await), []);
    let decide = format!("/api/review/decisions/report/{report}");
    let approve = json!({ "decision": "approve", "rating": 4 });
    assert_eq!(moderator.post(&decide, approve.clone()).await.status, 404);
    assert_eq!(other.post(&decide, approve.clone()).await.status, 404);
    sqlx::query("update volunteering.photo_reports set submitted_at = now() - interval '4 days'")
        .execute(app.db())
        .await
        .expect("days pass");
    assert_eq!(refs(&queue(&moderator, "?kind=report").await), mine);
    let done = moderator.post(&decide, approve).await.expect(200);
    assert_eq!(done["state"], "applied", "the API decides at once unless asked to hold");
    assert_eq!(app.count("select count(*) from growth.points_ledger where amount = 4").await, 1);
}

#[tokio::test]
async fn others_see_who_looks_and_may_take_over_knowingly() {
    let app = TestApp::start().await;
    let (one, two) = (app.moderator().await, app.moderator().await);
    let id = applicants(&app, 1).await[0];
    let path = format!("/api/review/claims/account/{id}");
    assert_eq!(one.post(&path, json!({})).await.expect(200)["mine"], true);
    let seen = two.post(&path, json!({})).await.expect(200);
    assert_eq!((&seen["mine"], &seen["user_id"]), (&json!(false), &json!(one.id)));
    assert_eq!(queue(&two, "").await["items"][0]["claim"]["user_id"], one.id);
    assert_eq!(two.delete(&path).await.status, 404, "not theirs to give up");

    assert_eq!(two.post(&path, json!({ "take_over": true })).await.expect(200)["mine"], true);
    assert_eq!(one.post(&path, json!({})).await.expect(200)["user_id"], two.id);
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'review.take_over'").await, 1);
    assert_eq!(two.delete(&path).await.status, 204);
    assert_eq!(one.post(&path, json!({})).await.expect(200)["mine"], true);
    // A claim ends by itself.
    sqlx::query("update core.review_claims set expires_at = now()").execute(app.db()).await.expect("time passes");
    assert_eq!(two.post(&path, json!({})).await.expect(200)["mine"], true);

    for foreign in ["/api/review/claims/account/999999", "/api/review/claims/cake/1", "/api/review/claims/account/x"] {
        assert_eq!(one.post(foreign, json!({})).await.status, 404, "{foreign}");
    }
    one.post(&format!("/api/admin/approve-user/{id}"), json!({})).await.expect(200);
    assert_eq!(two.post(&path, json!({})).await.error(409), "already_decided");
}

/// Gives the person a role more.
async fn also(app: &TestApp, person: &Client, role: &str) {
    sqlx::query("insert into accounts.user_roles (user_id, role_id) select $1, id from accounts.roles where name = $2")
        .bind(person.id)
        .bind(role)
        .execute(app.db())
        .await
        .expect("a role");
}

#[tokio::test]
async fn nobody_decides_on_their_own_by_any_way() {
    let app = TestApp::start().await;
    let (owner, other, volunteer) = (app.moderator().await, app.moderator().await, app.volunteer().await);
    also(&app, &owner, "organizer").await;
    also(&app, &owner, "volunteer").await;
    let made = owner.post("/api/organizer/projects", project_input("My own")).await.expect(201);
    let project = made["project"]["id"].as_i64().expect("an id");
    // Not in one's queue, numbers and lists, and not handed out.
    assert_eq!(refs(&queue(&owner, "").await), []);
    let counted = queue(&owner, "").await["kinds"].as_array().cloned().unwrap_or_default();
    assert!(counted.iter().all(|kind| kind["count"] == 0), "{counted:?}");
    assert_eq!(refs(&owner.post("/api/review/take", json!({ "count": 20 })).await.expect(200)), []);
    assert_eq!(owner.get("/api/admin/pending-projects").await.expect(200)["items"], json!([]));
    // It can be read, and says whose it is.
    let pane = owner.get(&format!("/api/review/items/project/{project}")).await.expect(200);
    assert_eq!((&pane["mine"], &pane["may_decide"]), (&json!(true), &json!(false)));
    for (path, input) in [
        (format!("/api/review/claims/project/{project}"), json!({})),
        (format!("/api/review/claims/project/{project}"), json!({ "take_over": true })),
        (format!("/api/review/decisions/project/{project}"), json!({ "decision": "approve" })),
        (format!("/api/review/decisions/project/{project}"), json!({ "decision": "approve", "hold": true })),
        (format!("/api/admin/approve-project/{project}"), json!({})),
        (format!("/api/admin/reject-project/{project}"), json!({ "reason": "x" })),
        (format!("/api/admin/return-project/{project}"), json!({ "fields": [{ "field": "title" }] })),
        (format!("/api/admin/approve-user/{}", owner.id), json!({})),
        (format!("/api/admin/reject-user/{}", owner.id), json!({ "reason": "x" })),
    ] {
        let refused = owner.post(&path, input.clone()).await;
        let code = if path.ends_with(&format!("-user/{}", owner.id)) { "not_allowed" } else { "own_item" };
        assert_eq!(refused.error(403), code, "{path} {input}");
    }
    assert_eq!(refs(&queue(&other, "").await), [("project".to_owned(), project)]);
    other.post(&format!("/api/admin/approve-project/{project}"), json!({})).await.expect(200);

    // One's own report on one's own project, at once and after the days that bring it to moderators.
    let task = made["tasks"][0]["id"].as_i64().expect("a task");
    let report = app.reported(&owner, task, 1).await;
    let paths = |report: i64| {
        [
            (format!("/api/organizer/photo-reports/{report}/approve"), json!({ "rating": 5 })),
            (format!("/api/organizer/photo-reports/{report}/reject"), json!({ "reason": "x" })),
            (format!("/api/review/decisions/report/{report}"), json!({ "decision": "approve", "rating": 5 })),
        ]
    };
    for _ in 0..2 {
        for (path, input) in paths(report) {
            assert_eq!(owner.post(&path, input.clone()).await.error(403), "own_item", "{path}");
        }
        assert_eq!(refs(&queue(&owner, "").await), []);
        sqlx::query("update volunteering.photo_reports set submitted_at = now() - interval '4 days'")
            .execute(app.db())
            .await
            .expect("days pass");
    }
    assert_eq!(app.count("select count(*) from growth.points_ledger").await, 0);
    // Another's report on the same task is theirs as ever.
    let theirs = app.reported(&volunteer, task, 2).await;
    owner.post(&format!("/api/organizer/photo-reports/{theirs}/approve"), json!({ "rating": 5 })).await.expect(200);
    other
        .post(&format!("/api/review/decisions/report/{report}"), json!({ "decision": "approve", "rating": 4 }))
        .await
        .expect(200);
    assert_eq!(app.count("select count(*) from volunteering.ratings").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_an_item_claims_nothing() {
    let app = TestApp::start().await;
    let (one, two) = (app.moderator().await, app.moderator().await);
    let id = applicants(&app, 1).await[0];
    let path = format!("/api/review/items/account/{id}");
    assert_eq!(one.get(&path).await.expect(200)["item"]["claim"], Value::Null);
    let browser = app.browser(&one).await.with("accept", "text/html");
    assert_eq!(browser.get(&format!("/review/accounts/{id}")).await.status, 200);
    assert_eq!(app.count("select count(*) from core.review_claims").await, 0);
    // Without script a button claims; with it the page does, by the same kind of request.
    let which = format!("input[kind]=account&input[id]={id}");
    let page = format!("http://localhost/review/accounts/{id}");
    let start = browser.with("host", "localhost").with("referer", page).form("/web/review/claims/start", &which).await;
    assert_eq!((start.status, start.header("location")), (302, &*format!("/review/accounts/{id}")), "{}", start.text());
    assert_eq!(two.get(&path).await.expect(200)["item"]["claim"]["user_id"], one.id);
    assert_eq!(queue(&two, "").await["items"][0]["claim"]["user_id"], one.id);
}

#[tokio::test]
async fn a_batch_is_the_oldest_that_nobody_holds_and_shows_its_progress() {
    let app = TestApp::start().await;
    let (one, two) = (app.moderator().await, app.moderator().await);
    let ids = applicants(&app, 5).await;
    let item = |id: &i64| ("account".to_owned(), *id);
    // Somebody looks at the second.
    two.post(&format!("/api/review/claims/account/{}", ids[1]), json!({})).await.expect(200);
    let taken = one.post("/api/review/take", json!({ "count": 3 })).await.expect(200);
    assert_eq!(refs(&taken), [&ids[0], &ids[2], &ids[3]].map(item));
    assert_eq!(taken["batch"], json!({ "done": 0, "total": 3 }));
    let rest = two.post("/api/review/take", json!({ "count": 20 })).await.expect(200);
    assert_eq!(refs(&rest), [item(&ids[4])], "never what others hold");
    assert_eq!(refs(&queue(&one, "?mine=1").await), [&ids[0], &ids[2], &ids[3]].map(item));

    let decide = async |id: i64| {
        let path = format!("/api/review/decisions/account/{id}");
        one.post(&path, json!({ "decision": "approve", "hold": true })).await
    };
    let done = decide(ids[0]).await.expect(200);
    assert_eq!(done["batch"], json!({ "done": 1, "total": 3 }));
    let pane = one.get(&format!("/api/review/items/account/{}", ids[2])).await.expect(200);
    assert_eq!(pane["next"], json!({ "kind": "account", "id": ids[3] }), "on with what was taken");
    let undo = done["held"]["id"].as_i64().expect("an id");
    one.post(&format!("/api/review/undo/{undo}"), json!({})).await.expect(200);
    assert_eq!(queue(&one, "").await["batch"], json!({ "done": 0, "total": 3 }));

    for (count, code) in [(0, "too_small"), (-5, "too_small"), (51, "too_big")] {
        assert_eq!(one.post("/api/review/take", json!({ "count": count })).await.field("count"), code);
    }
}

#[tokio::test]
async fn two_who_take_at_once_share() {
    let app = TestApp::start().await;
    let reviewers = [app.moderator().await, app.moderator().await, app.moderator().await];
    let ids = applicants(&app, 7).await;
    let takes = reviewers.iter().map(|reviewer| reviewer.post("/api/review/take", json!({ "count": 3 })));
    let mut all: Vec<i64> =
        join_all(takes).await.into_iter().flat_map(|reply| refs(&reply.expect(200))).map(|(_, id)| id).collect();
    all.sort_unstable();
    let mut expected = ids;
    expected.sort_unstable();
    assert_eq!(all, expected, "everything is taken, nothing twice");
}

#[tokio::test]
async fn ready_reasons_are_told_in_the_authors_language() {
    let app = TestApp::start().await;
    let (moderator, organizer, applicant) =
        (app.moderator().await, app.organizer().await, app.pending_organizer().await);
    let path = "/api/review/templates";
    let new = json!({ "kind": "account", "decision": "reject", "ru": "Нет устава.", "kk": "Жарғы жоқ." });
    assert_eq!(organizer.post(path, new.clone()).await.status, 403);
    let template = moderator.post(path, new).await.expect(201);
    let one = format!("{path}/{}", template["id"]);
    for (input, field, code) in [
        (json!({ "kind": "account", "decision": "reject" }), "ru", "required"),
        (json!({ "kind": "account", "decision": "reject", "en": "x".repeat(10_000) }), "en", "too_long"),
        (json!({ "kind": "cake", "decision": "reject", "ru": "x" }), "kind", "unknown"),
        (json!({ "kind": "account", "decision": "approve", "ru": "x" }), "decision", "unknown"),
        (json!({ "kind": "appeal", "decision": "return", "ru": "x" }), "decision", "unknown"),
    ] {
        assert_eq!(moderator.post(path, input.clone()).await.field(field), code, "{input}");
    }
    let stale = moderator.with("if-match", "\"7\"").put(&one, json!({ "ru": "x" })).await;
    assert_eq!(stale.error(409), "stale_version");
    moderator.put(&one, json!({ "ru": "Нет <b>устава</b>.", "kk": "Жарғы жоқ.", "version": 1 })).await.expect(200);

    sqlx::query("update accounts.users set locale = 'kk' where id = $1")
        .bind(applicant.id)
        .execute(app.db())
        .await
        .expect("kk");
    let reject = json!({ "decision": "reject", "template": template["id"], "reason": "Send it." });
    moderator.post(&format!("/api/review/decisions/account/{}", applicant.id), reject).await.expect(200);
    let me = applicant.get("/api/me").await.expect(200);
    assert_eq!(me["rejection_reason"], "Жарғы жоқ. Send it.");
    assert_eq!(moderator.delete(&one).await.status, 204);
    assert_eq!(moderator.delete(&one).await.status, 404);
}
