//! The list behind a figure: the same records, filtered by the list's own filters. Where no list
//! shows exactly these records there is none, rather than one that shows others.

use birqadam_core::Permission;

use super::{Dimension, Filters, Key, Measure, Period, Question, Scope};

/// The address of the list behind a question's total, or behind the point with this key. `may`
/// says what the reader is allowed to see.
pub fn list_behind(question: &Question, key: Option<&Key>, may: impl Fn(Permission) -> bool) -> Option<String> {
    let (filters, period) = narrowed(question, key)?;
    let mut list = List::of(question.measure, question.scope)?;
    if !may(list.permission) {
        return None;
    }
    if let Some(days) = list.days {
        list.query.push(format!("{days}_from={}", period.from));
        list.query.push(format!("{days}_to={}", period.to));
    }
    let wanted = [
        (filters.city, "city"),
        (filters.kind, "type"),
        (filters.role, "role"),
        (filters.project.map(|id| id.to_string()), "project"),
        // One's own lists are one's own anyway.
        (filters.organizer.filter(|_| question.scope != Scope::Own).map(|id| id.to_string()), "organizer"),
    ];
    for (value, name) in wanted {
        let Some(value) = value else { continue };
        if !list.filters.contains(&name) {
            return None;
        }
        list.query.push(format!("{name}={value}"));
    }
    let query = list.query.join("&");
    Some(if query.is_empty() { list.path.to_owned() } else { format!("{}?{query}", list.path) })
}

/// The filters and the period of the point.
fn narrowed(question: &Question, key: Option<&Key>) -> Option<(Filters, Period)> {
    let (mut filters, mut period) = (question.filters.clone(), question.period);
    match (key, question.split) {
        (None, _) => {}
        (Some(Key::Days { from, to }), _) => period = Period { from: *from, to: *to, ..period },
        (Some(Key::Name { name }), Some(Dimension::City)) => filters.city = Some(name.clone()),
        (Some(Key::Name { name }), Some(Dimension::Kind)) => filters.kind = Some(name.clone()),
        (Some(Key::Name { name }), Some(Dimension::Role)) => filters.role = Some(name.clone()),
        (Some(Key::Record { id, .. }), Some(Dimension::Project)) => filters.project = Some((*id).into()),
        (Some(Key::Record { id, .. }), Some(Dimension::Organizer)) => filters.organizer = Some((*id).into()),
        (Some(_), _) => return None,
    }
    Some((filters, period))
}

/// A list that shows what a measure counts.
struct List {
    path: &'static str,
    permission: Permission,
    /// The filter by day that means the measure's day.
    days: Option<&'static str>,
    /// Which of our filters it has.
    filters: &'static [&'static str],
    query: Vec<String>,
}

impl List {
    fn of(measure: Measure, scope: Scope) -> Option<List> {
        match scope {
            Scope::Platform => {
                List::users(measure).or_else(|| List::projects(measure)).or_else(|| List::reports(measure))
            }
            Scope::Own => {
                List::own_projects(measure).or_else(|| List::own_tasks(measure)).or_else(|| List::own_reports(measure))
            }
            Scope::Mine => None,
        }
    }

    fn new(path: &'static str, permission: Permission, filters: &'static [&'static str]) -> List {
        List { path, permission, days: None, filters, query: Vec::new() }
    }

    fn on(self, days: &'static str) -> List {
        List { days: Some(days), ..self }
    }

    fn status(self, status: &str) -> List {
        self.with(&format!("status={status}"))
    }

    fn with(mut self, parameter: &str) -> List {
        self.query.push(parameter.to_owned());
        self
    }

    fn users(measure: Measure) -> Option<List> {
        let users = List::new("/admin/users", Permission::UsersView, &["role"]);
        Some(match measure {
            Measure::Registrations => users.on("created"),
            Measure::Accounts => users,
            Measure::AccountsWaiting => users.status("pending"),
            _ => return None,
        })
    }

    fn projects(measure: Measure) -> Option<List> {
        let projects = List::new("/admin/projects", Permission::ProjectsModerate, &["city", "type", "organizer"]);
        projects.of_projects(measure)
    }

    fn own_projects(measure: Measure) -> Option<List> {
        let projects = List::new("/organizer/projects", Permission::ProjectsManageOwn, &["city", "type"]);
        projects.of_projects(measure)
    }

    fn of_projects(self, measure: Measure) -> Option<List> {
        Some(match measure {
            Measure::ProjectsCreated => {
                self.on("created").status("pending,returned,active,completed,archived,rejected")
            }
            Measure::ProjectsPublished => self.on("published"),
            Measure::ProjectsCompleted => self.on("finished"),
            Measure::ProjectsActive => self.status("active"),
            Measure::ProjectsFinished => self.status("completed"),
            Measure::ProjectsWaiting => self.status("pending"),
            _ => return None,
        })
    }

    fn own_tasks(measure: Measure) -> Option<List> {
        let tasks = List::new("/organizer/tasks", Permission::ProjectsManageOwn, &["project", "city", "type"]);
        Some(match measure {
            Measure::TasksCreated => tasks.on("created"),
            Measure::TasksCompleted => tasks.on("finished"),
            _ => return None,
        })
    }

    fn reports(measure: Measure) -> Option<List> {
        let filters = &["project", "city", "type", "organizer"];
        List::new("/admin/reports", Permission::ReportsModerate, filters).of_reports(measure)
    }

    fn own_reports(measure: Measure) -> Option<List> {
        let filters = &["project", "city", "type"];
        List::new("/organizer/all-reports", Permission::ReportsReviewOwn, filters).of_reports(measure)
    }

    fn of_reports(self, measure: Measure) -> Option<List> {
        Some(match measure {
            Measure::ReportsSent => self.on("submitted"),
            Measure::ReportsApproved | Measure::AverageRating => self.on("reviewed").status("approved"),
            // What adds hours is a report on a task that has some.
            Measure::Hours => self.on("reviewed").status("approved").with("timed=true"),
            Measure::ReportsReturned => self.on("reviewed").status("returned"),
            Measure::ReportsRejected => self.on("reviewed").status("rejected"),
            Measure::ReportsWaiting => self.status("pending"),
            Measure::ReportReviewTime | Measure::ApprovalShare => {
                self.on("reviewed").status("approved,returned,rejected")
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Granularity;

    fn question(measure: Measure, scope: Scope) -> Question {
        let day = |text: &str| text.parse().unwrap();
        let period = Period { from: day("2026-11-01"), to: day("2026-11-21"), granularity: Granularity::Day };
        Question::new(measure, scope, period)
    }

    #[test]
    fn figures_lead_to_the_same_records() {
        let city = Filters { city: Some("Almaty".into()), ..Filters::default() };
        let table = [
            (
                question(Measure::Registrations, Scope::Platform),
                Some("/admin/users?created_from=2026-11-01&created_to=2026-11-21"),
            ),
            // The list of users knows no cities.
            (question(Measure::Registrations, Scope::Platform).with(&city), None),
            (
                question(Measure::ProjectsActive, Scope::Platform).with(&city),
                Some("/admin/projects?status=active&city=Almaty"),
            ),
            (question(Measure::ProjectsActive, Scope::Own), Some("/organizer/projects?status=active")),
            (
                question(Measure::ReportsApproved, Scope::Own),
                Some("/organizer/all-reports?status=approved&reviewed_from=2026-11-01&reviewed_to=2026-11-21"),
            ),
            (
                question(Measure::ReportsApproved, Scope::Platform).with(&city),
                Some("/admin/reports?status=approved&reviewed_from=2026-11-01&reviewed_to=2026-11-21&city=Almaty"),
            ),
            (question(Measure::ReportsWaiting, Scope::Platform), Some("/admin/reports?status=pending")),
            (
                question(Measure::Hours, Scope::Platform),
                Some("/admin/reports?status=approved&timed=true&reviewed_from=2026-11-01&reviewed_to=2026-11-21"),
            ),
            (
                question(Measure::TasksCompleted, Scope::Own).with(&city),
                Some("/organizer/tasks?finished_from=2026-11-01&finished_to=2026-11-21&city=Almaty"),
            ),
            // Nobody has a list of all tasks.
            (question(Measure::TasksCompleted, Scope::Platform), None),
            (question(Measure::ReportsApproved, Scope::Mine), None),
        ];
        for (question, expected) in table {
            assert_eq!(list_behind(&question, None, |_| true).as_deref(), expected, "{question:?}");
        }
    }

    #[test]
    fn a_point_narrows_the_list() {
        let by_role = question(Measure::Registrations, Scope::Platform).by(Dimension::Role);
        let key = Key::Name { name: "sponsor".into() };
        let list = list_behind(&by_role, Some(&key), |_| true);
        assert!(list.is_some_and(|list| list.ends_with("&role=sponsor")));
        let day = "2026-11-03".parse().unwrap();
        let by_day = question(Measure::TasksCompleted, Scope::Own).by(Dimension::Period);
        let list = list_behind(&by_day, Some(&Key::Days { from: day, to: day }), |_| true);
        assert_eq!(list.as_deref(), Some("/organizer/tasks?finished_from=2026-11-03&finished_to=2026-11-03"));
    }

    #[test]
    fn a_point_names_its_project() {
        let by_project = question(Measure::ReportsApproved, Scope::Platform).by(Dimension::Project);
        let key = Key::Record { id: 7, label: "Park".into() };
        let list = list_behind(&by_project, Some(&key), |_| true);
        assert!(list.is_some_and(|list| list.starts_with("/admin/reports?") && list.ends_with("&project=7")));
    }

    #[test]
    fn nobody_is_led_where_they_may_not_go() {
        let question = question(Measure::Registrations, Scope::Platform);
        assert_eq!(list_behind(&question, None, |permission| permission != Permission::UsersView), None);
    }
}
