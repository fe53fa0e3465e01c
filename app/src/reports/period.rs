//! The report on a period: figures beside those of the period before, and charts, in words. The same
//! for paper and for workbooks.

use birqadam_analytics::{
    model::{Answer, Dimension, Filters, Measure, Period, Question, Scope},
    ops,
};
use birqadam_core::{
    Actor, Locale, Permission, Result,
    chart::{Chart, ChartKind, Unit},
    ssr::Ctx,
};
use chrono::{DateTime, Utc};

use crate::{
    analytics::{ask, board::About, convert, words},
    texts::analytics as texts,
};

/// A report, in words of its language.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodReport {
    /// The project or organizer it is about, where it is about one.
    pub about: Vec<About>,
    pub figures: Vec<PeriodFigure>,
    /// Those without data are left out.
    pub charts: Vec<Chart>,
    /// Everything that happened up to here is counted.
    pub as_of: Option<DateTime<Utc>>,
}

/// One figure; what is not known is not zero.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodFigure {
    pub label: String,
    pub note: String,
    pub unit: Unit,
    pub value: Option<f64>,
    /// In the period before.
    pub before: Option<f64>,
}

use Measure as M;

const FIGURES: &[Measure] = &[
    M::Registrations,
    M::AccountsApproved,
    M::ActiveVolunteers,
    M::ProjectsPublished,
    M::ProjectsCompleted,
    M::TasksCompleted,
    M::Joins,
    M::ReportsSent,
    M::ReportsApproved,
    M::ReportsReturned,
    M::ReportsRejected,
    M::ApprovalShare,
    M::LeaveShare,
    M::Hours,
    M::AverageRating,
    M::Raised,
    M::Spent,
    M::Sponsors,
    M::AccountReviewTime,
    M::ProjectReviewTime,
    M::ReportReviewTime,
];

/// Charts: name, kind, measures of one unit, split.
const CHARTS: &[(&str, ChartKind, &[Measure], Dimension)] = &[
    ("growth", ChartKind::Line, &[M::Registrations, M::ActiveVolunteers], Dimension::Period),
    ("reports", ChartKind::Stacked, &[M::ReportsApproved, M::ReportsReturned, M::ReportsRejected], Dimension::Period),
    ("hours", ChartKind::Bar, &[M::Hours], Dimension::Period),
    ("joins_by_city", ChartKind::Bar, &[M::Joins], Dimension::City),
    ("joins_by_kind", ChartKind::Pie, &[M::Joins], Dimension::Kind),
    ("reports_by_project", ChartKind::Bar, &[M::ReportsApproved], Dimension::Project),
    ("money", ChartKind::Bar, &[M::Raised, M::Spent], Dimension::Period),
    ("times", ChartKind::Line, &[M::AccountReviewTime, M::ProjectReviewTime, M::ReportReviewTime], Dimension::Period),
];

/// Whose figures the actor's report shows: the platform's, or those of their own projects.
///
/// # Errors
/// [`birqadam_core::Error::Forbidden`] for who may see neither.
pub fn scope(actor: &Actor) -> Result<Scope> {
    if actor.can(Permission::AnalyticsView) {
        return Ok(Scope::Platform);
    }
    actor.require(Permission::ProjectsManageOwn).map(|_| Scope::Own)
}

/// Asks for everything.
///
/// # Errors
/// As [`scope`] and [`ops::ask_many`].
pub async fn find(ctx: &Ctx, actor: &Actor, l: Locale, period: Period, filters: &Filters) -> Result<PeriodReport> {
    let scope = scope(actor)?;
    let about = |measure: Measure| Question::new(measure, scope, period).with(filters);
    // Of one's own projects there are no figures of accounts.
    let known =
        |question: &Question| question.is_known() && (scope == Scope::Platform || !is_of_people(question.measure));
    let figures: Vec<Question> = FIGURES.iter().map(|measure| about(*measure).compared()).filter(known).collect();
    let charts: Vec<Vec<Question>> = CHARTS
        .iter()
        .map(|(.., measures, split)| measures.iter().map(|measure| about(*measure).by(*split)).filter(known).collect())
        .collect();
    let questions: Vec<Question> = figures.iter().chain(charts.iter().flatten()).cloned().collect();
    let answers = ops::ask_many(ctx, actor, &questions).await?;
    let as_of = answers.first().and_then(|answer| answer.as_of);
    let mut answers = answers.into_iter();
    let figures = figures.iter().zip(answers.by_ref()).map(|(question, answer)| figure(l, question, &answer)).collect();
    let mut drawn = Vec::new();
    for (questions, (name, kind, _, split)) in charts.iter().zip(CHARTS) {
        let asked: Vec<Answer> = answers.by_ref().take(questions.len()).collect();
        let asked: Vec<(&Question, &Answer)> = questions.iter().zip(&asked).collect();
        let Some((first, _)) = asked.first() else { continue };
        let (title, note) = title(l, name, first.measure, *split);
        drawn.extend(convert::chart(l, name, *kind, title, note, &asked).filter(|chart| !chart.is_empty()));
    }
    let about = ask::about(ctx, actor, l, filters).await?;
    Ok(PeriodReport { about, figures, charts: drawn, as_of })
}

fn is_of_people(measure: Measure) -> bool {
    measure.spec().subject == birqadam_analytics::model::Subject::Person
}

fn figure(l: Locale, question: &Question, answer: &Answer) -> PeriodFigure {
    PeriodFigure {
        label: words::measure(l, question.measure).to_owned(),
        note: words::measure_note(l, question.measure).to_owned(),
        unit: question.measure.unit(),
        value: answer.total,
        before: answer.before,
    }
}

fn title(l: Locale, name: &str, measure: Measure, split: Dimension) -> (String, String) {
    let of = |title: &str, note: &str| (title.to_owned(), note.to_owned());
    match name {
        "growth" => of(texts::growth(l), texts::growth_note(l)),
        "reports" => of(texts::reports(l), texts::reports_note(l)),
        "times" => of(texts::times(l), texts::times_note(l)),
        "money" => of(texts::money(l), texts::money_note(l)),
        _ => {
            let name = words::measure(l, measure);
            let title = match split {
                Dimension::City => texts::by_city(l, name),
                Dimension::Kind => texts::by_kind(l, name),
                Dimension::Project => texts::by_project(l, name),
                _ => texts::by_time(l, name),
            };
            (title, words::measure_note(l, measure).to_owned())
        }
    }
}
