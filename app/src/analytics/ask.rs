//! Asks what a dashboard's layout needs, all at once, and puts the answers in their places.

use std::vec::IntoIter;

use birqadam_analytics::model::{
    Answer, Cohort, Dimension, Filters, FiltersInput, Key, Measure, Period, PeriodInput, Preset, Question, Scope,
};
use birqadam_analytics::ops;
use birqadam_core::{Actor, Error, Locale, Permission, Result, ssr::Ctx, validate::Validator};

use super::{
    board::{About, Board, BoardSection, Part},
    convert, drill,
    layout::{self, ChartSpec, Extra, SectionSpec},
    words,
};
use crate::{format, texts::analytics as texts, ui::chart::draw};

/// Months of registration that are followed.
const COHORTS: u32 = 12;

/// Of whose figures, when, narrowed to what.
struct Wish<'a> {
    ctx: &'a Ctx,
    actor: &'a Actor,
    scope: Scope,
    period: Period,
    filters: Filters,
    about: Vec<About>,
}

/// What figures are narrowed to, with the page the actor may open.
///
/// # Errors
/// Only when the database fails.
pub async fn about(ctx: &Ctx, actor: &Actor, l: Locale, filters: &Filters) -> Result<Vec<About>> {
    let narrowed = ops::narrowed_to(ctx, actor, filters).await?;
    let project = narrowed.project.map(|(id, name)| About {
        label: texts::project(l).to_owned(),
        name,
        href: drill::project_page(actor, id),
    });
    let organizer = narrowed.organizer.map(|(id, name)| About {
        label: texts::organizer(l).to_owned(),
        name,
        href: format!("/organizers/{id}"),
    });
    Ok(project.into_iter().chain(organizer).collect())
}

/// The trend on the home page of the actor's role.
///
/// # Errors
/// [`Error::Unauthenticated`], or when the database fails.
pub async fn home(ctx: &Ctx, actor: &Actor) -> Result<Board> {
    actor.require_user()?;
    let (scope, sections, preset) = if actor.can(Permission::AnalyticsView) {
        (Scope::Platform, layout::PLATFORM_HOME, Preset::Month)
    } else if actor.can(Permission::ProjectsManageOwn) {
        (Scope::Own, layout::OWN_HOME, Preset::Month)
    } else if actor.can(Permission::TasksJoin) {
        (Scope::Mine, layout::MINE_HOME, Preset::Year)
    } else {
        (Scope::Platform, layout::OPEN_HOME, Preset::Month)
    };
    let period = preset.period(ctx.today());
    board(&Wish { ctx, actor, scope, period, filters: Filters::default(), about: Vec::new() }, sections).await
}

/// The whole page, of the widest scope that the actor may see.
///
/// # Errors
/// [`Error::Forbidden`] for who has no figures of their own; [`Error::Invalid`] at the filters.
pub async fn statistics(ctx: &Ctx, actor: &Actor, period: &PeriodInput, filters: &FiltersInput) -> Result<Board> {
    let Some(scope) = Scope::widest(actor) else {
        actor.require(Permission::AnalyticsView)?;
        return Err(Error::NotFound);
    };
    let mut v = Validator::new();
    let period = period.read(ctx.today(), &mut v);
    let filters = filters.read(&mut v);
    v.finish()?;
    let sections = match scope {
        Scope::Platform => layout::PLATFORM,
        Scope::Own => layout::OWN,
        Scope::Mine => layout::MINE,
    };
    let about = about(ctx, actor, actor.locale, &filters).await?;
    board(&Wish { ctx, actor, scope, period, filters, about }, sections).await
}

async fn board(wish: &Wish<'_>, specs: &[SectionSpec]) -> Result<Board> {
    let l = wish.actor.locale;
    let questions: Vec<Question> = specs.iter().flat_map(|spec| wish.questions(spec)).collect();
    let answers = ops::ask_many(wish.ctx, wish.actor, &questions).await?;
    let as_of = answers.iter().filter_map(|answer| answer.as_of).min();
    let mut answered = questions.into_iter().zip(answers).collect::<Vec<_>>().into_iter();
    let mut sections = Vec::new();
    for spec in specs {
        let mut parts = place(l, wish, spec, &mut answered);
        for extra in spec.extra {
            add(&mut parts, wish.extra(l, *extra).await?);
        }
        // Under a filter that a section's measures do not know there is nothing to say.
        if !parts.is_empty() {
            sections.push(BoardSection { title: (spec.title)(l).to_owned(), parts });
        }
    }
    let range = |period: Period| format::date_range(l, Some(period.from), Some(period.to)).unwrap_or_default();
    let shown = texts::shown(l, range(wish.period), range(wish.period.before()));
    Ok(Board { shown, about: wish.about.clone(), sections, as_of })
}

/// Adds a part; charts go beside those before them.
fn add(parts: &mut Vec<Part>, part: Option<Part>) {
    match (parts.last_mut(), part) {
        (Some(Part::Charts(before)), Some(Part::Charts(charts))) => before.extend(charts),
        (_, Some(part)) => parts.push(part),
        (_, None) => {}
    }
}

/// Takes the answers to a section's questions, in the order they were asked.
fn place(l: Locale, wish: &Wish<'_>, spec: &SectionSpec, answered: &mut IntoIter<(Question, Answer)>) -> Vec<Part> {
    let link = |question: &Question, keys: &[&Key]| drill::links(wish.actor, question, keys);
    let mut parts = Vec::new();
    let figures: Vec<_> = answered
        .by_ref()
        .take(wish.figures(spec).count())
        .map(|(question, answer)| convert::figure(l, &question, &answer, &link))
        .collect();
    if !figures.is_empty() {
        parts.push(Part::Figures(figures));
    }
    let mut charts = Vec::new();
    for chart in spec.charts {
        let asked: Vec<_> = answered.by_ref().take(wish.chart(chart).count()).collect();
        let asked: Vec<_> = asked.iter().map(|(question, answer)| (question, answer)).collect();
        charts.extend(convert::chart_with_links(
            l,
            chart.name,
            chart.kind,
            chart.title(l),
            wish.note(chart.note(l)),
            &asked,
            &link,
        ));
    }
    if !charts.is_empty() {
        parts.push(Part::Charts(charts.into_iter().map(|chart| draw(l, chart)).collect()));
    }
    parts
}

impl Wish<'_> {
    /// A chart's note, which says what the chart is about where that is one project or organizer.
    fn note(&self, note: String) -> String {
        self.about.iter().fold(note, |note, about| format!("{}. {note}", about.text()))
    }

    /// All questions of a section in the order in which [`place`] takes their answers.
    fn questions<'a>(&'a self, spec: &'a SectionSpec) -> impl Iterator<Item = Question> + 'a {
        self.figures(spec).chain(spec.charts.iter().flat_map(|chart| self.chart(chart)))
    }

    fn figures<'a>(&'a self, spec: &'a SectionSpec) -> impl Iterator<Item = Question> + 'a {
        let ask = |measure| Question::new(measure, self.scope, self.period).with(&self.filters).compared();
        spec.figures.iter().copied().map(ask).filter(Question::is_known)
    }

    fn chart<'a>(&'a self, chart: &'a ChartSpec) -> impl Iterator<Item = Question> + 'a {
        let ask = |measure| Question::new(measure, self.scope, self.period).by(chart.split).with(&self.filters);
        chart.measures.iter().copied().map(ask).filter(Question::is_known)
    }

    /// Parts of their own shape. Cohorts, funnel and map know cities, but nothing narrower.
    async fn extra(&self, l: Locale, extra: Extra) -> Result<Option<Part>> {
        let (ctx, actor, filters) = (self.ctx, self.actor, &self.filters);
        let narrow = Filters { city: None, ..filters.clone() } != Filters::default();
        Ok(match extra {
            Extra::Funnel if !narrow => ops::funnel(ctx, actor, self.period, filters).await?.map(|funnel| {
                let city = filters.city.as_deref();
                let link = |step| drill::volunteers(actor, self.period, city, step);
                Part::Charts(vec![draw(l, convert::funnel(l, &funnel, link))])
            }),
            Extra::Cohorts if !narrow => {
                let cohorts = ops::cohorts(ctx, actor, COHORTS, filters).await?;
                let city = filters.city.as_deref();
                let link = |cohort: &Cohort, later: Option<u32>| drill::cohort(actor, cohort, city, later);
                convert::cohorts(l, &cohorts, link).map(Part::Cohorts)
            }
            Extra::Map if filters.city.is_none() => {
                let cities = ops::cities(ctx, actor, self.scope, self.period, filters).await?;
                // A circle says how many places were taken.
                let joins = Question::new(Measure::Joins, self.scope, self.period).with(filters).by(Dimension::City);
                let link = |city: &str| drill::link(actor, &joins, Some(&Key::Name { name: city.to_owned() }));
                convert::city_map(l, &cities, link).map(Part::Map)
            }
            Extra::Forecast(measure) if filters.narrowed().all(|dimension| measure.knows(dimension)) => {
                Some(match ops::load_forecast(ctx, actor, self.scope, measure, filters).await? {
                    Some(found) => {
                        let asked = Question::new(measure, self.scope, self.period).with(filters).by(Dimension::Period);
                        let link = |day| drill::link(actor, &asked, Some(&Key::Days { from: day, to: day }));
                        Part::Charts(vec![draw(l, convert::forecast(l, measure, &found, link))])
                    }
                    None => Part::Note(texts::no_forecast(l, words::measure(l, measure))),
                })
            }
            _ => None,
        })
    }
}
