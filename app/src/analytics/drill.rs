//! Where a figure leads: to the list of exactly these records; where there is no such list, to the
//! statistics of just this city, type, project or time.

use birqadam_analytics::model::{
    Cohort, Dimension, Filters, Granularity, Key, Measure, Period, Question, Scope, list_behind,
};
use birqadam_core::{Actor, Permission, ProjectId};
use chrono::{Days, Months};

use crate::ui::encode;

/// The link of a question's total, or of the point with this key.
pub fn link(actor: &Actor, question: &Question, key: Option<&Key>) -> Option<String> {
    list_behind(question, key, |permission| actor.can(permission))
        .or_else(|| public(question, key))
        .or_else(|| narrower(question, key?))
}

/// What everybody may look through: the projects that are under way.
fn public(question: &Question, key: Option<&Key>) -> Option<String> {
    let total = key.is_none() && question.filters == Filters::default();
    (total && question.measure == Measure::ProjectsActive && question.scope == Scope::Platform)
        .then(|| "/projects".to_owned())
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

/// The volunteers who registered in the period, of whatever city.
pub fn volunteers(actor: &Actor, period: Period) -> Option<String> {
    actor
        .can(Permission::UsersView)
        .then(|| format!("/admin/users?role=volunteer&created_from={}&created_to={}", period.from, period.to))
}

/// The volunteers who registered in the cohort's month.
pub fn cohort(actor: &Actor, cohort: &Cohort) -> Option<String> {
    let last = cohort.month.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))?;
    let month = Period { from: cohort.month, to: last, granularity: Granularity::Month };
    volunteers(actor, month)
}
