//! Where a figure leads: to the list of exactly these records; where there is no such list, to the
//! statistics of just this city, type, project or time.

use birqadam_analytics::model::{
    Cohort, Dimension, Filters, FunnelStep, Granularity, Key, Measure, Period, Question, Scope, list_behind,
    list_behind_all,
};
use birqadam_core::{Actor, Permission, ProjectId};
use chrono::{Days, Months, NaiveDate};

use crate::ui::encode;

/// The link of a question's total, or of the point with this key.
pub fn link(actor: &Actor, question: &Question, key: Option<&Key>) -> Option<String> {
    list_behind(question, key, |permission| actor.can(permission))
        .or_else(|| public(question, key))
        .or_else(|| own_money(question, key))
        .or_else(|| narrower(question, key?))
}

/// The link of several points together, as "others" of a chart; of none: of the total.
pub fn links(actor: &Actor, question: &Question, keys: &[&Key]) -> Option<String> {
    match keys {
        [] => link(actor, question, None),
        [key] => link(actor, question, Some(key)),
        keys => list_behind_all(question, keys, |permission| actor.can(permission)),
    }
}

/// What everybody may look through: the projects that are under way, with their tasks, and what came of
/// all work.
fn public(question: &Question, key: Option<&Key>) -> Option<String> {
    let total = key.is_none() && question.filters == Filters::default();
    if !total || question.scope != Scope::Platform || !question.measure.spec().open {
        return None;
    }
    let page = match question.measure {
        Measure::ProjectsActive | Measure::TasksOpen => "/projects",
        _ => "/impact",
    };
    Some(page.to_owned())
}

/// An organizer's money stands with each project: expenses in their list, gifts on the page of its
/// money. The total of all projects leads to the chart that tells them apart.
fn own_money(question: &Question, key: Option<&Key>) -> Option<String> {
    if question.scope != Scope::Own || !matches!(question.measure, Measure::Raised | Measure::Spent) {
        return None;
    }
    let project = match (question.filters.project, key, question.split) {
        (Some(project), ..) => project,
        (None, Some(Key::Record { id, .. }), Some(Dimension::Project)) => ProjectId(*id),
        (None, None, _) => {
            let all = statistics(question.period, &question.filters);
            return Some(format!("{all}#chart-{}_by_project", question.measure.as_str()));
        }
        _ => return None,
    };
    let Period { from, to, .. } = match key {
        Some(Key::Days { from, to }) => Period { from: *from, to: *to, ..question.period },
        _ => question.period,
    };
    let money = format!("/organizer/projects/{project}/money");
    Some(match question.measure {
        Measure::Spent => format!("{money}/expenses?status=approved&spent_from={from}&spent_to={to}"),
        _ => money,
    })
}

/// The page of statistics, narrowed to a point.
fn narrower(question: &Question, key: &Key) -> Option<String> {
    let (mut filters, mut period) = (question.filters.clone(), question.period);
    match (key, question.split?) {
        (Key::Days { from, to }, _) => (period.from, period.to) = (*from, *to),
        (Key::Name { name }, Dimension::City) => filters.city = Some(name.clone()),
        (Key::Name { name }, Dimension::Kind) => filters.kind = Some(name.clone()),
        (Key::Record { id, .. }, Dimension::Project) => filters.project = Some((*id).into()),
        (Key::Record { id, .. }, Dimension::Organizer) => filters.organizer = Some((*id).into()),
        _ => return None,
    }
    // A link that leads to where one is already leads nowhere.
    (filters != question.filters || period != question.period).then(|| statistics(period, &filters))
}

/// The address of the page of statistics.
pub fn statistics(period: Period, filters: &Filters) -> String {
    let mut address = format!("/analytics?from={}&to={}", period.from, period.to);
    let texts = [("city", &filters.city), ("type", &filters.kind)];
    for (name, value) in texts {
        if let Some(value) = value {
            address.push_str(&format!("&{name}={}", encode(value)));
        }
    }
    let ids = [("project", filters.project.map(|id| id.0)), ("organizer", filters.organizer.map(|id| id.0))];
    for (name, id) in ids {
        if let Some(id) = id {
            address.push_str(&format!("&{name}={id}"));
        }
    }
    address
}

/// A project's page: the one where the actor works on it, else the public one.
pub fn project_page(actor: &Actor, id: ProjectId) -> String {
    if actor.can(Permission::ProjectsModerate) {
        format!("/review/projects/{id}")
    } else if actor.can(Permission::ProjectsManageOwn) {
        format!("/organizer/projects/{id}/edit")
    } else {
        format!("/projects/{id}")
    }
}

/// Who registered as a volunteer in the period, lives in the city and came as far as the step.
pub fn volunteers(actor: &Actor, period: Period, city: Option<&str>, step: FunnelStep) -> Option<String> {
    let step = match step {
        FunnelStep::Registered => "",
        FunnelStep::Approved => "&step=approved",
        FunnelStep::FirstTask => "&step=first_task",
        FunnelStep::FirstReport => "&step=first_report",
    };
    registered(actor, period, city).map(|list| list + step)
}

/// The volunteers who registered in the cohort's month; of these, who was active so many months later.
pub fn cohort(actor: &Actor, cohort: &Cohort, city: Option<&str>, later: Option<u32>) -> Option<String> {
    let month = |first: NaiveDate| {
        let to = first.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))?;
        Some(Period { from: first, to, granularity: Granularity::Month })
    };
    let list = registered(actor, month(cohort.month)?, city)?;
    let Some(later) = later else { return Some(list) };
    let Period { from, to, .. } = month(cohort.month.checked_add_months(Months::new(later))?)?;
    Some(format!("{list}&active_from={from}&active_to={to}"))
}

fn registered(actor: &Actor, period: Period, city: Option<&str>) -> Option<String> {
    let home = city.map(|city| format!("&home={}", encode(city))).unwrap_or_default();
    actor.can(Permission::UsersView).then(|| {
        format!("/admin/volunteers?registered_as=volunteer&created_from={}&created_to={}{home}", period.from, period.to)
    })
}
