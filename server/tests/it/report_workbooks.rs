//! Reports as workbooks: what is in their cells, against the database; who may, what cannot be
//! understood; large ones by a job, once, whatever happens meanwhile.

use std::io::Cursor;

use birqadam_core::ExportId;
use birqadam_core::ssr::export::{self, Turn};
use birqadam_server::exports::job;
use calamine::{Data, DataType, Range, Reader, Xlsx};
use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::json;

use crate::support::world::Published;
use crate::support::{Client, Reply, TestApp};

async fn ask(client: &Client, project: i64) -> Reply {
    client.get(&format!("/api/organizer/export-report?project_id={project}&format=xlsx&locale=en")).await
}

fn book(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook")
}

fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Range<Data> {
    book.worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The cell below that heading.
fn cell(sheet: &Range<Data>, row: usize, heading: &str) -> Data {
    let column = sheet.rows().next().expect("headings").iter().position(|text| *text == heading);
    let column = column.unwrap_or_else(|| panic!("no column {heading}"));
    sheet.get((row, column)).cloned().unwrap_or(Data::Empty)
}

/// A project with an approved report of five stars and one that waits.
async fn project(app: &TestApp, organizer: &Client) -> Published {
    let project = app.published(organizer).await;
    let (one, two) = (app.volunteer().await, app.volunteer().await);
    let report = app.reported(&one, project.task, 1).await;
    app.reported(&two, project.task, 2).await;
    let path = format!("/api/organizer/photo-reports/{report}/approve");
    organizer.post(&path, json!({ "rating": 5, "comment": "=Good" })).await.expect(200);
    sqlx::query("update accounts.users set name = '=1+1; Әсел' where id = $1")
        .bind(one.id)
        .execute(app.db())
        .await
        .expect("a name");
    app.run_jobs().await;
    project
}

/// More reports than are answered at once: all refused, by one volunteer.
async fn fill(app: &TestApp, project: &Published, volunteer: &Client, count: i32) {
    sqlx::query(
        "insert into volunteering.photo_reports
             (task_id, project_id, volunteer_id, description, status, rejection_reason, reviewed_at, submitted_at)
         select $1, $2, $3, 'No. ' || n, 'rejected', 'no', timestamptz '2026-01-02 10:30+05',
                timestamptz '2026-01-01 09:00+05' + n * interval '1 second'
         from generate_series(1, $4) n",
    )
    .bind(project.task)
    .bind(project.id)
    .bind(volunteer.id)
    .bind(count)
    .execute(app.db())
    .await
    .expect("reports");
}

/// A large report that waits for its job.
async fn waiting(app: &TestApp, organizer: &Client) -> (Published, ExportId) {
    let project = app.published(organizer).await;
    fill(app, &project, &app.volunteer().await, 2_100).await;
    let reply = ask(organizer, project.id).await;
    assert_eq!(reply.status, 202, "{}", reply.text());
    (project, ExportId(reply.json["id"].as_i64().expect("an id")))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_cell_is_what_the_database_says() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = project(&app, &organizer).await;
    let reply = ask(&organizer, project.id).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert!(reply.header("content-disposition").starts_with("attachment; filename=\"Report on the project"));
    let mut book = book(&reply.bytes);
    assert_eq!(book.sheet_names(), ["Summary", "Charts", "Tasks", "Participants", "Reports"]);

    let tasks = sheet(&mut book, "Tasks");
    assert_eq!(tasks.height(), 4, "heading, two tasks, totals");
    assert_eq!(cell(&tasks, 1, "Task"), Data::String("Collect litter".into()));
    let deadline: chrono::NaiveDate = sqlx::query_scalar("select deadline from volunteering.tasks where id = $1")
        .bind(project.task)
        .fetch_one(app.db())
        .await
        .expect("a day");
    assert_eq!(cell(&tasks, 1, "Deadline").as_date(), Some(deadline));
    assert_eq!(cell(&tasks, 1, "Length, h:min").as_duration(), Some(TimeDelta::hours(3)));
    let numbers = ["Places", "People", "Waiting", "Completed", "Reports", "Approved"];
    let of = |row: usize| numbers.map(|heading| cell(&tasks, row, heading).as_f64());
    let places = cell(&tasks, 1, "Places").as_f64();
    assert_eq!((places, cell(&tasks, 1, "Reports").as_f64()), (Some(5.0), Some(2.0)));
    assert_eq!(cell(&tasks, 3, "Task"), Data::String("Total".into()));
    for (index, heading) in numbers.iter().enumerate() {
        let sum = of(1)[index].zip(of(2)[index]).map(|(a, b)| a + b);
        assert_eq!(of(3)[index], sum, "{heading}");
    }
    let formulas = book.worksheet_formula("Tasks").expect("formulas");
    let formulas: Vec<String> = formulas.used_cells().map(|(.., text)| text.clone()).collect();
    assert_eq!(formulas[0], "SUBTOTAL(109,G2:G3)", "{formulas:?}");
    assert_eq!(formulas.len(), 6);

    let people = sheet(&mut book, "Participants");
    assert_eq!(cell(&people, 1, "Name"), Data::String("=1+1; Әсел".into()), "a text");
    assert_eq!(cell(&people, 1, "Hours of work, h:min").as_duration(), Some(TimeDelta::hours(3)));
    assert_eq!(cell(&people, 1, "Average rating").as_f64(), Some(5.0));
    assert_eq!(cell(&people, 3, "Approved").as_f64(), Some(1.0));

    let reports = sheet(&mut book, "Reports");
    let submitted: Vec<chrono::NaiveDateTime> = sqlx::query_scalar(
        "select date_trunc('second', submitted_at at time zone 'Asia/Almaty') from volunteering.photo_reports order by submitted_at",
    )
    .fetch_all(app.db())
    .await
    .expect("moments");
    for (index, at) in submitted.iter().enumerate() {
        let written = cell(&reports, index + 1, "Sent").as_datetime().expect("a moment");
        assert!((written - *at).abs() <= TimeDelta::seconds(1), "{written} {at}");
    }
    assert_eq!(cell(&reports, 1, "Status"), Data::String("Approved".into()));
    assert_eq!(cell(&reports, 1, "Rating").as_f64(), Some(5.0));
    assert_eq!(cell(&reports, 1, "Answer"), Data::String("=Good".into()), "a text");
    assert_eq!(cell(&reports, 1, "What was done"), Data::String("Twenty bags".into()));
    assert_eq!(
        (cell(&reports, 1, "Photos").as_f64(), cell(&reports, 1, "Photo 1")),
        (Some(1.0), Data::String("1".into()))
    );
    assert_eq!(cell(&reports, 1, "Photo 2"), Data::Empty);
    assert_eq!(cell(&reports, 2, "Rating"), Data::Empty, "unknown, not zero");
    let raw = parts(&reply.bytes);
    let photo: i64 = app.count("select min(id) from volunteering.photos").await;
    assert!(raw.iter().any(|(_, text)| text.contains(&format!("/files/photos/{photo}/large"))), "photos are links");
    assert_eq!(raw.iter().filter(|(name, _)| name.starts_with("xl/charts/chart")).count(), 4, "native charts");

    let summary = sheet(&mut book, "Summary");
    let told = |label: &str| {
        summary.rows().find(|row| row[0] == label).map(|row| row[1].clone()).unwrap_or_else(|| panic!("{label}"))
    };
    assert_eq!(told("Reports").as_f64(), Some(2.0));
    assert_eq!(told("Reports approved").as_f64(), Some(1.0));
    assert_eq!(told("Average rating of reports").as_f64(), Some(5.0));
    assert_eq!(told("Hours of work").as_duration(), Some(TimeDelta::hours(3)));
}

/// Names and texts of the parts of the file; each XML is well formed.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let name = part.name().expect("a name").into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).expect("UTF-8");
            (name, text)
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_without_anything_and_strange_titles_are_files_too() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let titles = ["x".repeat(200), "🌾\u{202e}=HYPERLINK(\"https://evil\")/..\\:*?[]'".to_owned()];
    for title in titles {
        // Whatever is no title here today: the database may have older ones.
        let draft = json!({
            "title": "Draft", "description": "d", "city": "Almaty", "volunteer_type": "other", "draft": true, "tasks": [],
        });
        let made = organizer.post("/api/organizer/projects", draft).await.expect(201);
        let id = made["project"]["id"].as_i64().expect("an id");
        sqlx::query("update volunteering.projects set title = $2 where id = $1")
            .bind(id)
            .bind(&title)
            .execute(app.db())
            .await
            .expect("a title");
        for locale in ["ru", "kk", "en"] {
            let path = format!("/api/organizer/export-report?project_id={id}&format=xlsx&locale={locale}");
            let reply = organizer.get(&path).await;
            assert_eq!(reply.status, 200, "{}", reply.text());
            let names = book(&reply.bytes).sheet_names();
            assert_eq!(names.len(), 5);
            assert_eq!(
                names[0],
                ["Сводка", "Қорытынды", "Summary"][["ru", "kk", "en"].iter().position(|l| *l == locale).expect("one")]
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_understood_is_said_and_what_is_anothers_is_hidden() {
    let app = TestApp::start().await;
    let (organizer, other) = (app.organizer().await, app.organizer().await);
    let project = app.published(&organizer).await;
    let get = |query: &str| {
        let (client, path) = (organizer.clone(), format!("/api/organizer/export-report?{query}"));
        async move { client.get(&path).await }
    };
    assert_eq!(get("").await.field("format"), "required");
    assert_eq!(get("format=xlsx").await.field("project_id"), "required");
    assert_eq!(get("format=xlsx&project_id=1';--").await.field("project_id"), "malformed");
    assert_eq!(get(&format!("format=docx&project_id={}", project.id)).await.field("format"), "unknown");
    assert_eq!(get(&format!("format=csv&project_id={}", project.id)).await.field("format"), "unknown");
    assert_eq!(get(&format!("format=xlsx&locale=de&project_id={}", project.id)).await.field("locale"), "unknown");
    assert_eq!(get("format=xlsx&project_id=99999999").await.status, 404);
    assert_eq!(ask(&other, project.id).await.status, 404);
    assert_eq!(ask(&app.volunteer().await, project.id).await.status, 403);
    assert_eq!(ask(&app.anonymous(), project.id).await.status, 401);
    let body = |query: &str| json!({ "list": "project_report", "query": query, "format": "xlsx" });
    assert_eq!(organizer.post("/api/exports", body("project_id=1&moon=full")).await.field("moon"), "unknown");
    assert_eq!(
        organizer.post("/api/exports", body("project_id=1&project_id=2")).await.field("project_id"),
        "malformed"
    );
    let admin = app.admin().await;
    let period = |query: &str| {
        let (client, path) = (admin.clone(), format!("/api/admin/export-report?format=xlsx&{query}"));
        async move { client.get(&path).await }
    };
    assert_eq!(period("from=soon").await.field("from"), "date");
    assert_eq!(period("from=2099-01-01").await.field("from"), "in_future");
    assert_eq!(period("from=2026-02-01&to=2026-01-01").await.field("to"), "end_before_start");
    assert_eq!(organizer.get("/api/admin/export-report?format=xlsx").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_is_reported_with_its_figures_and_charts() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    project(&app, &organizer).await;
    birqadam_analytics::ops::refresh(&app.ctx).await.expect("figures");
    let admin = app.admin().await;
    for days in ["period=today", "period=month", "from=2017-01-01&to=2025-12-31"] {
        let reply = admin.get(&format!("/api/admin/export-report?format=xlsx&locale=kk&{days}")).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        let mut book = book(&reply.bytes);
        let summary = sheet(&mut book, "Қорытынды");
        assert!(summary.height() > 15, "{days}: {}", summary.height());
    }
    let body = json!({ "list": "period_report", "query": "period=today", "format": "xlsx", "locale": "en" });
    let reply = organizer.post("/api/exports", body).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let summary = sheet(&mut book(&reply.bytes), "Summary");
    let approved = summary.rows().find(|row| row[0] == "Reports approved").expect("the figure");
    assert_eq!(approved[1].as_f64(), Some(1.0));
    assert!(summary.rows().all(|row| row[0] != "Registrations"), "accounts are not one's own");
    assert_eq!(
        app.volunteer().await.post("/api/exports", json!({ "list": "period_report", "format": "xlsx" })).await.status,
        403
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_report_is_made_by_a_job_and_told_by_its_title() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let (_, id) = waiting(&app, &organizer).await;
    app.run_jobs().await;
    let export = organizer.get(&format!("/api/exports/{id}")).await.expect(200);
    assert_eq!(
        (&export["state"], &export["title"]),
        (&json!("ready"), &json!("Report on the project “Park clean-up”"))
    );
    let address = organizer.get(&format!("/api/exports/{id}/download")).await.header("location").to_owned();
    let file = app.anonymous().get(&address).await;
    assert_eq!(file.status, 200, "{}", file.text());
    let reports = sheet(&mut book(&file.bytes), "Reports");
    assert_eq!(reports.height(), 2_102);
    assert_eq!(cell(&reports, 2_100, "What was done"), Data::String("No. 2100".into()));
    assert_eq!(
        cell(&reports, 1, "Waited for an answer, h:min").as_duration().map(|d| d.num_minutes()),
        Some(25 * 60 + 29)
    );
    app.run_jobs().await;
    let told = organizer.get("/api/notifications").await.expect(200);
    assert_eq!(told["items"][0]["notice"]["title"], "Report on the project “Park clean-up”");
    // After a week it is gone.
    app.clock.advance(TimeDelta::days(7) + TimeDelta::minutes(1));
    export::expire(&app.ctx).await.expect("tidied");
    assert_eq!(app.count("select count(*) from core.exports where state = 'expired' and file_key is null").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_that_ended_closes_the_report_at_each_step() {
    let app = TestApp::start().await;
    let (organizer, heir) = (app.organizer().await, app.organizer().await);
    let (project, made) = waiting(&app, &organizer).await;
    app.run_jobs().await;
    let address = organizer.get(&format!("/api/exports/{made}/download")).await.header("location").to_owned();
    let reply = ask(&organizer, project.id).await;
    let asked = ExportId(reply.json["id"].as_i64().expect("an id"));
    sqlx::query("update volunteering.projects set organizer_id = $2 where id = $1")
        .bind(project.id)
        .bind(heir.id)
        .execute(app.db())
        .await
        .expect("another's now");
    assert_eq!(organizer.get(&format!("/api/exports/{made}/download")).await.status, 404);
    assert_eq!(app.anonymous().get(&address).await.status, 404, "also by the address given before");
    job::run(&app.ctx, asked).await.expect("done with it");
    let export = organizer.get(&format!("/api/exports/{asked}")).await.expect(200);
    assert_eq!((&export["state"], &export["error"]), (&json!("failed"), &json!("not_found")));
    app.run_jobs().await;
    let told = organizer.get("/api/notifications").await.expect(200);
    assert_eq!(told["items"][0]["notice"]["kind"], "export_failed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_attempt_is_made_up_for_and_two_at_once_are_two() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let (project, first) = waiting(&app, &organizer).await;
    let Turn::Yours(_, attempt) = export::take_turn(&app.ctx, first).await.expect("a turn") else { panic!("free") };
    job::run(&app.ctx, first).await.expect_err("another attempt may be alive");
    app.clock.advance(TimeDelta::minutes(1));
    let second = ask(&organizer, project.id).await.json["id"].as_i64().map(ExportId).expect("an id");
    let runs = [first, second, first, second].map(|id| {
        let ctx = app.ctx.clone();
        async move { job::run(&ctx, id).await.is_ok() }
    });
    join_all(runs).await;
    assert_eq!(app.count("select count(distinct file_key) from core.exports where state = 'ready'").await, 2);
    let late = export::finish(&app.ctx, first, attempt, 1, "private/exports/late", 1).await;
    assert!(!late.expect("an answer"), "the killed one finds that it is not its turn");
    // One given up meanwhile leaves nothing.
    let third = ask(&organizer, project.id).await.json["id"].as_i64().map(ExportId).expect("an id");
    assert_eq!(organizer.delete(&format!("/api/exports/{third}")).await.status, 204);
    job::run(&app.ctx, third).await.expect("nothing to do");
}
