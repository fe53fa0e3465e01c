//! Every list finds its rows by an index: over tables of twenty thousand rows PostgreSQL itself
//! reports the plan of each statement (`auto_explain`), and none may read a big table through.

use std::sync::{Arc, Mutex};

use serde_json::Value;
use sqlx::AssertSqlSafe;
use tracing::field::{Field, Visit};
use tracing::subscriber::set_default;
use tracing::{Metadata, Subscriber, span};

use crate::support::{Client, TestApp};

/// Lists count their rows up to ten thousand; more than that is reading through.
const READ_MAX: f64 = 10_001.0;

const ROWS: &[&str] = &[
    "insert into accounts.users (email, password_hash, name, city, role, is_approved, email_confirmed_at, created_at)
     select 'v' || n || '@many.test', 'x', 'Волонтёр ' || n, 'Алматы', 'volunteer', true, now(),
            now() - n * interval '1 minute'
     from generate_series(1, 20000) n",
    "insert into accounts.user_roles (user_id, role_id)
     select u.id, r.id from accounts.users u join accounts.roles r on r.name = u.role
     where u.email like '%@many.test'",
    "insert into volunteering.projects (organizer_id, title, description, city, volunteer_type, status,
                                        submitted_at, published_at, starts_on)
     select v.id, 'Субботник ' || n || case when n % 5000 = 7 then ' жидек' else '' end, 'Вместе', c.city, t.kind,
            case when n % 100 = 0 then 'pending' else 'active' end,
            now() - n * interval '1 minute', now() - n * interval '1 minute', current_date + n % 60
     from generate_series(1, 20000) n
     join lateral (select (array['Алматы', 'Астана', 'Шымкент', 'Актау'])[n % 4 + 1] as city) c on true
     join lateral (select (array['social', 'environmental', 'sport', 'animals'])[n / 7 % 4 + 1] as kind) t on true
     join (select id, row_number() over (order by id) as place from accounts.users) v on v.place = n % 300 + 1",
    "insert into volunteering.tasks (project_id, text, deadline, max_volunteers, assigned_count)
     select id, 'Задача', current_date + 30, 5, 1 from volunteering.projects",
    "insert into volunteering.assignments (task_id, volunteer_id, status)
     select t.id, u.id, 'completed'
     from (select id, row_number() over (order by id) as place from volunteering.tasks) t
     join (select id, row_number() over (order by id) as place from accounts.users) u on u.place = t.place",
    "insert into volunteering.photo_reports (task_id, project_id, volunteer_id, status, rating, submitted_at)
     select t.id, t.project_id, a.volunteer_id, case when t.id % 50 = 0 then 'pending' else 'approved' end,
            case when t.id % 50 = 0 then null else 5 end, now() - t.id * interval '1 minute'
     from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id",
    "insert into volunteering.activities (user_id, activity_type, project_id, related_id)
     select volunteer_id, 'report_approved', project_id, id from volunteering.photo_reports",
    "insert into messaging.notifications (user_id, notice, dedupe_key)
     select id, '{\"kind\": \"account_approved\"}', 'k' || id from accounts.users",
    "insert into core.audit_log (at, actor_id, actor_label, via, operation, subject_kind, subject_id)
     select now() - n * interval '1 minute', n % 500, 'Somebody', 'web',
            (array['user.sign_in', 'project.create', 'report.approve', 'user.block'])[n % 4 + 1], 'user', n % 900
     from generate_series(1, 20000) n",
];

/// The plans that PostgreSQL reported, as JSON.
#[derive(Clone, Default)]
struct Plans(Arc<Mutex<Vec<String>>>);

impl Plans {
    fn take(&self) -> Vec<Value> {
        let texts = std::mem::take(&mut *self.0.lock().expect("nobody panicked"));
        let json = |text: String| serde_json::from_str(text.get(text.find('{')?..)?).ok();
        texts.into_iter().filter_map(json).collect()
    }
}

impl Visit for Plans {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let text = format!("{value:?}");
        if field.name() == "message" && text.starts_with("duration:") {
            self.0.lock().expect("nobody panicked").push(text);
        }
    }
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "message" && value.starts_with("duration:") {
            self.0.lock().expect("nobody panicked").push(value.to_owned());
        }
    }
}

impl Subscriber for Plans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::postgres::notice"
    }
    fn event(&self, event: &tracing::Event<'_>) {
        event.record(&mut self.clone());
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

/// Scans that read a table through, as `Seq Scan on users: 20000 rows`.
fn great_reads(plan: &Value, found: &mut Vec<String>) {
    let number = |name: &str| plan[name].as_f64().unwrap_or_default();
    let read = (number("Actual Rows") + number("Rows Removed by Filter") + number("Rows Removed by Index Recheck"))
        * number("Actual Loops");
    let kind = plan["Node Type"].as_str().unwrap_or_default();
    if let Some(table) = plan["Relation Name"].as_str().filter(|_| read > READ_MAX) {
        found.push(format!("{kind} on {table}: {read} rows"));
    }
    plan["Plans"].as_array().into_iter().flatten().for_each(|child| great_reads(child, found));
}

async fn explained() -> TestApp {
    let app = TestApp::start().await;
    for sql in ROWS {
        sqlx::query(*sql).execute(app.db()).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
    app
}

/// From here on every new connection to the test's database reports its plans.
async fn report_plans(app: &TestApp) {
    let name: String = sqlx::query_scalar("select current_database()").fetch_one(app.db()).await.expect("a name");
    let settings = [
        "session_preload_libraries = 'auto_explain'",
        "auto_explain.log_min_duration = 0",
        "auto_explain.log_analyze = on",
        "auto_explain.log_timing = off",
        "auto_explain.log_format = json",
        "auto_explain.log_level = notice",
        "client_min_messages = notice",
    ];
    let mut owner = app.db().acquire().await.expect("a connection");
    sqlx::query("reset role").execute(&mut *owner).await.expect("the owner again");
    sqlx::query("vacuum analyze").execute(&mut *owner).await.expect("the planner knows sizes and what is visible");
    for setting in settings {
        let sql = format!("alter database {name} set {setting}");
        sqlx::query(AssertSqlSafe(sql)).execute(&mut *owner).await.expect("the setting is taken");
    }
    // Connections opened before do not know: end them, the pool opens others.
    sqlx::query(
        "select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()",
    )
    .execute(&mut *owner)
    .await
    .expect("they end");
    let _ = sqlx::query("select pg_terminate_backend(pg_backend_pid())").execute(&mut *owner).await;
}

#[tokio::test]
async fn no_list_reads_a_big_table_through() {
    let app = explained().await;
    let (admin, organizer, volunteer) = (app.admin().await, app.organizer().await, app.volunteer().await);
    // The organizer and the volunteer have a few records of their own among the many.
    for sql in [
        format!("update volunteering.projects set organizer_id = {} where id % 700 = 0", organizer.id),
        format!("update volunteering.assignments set volunteer_id = {} where id % 900 = 0", volunteer.id),
        format!("update volunteering.photo_reports set volunteer_id = {} where id % 900 = 0", volunteer.id),
    ] {
        sqlx::query(AssertSqlSafe(sql)).execute(app.db()).await.expect("changed");
    }
    let own: i64 = sqlx::query_scalar("select max(id) from volunteering.projects where organizer_id = $1")
        .bind(organizer.id)
        .fetch_one(app.db())
        .await
        .expect("a project");
    report_plans(&app).await;
    let visitor = app.anonymous();
    let lists: Vec<(&Client, String)> = vec![
        (&visitor, "/api/volunteer/projects".into()),
        (&visitor, "/api/volunteer/projects?type=environmental".into()),
        (&visitor, "/api/volunteer/projects?city=Астана".replace("Астана", "%D0%90%D1%81%D1%82%D0%B0%D0%BD%D0%B0")),
        (&visitor, "/api/volunteer/projects?type=sport&city=%D0%90%D0%BA%D1%82%D0%B0%D1%83".into()),
        (&visitor, "/api/volunteer/projects?q=%D0%B6%D0%B8%D0%B4%D0%B5%D0%BA".into()),
        (&visitor, format!("/api/volunteer/projects/{own}/tasks")),
        (&volunteer, "/api/volunteer/my-tasks".into()),
        (&volunteer, "/api/volunteer/photo-reports".into()),
        (&volunteer, "/api/volunteer/history".into()),
        (&volunteer, "/api/notifications".into()),
        (&organizer, "/api/organizer/projects".into()),
        (&organizer, "/api/organizer/photo-reports?status=pending".into()),
        (&organizer, "/api/organizer/photo-reports".into()),
        (&organizer, format!("/api/organizer/participants/{own}")),
        (&admin, "/api/admin/users".into()),
        (&admin, "/api/admin/users?q=many.test".into()),
        (&admin, "/api/admin/users?role=organizer".into()),
        (&admin, "/api/admin/users?status=blocked".into()),
        (&admin, "/api/admin/pending-users".into()),
        (&admin, "/api/admin/pending-projects".into()),
        (&admin, "/api/admin/log".into()),
        (&admin, "/api/admin/log?operation=user.block".into()),
        (&admin, "/api/admin/log?subject_kind=user&subject_id=7".into()),
        (&admin, "/api/admin/log?actor_id=7".into()),
    ];
    let plans = Plans::default();
    let _guard = set_default(plans.clone());
    let mut wrong = Vec::new();
    for (client, path) in &lists {
        // The first answer may be that the connection was just ended.
        let mut reply = client.get(path).await;
        for _ in 0..10 {
            if reply.status != 503 {
                break;
            }
            reply = client.get(path).await;
        }
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        let reported = plans.take();
        assert!(!reported.is_empty(), "{path}: no plan was reported");
        for plan in reported {
            let mut reads = Vec::new();
            great_reads(&plan["Plan"], &mut reads);
            if !reads.is_empty() {
                wrong.push(format!("{path}\n  {}\n  in: {}", reads.join("\n  "), plan["Query Text"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
