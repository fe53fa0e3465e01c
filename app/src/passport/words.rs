//! What a passport says, in words: the same on the page and on paper.

use birqadam_accounts::ProfileItem;
use birqadam_core::Locale;
use birqadam_growth::{StatedProject, StatedRating, Statement};

use crate::{format, labels, texts::passport as words};

/// Minutes as people say them: `42 ч 30 мин`.
pub fn duration(l: Locale, minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, 0) => words::h(l, 0),
        (0, m) => words::m(l, m),
        (h, 0) => words::h(l, format::number(h)),
        (h, m) => words::h_m(l, format::number(h), m),
    }
}

/// A part of the profile as one agrees to show it.
pub fn item(l: Locale, item: ProfileItem) -> &'static str {
    match item {
        ProfileItem::Rating => words::item_rating(l),
        ProfileItem::Achievements => words::item_achievements(l),
        ProfileItem::City => words::item_city(l),
        // Nothing else stands on a passport.
        _ => words::item_history(l),
    }
}

/// The figures of a statement, in order: what it is called and its value. What is not shown has no
/// line.
pub fn figures(l: Locale, stated: &Statement) -> Vec<(&'static str, String)> {
    let work = &stated.work;
    let mut lines = vec![
        (words::fact_hours(l), duration(l, work.minutes)),
        (words::fact_tasks(l), format::number(work.tasks)),
        (words::fact_projects(l), format::number(work.projects)),
    ];
    if let (Some(first), Some(last)) = (work.first_on, work.last_on) {
        lines.push((words::fact_period(l), period(l, first, last)));
    }
    if let Some(mark) = &stated.rating {
        lines.push((words::fact_rating(l), rating(l, mark)));
    }
    if let Some(reached) = &stated.achievements {
        lines.push((words::fact_points(l), format::number(reached.points)));
        lines.push((words::fact_level(l), format::number(reached.level)));
        lines.push((words::fact_achievements(l), format::number(reached.achievements.len() as i64)));
    }
    if let Some(city) = &stated.city {
        lines.push((words::fact_city(l), labels::city(l, city)));
    }
    lines
}

/// Tasks that count for no hours, in words; `None` when there are none.
pub fn untimed(l: Locale, stated: &Statement) -> Option<String> {
    (stated.work.untimed_tasks > 0).then(|| words::untimed(l, stated.work.untimed_tasks))
}

/// When somebody worked for a project.
pub fn when(l: Locale, project: &StatedProject) -> String {
    period(l, project.first_on, project.last_on)
}

/// How many projects are not named; `None` when all are.
pub fn more_projects(l: Locale, stated: &Statement) -> Option<String> {
    let named = stated.projects.as_ref()?.len() as i64;
    (stated.work.projects > named).then(|| words::projects_more(l, stated.work.projects - named))
}

fn rating(l: Locale, mark: &StatedRating) -> String {
    words::rating_of(l, i64::from(mark.count), format::rating(l, mark.average))
}

fn period(l: Locale, first: chrono::NaiveDate, last: chrono::NaiveDate) -> String {
    format::date_range(l, Some(first), Some(last)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_in_hours_and_minutes() {
        let table = [
            (0, "0\u{a0}ч"),
            (45, "45\u{a0}мин"),
            (60, "1\u{a0}ч"),
            (2550, "42\u{a0}ч\u{a0}30\u{a0}мин"),
            (60_000 * 60, "60\u{202f}000\u{a0}ч"),
        ];
        for (minutes, said) in table {
            assert_eq!(duration(Locale::Ru, minutes), said);
        }
        assert_eq!(duration(Locale::Kk, 90), "1\u{a0}сағ\u{a0}30\u{a0}мин");
    }
}
