//! The statements that read facts: one per plan.

use birqadam_core::Result;
use chrono::NaiveDate;
use sqlx::{PgConnection, Postgres, QueryBuilder, Row};

use super::catalogue;
use super::plan::{Plan, Table, Whose};
use crate::model::{Aggregate, Dimension, Measure, RECORDS};

/// Facts of one measure at one place.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub measure: Measure,
    /// In the period itself, not the one before.
    pub current: bool,
    pub place: Place,
    pub bar: i32,
    pub n: i64,
    pub total: i64,
}

/// To which point facts belong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Whole,
    /// A day of the part.
    Day(NaiveDate),
    Name(String),
    Record(i64),
}

/// # Errors
/// Only when the database fails.
pub(super) async fn read(conn: &mut PgConnection, plan: &Plan) -> Result<Vec<Facts>> {
    if plan.table == Table::Gaps {
        return people_by_gaps(conn, plan).await;
    }
    let Some(mut sql) = statement(plan) else { return Ok(Vec::new()) };
    let rows = sql.build().fetch_all(conn).await?;
    let facts = rows.into_iter().map(|row| {
        let name: String = row.try_get("measure")?;
        let place = match (row.try_get("whole")?, plan.split) {
            (true, _) | (_, None) => Place::Whole,
            (_, Some(Dimension::Period)) => Place::Day(row.try_get("part")?),
            (_, Some(Dimension::Project | Dimension::Organizer)) => Place::Record(row.try_get("part")?),
            (_, Some(_)) => Place::Name(row.try_get("part")?),
        };
        Ok(Measure::parse(&name).map(|measure| {
            Ok(Facts {
                measure,
                current: row.try_get("current")?,
                place,
                bar: row.try_get("bar")?,
                n: row.try_get("n")?,
                total: row.try_get("total")?,
            })
        }))
    });
    let facts: Vec<Option<Result<Facts, sqlx::Error>>> = facts.collect::<Result<_, sqlx::Error>>()?;
    Ok(facts.into_iter().flatten().collect::<Result<_, sqlx::Error>>()?)
}

/// Different people of the whole platform: in each part those who were not active earlier in it,
/// in the whole period those who were not active earlier in that.
async fn people_by_gaps(conn: &mut PgConnection, plan: &Plan) -> Result<Vec<Facts>> {
    let (from, to) = plan.days();
    let rows = sqlx::query!(
        r#"select d.part as "part!", d.current as "current!",
                  coalesce(sum(d.n) filter (where d.bar > d.day - greatest(d.part, d.side)), 0)::bigint as "in_part!",
                  coalesce(sum(d.n) filter (where d.bar > d.day - d.side), 0)::bigint as "in_whole!"
           from (select date_trunc($5, day::timestamp)::date as part, day >= $3 as current, day, bar, n,
                        case when day >= $3 then $3 else $1 end as side
                 from analytics.daily
                 where measure = $4 and city = '' and role = '' and kind = '' and day between $1 and $2) d
           group by 1, 2"#,
        from,
        to,
        plan.current_from(),
        catalogue::GAPS,
        plan.period.granularity.as_str(),
    )
    .fetch_all(conn)
    .await?;
    let fact = |current, place, n| Facts { measure: Measure::ActiveVolunteers, current, place, bar: 0, n, total: 0 };
    let facts = rows.into_iter().flat_map(|row| {
        [fact(row.current, Place::Day(row.part), row.in_part), fact(row.current, Place::Whole, row.in_whole)]
    });
    Ok(facts.filter(|facts| plan.split.is_some() || facts.place == Place::Whole).collect())
}

/// The column by which the facts are split.
fn part(plan: &Plan) -> String {
    match plan.split {
        None => "null::text".to_owned(),
        Some(Dimension::Period) => {
            format!("date_trunc('{}', f.day::timestamp)::date", plan.period.granularity.as_str())
        }
        Some(Dimension::City) => "f.city".to_owned(),
        Some(Dimension::Kind) => "f.kind".to_owned(),
        Some(Dimension::Role) => "f.role".to_owned(),
        Some(Dimension::Project) => "f.project_id".to_owned(),
        Some(Dimension::Organizer) => "f.organizer_id".to_owned(),
    }
}

fn statement(plan: &Plan) -> Option<QueryBuilder<Postgres>> {
    let (from, to) = plan.days();
    let part = part(plan);
    let mut sql = QueryBuilder::new("");
    if plan.table == Table::OwnWork {
        let Whose::DoneBy(user) = plan.whose else { return None };
        let own = catalogue::own_work(&plan.measures)?;
        // The volunteer is the first value, so that what follows may go on to call it $1.
        let (before, after) = own.split_once("$1")?;
        sql.push("with f as (").push(before).push_bind(user.0).push(after).push(") ");
    }
    match plan.table {
        Table::Gaps => return None,
        Table::People | Table::Givers => {
            // Grouping sets: whoever is active in two cities is one person in the sum.
            let whole = if plan.split.is_some() { ", (current)" } else { "" };
            let (measure, days_of) = match plan.table {
                Table::Givers => (Measure::Sponsors, "giver_days"),
                _ => (Measure::ActiveVolunteers, "active_days"),
            };
            let measure = measure.as_str();
            sql.push(format!(
                "select '{measure}' as measure, part, grouping(part) = 1 as whole, current, 0 as bar,
                        count(distinct user_id) as n, 0::bigint as total
                 from (select {part} as part, f.day >= "
            ));
            sql.push_bind(plan.current_from());
            sql.push(format!(" as current, f.user_id from analytics.{days_of} f where true"));
            days(&mut sql, from, to);
            place(&mut sql, plan, "f");
            sql.push(format!(") f group by grouping sets ((current, part){whole})"));
            if records(plan).is_some() {
                sql.push(format!(" order by whole desc, n desc limit {}", 2 * RECORDS + 2));
            }
        }
        Table::Daily | Table::Projects | Table::OwnWork => {
            sql.push(format!("select f.measure, {part} as part, false as whole, f.day >= "));
            sql.push_bind(plan.current_from());
            sql.push(" as current, f.bar, sum(f.n)::bigint as n, sum(f.total)::bigint as total from ");
            sql.push(match plan.table {
                Table::Daily => "analytics.daily f",
                Table::OwnWork => "f",
                _ => "analytics.project_facts f",
            });
            sql.push(" where f.measure = any(").push_bind(plan.names()).push(")");
            days(&mut sql, from, to);
            if plan.table == Table::Daily {
                level(&mut sql, plan);
            } else {
                place(&mut sql, plan, "f");
                first_records(&mut sql, plan);
            }
            sql.push(" group by 1, 2, 4, 5");
        }
    }
    Some(sql)
}

fn days(sql: &mut QueryBuilder<Postgres>, from: NaiveDate, to: NaiveDate) {
    sql.push(" and f.day between ").push_bind(from).push(" and ").push_bind(to);
}

/// Which of the sums: '' where all is wanted, one name, or every name when split by it.
fn level(sql: &mut QueryBuilder<Postgres>, plan: &Plan) {
    let columns = [
        ("city", Dimension::City, &plan.filters.city),
        ("kind", Dimension::Kind, &plan.filters.kind),
        ("role", Dimension::Role, &plan.filters.role),
    ];
    for (column, dimension, wanted) in columns {
        match wanted {
            Some(name) => sql.push(format!(" and f.{column} = ")).push_bind(name.clone()),
            None if plan.split == Some(dimension) => sql.push(format!(" and f.{column} <> ''")),
            None => sql.push(format!(" and f.{column} = ''")),
        };
    }
}

/// The column of projects or organizers, when split by them.
fn records(plan: &Plan) -> Option<&'static str> {
    match plan.split {
        Some(Dimension::Project) => Some("project_id"),
        Some(Dimension::Organizer) => Some("organizer_id"),
        _ => None,
    }
}

/// Of all projects or organizers only those with the most.
fn first_records(sql: &mut QueryBuilder<Postgres>, plan: &Plan) {
    let (Some(column), Table::Projects) = (records(plan), plan.table) else { return };
    let is_sum = |measure: &Measure| matches!(measure.spec().aggregate, Aggregate::Sum(_) | Aggregate::Money);
    let summed = plan.measures.iter().any(is_sum);
    sql.push(format!(" and f.{column} in (select t.{column} from analytics.project_facts t where t.measure = any("));
    sql.push_bind(plan.names()).push(") and t.day between ");
    sql.push_bind(plan.current_from()).push(" and ").push_bind(plan.days().1);
    place(sql, plan, "t");
    let by = if summed { "total" } else { "n" };
    sql.push(format!(" group by 1 order by sum(t.{by}) desc, 1 limit {RECORDS})"));
}

/// Whose and where, among facts by project.
fn place(sql: &mut QueryBuilder<Postgres>, plan: &Plan, alias: &str) {
    if let Whose::OrganizedBy(user) = plan.whose {
        sql.push(format!(" and {alias}.organizer_id = ")).push_bind(user.0);
    }
    if let Some(organizer) = plan.filters.organizer {
        sql.push(format!(" and {alias}.organizer_id = ")).push_bind(organizer.0);
    }
    if let Some(project) = plan.filters.project {
        sql.push(format!(" and {alias}.project_id = ")).push_bind(project.0);
    }
    if let Some(city) = &plan.filters.city {
        sql.push(format!(" and {alias}.city = ")).push_bind(city.clone());
    }
    if let Some(kind) = &plan.filters.kind {
        sql.push(format!(" and {alias}.kind = ")).push_bind(kind.clone());
    }
}
