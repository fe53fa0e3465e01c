//! The action log: what is written down, who may read how much of it.

use birqadam_accounts::ops::{identity, review};
use birqadam_core::{BatchId, UserId, Via};
use serde_json::{Value, json};

use crate::support::people::PASSWORD;
use crate::support::world::project_input;
use crate::support::{Client, TestApp};

async fn log(admin: &Client, query: &str) -> Vec<Value> {
    let page = admin.get(&format!("/api/admin/log?limit=100&{query}")).await.expect(200);
    page["items"].as_array().cloned().unwrap_or_default()
}

fn operations(entries: &[Value]) -> Vec<&str> {
    entries.iter().filter_map(|entry| entry["operation"].as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn coming_and_going_is_written_down_and_no_password_with_it() {
    let app = TestApp::start().await;
    let (admin, person) = (app.admin().await, app.volunteer().await);
    let visitor = app.anonymous();
    let wrong = json!({ "email": person.email, "password": "hunter2-typed-by-mistake" });
    assert_eq!(visitor.post("/api/login", wrong).await.status, 401);
    let unknown = json!({ "email": "hunter2@password.kz", "password": "x" });
    assert_eq!(visitor.post("/api/login", unknown).await.status, 401);
    let right = json!({ "email": person.email, "password": PASSWORD });
    let tokens = visitor.post("/api/login", right).await.expect(200);
    visitor.post("/api/logout", json!({ "refresh_token": tokens["refresh_token"] })).await;
    let browser = app.browser(&person).await.with("accept", "text/html");
    browser.send(axum::http::Method::POST, "/web/sign-out", Some("application/x-www-form-urlencoded"), "".into()).await;
    let person_log = log(&admin, &format!("subject_kind=user&subject_id={}", person.id)).await;
    assert_eq!(operations(&person_log), ["user.sign_out", "user.sign_out", "user.sign_in", "user.sign_in_failed"]);
    assert_eq!(person_log[3]["new"], json!({ "cause": "wrong_credentials" }));
    assert_eq!(person_log[3]["address"], "127.0.0.1");
    assert_eq!(person_log[1]["actor_id"], person.id, "the token says who signs out");
    let failures = log(&admin, "operation=user.sign_in_failed").await;
    assert_eq!(failures.len(), 2);
    assert_eq!(failures[0]["subject_id"], Value::Null);
    let all: String = sqlx::query_scalar("select string_agg(l::text, '') from core.audit_log l")
        .fetch_one(app.db())
        .await
        .expect("the log");
    assert!(!all.contains("hunter2") && !all.contains(PASSWORD));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_filter_narrows_and_what_is_not_known_is_said() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let batch = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";
    sqlx::query(
        "insert into core.audit_log (at, actor_id, actor_label, via, address, operation, subject_kind, subject_id, batch)
         values ('2026-01-31 23:30+05', 7, 'A', 'web', '10.1.2.3', 'role.update', 'role', 5, null),
                ('2026-02-01 00:30+05', 8, 'B', 'api', '10.9.9.9', 'user.block', 'user', 6, $1::uuid),
                ('2026-02-01 00:31+05', 8, 'B', 'api', 'fe80::1', 'user.block', 'user', 7, $1::uuid)",
    )
    .bind(batch)
    .execute(app.db())
    .await
    .expect("lines");
    let table = [
        ("operation=role.update", 1),
        ("operation=role.update,user.block", 3),
        ("subject_kind=user", 2),
        ("subject_kind=user&subject_id=6,7", 2),
        ("actor_id=8", 2),
        ("at_from=2026-02-01&at_to=2026-02-01", 2),
        ("at_to=2026-01-31", 1),
        ("via=web", 1),
        ("address=10.1.2.3", 1),
        ("address=10.0.0.0/8", 2),
        ("address=fe80::/10", 1),
        ("address=nonsense", 0),
        ("address=10.0.0.0/99", 0),
        (&*format!("batch={batch}"), 2),
        ("batch=nonsense", 0),
        ("operation=user.block&actor_id=7", 0),
    ];
    for (query, expected) in table {
        assert_eq!(log(&admin, query).await.len(), expected, "{query}");
    }
    for (query, field) in [
        ("operation=moon.land", "operation"),
        ("subject_id=five", "subject_id"),
        ("at_from=tomorrow", "at_from"),
        ("at_from=2026-02-01&at_to=2026-01-01", "at_to"),
        ("via=telepathy", "via"),
        ("cursor=edited", "cursor"),
    ] {
        let reply = admin.get(&format!("/api/admin/log?{query}")).await;
        assert!(!reply.field(field).is_empty(), "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_made_as_one_carry_one_batch() {
    let app = TestApp::start().await;
    let (admin, one, two) = (app.admin().await, app.volunteer().await, app.volunteer().await);
    let found = identity::load_actor(&app.ctx, UserId(admin.id), Via::Web, None, None).await;
    let actor = found.expect("the database answers").expect("the admin");
    let batch = BatchId::random();
    let reason = || birqadam_accounts::Reason { reason: "spam".into() };
    for person in [&one, &two] {
        review::block_user(&app.ctx, &actor.in_batch(batch), UserId(person.id), reason()).await.expect("blocked");
    }
    review::unblock_user(&app.ctx, &actor, UserId(one.id)).await.expect("unblocked");
    let entries = log(&admin, &format!("batch={batch}")).await;
    assert_eq!(operations(&entries), ["user.block", "user.block"]);
    assert_eq!(entries[0]["batch"], batch.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_s_history_is_for_who_works_on_it() {
    let app = TestApp::start().await;
    let (organizer, moderator, admin) = (app.organizer().await, app.moderator().await, app.admin().await);
    let (volunteer, other) = (app.volunteer().await, app.organizer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 3).await;
    let history = |client: &Client, kind: &str, id: i64| {
        let (client, path) = (client.clone(), format!("/api/history/{kind}/{id}"));
        async move { client.get(&path).await }
    };

    let own = history(&organizer, "project", project.id).await.expect(200);
    assert_eq!(
        operations(own["entries"]["items"].as_array().expect("items")),
        ["project.approve", "project.submit", "project.create"]
    );
    assert_eq!(own["title"], "Park clean-up");
    assert_eq!(own["href"], format!("/organizer/projects/{}/edit", project.id));
    assert_eq!(own["entries"]["items"][1]["address"], Value::Null, "addresses are not for colleagues");
    let whole = history(&admin, "project", project.id).await.expect(200);
    assert_eq!(whole["entries"]["items"][1]["address"], "127.0.0.1");
    assert_eq!(history(&other, "project", project.id).await.status, 404);
    assert_eq!(history(&volunteer, "project", project.id).await.status, 403);
    assert_eq!(history(&app.anonymous(), "project", project.id).await.status, 401);
    assert_eq!(history(&moderator, "project", project.id).await.status, 200);

    // A draft is its organizer's own affair; the log shows it to who reads the log.
    let mut draft = project_input("A draft");
    draft["draft"] = json!(true);
    let draft = organizer.post("/api/organizer/projects", draft).await.expect(201)["project"]["id"].as_i64();
    let draft = draft.expect("an id");
    assert_eq!(history(&moderator, "project", draft).await.status, 404);
    assert_eq!(history(&admin, "project", draft).await.expect(200)["href"], Value::Null);

    let task = history(&organizer, "task", project.task).await.expect(200);
    assert_eq!(operations(task["entries"]["items"].as_array().expect("items")), ["task.join"]);
    assert_eq!(task["href"], format!("/organizer/tasks/{}", project.task));
    // It stands on the task's own page.
    let page = app.browser(&organizer).await.with("accept", "text/html");
    let page = page.get(&format!("/organizer/tasks/{}", project.task)).await;
    assert_eq!(page.status, 200);
    assert!(page.text_whole().contains("log-row"), "the history is on the page");
    let foreign = app.browser(&other).await.with("accept", "text/html");
    assert_eq!(foreign.get(&format!("/organizer/tasks/{}", project.task)).await.status, 404);
    let sent = history(&organizer, "report", report).await.expect(200);
    assert_eq!(sent["href"], format!("/organizer/reports/{report}"));
    assert_eq!(history(&other, "report", report).await.status, 404);
    assert_eq!(history(&moderator, "report", report).await.status, 403);

    // Who changes settings or features sees what was changed, as on the page of each.
    let changed = json!({ "name": "sign_in_attempts", "value": 12 });
    admin.put("/api/admin/settings", changed).await.expect(200);
    let setting = app.count("select id from core.settings where name = 'sign_in_attempts'").await;
    let past = history(&admin, "setting", setting).await.expect(200);
    assert_eq!(past["href"], "/admin/settings/sign_in_attempts");
    assert_eq!(operations(past["entries"]["items"].as_array().expect("items")), ["setting.change"]);
    assert_eq!(history(&moderator, "setting", setting).await.status, 403);
    let page = app.browser(&admin).await.with("accept", "text/html");
    let page = page.get("/admin/settings/sign_in_attempts").await.text_whole();
    assert!(page.contains("log-row"), "{page}");

    for (kind, id) in [("moon", 1), ("project", 999_999), ("user", -1)] {
        assert_eq!(history(&admin, kind, id).await.status, 404, "{kind}/{id}");
    }
    assert_eq!(admin.get("/api/history/project/x").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn how_a_person_signs_in_is_not_for_moderators() {
    let app = TestApp::start().await;
    let (admin, moderator, person) = (app.admin().await, app.moderator().await, app.volunteer().await);
    app.anonymous().post("/api/login", json!({ "email": person.email, "password": PASSWORD })).await.expect(200);
    admin.post(&format!("/api/admin/block-user/{}", person.id), json!({ "reason": "spam" })).await.expect(200);
    let path = format!("/api/history/user/{}", person.id);
    let seen = moderator.get(&path).await.expect(200);
    assert_eq!(operations(seen["entries"]["items"].as_array().expect("items")), ["user.block"]);
    let all = admin.get(&path).await.expect(200);
    assert_eq!(operations(all["entries"]["items"].as_array().expect("items")), ["user.block", "user.sign_in"]);
}

/// Walks through the platform's work and looks whether each step left its line.
#[tokio::test(flavor = "multi_thread")]
async fn every_step_leaves_a_line() {
    let app = TestApp::start().await;
    let (admin, moderator, organizer, volunteer) =
        (app.admin().await, app.moderator().await, app.organizer().await, app.volunteer().await);
    let applicant = app.pending_organizer().await;
    let steps: Vec<(&str, Value)> = vec![
        ("project.create", organizer.post("/api/organizer/projects", project_input("One")).await.expect(201)),
        (
            "user.approve",
            moderator.post(&format!("/api/admin/approve-user/{}", applicant.id), json!({})).await.expect(200),
        ),
        (
            "user.block",
            moderator
                .post(&format!("/api/admin/block-user/{}", applicant.id), json!({ "reason": "x" }))
                .await
                .expect(200),
        ),
        (
            "user.unblock",
            moderator.post(&format!("/api/admin/unblock-user/{}", applicant.id), json!({})).await.expect(200),
        ),
    ];
    let project = steps[0].1["project"]["id"].as_i64().expect("an id");
    let task = steps[0].1["tasks"][0]["id"].as_i64().expect("an id");
    moderator.post(&format!("/api/admin/approve-project/{project}"), json!({})).await.expect(200);
    let report = app.reported(&volunteer, task, 9).await;
    organizer
        .post(&format!("/api/organizer/photo-reports/{report}/approve"), json!({ "rating": 5, "comment": "" }))
        .await
        .expect(200);
    let other = app.volunteer().await;
    other.post(&format!("/api/volunteer/join-task/{task}"), json!({})).await.expect(200);
    other.delete(&format!("/api/volunteer/leave-task/{task}")).await;
    organizer.post(&format!("/api/organizer/projects/{project}/complete"), json!({})).await.expect(200);
    organizer.post(&format!("/api/organizer/projects/{project}/archive"), json!({})).await.expect(200);
    let role =
        json!({ "name": "helper", "label_ru": "П", "label_kk": "К", "label_en": "H", "permissions": ["users.view"] });
    let role = admin.post("/api/admin/roles", role).await.expect(201)["id"].as_i64().expect("an id");
    assert_eq!(admin.post(&format!("/api/admin/users/{}/roles/{role}", other.id), json!({})).await.status, 204);
    assert_eq!(admin.delete(&format!("/api/admin/users/{}/roles/{role}", other.id)).await.status, 204);
    let browser = app.browser(&volunteer).await.with("accept", "text/html");
    browser
        .send(axum::http::Method::POST, "/web/locale", Some("application/x-www-form-urlencoded"), "locale=kk".into())
        .await;
    app.anonymous().post("/api/password/forgot", json!({ "email": volunteer.email })).await;
    app.run_jobs().await;

    let written: Vec<String> = sqlx::query_scalar("select distinct operation from core.audit_log order by 1")
        .fetch_all(app.db())
        .await
        .expect("operations");
    let expected = steps.iter().map(|(operation, _)| *operation).chain([
        "project.approve",
        "project.complete",
        "project.archive",
        "task.join",
        "task.leave",
        "report.submit",
        "report.approve",
        "role.create",
        "user.grant_role",
        "user.revoke_role",
        "user.update_preferences",
        "user.request_password_reset",
    ]);
    for operation in expected {
        assert!(written.iter().any(|name| name == operation), "{operation} is not in {written:?}");
    }
    for operation in &written {
        assert!(birqadam_core::audit::OPERATIONS.contains(&operation.as_str()), "{operation} has no words");
    }
}

/// The filters of the log's page are served by indexes, however long the log is.
#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_found_by_index() {
    use birqadam_accounts::{LOG, ops::audit_list::AuditLogList};
    use birqadam_core::{list::ListRequest, ssr::list};

    let app = TestApp::start().await;
    let admin = app.admin().await;
    sqlx::query(
        "insert into core.audit_log (at, actor_id, actor_label, via, address, operation, subject_kind, subject_id)
         select timestamptz '2020-01-01' + n * interval '1 minute', n % 5000, 'A', 'web',
                ('10.0.' || n % 200 || '.' || n % 250)::inet, 'user.sign_in', 'user', n % 5000
         from generate_series(1, 100000) n",
    )
    .execute(app.db())
    .await
    .expect("lines");
    app.as_owner("analyze core.audit_log").await;
    let found = identity::load_actor(&app.ctx, UserId(admin.id), Via::Web, None, None).await;
    let actor = found.expect("the database answers").expect("the admin");
    for query in [
        "",
        "sort=at",
        "operation=role.update",
        "operation=user.sign_in",
        "actor_id=77",
        "subject_kind=role",
        "subject_kind=user&subject_id=77",
        "at_from=2020-02-01&at_to=2020-02-02",
        "address=10.0.7.7",
        "batch=6ba7b810-9dad-41d1-80b4-00c04fd430c8",
    ] {
        let request = ListRequest::parse_query(&LOG, query).expect("a request");
        let plan = list::explain(&app.ctx, &actor, &AuditLogList, &request).await.expect("a plan");
        assert!(!plan.contains("Seq Scan"), "{query}:\n{plan}");
    }
}
