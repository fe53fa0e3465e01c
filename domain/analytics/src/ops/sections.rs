//! Figures with a shape of their own: funnel, cohorts, cities, forecast.

use std::collections::BTreeMap;

use birqadam_core::{Actor, Permission, Result, ssr::Ctx};
use chrono::{Datelike, Days, Months, NaiveDate};

use super::ask::{as_of, ask, ask_many};
use super::catalogue::{FUNNEL, RETENTION};
use crate::model::{
    CityActivity, Cohort, Dimension, Filters, Forecast, Funnel, FunnelStep, Granularity, Key, Measure, Period,
    Question, Scope, forecast,
};

/// How far those came who registered as volunteers in the period, until now. Narrowed by the
/// person's own city; `None` when nothing is counted yet.
///
/// # Errors
/// Needs `analytics.view`; [`birqadam_core::Error::Invalid`] on an odd period.
pub async fn funnel(ctx: &Ctx, actor: &Actor, period: Period, filters: &Filters) -> Result<Option<Funnel>> {
    require(actor)?;
    period.check(ctx.today())?;
    let mut conn = ctx.read_conn().await?;
    if as_of(&mut conn).await?.is_none() {
        return Ok(None);
    }
    let names: Vec<String> = FUNNEL.iter().map(|name| (*name).to_owned()).collect();
    let rows = sqlx::query!(
        r#"select measure, sum(n)::bigint as "n!" from analytics.daily
           where measure = any($1) and role = 'volunteer' and kind = '' and city = $2 and day between $3 and $4
           group by measure"#,
        &names,
        filters.city.as_deref().unwrap_or(""),
        period.from,
        period.to,
    )
    .fetch_all(&mut *conn)
    .await?;
    let count = |name: &str| rows.iter().find(|row| row.measure == name).map_or(0, |row| row.n);
    let steps = FunnelStep::ALL.into_iter().zip(FUNNEL).map(|(step, name)| (step, count(name))).collect();
    Ok(Some(Funnel { steps }))
}

/// Volunteers by month of registration, the last so many months, the oldest first.
///
/// # Errors
/// Needs `analytics.view`.
pub async fn cohorts(ctx: &Ctx, actor: &Actor, months: u32, filters: &Filters) -> Result<Vec<Cohort>> {
    require(actor)?;
    let this_month = ctx.today().with_day(1).unwrap_or_else(|| ctx.today());
    let first = this_month.checked_sub_months(Months::new(months.saturating_sub(1))).unwrap_or(this_month);
    let mut conn = ctx.read_conn().await?;
    if as_of(&mut conn).await?.is_none() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query!(
        r#"select date_trunc('month', day::timestamp)::date as "month!", measure, bar, sum(n)::bigint as "n!" from analytics.daily
           where measure = any($1) and role = 'volunteer' and kind = '' and city = $2 and day >= $3
           group by 1, 2, 3"#,
        &[FUNNEL[0].to_owned(), RETENTION.to_owned()],
        filters.city.as_deref().unwrap_or(""),
        first,
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut counts: BTreeMap<(NaiveDate, bool, i32), i64> = BTreeMap::new();
    for row in rows {
        *counts.entry((row.month, row.measure == RETENTION, row.bar)).or_default() += row.n;
    }
    let count = |month, active, bar| counts.get(&(month, active, bar)).copied().unwrap_or(0);
    let cohort = |back: u32| {
        let month = this_month.checked_sub_months(Months::new(back)).unwrap_or(this_month);
        let active = (0..=back).map(|later| count(month, true, i32::try_from(later).unwrap_or(i32::MAX)));
        Cohort { month, registered: count(month, false, 0), active: active.collect() }
    };
    Ok((0..months).rev().map(cohort).collect())
}

/// What happened in each city, the busiest first; cities without anything are left out.
///
/// # Errors
/// As [`ask_many`].
pub async fn cities(
    ctx: &Ctx,
    actor: &Actor,
    scope: Scope,
    period: Period,
    filters: &Filters,
) -> Result<Vec<CityActivity>> {
    let measures = [Measure::ProjectsActive, Measure::Joins, Measure::ReportsApproved, Measure::Hours];
    let question = |measure: Measure| Question::new(measure, scope, period).with(filters).by(Dimension::City);
    let answers = ask_many(ctx, actor, &measures.map(question)).await?;
    let mut cities: BTreeMap<String, CityActivity> = BTreeMap::new();
    for answer in answers {
        for point in answer.points {
            let (Key::Name { name }, Some(value)) = (point.key, point.value) else { continue };
            let city = cities.entry(name.clone()).or_insert_with(|| CityActivity {
                city: name,
                projects_active: 0,
                joins: 0,
                reports_approved: 0,
                hours: 0.0,
            });
            match answer.measure {
                Measure::ProjectsActive => city.projects_active = value as i64,
                Measure::Joins => city.joins = value as i64,
                Measure::ReportsApproved => city.reports_approved = value as i64,
                _ => city.hours = value,
            }
        }
    }
    let mut cities: Vec<CityActivity> = cities.into_values().collect();
    cities.sort_by_key(|city| std::cmp::Reverse((city.reports_approved, city.joins, city.projects_active)));
    Ok(cities)
}

/// How much of the measure the next two weeks may bring; `None` where history does not allow it.
/// For counts of what comes in: reports, registrations, joins.
///
/// # Errors
/// As [`ask_many`].
pub async fn load_forecast(
    ctx: &Ctx,
    actor: &Actor,
    scope: Scope,
    measure: Measure,
    filters: &Filters,
) -> Result<Option<Forecast>> {
    let today = ctx.today();
    let (Some(to), Some(from)) = (today.pred_opt(), today.checked_sub_days(Days::new(HISTORY_DAYS))) else {
        return Ok(None);
    };
    let period = Period { from, to, granularity: Granularity::Day };
    let answer = ask(ctx, actor, Question::new(measure, scope, period).with(filters).by(Dimension::Period)).await?;
    if answer.total.is_none() {
        return Ok(None);
    }
    let days: Vec<f64> = answer.points.iter().map(|point| point.value.unwrap_or(0.0)).collect();
    Ok(forecast(today, &days))
}

/// How far back a forecast looks for the beginning of history.
const HISTORY_DAYS: u64 = 26 * 7;

fn require(actor: &Actor) -> Result<()> {
    if actor.can(Permission::AnalyticsView) { Ok(()) } else { actor.require(Permission::AnalyticsView).map(drop) }
}
