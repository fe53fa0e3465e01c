//! What follows from an approval, each effect once: rating, points, history, achievements, notices.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::jobs;
use birqadam_core::ssr::notify::{Audience, Notify, ReportApproved};
use birqadam_core::{Actor, Permission, ReportId, UserId};
use birqadam_messaging::ops::inbox;
use futures::future::join_all;
use serde_json::json;

use crate::reports::{approve, refuse};
use crate::support::{Client, TestApp};

/// Gives the volunteer completed tasks, and approved photos of one more, without the way there.
async fn give_past(app: &TestApp, organizer: &Client, volunteer: &Client, tasks: i64, photos: i64) {
    sqlx::query(
        "with project as (
             insert into volunteering.projects (organizer_id, title, description, city, volunteer_type, status, published_at)
             values ($1, 'Past', '', 'Almaty', 'other', 'completed', now()) returning id),
         past as (
             insert into volunteering.tasks (project_id, text, deadline, status, assigned_count)
             select id, 'Past', '2026-01-01', 'completed', 1 from project, generate_series(1, $3) returning id),
         places as (
             insert into volunteering.assignments (task_id, volunteer_id, status, completed_at)
             select id, $2, 'completed', now() from past),
         shown as (
             insert into volunteering.tasks (project_id, text, deadline) select id, 'Shown', '2026-01-01' from project
             returning id, project_id),
         report as (
             insert into volunteering.photo_reports (task_id, project_id, volunteer_id, status, rating)
             select id, project_id, $2, 'approved', 5 from shown returning id)
         insert into volunteering.photos (report_id, position, original_key, large_key, thumb_key, width, height,
                                          sha256, phash, thumb_hash)
         select id, n, 'o', 'l', 't', 1, 1, '\\x00'::bytea, 0, '' from report, generate_series(1, $4) n",
    )
    .bind(organizer.id)
    .bind(volunteer.id)
    .bind(tasks)
    .bind(photos)
    .execute(app.db())
    .await
    .expect("a past");
}

/// Everything that one approval must have done exactly once.
async fn assert_one_effect(app: &TestApp, volunteer: &Client, points: i64) {
    let table = [
        ("select coalesce(sum(amount), 0)::bigint from growth.points_ledger", points),
        ("select count(*) from growth.points_ledger", 1),
        ("select count(*) from volunteering.ratings", 1),
        ("select count(*) from volunteering.activities where activity_type = 'task_completed'", 1),
        ("select count(*) from core.audit_log where operation = 'report.approve'", 1),
        ("select count(*) from volunteering.assignments where status = 'completed'", 1),
        ("select count(*) from messaging.notifications where notice ->> 'kind' = 'report_approved'", 1),
    ];
    for (sql, expected) in table {
        assert_eq!(app.count(sql).await, expected, "{sql}");
    }
    let rating: Option<(f64, i32)> =
        sqlx::query_as("select rating::float8, rating_count from accounts.users where id = $1 and rating is not null")
            .bind(volunteer.id)
            .fetch_optional(app.db())
            .await
            .expect("the account");
    assert_eq!(rating, Some((points as f64, 1)));
}
#[tokio::test]
async fn an_approval_rates_pays_tells_and_completes() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.single, 1).await;
    let approved = approve(&organizer, report, 4).await.expect(200);
    assert_eq!((&approved["status"], &approved["rating"]), (&json!("approved"), &json!(4)));
    app.run_jobs().await;
    assert_one_effect(&app, &volunteer, 4).await;
    assert_eq!(app.count("select count(*) from volunteering.tasks where status = 'completed'").await, 1);
}

#[tokio::test]
async fn approving_again_and_again_has_one_effect() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 1).await;
    let replies = join_all((0..5).map(|_| approve(&organizer, report, 5))).await;
    for reply in replies {
        assert_eq!(reply.expect(200)["rating"], 5);
    }
    // Another rating is another word for the same decision: the first stands.
    assert_eq!(approve(&organizer, report, 1).await.expect(200)["rating"], 5);
    app.run_jobs().await;
    assert_one_effect(&app, &volunteer, 5).await;
    // Four places are free: others can still come.
    assert_eq!(app.count("select count(*) from volunteering.tasks where status = 'completed'").await, 0);
}

#[tokio::test]
async fn two_different_decisions_at_once_leave_one() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 1).await;
    let (yes, no) = tokio::join!(approve(&organizer, report, 5), refuse(&organizer, report, "reject"));
    let mut statuses = [yes.status, no.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let loser = if yes.status == 409 { yes } else { no };
    assert_eq!(loser.error(409), "already_decided");
    let ledger = app.count("select count(*) from growth.points_ledger").await;
    let approved = app.count("select count(*) from volunteering.photo_reports where status = 'approved'").await;
    assert_eq!(ledger, approved);
}

#[tokio::test]
async fn the_average_counts_every_rating() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let first = app.reported(&volunteer, project.task, 1).await;
    let second = app.reported(&volunteer, project.single, 2).await;
    let (a, b) = tokio::join!(approve(&organizer, first, 5), approve(&organizer, second, 2));
    assert_eq!((a.status, b.status), (200, 200));
    let average: f64 =
        sqlx::query_scalar("select rating::float8 from accounts.users where id = $1 and rating_count = 2")
            .bind(volunteer.id)
            .fetch_one(app.db())
            .await
            .expect("both are counted");
    assert!((average - 3.5).abs() < 1e-9, "{average}");
}

#[tokio::test]
async fn a_stale_decision_is_told_both_versions() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 1).await;
    let path = format!("/api/organizer/photo-reports/{report}/approve");
    let stale = organizer.post(&path, json!({ "rating": 5, "version": 7 })).await;
    assert_eq!(stale.error(409), "stale_version");
    assert_eq!(app.count("select count(*) from volunteering.ratings").await, 0);
    organizer.post(&path, json!({ "rating": 5, "version": 1 })).await.expect(200);
}

#[tokio::test]
async fn achievements_come_at_their_number_and_once() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    give_past(&app, &organizer, &volunteer, 8, 19).await;
    let project = app.published(&organizer).await;
    let ninth = app.reported(&volunteer, project.task, 1).await;
    approve(&organizer, ninth, 5).await.expect(200);
    app.run_jobs().await;
    let unlocked = "select string_agg(a.code, ',' order by a.code) from growth.user_achievements u
                    join growth.achievements a on a.id = u.achievement_id";
    let codes =
        || async { sqlx::query_scalar::<_, Option<String>>(unlocked).fetch_one(app.db()).await.expect("a list") };
    assert_eq!(codes().await.as_deref(), Some("photographer"), "20 photos, 9 tasks");

    let tenth = app.reported(&volunteer, project.single, 2).await;
    approve(&organizer, tenth, 5).await.expect(200);
    app.run_jobs().await;
    // The job runs at least once: a second run finds nothing to do.
    let mut tx = app.ctx.begin().await.expect("a transaction");
    let again = ReportApproved { report: ReportId(tenth), volunteer: UserId(volunteer.id) };
    jobs::enqueue(&mut tx, &again).await.expect("a job");
    tx.commit().await.expect("it is queued");
    app.run_jobs().await;
    assert_eq!(codes().await.as_deref(), Some("activist,photographer"));
    for sql in [
        "select count(*) from messaging.notifications where notice ->> 'kind' = 'achievement_unlocked'",
        "select count(*) from volunteering.activities where activity_type = 'achievement_unlocked'",
        "select count(*) from core.audit_log where operation = 'achievement.award'",
    ] {
        assert_eq!(app.count(sql).await, 2, "{sql}");
    }
}

#[tokio::test]
async fn an_event_is_told_once_and_to_the_right_people() {
    let app = TestApp::start().await;
    let (moderator, admin) = (app.moderator().await, app.admin().await);
    let (_volunteer, _blocked) = (app.volunteer().await, app.blocked().await);
    let notify = Notify {
        audience: Audience::Holders(Permission::UsersReview),
        notice: Notice::ApplicationReceived { user_id: UserId(1), name: "Someone".into(), role: "organizer".into() },
        dedupe_key: "application-1".into(),
    };
    for _ in 0..2 {
        inbox::deliver(&app.ctx, &Actor::system("test"), &notify).await.expect("it is delivered");
    }
    for reader in [&moderator, &admin] {
        let mine: i64 = sqlx::query_scalar("select count(*) from messaging.notifications where user_id = $1")
            .bind(reader.id)
            .fetch_one(app.db())
            .await
            .expect("a number");
        assert_eq!(mine, 1);
    }
    assert_eq!(app.count("select count(*) from messaging.notifications").await, 2);
}
