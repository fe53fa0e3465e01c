//! The organizer's report on a project as PDF, read back by poppler: every figure is in it, in all
//! three languages, however little or much there is.

use std::process::{Command, Stdio};

use birqadam_core::export::ExportFormat;
use birqadam_core::{Locale, ProjectId};
use birqadam_server::reports::{Progress, ReportQuery, Wanted, pdf};
use serde_json::json;

use crate::support::{self, Client, Reply, TestApp, photos};

const KAZAKH: &str = "ӘәҒғҚқҢңӨөҰұҮүҺһІі";

async fn ask(client: &Client, project: i64, locale: &str) -> Reply {
    let body = json!({
        "list": "project_report", "query": format!("project_id={project}"), "format": "pdf", "locale": locale,
    });
    client.post("/api/exports", body).await
}

/// The file, made at once or by the job.
async fn pdf(app: &TestApp, client: &Client, project: i64, locale: &str) -> Vec<u8> {
    let reply = ask(client, project, locale).await;
    let reply = match reply.status {
        202 => {
            let id = reply.json["id"].as_i64().expect("an id");
            app.run_jobs().await;
            let export = client.get(&format!("/api/exports/{id}")).await.expect(200);
            assert_eq!(export["state"], "ready", "{export}");
            let address = client.get(&format!("/api/exports/{id}/download")).await.header("location").to_owned();
            app.anonymous().get(&address).await
        }
        _ => reply,
    };
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(reply.header("content-type"), "application/pdf");
    reply.bytes.to_vec()
}

/// What poppler reads; words are joined by single spaces.
pub fn text(pdf: &[u8]) -> String {
    use std::io::Write;
    let mut poppler = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("poppler-utils is installed (scripts/setup.sh test)");
    let mut stdin = poppler.stdin.take().expect("stdin");
    let bytes = pdf.to_vec();
    let writing = std::thread::spawn(move || stdin.write_all(&bytes));
    let out = poppler.wait_with_output().expect("it ends");
    writing.join().expect("written").expect("written");
    assert!(out.status.success() && out.stderr.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("UTF-8").split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn approve(organizer: &Client, report: i64, rating: i64) {
    let path = format!("/api/organizer/photo-reports/{report}/approve");
    organizer.post(&path, json!({ "rating": rating, "comment": "ok" })).await.expect(200);
}

async fn without_tasks(app: &TestApp, project: i64) {
    sqlx::query("delete from volunteering.tasks where project_id = $1")
        .bind(project)
        .execute(app.db())
        .await
        .expect("deleted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_with_one_report_is_printed_in_three_languages() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    let volunteer = app.volunteer().await;
    let report = app.reported(&volunteer, project.task, 5).await;
    approve(&organizer, report, 4).await;
    sqlx::query("update volunteering.projects set title = $2, description = $3 where id = $1")
        .bind(project.id)
        .bind(format!("Парк {KAZAKH} 🌳 مرحبا"))
        .bind(format!("{KAZAKH} 1 250 ₸"))
        .execute(app.db())
        .await
        .expect("renamed");
    for (locale, words) in [
        ("ru", ["Отчёт о проекте", "Содержание", "Показатели", "Оценки одобренных отчётов", "Подписи"]),
        ("kk", ["Жоба туралы есеп", "Мазмұны", "Көрсеткіштер", "Мақұлданған есептердің бағалары", "Қолдар"]),
        ("en", ["Project report", "Contents", "Key figures", "Ratings of approved reports", "Signatures"]),
    ] {
        let text = text(&pdf(&app, &organizer, project.id, locale).await);
        for word in words {
            assert!(text.contains(word), "{word} in {text}");
        }
        assert!(text.contains(KAZAKH) && text.contains("1 250 ₸"), "{text}");
        assert!(text.contains("[?]"), "what the font lacks is seen: {text}");
        assert!(text.contains("Collect litter") && text.contains("Plant trees"), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_without_anything_is_printed_too() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    without_tasks(&app, project.id).await;
    let text = text(&pdf(&app, &organizer, project.id, "ru").await);
    for word in [
        "В проекте нет задач.",
        "Участников пока нет.",
        "Одобренных отчётов с фотографиями пока нет.",
        "За это время данных нет.",
    ] {
        assert!(text.contains(word), "{word} in {text}");
    }
}

/// People, tasks, reports and photos without the way through the API; the photos' files do not exist.
async fn fill(app: &TestApp, project: i64, reports: i32) {
    sqlx::query(
        "with people as (
             insert into accounts.users (email, password_hash, name, role, is_approved, birth_date)
             select 'p' || n || '@example.kz', '', 'Ерікті Аты' || n, 'volunteer', true,
                    case when n = 1 then date '2015-01-01' end
             from generate_series(1, $2) n returning id),
         spots as (
             insert into volunteering.tasks (project_id, text, status, deadline, start_time, end_time, max_volunteers, assigned_count)
             select $1, 'Тапсырма ' || n, 'completed', date '2026-03-01' + n, '09:00', '11:30', 10000, $2 / 2
             from generate_series(1, 2) n returning id),
         numbered as (select id, row_number() over (order by id) as n from people),
         places as (select id, row_number() over (order by id) as n from spots),
         pairs as (select p.id as person, s.id as task, p.n from numbered p join places s on s.n = 1 + p.n % 2),
         held as (
             insert into volunteering.assignments (task_id, volunteer_id, status, completed_at)
             select task, person, 'completed', now() from pairs),
         sent as (
             insert into volunteering.photo_reports (task_id, project_id, volunteer_id, status, rating, rejection_reason, submitted_at, reviewed_at)
             select task, $1, person, case when n % 4 = 0 then 'rejected' else 'approved' end,
                    case when n % 4 <> 0 then 1 + n % 5 end, case when n % 4 = 0 then 'no' end,
                    timestamptz '2026-03-02 12:00+05' + n * interval '1 hour', timestamptz '2026-03-02 14:00+05' + n * interval '1 hour'
             from pairs returning id, status)
         insert into volunteering.photos (report_id, position, original_key, large_key, thumb_key, width, height, sha256, phash, thumb_hash)
         select id, 0, 'private/photos/o' || id, 'private/photos/l' || id, 'private/photos/t' || id, 480, 360,
                sha256(id::text::bytea), hashint8extended(id, 1), ''
         from sent",
    )
    .bind(project)
    .bind(reports)
    .execute(app.db())
    .await
    .expect("filled");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_figure_of_two_thousand_reports_is_in_it() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    without_tasks(&app, project.id).await;
    fill(&app, project.id, 2000).await;
    let text = text(&pdf(&app, &organizer, project.id, "kk").await);
    let plain = text.replace(['\u{202f}', '\u{a0}'], " ");
    // People, hours (2.5 each), reports of all, photos, and what was cut.
    for figure in ["2 000", "5 000", "1 500", "барлығы 2 000", "соңғы 200 данасы"] {
        assert!(plain.contains(figure), "{figure} is missing");
    }
    // Stars by independent SQL.
    let stars: Vec<i64> = sqlx::query_scalar(
        "select count(*) from volunteering.photo_reports where status = 'approved' group by rating order by rating",
    )
    .fetch_all(app.db())
    .await
    .expect("counted");
    for count in stars {
        assert!(plain.contains(&count.to_string()), "{count} is missing");
    }
    let weeks: Vec<(i64, i64)> = sqlx::query_as(
        "select count(*) filter (where status = 'approved'), count(*) filter (where status = 'rejected')
         from volunteering.photo_reports group by date_trunc('week', submitted_at at time zone 'Asia/Almaty')",
    )
    .fetch_all(app.db())
    .await
    .expect("counted");
    for (approved, rejected) in weeks {
        assert!(plain.contains(&format!("{approved} 0 {rejected}")) || plain.contains(&approved.to_string()));
    }
    // Everybody is in the table; of a child only the initial, which the note says.
    assert!(plain.contains("Ерікті Аты2000 ") && plain.contains("Ерікті А. "));
    assert!(!plain.contains("Ерікті Аты1 "), "a minor is not named");
    assert!(!plain.contains("example.kz"), "no contacts on paper");
    // The files of these photos do not exist: a box with words stands for each.
    assert_eq!(plain.matches("Бұл фотосурет енді жоқ").count(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_photo_leaves_a_box_with_words() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    let report = app.reported(&app.volunteer().await, project.task, 6).await;
    approve(&organizer, report, 5).await;
    let whole = pdf(&app, &organizer, project.id, "ru").await;
    assert!(!text(&whole).contains("Этой фотографии больше нет"));
    let key: String =
        sqlx::query_scalar("select thumb_key from volunteering.photos").fetch_one(app.db()).await.expect("a key");
    let jpeg = app.ctx.files.get(&key).await.expect("the file").bytes;
    assert!(whole.windows(jpeg.len()).any(|part| part == &jpeg[..]), "the JPEG is in the document as it is");
    app.ctx.files.delete(&key).await.expect("deleted");
    let text = text(&pdf(&app, &organizer, project.id, "ru").await);
    assert!(text.contains("Этой фотографии больше нет"), "{text}");
    assert!(text.contains("Камера не записала время"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_ones_own_project_and_only_a_project() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    let other = app.organizer().await;
    assert_eq!(ask(&other, project.id, "ru").await.status, 404);
    assert_eq!(ask(&app.volunteer().await, project.id, "ru").await.status, 403);
    assert_eq!(ask(&app.anonymous(), project.id, "ru").await.status, 401);
    assert_eq!(ask(&organizer, 999_999, "ru").await.status, 404);
    assert_eq!(ask(&organizer, project.id, "xx").await.field("locale"), "unknown");
    let body = json!({ "list": "project_report", "query": "project_id=5';--", "format": "pdf" });
    assert_eq!(organizer.post("/api/exports", body).await.field("project_id"), "malformed");
    let body = json!({ "list": "project_report", "query": "", "format": "pdf" });
    assert_eq!(organizer.post("/api/exports", body).await.field("project_id"), "required");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_lost_meanwhile_is_neither_made_nor_fetched() {
    let app = TestApp::start().await;
    let (organizer, other) = (app.organizer().await, app.organizer().await);
    let project = app.published(&organizer).await;
    fill(&app, project.id, 40).await;
    let asked = ask(&organizer, project.id, "ru").await;
    assert_eq!(asked.status, 202, "{}", asked.text());
    let id = asked.json["id"].as_i64().expect("an id");
    sqlx::query("update volunteering.projects set organizer_id = $2 where id = $1")
        .bind(project.id)
        .bind(other.id)
        .execute(app.db())
        .await
        .expect("moved");
    app.run_jobs().await;
    let export = organizer.get(&format!("/api/exports/{id}")).await.expect(200);
    assert_eq!(export["state"], "failed", "{export}");
}

/// Kilobytes of `VmHWM` or `VmRSS` of this process.
fn memory(line: &str) -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let found = status.lines().find_map(|text| text.strip_prefix(line)?.trim().strip_suffix("kB")?.trim().parse().ok());
    found.expect("the line is there")
}

/// Peak memory of 50 pages with 200 photos. Alone, because it looks at the whole process:
/// `cargo test --release --test it -- --ignored --nocapture two_hundred_photos`
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement, for `make bench`"]
async fn two_hundred_photos_take_little_memory() {
    const WANTED_MB: i64 = 150;
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    fill(&app, project.id, 267).await;
    let keys: Vec<String> = sqlx::query_scalar("select thumb_key from volunteering.photos f join volunteering.photo_reports r on r.id = f.report_id where r.status = 'approved'")
        .fetch_all(app.db())
        .await
        .expect("keys");
    for (seed, key) in keys.iter().enumerate() {
        app.ctx.files.put(key, "image/jpeg", photos::jpeg(seed as u32).into()).await.expect("stored");
    }
    let project = ProjectId(project.id);
    let actor = support::accounts::actor(&app, &organizer).await;
    let query = ReportQuery::parse(&format!("project_id={project}"), &["project_id"]).expect("a query");
    let wanted = Wanted { ctx: &app.ctx, actor: &actor, query: &query, locale: Locale::Kk, format: ExportFormat::Pdf };
    let idle = memory("VmRSS:");
    // From here on the peak is counted anew.
    std::fs::write("/proc/self/clear_refs", "5").expect("Linux");
    let begun = std::time::Instant::now();
    let made = pdf::project::make(&wanted, project, &Progress::default()).await.expect("made");
    let taken = (memory("VmHWM:") - idle) / 1024;
    println!(
        "PDF of {} pages with {} photos, {} kB: {taken} MB above idle (wanted: at most {WANTED_MB}), {:.1} s",
        made.rows,
        keys.len().min(200),
        made.size / 1024,
        begun.elapsed().as_secs_f64(),
    );
    assert!(keys.len() >= 200 && made.rows >= 50, "{} photos, {} pages", keys.len(), made.rows);
    assert!(taken <= WANTED_MB, "{taken} MB");
}
