//! A passport as it is printed: every word and figure of the document, to be laid out.

use birqadam_core::Locale;
use birqadam_growth::{Passport, Statement, shown_passport_code};

use super::words::{duration, figures, more_projects, untimed, when};
use crate::{format, texts::passport as words};

/// See the module.
pub struct Sheet {
    /// «Паспорт волонтёра».
    pub title: &'static str,
    /// What the document is.
    pub lead: &'static str,
    /// The platform that made it.
    pub platform: String,
    pub name: String,
    /// With the platform since when.
    pub since: String,
    pub issued: String,
    /// What it is called and its value.
    pub figures: Vec<(&'static str, String)>,
    /// Tasks that count for no hours.
    pub untimed: Option<String>,
    /// Projects, where they are shown.
    pub projects: Option<Projects>,
    /// Achievements, where they are shown and there are any.
    pub achievements: Option<Achievements>,
    pub code_label: &'static str,
    pub code: String,
    /// The page that proves it.
    pub url: String,
    pub check: &'static str,
    pub hours_title: &'static str,
    pub hours_text: &'static str,
    pub source: String,
    /// Without its ending.
    pub file_name: String,
}

/// The table of projects.
pub struct Projects {
    pub title: &'static str,
    /// Project, organizer, tasks, time, when.
    pub head: [&'static str; 5],
    pub rows: Vec<[String; 5]>,
    pub none: &'static str,
    /// How many are not named.
    pub more: Option<String>,
}

/// The list of achievements: title, what for, when.
pub struct Achievements {
    pub title: &'static str,
    pub rows: Vec<[String; 3]>,
}

/// The document in a language.
pub fn sheet(l: Locale, passport: &Passport, platform: &str) -> Sheet {
    let stated = &passport.stated;
    let code = shown_passport_code(&passport.code);
    Sheet {
        title: words::title(l),
        lead: words::paper_lead(l),
        platform: platform.to_owned(),
        name: stated.name.clone(),
        since: words::since(l, format::date(l, stated.since)),
        issued: words::issued_on(l, format::date(l, format::local_day(passport.issued_at))),
        figures: figures(l, stated),
        untimed: untimed(l, stated),
        projects: projects(l, stated),
        achievements: achievements(l, stated),
        code_label: words::code(l),
        url: passport.url.clone(),
        check: words::paper_check(l),
        hours_title: words::hours_title(l),
        hours_text: words::hours_text(l),
        source: words::paper_source(l, platform),
        file_name: words::file_name(l, &code),
        code,
    }
}

fn projects(l: Locale, stated: &Statement) -> Option<Projects> {
    let rows = stated.projects.as_ref()?.iter().map(|project| {
        [
            project.title.clone(),
            project.organizer.clone(),
            format::number(project.tasks),
            duration(l, project.minutes),
            when(l, project),
        ]
    });
    Some(Projects {
        title: words::projects_title(l),
        head: head(l),
        rows: rows.collect(),
        none: words::nobody_knows(l),
        more: more_projects(l, stated),
    })
}

/// The headings of the table of projects.
pub(super) fn head(l: Locale) -> [&'static str; 5] {
    [words::col_project(l), words::col_organizer(l), words::col_tasks(l), words::col_hours(l), words::col_when(l)]
}

fn achievements(l: Locale, stated: &Statement) -> Option<Achievements> {
    let reached = &stated.achievements.as_ref()?.achievements;
    let rows = reached.iter().map(|one| {
        let (title, what) = (one.title.get(l).0.to_owned(), one.description.get(l).0.to_owned());
        [title, what, format::date_short(one.unlocked_on)]
    });
    (!reached.is_empty()).then(|| Achievements { title: words::fact_achievements(l), rows: rows.collect() })
}
