//! The plan keeps the rules that the platform keeps.
#![allow(clippy::unwrap_used)]

use std::collections::HashSet;

use super::*;
use crate::demo::data;

fn plan() -> (World, Plan) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let now = moment(today, 0, hour("11:30"));
    let world = data::read().unwrap();
    let plan = make(&world, today, now);
    (world, plan)
}

#[test]
fn no_task_is_overfull_and_only_full_tasks_have_a_queue() {
    let (world, plan) = plan();
    for (p, project) in world.projects.iter().enumerate() {
        for (t, task) in project.tasks.iter().enumerate() {
            let count = |wanted: &[AssignmentStatus]| {
                plan.places.iter().filter(|x| x.project == p && x.task == t && wanted.contains(&x.status)).count()
            };
            let taken = count(&[AssignmentStatus::Assigned, AssignmentStatus::Completed]);
            assert!(taken <= task.places as usize, "{}", task.text);
            assert!(count(&[AssignmentStatus::Waiting]) == 0 || taken == task.places as usize, "{}", task.text);
        }
    }
}

#[test]
fn nobody_works_twice_on_a_day() {
    let (world, plan) = plan();
    let mut days = HashSet::new();
    for place in plan.places.iter().filter(|place| place.status != AssignmentStatus::Left) {
        let day = world.projects[place.project].tasks[place.task].day;
        assert!(days.insert((place.who, day)), "{} on {day}", world.people[place.who].login);
    }
}

#[test]
fn things_happen_in_their_order() {
    let (world, plan) = plan();
    for report in &plan.reports {
        let place = plan
            .places
            .iter()
            .find(|x| (x.project, x.task, x.who) == (report.project, report.task, report.who))
            .unwrap();
        assert!(place.joined < report.at);
        assert!(report.reviewed.is_none_or(|at| at > report.at));
        assert_eq!(report.status == ReportStatus::Approved, place.status == AssignmentStatus::Completed);
        let registered = plan_day(&world, report.who);
        assert!(registered <= place.joined, "{} joined before registering", world.people[report.who].login);
    }
}

fn plan_day(world: &World, who: usize) -> DateTime<Utc> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    moment(today, -world.people[who].since, hour("10:00"))
}

#[test]
fn the_demo_accounts_have_what_they_show() {
    let (world, plan) = plan();
    let of = |login: &str| world.people.iter().position(|person| person.login == login).unwrap();
    let done =
        |who: usize| plan.places.iter().filter(|x| x.who == who && x.status == AssignmentStatus::Completed).count();
    assert!(done(of("volunteer")) >= 10, "an activist");
    let photos: usize = plan
        .reports
        .iter()
        .filter(|r| r.who == of("aigerim.saparova") && r.status == ReportStatus::Approved)
        .map(|r| r.shots.len())
        .sum();
    assert!(photos >= 20, "a photographer has {photos}");
    let waiting = plan
        .reports
        .iter()
        .filter(|r| r.status == ReportStatus::Pending && world.projects[r.project].organizer == "organizer");
    assert!(waiting.count() >= 6);
    let (same, similar) = (
        plan.reports.iter().flat_map(|r| &r.shots).filter(|shot| shot.retouched).count(),
        plan.reports
            .iter()
            .flat_map(|r| &r.shots)
            .map(|shot| (shot.seed, shot.retouched))
            .collect::<HashSet<_>>()
            .len(),
    );
    let all = plan.reports.iter().flat_map(|r| &r.shots).count();
    assert!(same >= 1 && similar < all, "a near-duplicate and the same file twice");
}
