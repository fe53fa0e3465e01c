//! From answers of analytics to figures and charts in words.

use birqadam_analytics::model::{
    Aggregate, Answer, CityActivity, Cohort, Dimension, Forecast, Funnel, FunnelStep, Granularity, Key, Measure, Point,
    Question,
};
use birqadam_core::{
    Locale,
    chart::{Category, Chart, ChartKind, Series, Unit},
};
use chrono::NaiveDate;

use super::{
    board::{BoardFigure, Change, CityMap, CohortCell, CohortRow, CohortTable, Dot, Mood, Way},
    words,
};
use crate::{
    format,
    texts::analytics as texts,
    ui::chart::{share_text, value_text},
};

/// Where the points with these keys lead; without any, the total.
pub type Link<'a> = &'a dyn Fn(&Question, &[&Key]) -> Option<String>;

/// Rows of a chart at most; the rest is added up where a sum means something.
const MOST_ROWS: usize = 12;

/// The figure of an answer, with what became of it.
pub fn figure(l: Locale, question: &Question, answer: &Answer, link: Link<'_>) -> BoardFigure {
    let measure = question.measure;
    let unit = measure.unit();
    BoardFigure {
        label: words::measure(l, measure).to_owned(),
        note: words::measure_note(l, measure).to_owned(),
        value: answer.total.map_or_else(|| texts::no_value(l).to_owned(), |total| value_text(l, &unit, total)),
        href: answer.total.and_then(|_| link(question, &[])),
        change: question.compare.then(|| change(l, measure, answer.total, answer.before)).flatten(),
    }
}

/// How a figure stands against the period before; `None` where that is not known.
pub fn change(l: Locale, measure: Measure, now: Option<f64>, before: Option<f64>) -> Option<Change> {
    let (now, before) = (now?, before?);
    let unit = measure.unit();
    let delta = now - before;
    let size = if before == 0.0 { 0.0 } else { (delta / before).abs() };
    let shown = share_text(l, if size >= 0.1 { (size * 100.0).round() / 100.0 } else { size });
    let (up, text) = match (&unit, delta) {
        (_, 0.0) => (None, texts::same(l).to_owned()),
        (Unit::Share, _) => {
            let points = texts::points(l, value_text(l, &Unit::Stars, delta.abs() * 100.0));
            (Some(delta > 0.0), if delta > 0.0 { texts::higher(l, points) } else { texts::lower(l, points) })
        }
        (Unit::Stars, _) => {
            let stars = value_text(l, &Unit::Stars, delta.abs());
            (Some(delta > 0.0), if delta > 0.0 { texts::higher(l, stars) } else { texts::lower(l, stars) })
        }
        _ if before == 0.0 => (Some(true), texts::was_none(l).to_owned()),
        (Unit::Seconds, _) => {
            (Some(delta > 0.0), if delta > 0.0 { texts::longer(l, shown) } else { texts::faster(l, shown) })
        }
        _ => (Some(delta > 0.0), if delta > 0.0 { texts::more(l, shown) } else { texts::less(l, shown) }),
    };
    let mood = match (up, measure.spec().more_is_better) {
        (Some(up), Some(better)) if up == better => Mood::Good,
        (Some(_), Some(_)) => Mood::Bad,
        _ => Mood::Neither,
    };
    let way = up.map_or(Way::Level, |up| if up { Way::Up } else { Way::Down });
    Some(Change { way, text, before: texts::before(l, value_text(l, &unit, before)), mood })
}

/// As [`chart_with_links`], for paper and workbooks, where nothing leads anywhere.
pub fn chart(
    l: Locale,
    name: &str,
    kind: ChartKind,
    title: String,
    note: String,
    asked: &[(&Question, &Answer)],
) -> Option<Chart> {
    chart_with_links(l, name, kind, title, note, asked, &|_, _| None)
}

/// A chart of one or several answers to questions that differ only in their measure: a series of
/// each. The measures have one unit.
pub fn chart_with_links(
    l: Locale,
    name: &str,
    kind: ChartKind,
    title: String,
    note: String,
    asked: &[(&Question, &Answer)],
    link: Link<'_>,
) -> Option<Chart> {
    let (first, answer) = asked.first()?;
    let dimension = first.split?;
    let granularity = first.period.granularity;
    let keys = keys(dimension, asked);
    let cut = if dimension == Dimension::Period { keys.len() } else { MOST_ROWS };
    let mut categories: Vec<Category> = keys
        .iter()
        .take(cut)
        .map(|key| Category { label: words::key(l, dimension, granularity, key), href: None })
        .collect();
    let rest = keys.len() > cut && asked.iter().all(|(question, _)| adds_up(question.measure));
    if rest {
        categories.push(Category { label: texts::others(l).to_owned(), href: None });
    }
    let series = asked
        .iter()
        .map(|(question, answer)| {
            let of = |key: &Key| answer.points.iter().find(|point| point.key == *key).and_then(|point| point.value);
            // Where another measure has a row and this one none, nothing happened.
            let value = |key: &Key| of(key).or_else(|| (asked.len() > 1 && adds_up(question.measure)).then_some(0.0));
            let mut values: Vec<Option<f64>> = keys.iter().take(cut).map(value).collect();
            let mut hrefs: Vec<Option<String>> = keys.iter().take(cut).map(|key| link(question, &[key])).collect();
            if rest {
                let others: Vec<&Key> = keys.iter().skip(cut).collect();
                values.push(Some(others.iter().copied().filter_map(of).sum()));
                hrefs.push(link(question, &others));
            }
            Series { label: words::measure(l, question.measure).to_owned(), values, hrefs, forecast_from: None }
        })
        .collect();
    Some(Chart {
        name: name.to_owned(),
        title,
        note,
        kind,
        unit: answer.measure.unit(),
        category_title: words::dimension(l, dimension, granularity).to_owned(),
        categories,
        series,
    })
}

/// The categories of all answers: periods in their order, others as the first answer has them.
fn keys(dimension: Dimension, asked: &[(&Question, &Answer)]) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for Point { key, .. } in asked.iter().flat_map(|(_, answer)| &answer.points) {
        if !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    if dimension == Dimension::Period {
        keys.sort();
    }
    keys
}

/// Whether the parts of a figure make the whole.
fn adds_up(measure: Measure) -> bool {
    matches!(measure.spec().aggregate, Aggregate::Count | Aggregate::Sum(_) | Aggregate::Money | Aggregate::Now)
}

/// The way from registration to the first approved report.
pub fn funnel(l: Locale, funnel: &Funnel, href: impl Fn(FunnelStep) -> Option<String>) -> Chart {
    let categories = funnel
        .steps
        .iter()
        .map(|(step, _)| Category { label: words::funnel_step(l, *step).to_owned(), href: None })
        .collect();
    let hrefs = funnel.steps.iter().map(|(step, _)| href(*step)).collect();
    Chart {
        name: "funnel".into(),
        title: texts::funnel(l).to_owned(),
        note: texts::funnel_note(l).to_owned(),
        kind: ChartKind::Funnel,
        unit: Unit::Count,
        category_title: texts::funnel_step(l).to_owned(),
        categories,
        series: vec![Series {
            label: texts::funnel_people(l).to_owned(),
            values: funnel.steps.iter().map(|(_, people)| Some(*people as f64)).collect(),
            hrefs,
            forecast_from: None,
        }],
    }
}

/// Eight weeks as they were, whose days lead to their records, and two as they may be.
pub fn forecast(l: Locale, measure: Measure, forecast: &Forecast, href: impl Fn(NaiveDate) -> Option<String>) -> Chart {
    let days = forecast.history.iter().chain(&forecast.expected);
    Chart {
        name: format!("forecast_{}", measure.as_str()),
        title: texts::forecast(l, words::measure(l, measure)),
        note: texts::forecast_note(l).to_owned(),
        kind: ChartKind::Line,
        unit: measure.unit(),
        category_title: words::dimension(l, Dimension::Period, Granularity::Day).to_owned(),
        categories: days.clone().map(|(day, _)| Category { label: format::date_short(*day), href: None }).collect(),
        series: vec![Series {
            label: words::measure(l, measure).to_owned(),
            values: days.map(|(_, value)| Some(*value)).collect(),
            hrefs: forecast
                .history
                .iter()
                .map(|(day, _)| href(*day))
                .chain(forecast.expected.iter().map(|_| None))
                .collect(),
            forecast_from: Some(forecast.history.len()),
        }],
    }
}

/// Cities as circles, the busiest the largest; those without anybody are left out.
pub fn city_map(l: Locale, cities: &[CityActivity], href: impl Fn(&str) -> Option<String>) -> Option<CityMap> {
    let most = cities.iter().map(|city| city.joins).max().filter(|most| *most > 0)? as f64;
    let dots = cities
        .iter()
        .filter(|city| city.joins > 0)
        .filter_map(|activity| {
            let city = activity.place()?;
            Some(Dot {
                label: city.label(l).to_owned(),
                latitude: city.latitude,
                longitude: city.longitude,
                weight: activity.joins as f64 / most,
                value: format::number(activity.joins),
                href: href(city.name),
            })
        })
        .collect();
    Some(CityMap { title: texts::map(l).to_owned(), note: texts::map_note(l).to_owned(), dots })
}

/// Who came back, as shares of those who registered.
/// `href` leads to who registered in the cohort's month, and of these to who was active so many months later.
pub fn cohorts(
    l: Locale,
    cohorts: &[Cohort],
    href: impl Fn(&Cohort, Option<u32>) -> Option<String>,
) -> Option<CohortTable> {
    let rows: Vec<CohortRow> = cohorts
        .iter()
        .filter(|cohort| cohort.registered > 0)
        .map(|cohort| {
            let cell = |(later, active): (u32, &i64)| {
                let share = *active as f64 / cohort.registered as f64;
                CohortCell {
                    share,
                    text: share_text(l, (share * 100.0).round() / 100.0),
                    title: texts::retention_of(l, format::number(*active), format::number(cohort.registered)),
                    href: href(cohort, Some(later)).filter(|_| *active > 0),
                }
            };
            CohortRow {
                month: words::month(l, cohort.month),
                href: href(cohort, None),
                registered: format::number(cohort.registered),
                cells: (0..).zip(&cohort.active).map(cell).collect(),
            }
        })
        .collect();
    (!rows.is_empty()).then(|| CohortTable {
        title: texts::retention(l).to_owned(),
        note: texts::retention_note(l).to_owned(),
        rows,
    })
}

#[cfg(test)]
#[path = "convert_tests.rs"]
mod tests;
