//! `/tasks`: one's own tasks, what is to be done first.

use birqadam_volunteering::{AssignmentStatus, MyTask, ReportStatus};
use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    format,
    texts::tasks as words,
    ui::{EmptyState, Page, Pager, Section, load, use_cursor, use_locale, use_start},
    volunteering::{components::MyTaskRow, server_fns::list_my_tasks},
};

/// The page.
#[component]
pub fn MyTasks() -> impl IntoView {
    let l = use_locale();
    let cursor = use_cursor();
    let changes = RwSignal::new(0u32);
    let tasks = crate::ui::read(move || (cursor.get(), changes.get()), |(cursor, _)| list_my_tasks(cursor));
    let left = Callback::new(move |()| changes.update(|n| *n += 1));
    load(tasks, move |page| {
        let today = format::local_day(use_start().now);
        let empty = page.items.is_empty();
        let mut rest = page.items;
        let sections = Stage::ALL
            .iter()
            .filter_map(|stage| {
                let (mut mine, others) = std::mem::take(&mut rest)
                    .into_iter()
                    .partition::<Vec<_>, _>(|task| Stage::of(task, today) == *stage);
                rest = others;
                if matches!(stage, Stage::Due | Stage::Upcoming | Stage::Queued) {
                    mine.sort_by_key(|task| (task.task.deadline, task.task.start_time));
                }
                (!mine.is_empty()).then(|| {
                    let count = format::number(mine.len() as i64);
                    let rows = mine.into_iter().map(|task| view! { <MyTaskRow task=task left=left/> }).collect_view();
                    view! {
                        <Section title=stage.title(l) count=count>
                            <ul class="rows">{rows}</ul>
                        </Section>
                    }
                })
            })
            .collect_view();
        let find = move || view! { <a class="button button-primary" href="/projects">{words::find_project(l)}</a> };
        view! {
            <Page title=words::my_tasks(l)>
                {sections}
                {empty.then(|| view! { <EmptyState title=words::no_tasks(l) text=words::no_tasks_text(l) action=find/> })}
                <Pager next=page.next/>
            </Page>
        }
    })
}

/// Where a task stands for the volunteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Its day has come: a report is wanted.
    Due,
    Upcoming,
    Queued,
    /// The report waits for the organizer.
    Sent,
    Past,
}

impl Stage {
    const ALL: [Stage; 5] = [Stage::Due, Stage::Upcoming, Stage::Queued, Stage::Sent, Stage::Past];

    fn of(task: &MyTask, today: NaiveDate) -> Stage {
        match (task.status, task.report) {
            (AssignmentStatus::Completed | AssignmentStatus::Left, _) => Stage::Past,
            (AssignmentStatus::Waiting, _) if task.task.status.is_open() => Stage::Queued,
            (_, Some((_, ReportStatus::Approved))) => Stage::Past,
            (_, Some((_, ReportStatus::Pending))) => Stage::Sent,
            (_, Some((_, ReportStatus::Returned))) => Stage::Due,
            _ if !task.task.status.is_open() => Stage::Past,
            _ if task.task.deadline <= today => Stage::Due,
            _ => Stage::Upcoming,
        }
    }

    fn title(self, l: birqadam_core::Locale) -> &'static str {
        match self {
            Stage::Due => words::stage_due(l),
            Stage::Upcoming => words::stage_upcoming(l),
            Stage::Queued => words::stage_queued(l),
            Stage::Sent => words::stage_sent(l),
            Stage::Past => words::stage_past(l),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use birqadam_core::{AssignmentId, ProjectId, ReportId, TaskId};
    use birqadam_volunteering::{Task, TaskStatus};

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap_or_default()
    }

    fn task(status: AssignmentStatus, task: TaskStatus, deadline: u32, report: Option<ReportStatus>) -> MyTask {
        MyTask {
            assignment_id: AssignmentId(1),
            status,
            task: Task {
                id: TaskId(1),
                project_id: ProjectId(1),
                text: String::new(),
                status: task,
                deadline: day(deadline),
                start_time: None,
                end_time: None,
                max_volunteers: 1,
                assigned_count: 1,
                waiting_count: 0,
                assigned_to: None,
                my_status: None,
                version: 1,
            },
            project_id: ProjectId(1),
            project_title: String::new(),
            city: String::new(),
            address: String::new(),
            queue_position: None,
            report: report.map(|status| (ReportId(1), status)),
            joined_at: Default::default(),
        }
    }

    #[test]
    fn what_is_to_be_done_comes_first() {
        use AssignmentStatus::{Assigned, Completed, Left, Waiting};
        use TaskStatus::{Cancelled, Open};
        let table = [
            (task(Assigned, Open, 21, None), Stage::Upcoming),
            (task(Assigned, Open, 20, None), Stage::Due),
            (task(Assigned, Open, 1, Some(ReportStatus::Rejected)), Stage::Due),
            (task(Assigned, Open, 21, Some(ReportStatus::Returned)), Stage::Due),
            (task(Assigned, Open, 1, Some(ReportStatus::Pending)), Stage::Sent),
            (task(Completed, Open, 1, Some(ReportStatus::Approved)), Stage::Past),
            (task(Waiting, Open, 21, None), Stage::Queued),
            (task(Waiting, Cancelled, 21, None), Stage::Past),
            (task(Assigned, Cancelled, 21, None), Stage::Past),
            (task(Left, Open, 21, None), Stage::Past),
        ];
        for (task, expected) in table {
            assert_eq!(Stage::of(&task, day(20)), expected, "{task:?}");
        }
    }
}
