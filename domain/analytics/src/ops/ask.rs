//! Answers questions: few statements, each an indexed read of figures kept ready.

use std::collections::{BTreeMap, BTreeSet};

use birqadam_core::{Actor, Error, Result, ssr::Ctx};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use super::plan::{Plan, Whose, whose};
use super::read::{self, Place};
use super::tally::Tallies;
use crate::model::{Aggregate, Answer, Dimension, Key, Period, Point, Question, RECORDS};

/// One figure with its points.
///
/// # Errors
/// As [`ask_many`].
pub async fn ask(ctx: &Ctx, actor: &Actor, question: Question) -> Result<Answer> {
    let mut answers = ask_many(ctx, actor, std::slice::from_ref(&question)).await?;
    answers.pop().ok_or(Error::NotFound)
}

/// The answers in the order of the questions. Questions about the same period, places and people
/// are read by one statement, whatever the number of measures.
///
/// # Errors
/// [`Error::Unauthenticated`], [`Error::Forbidden`] by scope; [`Error::NotFound`] for a project or
/// organizer that does not exist or is another's; [`Error::Invalid`] at `from`, `to`, `granularity`.
pub async fn ask_many(ctx: &Ctx, actor: &Actor, questions: &[Question]) -> Result<Vec<Answer>> {
    let today = ctx.today();
    let mut plans: Vec<Plan> = Vec::new();
    let mut routes: Vec<Route> = Vec::new();
    let mut seen: BTreeSet<(Option<i64>, Option<i64>, Option<i64>)> = BTreeSet::new();
    for question in questions {
        question.period.check(today)?;
        let whose = whose(actor, question)?;
        let owner = if let Whose::OrganizedBy(user) = whose { Some(user.0) } else { None };
        let (project, organizer) = (question.filters.project, question.filters.organizer);
        if (project.is_some() || organizer.is_some()) && !matches!(whose, Whose::DoneBy(_)) {
            seen.insert((project.map(|id| id.0), organizer.map(|id| id.0), owner));
        }
        let Some(plan) = Plan::of(question, whose) else {
            routes.push(Route::default());
            continue;
        };
        // Only the first of the projects are read: the total is read apart.
        let whole = plan.has_records().then(|| place_plan(&mut plans, Plan { split: None, ..plan.clone() }));
        let points = place_plan(&mut plans, plan);
        routes.push(Route { points: Some(points), total: Some(whole.unwrap_or(points)) });
    }
    for (project, organizer, owner) in seen {
        find(ctx, project, organizer, owner).await?;
    }

    let mut conn = ctx.read_conn().await?;
    let as_of = as_of(&mut conn).await?;
    let mut read = Vec::with_capacity(plans.len());
    for plan in plans {
        let places = read_places(&mut conn, &plan).await?;
        read.push((plan, places));
    }
    let mut answers: Vec<Answer> = questions
        .iter()
        .zip(routes)
        .map(|(question, route)| match (as_of, route.total, route.points) {
            (Some(as_of), Some(total), Some(points)) => answer(question, as_of, &read[total], &read[points]),
            _ => Answer { measure: question.measure, total: None, before: None, points: Vec::new(), as_of },
        })
        .collect();
    label(&mut conn, questions, &mut answers).await?;
    Ok(answers)
}

/// Which plan has the total and which the points.
#[derive(Clone, Copy, Default)]
struct Route {
    total: Option<usize>,
    points: Option<usize>,
}

/// Facts by whether they belong to the period itself, and by place.
type Places = BTreeMap<(bool, Place), Tallies>;

fn place_plan(plans: &mut Vec<Plan>, plan: Plan) -> usize {
    if let Some(index) = plans.iter_mut().position(|known| known.absorb(&plan)) {
        return index;
    }
    plans.push(plan);
    plans.len() - 1
}

async fn read_places(conn: &mut PgConnection, plan: &Plan) -> Result<Places> {
    let mut places = Places::new();
    for facts in read::read(conn, plan).await? {
        let place = places.entry((facts.current, facts.place)).or_default();
        place.add(facts.measure, facts.bar, facts.n, facts.total);
    }
    Ok(places)
}

/// What is in the figures; `None` before the first refresh.
pub(super) async fn as_of(conn: &mut PgConnection) -> Result<Option<DateTime<Utc>>> {
    Ok(sqlx::query_scalar!("select as_of from analytics.state").fetch_one(conn).await?)
}

async fn find(ctx: &Ctx, project: Option<i64>, organizer: Option<i64>, owner: Option<i64>) -> Result<()> {
    let found = sqlx::query_scalar!(
        r#"select ($1::bigint is null or exists (select from volunteering.projects
                      where id = $1 and ($2::bigint is null or organizer_id = $2) and ($3::bigint is null or organizer_id = $3)))
                and ($2::bigint is null or exists (select from accounts.users where id = $2)) as "found!""#,
        project,
        organizer,
        owner,
    )
    .fetch_one(&ctx.db)
    .await?;
    if found { Ok(()) } else { Err(Error::NotFound) }
}

fn answer(question: &Question, as_of: DateTime<Utc>, total: &(Plan, Places), points: &(Plan, Places)) -> Answer {
    let (plan, places) = points;
    let before = |value: Option<f64>| if plan.compare { value } else { None };
    Answer {
        measure: question.measure,
        total: sum(question, &total.1, true),
        before: before(sum(question, &total.1, false)),
        points: match plan.split {
            None => Vec::new(),
            Some(Dimension::Period) => by_period(question, plan, places),
            Some(dimension) => by_name(question, plan, places, dimension),
        },
        as_of: Some(as_of),
    }
}

/// The figure over all places.
fn sum(question: &Question, places: &Places, current: bool) -> Option<f64> {
    if question.measure.spec().aggregate == Aggregate::People {
        return Some(places.get(&(current, Place::Whole)).map_or(0.0, |whole| people(question, whole)));
    }
    let mut all = Tallies::default();
    for ((is_current, _), tallies) in places {
        if *is_current == current {
            all.merge(tallies);
        }
    }
    all.value(question.measure)
}

fn people(question: &Question, tallies: &Tallies) -> f64 {
    tallies.people(question.measure) as f64
}

fn value(question: &Question, tallies: &Tallies) -> Option<f64> {
    match question.measure.spec().aggregate {
        Aggregate::People => Some(people(question, tallies)),
        _ => tallies.value(question.measure),
    }
}

fn by_period(question: &Question, plan: &Plan, places: &Places) -> Vec<Point> {
    let current = by_part(&plan.period, places, true);
    let earlier = plan.compare.then(|| by_part(&plan.period.before(), places, false));
    let parts = plan.period.parts().into_iter().enumerate();
    parts
        .map(|(i, (from, to))| Point {
            key: Key::Days { from, to },
            value: value(question, &current[i]),
            before: earlier.as_ref().and_then(|earlier| earlier.get(i)).and_then(|tallies| value(question, tallies)),
        })
        .collect()
}

/// The facts of each part of the period.
fn by_part(period: &Period, places: &Places, current: bool) -> Vec<Tallies> {
    let mut parts = vec![Tallies::default(); period.parts().len()];
    for ((is_current, place), tallies) in places {
        let Place::Day(day) = place else { continue };
        // A week or month may begin before the period does.
        let day: NaiveDate = (*day).max(period.from);
        if let (true, Some(index)) = (*is_current == current, period.part_of(day)) {
            parts[index].merge(tallies);
        }
    }
    parts
}

fn by_name(question: &Question, plan: &Plan, places: &Places, dimension: Dimension) -> Vec<Point> {
    let names: BTreeSet<&Place> = places
        .iter()
        .filter(|((_, place), tallies)| *place != Place::Whole && !tallies.is_empty(question.measure))
        .map(|((_, place), _)| place)
        .collect();
    let at = |current: bool, place: &Place| match places.get(&(current, place.clone())) {
        Some(tallies) => value(question, tallies),
        None => value(question, &Tallies::default()),
    };
    let mut points: Vec<Point> = names
        .into_iter()
        .filter_map(|place| {
            let key = match place {
                Place::Name(name) => Key::Name { name: name.clone() },
                Place::Record(id) => Key::Record { id: *id, label: String::new() },
                Place::Whole | Place::Day(_) => return None,
            };
            let before = if plan.compare { at(false, place) } else { None };
            Some(Point { key, value: at(true, place), before })
        })
        .collect();
    points.sort_by(|a, b| b.value.unwrap_or(-1.0).total_cmp(&a.value.unwrap_or(-1.0)).then_with(|| a.key.cmp(&b.key)));
    if matches!(dimension, Dimension::Project | Dimension::Organizer) {
        points.truncate(RECORDS);
    }
    points
}

/// Gives projects and organizers their names.
async fn label(conn: &mut PgConnection, questions: &[Question], answers: &mut [Answer]) -> Result<()> {
    for dimension in [Dimension::Project, Dimension::Organizer] {
        let mut ids = BTreeSet::new();
        let ours = |question: &Question| question.split == Some(dimension);
        for (_, answer) in questions.iter().zip(answers.iter()).filter(|(question, _)| ours(question)) {
            ids.extend(answer.points.iter().filter_map(|point| match point.key {
                Key::Record { id, .. } => Some(id),
                _ => None,
            }));
        }
        if ids.is_empty() {
            continue;
        }
        let ids: Vec<i64> = ids.into_iter().collect();
        let names: BTreeMap<i64, String> = match dimension {
            Dimension::Project => sqlx::query!("select id, title from volunteering.projects where id = any($1)", &ids)
                .fetch_all(&mut *conn)
                .await?
                .into_iter()
                .map(|row| (row.id, row.title))
                .collect(),
            _ => sqlx::query!(
                r#"select id, coalesce(organization_name, name) as "name!" from accounts.users where id = any($1)"#,
                &ids
            )
            .fetch_all(&mut *conn)
            .await?
            .into_iter()
            .map(|row| (row.id, row.name))
            .collect(),
        };
        for (_, answer) in questions.iter().zip(answers.iter_mut()).filter(|(question, _)| ours(question)) {
            for point in &mut answer.points {
                if let Key::Record { id, label } = &mut point.key {
                    *label = names.get(id).cloned().unwrap_or_default();
                }
            }
        }
    }
    Ok(())
}
