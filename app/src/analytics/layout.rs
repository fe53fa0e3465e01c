//! Which figures and charts stand on which dashboard. Declared here; asked and worded in `ask.rs`.

use birqadam_analytics::model::{Dimension, Measure};
use birqadam_core::{Locale, chart::ChartKind};

use super::words;
use crate::texts::analytics as texts;

/// A chart to be made.
pub struct ChartSpec {
    pub name: &'static str,
    pub kind: ChartKind,
    /// A series each; all of one unit.
    pub measures: &'static [Measure],
    pub split: Dimension,
    /// Title and note; `None`: after the only measure and what it is split by.
    pub words: Option<(Words, Words)>,
}

type Words = fn(Locale) -> &'static str;

/// A section to be made. `extra` is what is not an answer to a question.
pub struct SectionSpec {
    pub title: Words,
    pub figures: &'static [Measure],
    pub charts: &'static [ChartSpec],
    pub extra: &'static [Extra],
}

/// Parts with a shape of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    Funnel,
    Cohorts,
    Map,
    Forecast(Measure),
}

impl ChartSpec {
    pub fn title(&self, l: Locale) -> String {
        match (self.words, self.measures.first()) {
            (Some((title, _)), _) => title(l).to_owned(),
            (None, Some(measure)) => titled(l, *measure, self.split),
            (None, None) => String::new(),
        }
    }

    pub fn note(&self, l: Locale) -> String {
        match (self.words, self.measures.first()) {
            (Some((_, note)), _) => note(l).to_owned(),
            (None, Some(measure)) => words::measure_note(l, *measure).to_owned(),
            (None, None) => String::new(),
        }
    }
}

fn titled(l: Locale, measure: Measure, split: Dimension) -> String {
    let name = words::measure(l, measure);
    match split {
        Dimension::Period => texts::by_time(l, name),
        Dimension::City => texts::by_city(l, name),
        Dimension::Kind => texts::by_kind(l, name),
        Dimension::Role => texts::by_role(l).to_owned(),
        Dimension::Project => texts::by_project(l, name),
        Dimension::Organizer => texts::by_organizer(l, name),
    }
}

use ChartKind::{Bar, Line, Pie, Stacked};
use Measure as M;

const fn plain(name: &'static str, kind: ChartKind, measures: &'static [Measure], split: Dimension) -> ChartSpec {
    ChartSpec { name, kind, measures, split, words: None }
}

const GROWTH: ChartSpec = ChartSpec {
    name: "growth",
    kind: Line,
    measures: &[M::Registrations, M::ActiveVolunteers],
    split: Dimension::Period,
    words: Some((texts::growth, texts::growth_note)),
};
const REPORTS: ChartSpec = ChartSpec {
    name: "reports",
    kind: Stacked,
    measures: &[M::ReportsApproved, M::ReportsReturned, M::ReportsRejected],
    split: Dimension::Period,
    words: Some((texts::reports, texts::reports_note)),
};
const TIMES: ChartSpec = ChartSpec {
    name: "times",
    kind: Line,
    measures: &[M::AccountReviewTime, M::ProjectReviewTime, M::ReportReviewTime],
    split: Dimension::Period,
    words: Some((texts::times, texts::times_note)),
};
const OWN_TIMES: ChartSpec = ChartSpec { measures: &[M::ReportReviewTime], ..TIMES };
const JOINS_BY_CITY: ChartSpec = plain("joins_by_city", Bar, &[M::Joins], Dimension::City);
const JOINS_BY_KIND: ChartSpec = plain("joins_by_kind", Pie, &[M::Joins], Dimension::Kind);
const ROLES: ChartSpec = plain("registrations_by_role", Pie, &[M::Registrations], Dimension::Role);
const BY_PROJECT: ChartSpec = plain("reports_by_project", Bar, &[M::ReportsApproved], Dimension::Project);
const BY_ORGANIZER: ChartSpec = plain("reports_by_organizer", Bar, &[M::ReportsApproved], Dimension::Organizer);
const HOURS: ChartSpec = plain("hours", Bar, &[M::Hours], Dimension::Period);
const DONE_BY_KIND: ChartSpec = plain("done_by_kind", Pie, &[M::PlacesDone], Dimension::Kind);

const MONEY: ChartSpec = ChartSpec {
    name: "money",
    kind: Bar,
    measures: &[M::Raised, M::Spent],
    split: Dimension::Period,
    words: Some((texts::money, texts::money_note)),
};
const RAISED_BY_CITY: ChartSpec = plain("raised_by_city", Bar, &[M::Raised], Dimension::City);
const RAISED_BY_KIND: ChartSpec = plain("raised_by_kind", Pie, &[M::Raised], Dimension::Kind);
// An organizer's totals lead to the chart of their projects: its name is `<measure>_by_project`.
const RAISED_BY_PROJECT: ChartSpec = plain("raised_by_project", Bar, &[M::Raised], Dimension::Project);
const SPENT_BY_PROJECT: ChartSpec = plain("spent_by_project", Bar, &[M::Spent], Dimension::Project);
const RAISED_BY_ORGANIZER: ChartSpec = plain("raised_by_organizer", Bar, &[M::Raised], Dimension::Organizer);

/// On the home page of moderators and admins.
pub const PLATFORM_HOME: &[SectionSpec] = &[SectionSpec {
    title: texts::last_days,
    figures: &[
        M::Registrations,
        M::ActiveVolunteers,
        M::ProjectsPublished,
        M::ReportsApproved,
        M::Hours,
        M::Raised,
        M::AccountReviewTime,
        M::ProjectReviewTime,
        M::ReportReviewTime,
    ],
    charts: &[GROWTH, REPORTS, JOINS_BY_CITY, JOINS_BY_KIND],
    extra: &[],
}];

/// On the home page of organizers: their own projects.
pub const OWN_HOME: &[SectionSpec] = &[SectionSpec {
    title: texts::last_days,
    figures: &[M::Joins, M::ActiveVolunteers, M::ReportsApproved, M::Hours, M::AverageRating, M::ReportReviewTime],
    charts: &[REPORTS, BY_PROJECT],
    extra: &[],
}];

/// On the home page of volunteers: what they did themselves.
pub const MINE_HOME: &[SectionSpec] = &[SectionSpec {
    title: texts::last_year,
    figures: &[M::PlacesDone, M::ReportsApproved, M::Hours, M::AverageRating],
    charts: &[HOURS, DONE_BY_KIND],
    extra: &[],
}];

/// On the home page of sponsors and partners: what anyone may know.
pub const OPEN_HOME: &[SectionSpec] = &[
    SectionSpec { title: texts::now, figures: &[M::ProjectsActive, M::TasksOpen], charts: &[], extra: &[] },
    SectionSpec {
        title: texts::last_days,
        figures: &[M::ActiveVolunteers, M::TasksCompleted, M::ReportsApproved, M::Hours],
        charts: &[],
        extra: &[],
    },
];

/// The whole page, for those who may see all.
pub const PLATFORM: &[SectionSpec] = &[
    SectionSpec {
        title: texts::section_figures,
        figures: &[
            M::Registrations,
            M::ActiveVolunteers,
            M::ProjectsPublished,
            M::ProjectsCompleted,
            M::TasksCompleted,
            M::Joins,
            M::ReportsApproved,
            M::ApprovalShare,
            M::LeaveShare,
            M::Hours,
            M::AverageRating,
        ],
        charts: &[],
        extra: &[],
    },
    SectionSpec {
        title: texts::section_people,
        figures: &[],
        charts: &[GROWTH, ROLES],
        extra: &[Extra::Funnel, Extra::Cohorts],
    },
    SectionSpec {
        title: texts::section_work,
        figures: &[],
        charts: &[REPORTS, JOINS_BY_KIND, BY_PROJECT, BY_ORGANIZER],
        extra: &[],
    },
    SectionSpec {
        title: texts::section_money,
        figures: &[M::Raised, M::Spent, M::Sponsors],
        charts: &[MONEY, RAISED_BY_KIND, RAISED_BY_CITY, RAISED_BY_PROJECT, SPENT_BY_PROJECT, RAISED_BY_ORGANIZER],
        extra: &[],
    },
    SectionSpec {
        title: texts::section_times,
        figures: &[M::AccountReviewTime, M::ProjectReviewTime, M::ReportReviewTime],
        charts: &[TIMES],
        extra: &[],
    },
    SectionSpec { title: texts::section_where, figures: &[], charts: &[JOINS_BY_CITY], extra: &[Extra::Map] },
    SectionSpec {
        title: texts::section_ahead,
        figures: &[],
        charts: &[],
        extra: &[Extra::Forecast(M::ReportsSent), Extra::Forecast(M::Registrations)],
    },
];

/// The whole page of an organizer.
pub const OWN: &[SectionSpec] = &[
    SectionSpec {
        title: texts::section_figures,
        figures: &[
            M::ProjectsPublished,
            M::Joins,
            M::ActiveVolunteers,
            M::TasksCompleted,
            M::ReportsApproved,
            M::ApprovalShare,
            M::LeaveShare,
            M::Hours,
            M::AverageRating,
            M::ReportReviewTime,
        ],
        charts: &[],
        extra: &[],
    },
    SectionSpec {
        title: texts::section_work,
        figures: &[],
        charts: &[REPORTS, JOINS_BY_KIND, BY_PROJECT, JOINS_BY_CITY],
        extra: &[],
    },
    SectionSpec {
        title: texts::section_money,
        figures: &[M::Raised, M::Spent, M::Sponsors],
        charts: &[MONEY, RAISED_BY_PROJECT, SPENT_BY_PROJECT],
        extra: &[],
    },
    SectionSpec { title: texts::section_times, figures: &[], charts: &[OWN_TIMES], extra: &[] },
];

/// The whole page of a volunteer.
pub const MINE: &[SectionSpec] = &[
    SectionSpec {
        title: texts::section_figures,
        figures: &[M::Joins, M::PlacesDone, M::ReportsSent, M::ReportsApproved, M::Hours, M::AverageRating],
        charts: &[],
        extra: &[],
    },
    SectionSpec { title: texts::section_work, figures: &[], charts: &[HOURS, DONE_BY_KIND, REPORTS], extra: &[] },
];
