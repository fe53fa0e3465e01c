//! Answers against plain SQL over the records, written without a look at the catalogue.

use birqadam_analytics::model::{Dimension, Filters, Granularity, Key, Measure, Period, Question, RECORDS, Scope};
use birqadam_analytics::ops::{ask_many, cohorts, funnel, load_forecast, refresh};
use birqadam_core::{Actor, Error, ProjectId, UserId};
use chrono::{Days, NaiveDate};

use super::history::{Dice, beginning};
use crate::support::TestApp;

fn platform() -> Actor {
    Actor::system("test")
}

fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).expect("a day")
}

/// From the day `$1` to the day `$2`, in days of Almaty, five hours before those of Greenwich.
const IN_DAYS: &str = "floor((extract(epoch from $at) + 18000) / 86400)
    between ($1::date - date '1970-01-01') and ($2::date - date '1970-01-01')";

/// Measures with what counts them: from where, when, and how.
const PLAIN: &[(Measure, &str, &str, &str)] = &[
    (Measure::Registrations, "accounts.users x", "x.created_at", "count(*)"),
    (Measure::ProjectsPublished, "volunteering.projects x", "x.published_at", "count(*)"),
    (Measure::ProjectsCompleted, "volunteering.projects x", "x.completed_at", "count(*)"),
    (
        Measure::TasksCreated,
        "volunteering.tasks x join volunteering.projects y on y.id = x.project_id and y.status <> 'draft'",
        "x.created_at",
        "count(*)",
    ),
    (Measure::TasksCompleted, "volunteering.tasks x", "x.completed_at", "count(*)"),
    (Measure::Joins, "volunteering.assignments x", "x.joined_at", "count(*) filter (where x.status <> 'waiting')"),
    (Measure::ReportsSent, "volunteering.photo_reports x", "x.submitted_at", "count(*)"),
    (
        Measure::ReportsApproved,
        "volunteering.photo_reports x",
        "x.reviewed_at",
        "count(*) filter (where x.status = 'approved')",
    ),
    (
        Measure::ReportsReturned,
        "volunteering.photo_reports x",
        "x.reviewed_at",
        "count(*) filter (where x.status = 'returned')",
    ),
    (
        Measure::ApprovalShare,
        "volunteering.photo_reports x",
        "x.reviewed_at",
        "avg(case when x.status = 'approved' then 1.0 else 0.0 end) filter (where x.status <> 'pending')",
    ),
    (
        Measure::AverageRating,
        "volunteering.photo_reports x",
        "x.reviewed_at",
        "avg(x.rating) filter (where x.status = 'approved')",
    ),
    (
        Measure::Hours,
        "volunteering.photo_reports x join volunteering.tasks t on t.id = x.task_id and x.status = 'approved'",
        "x.reviewed_at",
        "coalesce(sum(extract(hour from t.end_time - t.start_time) * 60 + extract(minute from t.end_time - t.start_time)), 0) / 60",
    ),
    (
        Measure::ActiveVolunteers,
        "(select volunteer_id, joined_at as at from volunteering.assignments where status <> 'waiting'
          union all select volunteer_id, created_at from volunteering.photo_reports
          union all select volunteer_id, submitted_at from volunteering.photo_reports) x",
        "x.at",
        "count(distinct x.volunteer_id)",
    ),
    (
        Measure::Raised,
        "funding.sponsorships x",
        "x.completed_at",
        "coalesce(sum(x.received_minor) filter (where x.currency = 'KZT'), 0)",
    ),
    (
        Measure::Spent,
        "funding.expenses x",
        "x.spent_on",
        "coalesce(sum(x.amount_minor) filter (where x.status = 'approved'), 0)",
    ),
    (
        Measure::Sponsors,
        "funding.sponsorships x",
        "x.completed_at",
        "count(distinct x.sponsor_id) filter (where x.received_minor > 0 and x.currency = 'KZT')",
    ),
];

async fn plain(app: &TestApp, from: NaiveDate, to: NaiveDate, source: &str, at: &str, counted: &str) -> Option<f64> {
    let sql = format!("select ({counted})::float8 from {source} where {}", IN_DAYS.replace("$at", at));
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(from).bind(to).fetch_one(app.db()).await.expect("a number")
}

fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-6,
        (a, b) => a == b,
    }
}

#[tokio::test]
async fn figures_are_what_plain_sql_counts() {
    let app = TestApp::start().await;
    beginning(app.db(), &mut Dice::new(21)).await;
    beginning(app.db(), &mut Dice::new(22)).await;
    refresh(&app.ctx).await.expect("refreshed");
    let today = app.ctx.today();
    for (days, granularity) in
        [(0, Granularity::Day), (30, Granularity::Day), (99, Granularity::Week), (200, Granularity::Month)]
    {
        let period = Period { from: back(today, days), to: today, granularity };
        let questions: Vec<Question> = PLAIN
            .iter()
            .map(|(measure, ..)| Question::new(*measure, Scope::Platform, period).by(Dimension::Period).compared())
            .collect();
        let answers = ask_many(&app.ctx, &platform(), &questions).await.expect("answers");
        for ((measure, source, at, counted), answer) in PLAIN.iter().zip(answers) {
            let expected = plain(&app, period.from, period.to, source, at, counted).await;
            assert!(same(answer.total, expected), "{measure:?} of {days} days: {:?}, not {expected:?}", answer.total);
            let before = period.before();
            let expected = plain(&app, before.from, before.to, source, at, counted).await;
            assert!(same(answer.before, expected), "{measure:?} before: {:?}, not {expected:?}", answer.before);
            assert_eq!(answer.points.len(), period.parts().len());
            for point in answer.points.iter().step_by(7) {
                let Key::Days { from, to } = point.key else { panic!("{:?}", point.key) };
                let expected = plain(&app, from, to, source, at, counted).await;
                assert!(same(point.value, expected), "{measure:?} {from}…{to}: {:?}, not {expected:?}", point.value);
            }
        }
    }
}

#[tokio::test]
async fn narrowed_and_split_figures_are_those_of_the_records() {
    let app = TestApp::start().await;
    beginning(app.db(), &mut Dice::new(31)).await;
    refresh(&app.ctx).await.expect("refreshed");
    let today = app.ctx.today();
    let period = Period { from: back(today, 120), to: today, granularity: Granularity::Month };
    let short = Period { from: back(today, 91), ..period };
    let almaty = Filters { city: Some("Almaty".into()), ..Filters::default() };
    let both = Filters { city: Some("Almaty".into()), kind: Some("social".into()), ..Filters::default() };
    let sent = |filters: &Filters| Question::new(Measure::ReportsSent, Scope::Platform, period).with(filters);
    let questions = [
        sent(&almaty),
        sent(&both),
        sent(&Filters::default()).by(Dimension::City),
        sent(&Filters::default()).by(Dimension::Kind),
        sent(&Filters::default()).by(Dimension::Organizer),
        Question::new(Measure::ActiveVolunteers, Scope::Platform, short).by(Dimension::City),
        Question::new(Measure::Accounts, Scope::Platform, period).by(Dimension::Role),
        Question::new(Measure::Registrations, Scope::Platform, period).with(&both),
    ];
    let answers = ask_many(&app.ctx, &platform(), &questions).await.expect("answers");
    let count = async |sql: &'static str| app.count(sql).await as f64;
    let reports = "select count(*) from volunteering.photo_reports r join volunteering.projects p on p.id = r.project_id where p.city = 'Almaty'";
    assert_eq!(answers[0].total, Some(count(reports).await));
    let reports =
        "select count(*) from volunteering.photo_reports r join volunteering.projects p on p.id = r.project_id
                   where p.city = 'Almaty' and p.volunteer_type = 'social'";
    assert_eq!(answers[1].total, Some(count(reports).await));
    let all = count("select count(*) from volunteering.photo_reports").await;
    for answer in &answers[2..5] {
        assert_eq!(answer.total, Some(all), "{answer:?}");
        assert!(answer.points.is_sorted_by(|a, b| a.value >= b.value));
    }
    for answer in &answers[2..4] {
        let parts: f64 = answer.points.iter().filter_map(|point| point.value).sum();
        assert_eq!(parts, all, "{answer:?}");
    }
    // Of organizers only those with the most.
    let Key::Record { id, label } = &answers[4].points[0].key else { panic!("{:?}", answers[4].points) };
    assert!(answers[4].points.len() <= RECORDS && !label.is_empty());
    let most = "select count(*) from volunteering.photo_reports r join volunteering.projects p on p.id = r.project_id
                group by p.organizer_id order by 1 desc limit 1";
    assert_eq!(answers[4].points[0].value, Some(count(most).await), "{id}");
    // Somebody active in two cities is one person.
    let active: f64 = answers[5].points.iter().filter_map(|point| point.value).sum();
    assert!(answers[5].total <= Some(active) && answers[5].total > Some(0.0));
    assert_eq!(answers[6].total, Some(count("select count(*) from accounts.users").await));
    // Accounts have no type: unknown, not zero.
    assert_eq!(answers[7].total, None);
}

#[tokio::test]
async fn a_median_is_right_to_within_five_hundredths() {
    let app = TestApp::start().await;
    beginning(app.db(), &mut Dice::new(41)).await;
    beginning(app.db(), &mut Dice::new(42)).await;
    refresh(&app.ctx).await.expect("refreshed");
    let today = app.ctx.today();
    let period = Period { from: back(today, 120), to: today, granularity: Granularity::Month };
    let table = [
        (
            Measure::ReportReviewTime,
            "select percentile_disc(0.5) within group (order by extract(epoch from reviewed_at - submitted_at))::float8
             from volunteering.photo_reports where status <> 'pending' and reviewed_at >= submitted_at",
        ),
        (
            Measure::ProjectReviewTime,
            "select percentile_disc(0.5) within group (order by extract(epoch from published_at - submitted_at))::float8
             from volunteering.projects where published_at >= submitted_at",
        ),
    ];
    for (measure, sql) in table {
        let answer =
            ask_many(&app.ctx, &platform(), &[Question::new(measure, Scope::Platform, period)]).await.expect("one");
        let exact: Option<f64> = sqlx::query_scalar(sql).fetch_one(app.db()).await.expect("a median");
        let (median, exact) = (answer[0].total.expect("known"), exact.expect("known"));
        assert!((median - exact).abs() <= exact * 0.045 + 1.0, "{measure:?}: {median}, not {exact}");
    }
}

#[tokio::test]
async fn the_way_to_the_first_report_and_who_stays() {
    let app = TestApp::start().await;
    beginning(app.db(), &mut Dice::new(51)).await;
    beginning(app.db(), &mut Dice::new(52)).await;
    refresh(&app.ctx).await.expect("refreshed");
    let today = app.ctx.today();
    let period = Period { from: back(today, 150), to: today, granularity: Granularity::Month };
    let funnel = funnel(&app.ctx, &platform(), period, &Filters::default()).await.expect("a funnel").expect("counted");
    let steps: Vec<i64> = funnel.steps.iter().map(|(_, people)| *people).collect();
    let who = "from accounts.users u where role = 'volunteer'";
    let joined = "exists (select from volunteering.assignments where volunteer_id = u.id and status <> 'waiting')";
    let reported = "exists (select from volunteering.photo_reports where volunteer_id = u.id and status = 'approved')";
    for (step, sql) in [
        format!("select count(*) {who}"),
        format!("select count(*) {who} and is_approved"),
        format!("select count(*) {who} and is_approved and {joined}"),
        format!("select count(*) {who} and is_approved and {joined} and {reported}"),
    ]
    .into_iter()
    .enumerate()
    {
        let expected: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(app.db()).await.expect("a number");
        assert_eq!(steps[step], expected, "step {step} of {steps:?}");
    }
    let cohorts = cohorts(&app.ctx, &platform(), 12, &Filters::default()).await.expect("cohorts");
    assert_eq!(cohorts.len(), 12);
    assert_eq!(cohorts.iter().map(|cohort| cohort.registered).sum::<i64>(), steps[0]);
    assert_eq!(cohorts.last().map(|cohort| cohort.active.len()), Some(1));
    let retained: i64 = cohorts.iter().flat_map(|cohort| &cohort.active).sum();
    let expected = "select count(*) from (
            select distinct u.id, to_char(at at time zone 'Asia/Almaty', 'YYYY-MM') as month
            from accounts.users u join (
                select volunteer_id, joined_at as at from volunteering.assignments where status <> 'waiting'
                union all select volunteer_id, created_at from volunteering.photo_reports
                union all select volunteer_id, submitted_at from volunteering.photo_reports) a on a.volunteer_id = u.id
            where u.role = 'volunteer'
              and to_char(at at time zone 'Asia/Almaty', 'YYYY-MM') >= to_char(u.created_at at time zone 'Asia/Almaty', 'YYYY-MM')) m";
    assert_eq!(retained, app.count(expected).await);
}

#[tokio::test]
async fn money_is_split_as_its_records_are() {
    let app = TestApp::start().await;
    beginning(app.db(), &mut Dice::new(51)).await;
    beginning(app.db(), &mut Dice::new(52)).await;
    refresh(&app.ctx).await.expect("refreshed");
    let today = app.ctx.today();
    let period = Period { from: back(today, 120), to: today, granularity: Granularity::Month };
    let of = |measure, split| Question::new(measure, Scope::Platform, period).by(split);
    let almaty = Filters { city: Some("Almaty".into()), ..Filters::default() };
    let questions = [
        of(Measure::Raised, Dimension::City),
        of(Measure::Raised, Dimension::Kind),
        of(Measure::Spent, Dimension::City),
        of(Measure::Sponsors, Dimension::Kind),
        of(Measure::Raised, Dimension::Project),
        of(Measure::Spent, Dimension::Organizer),
        of(Measure::Sponsors, Dimension::Period).with(&almaty),
    ];
    let answers = ask_many(&app.ctx, &platform(), &questions).await.expect("answers");
    let count = async |sql: &'static str| Some(app.count(sql).await as f64);
    for (answer, all) in [(0, "raised"), (1, "raised"), (2, "spent")] {
        let parts: f64 = answers[answer].points.iter().filter_map(|point| point.value).sum();
        assert_eq!(answers[answer].total, Some(parts), "{all}");
        assert!(parts > 0.0, "{all}");
    }
    let raised = "select sum(received_minor)::bigint from funding.sponsorships where currency = 'KZT'";
    assert_eq!(answers[0].total, count(raised).await);
    let most = "select sum(s.received_minor)::bigint from funding.sponsorships s where s.currency = 'KZT'
                group by s.project_id order by 1 desc limit 1";
    assert_eq!(answers[4].points[0].value, count(most).await);
    let most =
        "select sum(e.amount_minor)::bigint from funding.expenses e join volunteering.projects p on p.id = e.project_id
                where e.status = 'approved' group by p.organizer_id order by 1 desc limit 1";
    assert_eq!(answers[5].points[0].value, count(most).await);
    // Who gave to two types is one sponsor.
    let people =
        "select count(distinct sponsor_id) from funding.sponsorships where received_minor > 0 and currency = 'KZT'";
    assert_eq!(answers[3].total, count(people).await);
    assert!(answers[3].points.iter().filter_map(|point| point.value).sum::<f64>() > answers[3].total.unwrap_or(0.0));
    let there = "select count(distinct s.sponsor_id) from funding.sponsorships s
                 join volunteering.projects p on p.id = s.project_id
                 where s.received_minor > 0 and s.currency = 'KZT' and p.city = 'Almaty'";
    assert_eq!(answers[6].total, count(there).await);
}

#[tokio::test]
async fn a_forecast_needs_eight_weeks() {
    let app = TestApp::start().await;
    let ask = async || {
        load_forecast(&app.ctx, &platform(), Scope::Platform, Measure::Registrations, &Filters::default()).await
    };
    assert_eq!(ask().await, Ok(None), "nothing is counted yet");
    let insert = "insert into accounts.users (email, password_hash, name, role, is_approved, created_at)
                  select 'f' || n || '@people.test', 'x', 'Person', 'volunteer', true, now() - n * interval '1 day'
                  from generate_series(1, $1) n on conflict do nothing";
    for (days, known) in [(40, false), (80, true)] {
        sqlx::query(insert).bind(days).execute(app.db()).await.expect("people");
        refresh(&app.ctx).await.expect("refreshed");
        let forecast = ask().await.expect("an answer");
        assert_eq!(forecast.is_some(), known, "{days} days");
        if let Some(forecast) = forecast {
            assert_eq!(forecast.expected.len(), 14);
            assert_eq!(forecast.expected[0], (app.ctx.today(), 1.0));
        }
    }
}

#[tokio::test]
async fn foreign_and_missing_records_are_not_found() {
    let app = TestApp::start().await;
    let today = app.ctx.today();
    let period = Period { from: today, to: today, granularity: Granularity::Day };
    let asked = async |filters: Filters| {
        let question = Question::new(Measure::ReportsSent, Scope::Platform, period).with(&filters);
        ask_many(&app.ctx, &platform(), &[question]).await.map(drop)
    };
    let project = Filters { project: Some(ProjectId(999)), ..Filters::default() };
    assert_eq!(asked(project).await, Err(Error::NotFound));
    let organizer = Filters { organizer: Some(UserId(999)), ..Filters::default() };
    assert_eq!(asked(organizer).await, Err(Error::NotFound));
}
