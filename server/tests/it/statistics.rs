//! Statistics by the API: the document's names, whose figures, odd parameters.

use birqadam_analytics::ops::refresh;
use birqadam_core::ssr::{Ctx, Replica};
use birqadam_server::http::HttpOptions;
use birqadam_server::jobs;
use serde_json::{Value, json};
use sqlx::postgres::PgPoolOptions;

use crate::support::world::project_input;
use crate::support::{Client, TestApp};

const PLATFORM: &str = "/api/admin/platform-statistics";

/// An organizer with a published project, a volunteer with an approved report on it.
async fn world(app: &TestApp) -> (Client, Client, i64) {
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 7).await;
    let verdict = json!({ "rating": 4, "comment": "Good" });
    organizer.post(&format!("/api/organizer/photo-reports/{report}/approve"), verdict).await.expect(200);
    organizer.post("/api/organizer/projects", project_input("Waiting")).await.expect(201);
    app.pending_organizer().await;
    (organizer, volunteer, project.id)
}

async fn refreshed(app: &TestApp) {
    refresh(&app.ctx).await.expect("refreshed");
}

fn figure<'a>(statistics: &'a Value, name: &str) -> &'a Value {
    &statistics["figures"][name]["value"]
}

#[tokio::test]
async fn the_platform_in_numbers_under_the_documents_names() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    // Before the first count everything is unknown, not zero.
    let nothing = admin.get(PLATFORM).await.expect(200);
    assert_eq!((&nothing["as_of"], &nothing["total_users"]), (&Value::Null, &Value::Null));
    assert_eq!(figure(&nothing, "registrations"), &Value::Null);

    world(&app).await;
    refreshed(&app).await;
    let all = admin.get(PLATFORM).await.expect(200);
    let users = app.count("select count(*) from accounts.users").await;
    let role = async |role: &str| {
        let sql = "select count(*) from accounts.users where role = $1";
        sqlx::query_scalar::<_, i64>(sql).bind(role).fetch_one(app.db()).await.expect("a number")
    };
    assert_eq!(all["total_users"], users);
    for (field, name) in
        [("volunteers", "volunteer"), ("organizers", "organizer"), ("sponsors", "sponsor"), ("partners", "partner")]
    {
        assert_eq!(all[field], role(name).await, "{field}");
    }
    assert_eq!((&all["active_projects"], &all["completed_projects"]), (&json!(1), &json!(0)));
    // A project and an account.
    assert_eq!((&all["pending_approvals"], &all["pending_projects"]), (&json!(2), &json!(1)));
    assert_eq!(all["total_ratings"], 1);
    assert_eq!(figure(&all, "registrations"), users as f64);
    assert_eq!(figure(&all, "reports_approved"), 1.0);
    assert_eq!(figure(&all, "hours"), 3.0);
    assert_eq!(figure(&all, "average_rating"), 4.0);
    assert_eq!(figure(&all, "active_volunteers"), 1.0);
    let points = all["charts_data"]["reports_approved_by_period"].as_array().expect("points");
    assert_eq!(points.len(), 30);
    assert_eq!(points[29]["value"], 1.0);
    assert_eq!(all["charts_data"]["projects_active_by_city"], json!([{ "name": "Almaty", "value": 1.0 }]));
    let steps: Vec<&Value> = all["funnel"].as_array().expect("steps").iter().map(|step| &step["people"]).collect();
    assert_eq!(steps, [role("volunteer").await, role("volunteer").await, 1, 1]);
    assert_eq!(all["retention"].as_array().map(Vec::len), Some(12));
    assert_eq!((&all["cities"][0]["city"], &all["cities"][0]["latitude"]), (&json!("Almaty"), &json!(43.238)));
    assert_eq!(all["forecast_reports"], json!([]));
}

#[tokio::test]
async fn figures_follow_the_records_within_a_job() {
    let app = TestApp::start().await;
    let moderator = app.moderator().await;
    let (organizer, _, project) = world(&app).await;
    refreshed(&app).await;
    organizer.post(&format!("/api/organizer/projects/{project}/complete"), json!({})).await.expect(200);
    sqlx::query("select graphile_worker.add_job('refresh_analytics', '{}'::json)")
        .execute(app.db())
        .await
        .expect("a job");
    app.run_jobs().await;
    let all = moderator.get(PLATFORM).await.expect(200);
    assert_eq!((&all["active_projects"], &all["completed_projects"]), (&json!(0), &json!(1)));
    assert_eq!(figure(&all, "projects_completed"), 1.0);
    assert_eq!(figure(&all, "tasks_completed"), 2.0);
    assert!(jobs::TASKS.contains(&"rebuild_analytics"));
}

#[tokio::test]
async fn parameters_narrow_compare_and_are_checked() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    world(&app).await;
    refreshed(&app).await;
    let decade = format!("?from={}&granularity=month", app.ctx.today() - chrono::TimeDelta::days(3650));
    let table = [
        ("?city=Almaty&type=environmental", json!(1.0)),
        ("?city=Astana", json!(0.0)),
        ("?type=sport", json!(0.0)),
        ("?city=Алматы", json!(1.0)),
        ("?period=today", json!(1.0)),
        (decade.as_str(), json!(1.0)),
        ("?period=last_month", json!(0.0)),
    ];
    for (query, expected) in table {
        let query = query.replace("Алматы", "%D0%90%D0%BB%D0%BC%D0%B0%D1%82%D1%8B");
        let all = admin.get(&format!("{PLATFORM}{query}")).await.expect(200);
        assert_eq!(figure(&all, "reports_approved"), &expected, "{query}");
    }
    // Accounts have no type of volunteering: unknown.
    let narrowed = admin.get(&format!("{PLATFORM}?type=sport")).await.expect(200);
    assert_eq!(figure(&narrowed, "registrations"), &Value::Null);
    let compared = admin.get(&format!("{PLATFORM}?period=week&compare=true")).await.expect(200);
    assert_eq!(compared["figures"]["reports_approved"], json!({ "value": 1.0, "before": 0.0 }));
    let tomorrow = app.ctx.today().succ_opt().expect("a day");
    for (query, field, code) in [
        (format!("?to={tomorrow}&from=2026-01-01"), "to", "in_future"),
        (format!("?from={tomorrow}"), "from", "in_future"),
        ("?from=2026-02-01&to=2026-01-01".into(), "to", "end_before_start"),
        ("?from=2001-01-01".into(), "from", "too_big"),
        ("?from=yesterday".into(), "from", "date"),
        ("?to=2026-01-01".into(), "from", "required"),
        ("?period=aeon".into(), "period", "unknown"),
        ("?granularity=hour".into(), "granularity", "unknown"),
        ("?from=2020-01-01&granularity=day".into(), "granularity", "too_big"),
        ("?city=Atlantis".into(), "city", "unknown"),
        ("?type=%27%22%3B--%3Cscript%3E".into(), "type", "unknown"),
        ("?role=king".into(), "role", "unknown"),
        ("?project=abc".into(), "project", "malformed"),
        ("?compare=perhaps".into(), "compare", "unknown"),
    ] {
        assert_eq!(admin.get(&format!("{PLATFORM}{query}")).await.field(field), code, "{query}");
    }
    assert_eq!(admin.get(&format!("{PLATFORM}?project=999999")).await.error(404), "not_found");
}

#[tokio::test]
async fn an_organizer_sees_only_their_own_projects() {
    let app = TestApp::start().await;
    let (organizer, _, project) = world(&app).await;
    let (stranger, _, foreign) = world(&app).await;
    refreshed(&app).await;
    let path = "/api/organizer/analytics";
    for client in [&organizer, &stranger] {
        let own = client.get(path).await.expect(200);
        assert_eq!((&own["active_projects"], figure(&own, "reports_approved")), (&json!(1), &json!(1.0)));
        assert_eq!(own["charts_data"]["reports_approved_by_project"].as_array().map(Vec::len), Some(1));
    }
    let one = organizer.get(&format!("{path}?project={project}")).await.expect(200);
    assert_eq!(figure(&one, "joins"), 1.0);
    assert_eq!(one["charts_data"]["hours_by_project"][0]["id"], project);
    assert_eq!(organizer.get(&format!("{path}?project={foreign}")).await.error(404), "not_found");
    assert_eq!(organizer.get(&format!("{path}?organizer={}", stranger.id)).await.error(404), "not_found");
    assert_eq!(organizer.get(&format!("{path}?project=99999999999999999999")).await.field("project"), "too_big");
    assert_eq!(organizer.get(PLATFORM).await.error(403), "not_allowed");
}

#[tokio::test]
async fn a_volunteer_sees_their_own_work() {
    let app = TestApp::start().await;
    let (_, volunteer, _) = world(&app).await;
    world(&app).await;
    refreshed(&app).await;
    let path = "/api/volunteer/statistics";
    let own = volunteer.get(path).await.expect(200);
    assert_eq!(
        (&own["total_projects"], &own["total_tasks"], &own["average_rating"]),
        (&json!(1), &json!(1), &json!(4.0))
    );
    assert_eq!(figure(&own, "reports_approved"), 1.0);
    assert_eq!(figure(&own, "hours"), 3.0);
    assert_eq!(own["charts_data"]["hours_by_project"].as_array().map(Vec::len), Some(1));
    let nobody = app.volunteer().await.get(path).await.expect(200);
    assert_eq!((&nobody["total_tasks"], &nobody["average_rating"]), (&json!(0), &Value::Null));
    assert_eq!((figure(&nobody, "hours"), figure(&nobody, "average_rating")), (&json!(0.0), &Value::Null));
}

#[tokio::test]
async fn sponsors_and_partners_see_what_is_open() {
    let app = TestApp::start().await;
    world(&app).await;
    refreshed(&app).await;
    let partner = app.person(crate::support::people::Person::approved("partner")).await;
    for (client, path) in [(app.sponsor().await, "/api/sponsor/statistics"), (partner, "/api/partner/statistics")] {
        let open = client.get(path).await.expect(200);
        assert_eq!((&open["active_projects"], figure(&open, "hours")), (&json!(1), &json!(3.0)), "{path}");
        assert_eq!(figure(&open, "registrations"), &Value::Null);
        // Whose figures they are is not theirs to choose.
        assert_eq!(client.get(&format!("{path}?organizer=1")).await.error(403), "not_allowed");
    }
}

#[tokio::test]
async fn a_replica_that_does_not_answer_is_done_without() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    world(&app).await;
    refreshed(&app).await;
    let nowhere = PgPoolOptions::new()
        .acquire_timeout(std::time::Duration::from_millis(200))
        .connect_lazy("postgres://nobody@127.0.0.1:1/nothing")
        .expect("an address");
    let alone = Ctx { replica: Replica::new(nowhere), ..app.ctx.clone() };
    let mut client = Client::anonymous(app.replica_of(alone, HttpOptions::default()));
    client.token = admin.token.clone();
    let all = client.get(PLATFORM).await.expect(200);
    assert_eq!(all["active_projects"], 1);
    // One that answers is read.
    let beside = Ctx { replica: Replica::new(app.db().clone()), ..app.ctx.clone() };
    let mut client = Client::anonymous(app.replica_of(beside, HttpOptions::default()));
    client.token = admin.token;
    let all = client.get(PLATFORM).await.expect(200);
    assert_eq!(all["active_projects"], 1);
}
