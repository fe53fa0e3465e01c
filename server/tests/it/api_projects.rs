//! Projects and tasks by the API: moderation with return, search, pages, places and the queue.

use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::TestApp;
use crate::support::world::{day, project_input};

#[tokio::test(flavor = "multi_thread")]
async fn bad_projects_are_refused_field_by_field() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let table: Vec<(&str, Value, &str, &str)> = vec![
        ("title", json!(""), "title", "required"),
        ("title", json!("x".repeat(10_000)), "title", "too_long"),
        ("city", json!("Atlantis"), "city", "unknown"),
        ("volunteer_type", json!("magic"), "volunteer_type", "unknown"),
        ("latitude", json!(91), "latitude", "off_earth"),
        ("longitude", json!(-180.5), "longitude", "off_earth"),
        ("latitude", json!("north"), "latitude", "malformed"),
        ("budget_needed", json!(-1), "budget_needed", "too_small"),
        ("max_volunteers", json!(0), "max_volunteers", "too_small"),
        ("max_volunteers", json!(2_147_483_648_i64), "max_volunteers", "too_big"),
        ("starts_on", json!("yesterday"), "starts_on", "date"),
    ];
    for (field, value, at, code) in table {
        let mut input = project_input("Park");
        input[field] = value.clone();
        let reply = organizer.post("/api/organizer/projects", input).await;
        assert_eq!(reply.field(at), code, "{field} = {value}");
    }
    let tasks: Vec<(Value, &str, &str)> = vec![
        (json!({ "text": "", "deadline": day(3) }), "tasks.0.text", "required"),
        (json!({ "text": "T", "deadline": day(-2) }), "tasks.0.deadline", "in_past"),
        (json!({ "text": "T", "deadline": "2025-13-45" }), "tasks.0.deadline", "date"),
        (
            json!({ "text": "T", "deadline": day(3), "start_time": "12:00", "end_time": "09:00" }),
            "tasks.0.end_time",
            "end_before_start",
        ),
        (json!({ "text": "T", "deadline": day(3), "max_volunteers": 0 }), "tasks.0.max_volunteers", "too_small"),
        (
            json!({ "text": "T", "deadline": day(3), "max_volunteers": 2_147_483_648_i64 }),
            "tasks.0.max_volunteers",
            "too_big",
        ),
    ];
    for (task, at, code) in tasks {
        let mut input = project_input("Park");
        input["tasks"] = json!([task]);
        let reply = organizer.post("/api/organizer/projects", input).await;
        assert_eq!(reply.field(at), code, "{task}");
    }
    assert_eq!(app.count("select count(*) from volunteering.projects").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_returned_project_opens_only_its_marked_fields() {
    let app = TestApp::start().await;
    let (organizer, moderator) = (app.organizer().await, app.moderator().await);
    let created = organizer.post("/api/organizer/projects", project_input("Prak clean-up")).await.expect(201);
    let id = created["project"]["id"].as_i64().expect("an id");
    let back = json!({ "message": "Almost", "fields": [{ "field": "title", "comment": "A typo" }] });
    moderator.post(&format!("/api/admin/return-project/{id}"), back).await.expect(200);

    let own = format!("/api/organizer/projects/{id}");
    let found = organizer.get(&own).await;
    let tag = found.header("etag").to_owned();
    let found = found.expect(200);
    assert_eq!(found["returned"]["fields"][0]["comment"], "A typo");
    let mut input = project_input("Park clean-up");
    let tasks: Vec<Value> = found["project"]["tasks"]
        .as_array()
        .expect("tasks")
        .iter()
        .map(|t| {
            json!({
                "id": t["id"], "text": t["text"], "deadline": t["deadline"], "start_time": t["start_time"],
                "end_time": t["end_time"], "max_volunteers": t["max_volunteers"]
            })
        })
        .collect();
    input["tasks"] = json!(tasks);
    let mut sly = input.clone();
    sly["city"] = json!("Astana");
    assert_eq!(organizer.with("if-match", tag.clone()).put(&own, sly).await.field("city"), "not_open");
    let sent = organizer.with("if-match", tag.clone()).put(&own, input.clone()).await.expect(200);
    assert_eq!(sent["status"], "pending");
    let stale = organizer.with("if-match", tag).put(&own, input).await;
    assert!(["stale_version", "wrong_state"].contains(&stale.error(409).as_str()));
    let review = moderator.get(&format!("/api/admin/projects/{id}")).await.expect(200);
    assert_eq!(review["changes"][0]["field"], "title", "{review}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_edit_shows_both_versions() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let mut input = project_input("Draft one");
    input["draft"] = json!(true);
    let created = organizer.post("/api/organizer/projects", input.clone()).await.expect(201);
    let path = format!("/api/organizer/projects/{}", created["project"]["id"]);
    input["version"] = created["project"]["version"].clone();
    input["title"] = json!("Draft two");
    organizer.put(&path, input.clone()).await.expect(200);
    input["title"] = json!("Draft three");
    let stale = organizer.put(&path, input).await;
    assert_eq!(stale.error(409), "stale_version");
    let error = &stale.json["error"];
    assert!(error["current"].to_string().contains("Draft two"), "{error}");
    assert!(error["yours"].to_string().contains("Draft three"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_decision_twice_has_one_effect_and_another_is_refused() {
    let app = TestApp::start().await;
    let (organizer, moderator) = (app.organizer().await, app.moderator().await);
    let project = app.published(&organizer).await;
    moderator.post(&format!("/api/admin/approve-project/{}", project.id), json!({})).await.expect(200);
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'project.approve'").await, 1);
    let reject = moderator.post(&format!("/api/admin/reject-project/{}", project.id), json!({ "reason": "no" })).await;
    assert_eq!(reject.error(409), "already_decided");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_wins_the_last_place_and_the_other_waits_for_it() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    let people = [app.volunteer().await, app.volunteer().await, app.volunteer().await, app.volunteer().await];
    let path = format!("/api/volunteer/join-task/{}", project.single);
    let answers = join_all(people.iter().map(|person| person.post(&path, json!({})))).await;
    let mut seats: Vec<_> = answers.into_iter().map(|answer| answer.expect(200)).collect();
    seats.sort_by_key(|seat| seat["queue_position"].as_i64().unwrap_or(0));
    let states: Vec<_> = seats.iter().map(|s| (s["status"].clone(), s["queue_position"].clone())).collect();
    assert_eq!(states[0], (json!("assigned"), Value::Null));
    for (n, state) in states.iter().enumerate().skip(1) {
        assert_eq!(*state, (json!("waiting"), json!(n)));
    }
    assert_eq!(people[0].post(&path, json!({})).await.error(409), "already_joined");

    // Who leaves frees the place for the first in the queue, who is told.
    let leave = format!("/api/volunteer/leave-task/{}", project.single);
    let holder: i64 = sqlx::query_scalar("select volunteer_id from volunteering.assignments where status = 'assigned'")
        .fetch_one(app.db())
        .await
        .expect("a holder");
    let holder = people.iter().find(|person| person.id == holder).expect("one of them");
    holder.delete(&leave).await.expect(200);
    app.run_jobs().await;
    assert_eq!(app.count("select count(*) from volunteering.assignments where status = 'assigned'").await, 1);
    assert_eq!(
        app.count("select count(*) from messaging.notifications where notice->>'kind' = 'place_freed'").await,
        1
    );
    assert_eq!(holder.delete(&leave).await.error(409), "not_joined");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_in_two_places_at_once() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let (one, two) = (app.published(&organizer).await, app.published(&organizer).await);
    volunteer.post(&format!("/api/volunteer/join-task/{}", one.task), json!({})).await.expect(200);
    let clash = volunteer.post(&format!("/api/volunteer/join-task/{}", two.task), json!({})).await;
    assert_eq!(clash.error(409), "time_clash");
}

#[tokio::test(flavor = "multi_thread")]
async fn search_forgives_and_pages_do_not_overlap() {
    let app = TestApp::start().await;
    let (organizer, moderator) = (app.organizer().await, app.moderator().await);
    for title in ["Абай көшесін тазалау", "Уборка парка", "Посадка деревьев", "Приют для собак", "Уроки математики"]
    {
        let created = organizer.post("/api/organizer/projects", project_input(title)).await.expect(201);
        let path = format!("/api/admin/approve-project/{}", created["project"]["id"]);
        moderator.post(&path, json!({})).await.expect(200);
    }
    let visitor = app.anonymous();
    let found = visitor
        .get("/api/volunteer/projects?q=%D0%B0%D0%B1%D0%B0%D0%B9%20%D0%BA%D0%BE%D1%88%D0%B5%D1%81%D0%B8%D0%BD")
        .await
        .expect(200);
    assert_eq!(found["items"][0]["title"], "Абай көшесін тазалау", "{found}");

    let mut seen = Vec::new();
    let mut path = "/api/volunteer/projects?limit=2".to_owned();
    loop {
        let page = visitor.get(&path).await.expect(200);
        seen.extend(page["items"].as_array().expect("items").iter().filter_map(|p| p["id"].as_i64()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/volunteer/projects?limit=2&cursor={next}");
    }
    let mut unique = seen.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!((seen.len(), unique.len()), (5, 5));
    assert_eq!(visitor.get("/api/volunteer/projects?cursor=zzz").await.field("cursor"), "malformed");
    assert_eq!(visitor.get("/api/volunteer/projects?limit=many").await.field("limit"), "malformed");
    let none = visitor.get("/api/volunteer/projects?city=Astana&type=health").await.expect(200);
    assert_eq!(none["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_idempotency_key_makes_one_project() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await.with("idempotency-key", "form-1");
    let first = organizer.post("/api/organizer/projects", project_input("Once")).await.expect(201);
    let again = organizer.post("/api/organizer/projects", project_input("Once")).await.expect(201);
    assert_eq!(first["project"]["id"], again["project"]["id"]);
    assert_eq!(app.count("select count(*) from volunteering.projects").await, 1);
    // A refusal is not kept: the corrected request goes through under the same key.
    let organizer = app.organizer().await.with("idempotency-key", "form-2");
    organizer.post("/api/organizer/projects", project_input("")).await.expect(422);
    organizer.post("/api/organizer/projects", project_input("Now")).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_used_for_one_record_is_no_answer_about_another() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let (one, other) = (app.published(&organizer).await, app.published(&organizer).await);
    let keyed = organizer.with("idempotency-key", "form-3");
    let gift = json!({ "giver": "Shop", "description": "Spades", "given_on": app.ctx.today() });
    let path = |project: i64| format!("/api/organizer/projects/{project}/gifts");
    let first = keyed.post(&path(one.id), gift.clone()).await.expect(201);
    assert_eq!(keyed.post(&path(one.id), gift.clone()).await.expect(201), first);
    assert_eq!(keyed.post(&path(other.id), gift).await.field("Idempotency-Key"), "name_taken");
    assert_eq!(app.count("select count(*) from funding.in_kind_gifts").await, 1);
}
