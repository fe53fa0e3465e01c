//! The list behind a figure: the same records, filtered by the list's own filters. Where no list
//! shows exactly these records there is none, rather than one that shows others.

use birqadam_core::Permission;

use super::{Dimension, Filters, Key, Measure, Period, Question, Scope, Subject};

mod work;

/// The address of the list behind a question's total, or behind the point with this key. `may`
/// says what the reader is allowed to see.
pub fn list_behind(question: &Question, key: Option<&Key>, may: impl Fn(Permission) -> bool) -> Option<String> {
    list_behind_all(question, key.as_slice(), may)
}

/// The same of several points together; of none: of the total.
pub fn list_behind_all(question: &Question, keys: &[&Key], may: impl Fn(Permission) -> bool) -> Option<String> {
    let Narrowed { period, city, kind, role, project, organizer } = narrowed(question, keys)?;
    let mut list = List::of(question.measure, question.scope)?;
    if !may(list.permission) {
        return None;
    }
    if let Some(days) = list.days {
        list.query.push(format!("{days}_from={}", period.from));
        list.query.push(format!("{days}_to={}", period.to));
    }
    let person = question.measure.spec().subject == Subject::Person;
    let wanted = [
        // The city of a person is another than the city of the work.
        (city, if person && list.filters.contains(&"home") { "home" } else { "city" }),
        (kind, "type"),
        (role, "registered_as"),
        (project, "project"),
        // One's own lists are one's own anyway.
        (organizer.filter(|_| question.scope != Scope::Own), "organizer"),
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

/// What a list is narrowed to: values of its filters, several with commas between.
struct Narrowed {
    period: Period,
    city: Option<String>,
    kind: Option<String>,
    role: Option<String>,
    project: Option<String>,
    organizer: Option<String>,
}

/// The filters and the period of the points.
fn narrowed(question: &Question, keys: &[&Key]) -> Option<Narrowed> {
    let Filters { city, kind, role, project, organizer } = question.filters.clone();
    let (project, organizer) = (project.map(|id| id.to_string()), organizer.map(|id| id.to_string()));
    let mut narrowed = Narrowed { period: question.period, city, kind, role, project, organizer };
    if let [Key::Days { from, to }] = keys {
        narrowed.period = Period { from: *from, to: *to, ..question.period };
        return Some(narrowed);
    }
    let value = |key: &&Key| match key {
        Key::Name { name } => Some(name.clone()),
        Key::Record { id, .. } => Some(id.to_string()),
        Key::Days { .. } => None,
    };
    let values = keys.iter().map(value).collect::<Option<Vec<String>>>()?.join(",");
    if !values.is_empty() {
        let filter = match question.split? {
            Dimension::City => &mut narrowed.city,
            Dimension::Kind => &mut narrowed.kind,
            Dimension::Role => &mut narrowed.role,
            Dimension::Project => &mut narrowed.project,
            Dimension::Organizer => &mut narrowed.organizer,
            Dimension::Period => return None,
        };
        *filter = Some(values);
    }
    Some(narrowed)
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
            Scope::Platform => List::users(measure)
                .or_else(|| List::projects(measure))
                .or_else(|| List::tasks(measure))
                .or_else(|| List::places(measure))
                .or_else(|| List::reports(measure))
                .or_else(|| List::volunteers(measure))
                .or_else(|| List::money(measure)),
            Scope::Own => List::own_projects(measure)
                .or_else(|| List::own_tasks(measure))
                .or_else(|| List::own_places(measure))
                .or_else(|| List::own_reports(measure))
                .or_else(|| List::own_volunteers(measure)),
            Scope::Mine => List::my_places(measure).or_else(|| List::my_reports(measure)),
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
        let users = List::new("/admin/users", Permission::UsersView, &["registered_as", "city"]);
        Some(match measure {
            Measure::Registrations => users.on("created"),
            Measure::AccountsApproved => users.on("approved"),
            Measure::AccountReviewTime => users.on("decided"),
            Measure::Accounts => users,
            Measure::AccountsWaiting => users.status("pending"),
            _ => return None,
        })
    }

    fn projects(measure: Measure) -> Option<List> {
        let filters = &["city", "type", "project", "organizer"];
        List::new("/admin/projects", Permission::ProjectsModerate, filters).of_projects(measure)
    }

    fn own_projects(measure: Measure) -> Option<List> {
        let filters = &["city", "type", "project"];
        List::new("/organizer/projects", Permission::ProjectsManageOwn, filters).of_projects(measure)
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
            // Half of these were decided faster.
            Measure::ProjectReviewTime => self.on("published").with("decided=true"),
            _ => return None,
        })
    }

    /// The list of payments sums what came and stayed, that of expenses what was spent.
    fn money(measure: Measure) -> Option<List> {
        let filters = &["project", "city", "type", "organizer"];
        Some(match measure {
            Measure::Raised | Measure::Sponsors => {
                List::new("/admin/payments", Permission::PaymentsManage, filters).on("completed").status("completed")
            }
            Measure::Spent => {
                List::new("/admin/expenses", Permission::LedgerView, filters).on("spent").status("approved")
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
        let project = Filters { project: Some(7.into()), ..Filters::default() };
        let table = [
            (
                question(Measure::Registrations, Scope::Platform),
                Some("/admin/users?created_from=2026-11-01&created_to=2026-11-21"),
            ),
            (
                question(Measure::Registrations, Scope::Platform).with(&city),
                Some("/admin/users?created_from=2026-11-01&created_to=2026-11-21&city=Almaty"),
            ),
            // Who registered has nothing to do with a project.
            (question(Measure::Registrations, Scope::Platform).with(&project), None),
            (
                question(Measure::FirstTasks, Scope::Platform).with(&city),
                Some("/admin/volunteers?first_task_from=2026-11-01&first_task_to=2026-11-21&home=Almaty"),
            ),
            (
                question(Measure::ActiveVolunteers, Scope::Platform).with(&city),
                Some("/admin/volunteers?active_from=2026-11-01&active_to=2026-11-21&city=Almaty"),
            ),
            (
                question(Measure::Joins, Scope::Platform).with(&project),
                Some(
                    "/admin/participations?status=assigned,left,completed&joined_from=2026-11-01&joined_to=2026-11-21&project=7",
                ),
            ),
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
            (
                question(Measure::Raised, Scope::Platform).with(&city),
                Some("/admin/payments?status=completed&completed_from=2026-11-01&completed_to=2026-11-21&city=Almaty"),
            ),
            (
                question(Measure::Spent, Scope::Platform),
                Some("/admin/expenses?status=approved&spent_from=2026-11-01&spent_to=2026-11-21"),
            ),
            // An organizer's money stands with each project.
            (question(Measure::Spent, Scope::Own), None),
            (
                question(Measure::TasksCompleted, Scope::Platform),
                Some("/admin/tasks?finished_from=2026-11-01&finished_to=2026-11-21"),
            ),
            (
                question(Measure::TasksOpen, Scope::Platform),
                Some("/admin/tasks?status=open,in_progress&project_status=active"),
            ),
            (
                question(Measure::ReportsApproved, Scope::Mine),
                Some("/reports/all?status=approved&reviewed_from=2026-11-01&reviewed_to=2026-11-21"),
            ),
            (question(Measure::TasksCompleted, Scope::Mine), None),
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
        assert!(list.is_some_and(|list| list.ends_with("&registered_as=sponsor")));
        let day = "2026-11-03".parse().unwrap();
        let by_day = question(Measure::TasksCompleted, Scope::Own).by(Dimension::Period);
        let list = list_behind(&by_day, Some(&Key::Days { from: day, to: day }), |_| true);
        assert_eq!(list.as_deref(), Some("/organizer/tasks?finished_from=2026-11-03&finished_to=2026-11-03"));
    }

    #[test]
    fn points_together_are_alternatives() {
        let by_city = question(Measure::Joins, Scope::Platform).by(Dimension::City);
        let [one, other] = ["Aktau", "Semey"].map(|name| Key::Name { name: name.into() });
        let list = list_behind_all(&by_city, &[&one, &other], |_| true);
        assert!(list.is_some_and(|list| list.ends_with("&city=Aktau,Semey")));
    }

    #[test]
    fn every_measure_of_the_platform_has_a_list() {
        for measure in Measure::ALL {
            let question = question(*measure, Scope::Platform);
            assert!(list_behind(&question, None, |_| true).is_some(), "{measure:?}");
        }
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
