//! Every figure leads to a list of just as many records: all measures, all dimensions, all scopes, over
//! random histories.

use birqadam_analytics::model::{
    Aggregate, Dimension, Filters, Granularity, Key, Measure, Period, Question, Scope, list_behind, list_behind_all,
};
use birqadam_analytics::ops::{ask_many, cohorts, funnel, refresh};
use birqadam_app::lists;
use birqadam_core::list::ListRequest;
use birqadam_core::ssr::list;
use birqadam_core::{Actor, ActorKind, Approval, UserId};
use chrono::Days;

use super::history::{Dice, beginning};
use crate::lists::reader;
use crate::support::TestApp;

/// What the pages show.
const PAGES: &[(&str, &str)] = &[
    ("/admin/users", "users"),
    ("/admin/projects", "projects"),
    ("/admin/tasks", "tasks"),
    ("/admin/participations", "participations"),
    ("/admin/reports", "reports"),
    ("/admin/volunteers", "volunteers"),
    ("/organizer/projects", "organizer_projects"),
    ("/organizer/tasks", "organizer_tasks"),
    ("/organizer/participations", "organizer_participations"),
    ("/organizer/all-reports", "organizer_reports"),
    ("/organizer/volunteers", "organizer_volunteers"),
    ("/tasks/all", "my_participations"),
    ("/reports/all", "my_reports"),
];

/// How many records the page at the address shows; `None` for lists that have tests of their own.
async fn records(app: &TestApp, actor: &Actor, address: &str) -> Option<i64> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let name = PAGES.iter().find(|(page, _)| *page == path)?.1;
    let list = lists::find(name).expect(name);
    let request = ListRequest::parse_query(list.spec(), query).expect(address);
    let page = list::read(&app.ctx, actor, list, request).await.expect(address);
    assert!(!page.total.more, "{address}");
    Some(page.total.count)
}

/// Somebody with this id who may do everything.
fn person(id: i64) -> Actor {
    Actor { kind: ActorKind::User { id: UserId(id), name: "Reader".into(), approval: Approval::Approved }, ..reader() }
}

/// What the value says of the number of records; other figures only that there are some.
fn agrees(measure: Measure, value: Option<f64>, records: i64) -> bool {
    match measure.spec().aggregate {
        Aggregate::Count | Aggregate::Now | Aggregate::People => value == Some(records as f64),
        _ => value.is_none_or(|value| value == 0.0 || records > 0),
    }
}

fn questions(scope: Scope, period: Period) -> Vec<Question> {
    let almaty = Filters { city: Some("Almaty".into()), ..Filters::default() };
    let mut questions = Vec::new();
    for measure in Measure::ALL {
        let question = Question::new(*measure, scope, period);
        questions.push(question.clone());
        questions.push(question.clone().with(&almaty));
        questions.extend(Dimension::ALL.iter().map(|dimension| question.clone().by(*dimension)));
    }
    questions.into_iter().filter(Question::is_known).collect()
}

/// Compares all figures of the scope; how many were.
async fn compare(app: &TestApp, actor: &Actor, scope: Scope, period: Period) -> usize {
    let questions = questions(scope, period);
    let answers = ask_many(&app.ctx, actor, &questions).await.expect("answers");
    let mut compared = 0;
    for (question, answer) in questions.iter().zip(answers) {
        let place = format!("{:?} {scope:?} {:?} {:?}", question.measure, question.split, question.filters);
        if let Some(address) = list_behind(question, None, |_| true)
            && let Some(records) = records(app, actor, &address).await
        {
            assert!(
                agrees(question.measure, answer.total, records),
                "{place}: {:?}, {records} at {address}",
                answer.total
            );
            compared += 1;
        }
        for point in answer.points.iter().step_by(if answer.points.len() > 6 { 5 } else { 1 }) {
            let Some(address) = list_behind(question, Some(&point.key), |_| true) else { continue };
            let Some(records) = records(app, actor, &address).await else { continue };
            assert!(agrees(question.measure, point.value, records), "{place}: {point:?}, {records} at {address}");
            compared += 1;
        }
    }
    compared
}

#[tokio::test]
async fn every_figure_leads_to_as_many_records() {
    let app = TestApp::start().await;
    beginning(app.db(), &mut Dice::new(41)).await;
    beginning(app.db(), &mut Dice::new(42)).await;
    // What is published was sent before.
    sqlx::query("update volunteering.projects set status = 'pending' where status = 'draft'")
        .execute(app.db())
        .await
        .expect("sent");
    refresh(&app.ctx).await.expect("refreshed");
    let today = app.ctx.today();
    let from = today.checked_sub_days(Days::new(60)).expect("a day");
    let period = Period { from, to: today, granularity: Granularity::Week };

    let platform = compare(&app, &reader(), Scope::Platform, period).await;
    assert!(platform > 400, "{platform} figures of the platform");
    let organizer = "select organizer_id from volunteering.projects p join volunteering.tasks t on t.project_id = p.id
                     join volunteering.assignments a on a.task_id = t.id group by 1 order by count(*) desc limit 1";
    let own = compare(&app, &person(app.count(organizer).await), Scope::Own, period).await;
    assert!(own > 100, "{own} figures of an organizer");
    let volunteer = "select volunteer_id from volunteering.photo_reports group by 1 order by count(*) desc limit 1";
    let mine = compare(&app, &person(app.count(volunteer).await), Scope::Mine, period).await;
    assert!(mine > 40, "{mine} figures of a volunteer");
}

#[tokio::test]
async fn the_rest_of_a_chart_leads_to_all_of_the_rest() {
    let app = TestApp::start().await;
    beginning(app.db(), &mut Dice::new(43)).await;
    beginning(app.db(), &mut Dice::new(44)).await;
    refresh(&app.ctx).await.expect("refreshed");
    let today = app.ctx.today();
    let from = today.checked_sub_days(Days::new(90)).expect("a day");
    let period = Period { from, to: today, granularity: Granularity::Month };
    let mut most = 0;
    for (measure, dimension) in [
        (Measure::Joins, Dimension::City),
        (Measure::ReportsSent, Dimension::City),
        (Measure::ReportsSent, Dimension::Project),
    ] {
        let question = Question::new(measure, Scope::Platform, period).by(dimension);
        let answers = ask_many(&app.ctx, &reader(), std::slice::from_ref(&question)).await.expect("answers");
        // Without any key the address is that of the total.
        let Some(rest) = answers[0].points.get(1..).filter(|rest| !rest.is_empty()) else { continue };
        let keys: Vec<&Key> = rest.iter().map(|point| &point.key).collect();
        let sum: f64 = rest.iter().filter_map(|point| point.value).sum();
        let address = list_behind_all(&question, &keys, |_| true).expect("a list");
        assert_eq!(records(&app, &reader(), &address).await, Some(sum as i64), "{address}");
        most = most.max(keys.len());
    }
    assert!(most > 1, "one is not the rest of several");
}

#[tokio::test]
async fn steps_and_cohorts_lead_to_as_many_volunteers() {
    let app = TestApp::start().await;
    beginning(app.db(), &mut Dice::new(44)).await;
    beginning(app.db(), &mut Dice::new(45)).await;
    refresh(&app.ctx).await.expect("refreshed");
    let today = app.ctx.today();
    let from = today.checked_sub_days(Days::new(80)).expect("a day");
    let period = Period { from, to: today, granularity: Granularity::Month };
    let everywhere = Filters::default();
    let almaty = Filters { city: Some("Almaty".into()), ..Filters::default() };
    for (filters, home) in [(&everywhere, ""), (&almaty, "&home=Almaty")] {
        let base = format!("/admin/volunteers?registered_as=volunteer&created_from={from}&created_to={today}{home}");
        let steps = funnel(&app.ctx, &reader(), period, filters).await.expect("a funnel").expect("counted").steps;
        let wanted = ["", "&step=approved", "&step=first_task", "&step=first_report"];
        for ((step, people), parameter) in steps.into_iter().zip(wanted) {
            let address = format!("{base}{parameter}");
            assert_eq!(records(&app, &reader(), &address).await, Some(people), "{step:?} at {address}");
        }
        let mut active = 0;
        for cohort in cohorts(&app.ctx, &reader(), 4, filters).await.expect("cohorts") {
            for (later, people) in (0u32..).zip(&cohort.active) {
                let month = |add: u32| cohort.month.checked_add_months(chrono::Months::new(add)).expect("a month");
                let last = |add: u32| month(add + 1).pred_opt().expect("a day");
                let address = format!(
                    "/admin/volunteers?registered_as=volunteer&created_from={}&created_to={}{home}&active_from={}&active_to={}",
                    month(0),
                    last(0),
                    month(later),
                    last(later),
                );
                assert_eq!(records(&app, &reader(), &address).await, Some(*people), "{address}");
                active += people;
            }
        }
        assert!(active > 0, "somebody came back");
    }
}
