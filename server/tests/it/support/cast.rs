//! Everybody of the authorisation table, and the records they meet.

use std::collections::HashMap;

use serde_json::json;

use super::people::Person;
use super::world::{Published, day, project_input};
use super::{Client, Form, TestApp};
use crate::authorisation::table::{On, Who};

/// The code of the volunteer's passport.
pub const PASSPORT_CODE: &str = "7k3qm9xv2t0123456789";

/// The people by role and the records by name.
pub struct Cast {
    people: Vec<(Who, Client)>,
    ids: HashMap<&'static str, i64>,
    pub project: Published,
}

impl Cast {
    pub async fn assemble(app: &TestApp) -> Cast {
        let people = vec![
            (Who::Anonymous, app.anonymous()),
            (Who::Volunteer, app.volunteer().await),
            (Who::Stranger, app.volunteer().await),
            (Who::Organizer, app.organizer().await),
            (Who::OtherOrganizer, app.organizer().await),
            (Who::PendingOrganizer, app.pending_organizer().await),
            (Who::Sponsor, app.sponsor().await),
            (Who::Moderator, app.moderator().await),
            (Who::Admin, app.admin().await),
            (Who::Blocked, app.blocked().await),
        ];
        let find = |who: Who| &people.iter().find(|(w, _)| *w == who).expect("everyone is there").1;
        let (volunteer, organizer) = (find(Who::Volunteer), find(Who::Organizer));
        let project = app.published(organizer).await;
        let mut draft = project_input("A draft");
        draft["draft"] = json!(true);
        let draft = organizer.post("/api/organizer/projects", draft).await.expect(201);
        let begun = json!({ "fields": { "title": "Begun" } });
        organizer.put(&format!("/api/drafts/project/{}", project.id), begun).await.expect(200);
        let pending = organizer.post("/api/organizer/projects", project_input("Waiting")).await.expect(201);
        let document = Form::new().file("document", "charter.pdf", b"%PDF-1.4\n%%EOF");
        let document = volunteer.multipart("/api/me/documents", document).await.expect(201);
        let role: i64 = app.count("select id from accounts.roles where name = 'partner'").await;
        let notification: i64 = sqlx::query_scalar(
            "insert into messaging.notifications (user_id, notice, dedupe_key)
             values ($1, '{\"kind\": \"test\"}', 'cast') returning id",
        )
        .bind(volunteer.id)
        .fetch_one(app.db())
        .await
        .expect("a notification");
        let delivery: i64 = sqlx::query_scalar(
            "insert into messaging.deliveries (notification_id, user_id, channel, kind, state)
             values ($1, $2, 'email', 'test', 'failed') returning id",
        )
        .bind(notification)
        .bind(volunteer.id)
        .fetch_one(app.db())
        .await
        .expect("a delivery");
        let export = sqlx::query_scalar(
            "insert into core.exports (user_id, list, format, locale, state, file_key, file_name, size_bytes, expires_at)
             values ($1, 'log', 'csv', 'en', 'ready', 'private/exports/cast', 'log.csv', 1, now() + interval '7 days')
             returning id",
        )
        .bind(find(Who::Admin).id)
        .fetch_one(app.db())
        .await
        .expect("an export");
        let schedule = sqlx::query_scalar(
            "insert into core.report_schedules (user_id, report, period, format, locale, next_at)
             values ($1, 'period_report', 'weekly', 'xlsx', 'en', now() + interval '7 days') returning id",
        )
        .bind(organizer.id)
        .fetch_one(app.db())
        .await
        .expect("a schedule");
        let passport: i64 = sqlx::query_scalar(
            "insert into growth.passports (user_id, code, items, stated, issued_at)
             values ($1, $2, '{}', $3, now()) returning id",
        )
        .bind(volunteer.id)
        .bind(PASSPORT_CODE)
        .bind(json!({
            "name": "A B", "verified": false, "since": "2026-01-01",
            "work": { "tasks": 1, "untimed_tasks": 0, "minutes": 60, "projects": 1 },
        }))
        .fetch_one(app.db())
        .await
        .expect("a passport");
        let job: i64 = sqlx::query_scalar(
            "select id from graphile_worker.add_job('clean_up', '{}'::json, run_at => now() + interval '1 year')",
        )
        .fetch_one(app.db())
        .await
        .expect("a job");
        sqlx::query("insert into core.job_schedules (task, timer) values ('clean_up', '17 * * * *')")
            .execute(app.db())
            .await
            .expect("a schedule");
        let changed = json!({ "name": "sign_in_attempts", "value": 12 });
        find(Who::Admin).put("/api/admin/settings", changed).await.expect(200);
        let setting_change: i64 = app.count("select max(id) from core.audit_log where subject_kind = 'setting'").await;
        let partner = app.partner().await;
        let resource = app.lent(&partner).await;
        let wish = json!({ "resource_id": resource, "project_id": project.id, "date": day(9) });
        let request = organizer.post("/api/organizer/request-resource", wish).await.expect(201);
        let money = project_money(app, organizer.id, project.id).await;
        let ids = HashMap::from([
            ("budget_line", money[0]),
            ("expense", money[1]),
            ("gift", money[2]),
            ("measure", money[3]),
            ("entry", money[4]),
            ("partner", partner.id),
            ("resource", resource),
            ("resource_request", request["request_id"].as_i64().expect("an id")),
            ("job", job),
            ("passport", passport),
            ("setting_change", setting_change),
            ("project", project.id),
            ("draft", draft["project"]["id"].as_i64().expect("an id")),
            ("pending", pending["project"]["id"].as_i64().expect("an id")),
            ("task", project.task),
            ("report", app.reported(volunteer, project.task, 7).await),
            ("document", document["items"][0]["id"].as_i64().expect("an id")),
            ("applicant", app.pending_organizer().await.id),
            ("victim", app.person(Person::approved("volunteer")).await.id),
            ("achievement", app.count("select min(id) from growth.achievements").await),
            ("role", role),
            ("template", app.count("select min(id) from core.reason_templates").await),
            ("export", export),
            ("schedule", schedule),
            ("notification", notification),
            ("delivery", delivery),
            ("tag", app.tag("Experienced").await),
            ("spare_tag", app.tag("Spare").await),
            ("verification", app.verification(volunteer).await),
        ]);
        Cast { people, ids, project }
    }

    pub fn client(&self, who: Who) -> &Client {
        &self.people.iter().find(|(w, _)| *w == who).expect("everyone is there").1
    }

    /// The id of a record or person by name.
    pub fn id(&self, name: &str) -> i64 {
        match name {
            "volunteer" => self.client(Who::Volunteer).id,
            "organizer" => self.client(Who::Organizer).id,
            _ => *self.ids.get(name).unwrap_or_else(|| panic!("nothing is called {name}")),
        }
    }

    /// The ids that stand in for the braces of a path, in their order.
    pub fn ids(&self, on: On) -> Vec<i64> {
        let id = |name: &str| self.id(name);
        match on {
            On::Nothing => vec![],
            // No view has this number.
            On::UserList => vec![0],
            On::Project => vec![id("project")],
            On::Draft => vec![id("draft")],
            On::PendingProject => vec![id("pending")],
            On::Task => vec![id("task")],
            On::Report => vec![id("report")],
            On::Volunteer => vec![id("volunteer")],
            On::Organizer => vec![id("organizer")],
            On::Applicant => vec![id("applicant")],
            On::Victim => vec![id("victim")],
            On::Document => vec![id("document")],
            On::Notification => vec![id("notification")],
            On::Delivery => vec![id("delivery")],
            On::Achievement => vec![id("achievement")],
            On::Template => vec![id("template")],
            On::Job => vec![id("job")],
            On::Passport => vec![id("passport")],
            On::Role => vec![id("role")],
            On::VictimAndRole => vec![id("victim"), id("role")],
            On::Export => vec![id("export")],
            On::Schedule => vec![id("schedule")],
            On::Permission => vec![],
            On::Tag => vec![id("tag")],
            On::VictimAndTag => vec![id("victim"), id("tag")],
            On::SpareTag => vec![id("spare_tag")],
            On::Verification => vec![id("verification")],
            On::Expense => vec![id("expense")],
            On::Gift => vec![id("gift")],
            On::Measure => vec![id("measure")],
            On::Entry => vec![id("entry")],
            On::Partner => vec![id("partner")],
            On::Resource => vec![id("resource")],
            On::ResourceRequest => vec![id("resource_request")],
        }
    }

    /// The path with its braces filled.
    pub fn fill(&self, path: &str, on: On) -> String {
        if on == On::Permission {
            return path.replace("{name}", "users.view");
        }
        let mut ids = self.ids(on).into_iter();
        let path = path
            .replace("{list}", "users")
            .replace("{code}", PASSPORT_CODE)
            .replace("{action}", "block")
            .replace("{batch}", "6ba7b810-9dad-41d1-80b4-00c04fd430c8");
        path.split('/')
            .map(|part| match part.starts_with('{') {
                // The one word among the ids.
                true if part == "{kind}" => kind_of(on).to_owned(),
                true if part == "{form}" => "project".to_owned(),
                true => ids.next().expect("an id for every brace").to_string(),
                false => part.to_owned(),
            })
            .collect::<Vec<_>>()
            .join("/")
    }
}

/// What a record is called where the path says its kind.
fn kind_of(on: On) -> &'static str {
    match on {
        On::Report => "report",
        On::Applicant => "account",
        _ => "project",
    }
}

/// A line of the project's plan, an expense that waits, a gift in kind, a measure and its count.
async fn project_money(app: &TestApp, organizer: i64, project: i64) -> Vec<i64> {
    sqlx::query_scalar(
        "with line as (
             insert into funding.budget_lines (project_id, category, planned_minor)
             values ($2, 'Saplings', 1000000) returning id),
         expense as (
             insert into funding.expenses (project_id, budget_line_id, amount_minor, spent_on, description, receipt_key,
                                           receipt_name, receipt_type, receipt_size, receipt_hash, created_by)
             select $2, id, 6000000, current_date, 'Apple trees', 'private/receipts/cast', 'r.pdf', 'application/pdf', 1,
                    '\\x00', $1 from line returning id),
         gift as (
             insert into funding.in_kind_gifts (project_id, giver, description, given_on, created_by)
             values ($2, 'Shop', 'Spades', current_date, $1) returning id),
         measure as (
             insert into funding.impact_measures (project_id, kind, unit) values ($2, 'trees_planted', '1') returning id),
         entry as (
             insert into funding.impact_entries (measure_id, amount, counted_on, created_by)
             select id, 5, current_date, $1 from measure returning id)
         select id from (select 1 as n, id from line union all select 2, id from expense union all select 3, id from gift
                         union all select 4, id from measure union all select 5, id from entry) made order by n",
    )
    .bind(organizer)
    .bind(project)
    .fetch_all(app.db())
    .await
    .expect("money of the project")
}
