//! The line of a kind: what waits for an actor, the longest waiting first, composed of what the
//! kind declares. Nobody stands in their own line.

use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgConnection, Postgres, QueryBuilder};

use super::Reviewable;
use crate::{Actor, Result, UserId, ssr::list::Where};

/// Where the items of a kind wait. All texts are constants of the program; together they want an
/// index on `(since, id)` of what is due.
#[derive(Debug)]
pub struct LineSql {
    /// `accounts.users i`, with the joins that branches need. An item comes once.
    pub from: &'static str,
    /// The unique bigint: `i.id`.
    pub id: &'static str,
    /// The moment since when it waits, never null.
    pub since: &'static str,
    /// The id of whose it is.
    pub author: &'static str,
    /// What waits: `i.status = 'pending'`.
    pub due: &'static str,
}

type Condition = dyn Fn(&mut Where<'_>) + Send + Sync;

/// A part of the line, by a further condition. Each branch is a select of its own with its index.
pub struct Branch(Option<Box<Condition>>);

impl Branch {
    /// All of it.
    pub fn all() -> Self {
        Branch(None)
    }

    /// What meets the condition: `Branch::of(move |w| { w.and("p.organizer_id = ").bind(user.0); })`.
    pub fn of(condition: impl Fn(&mut Where<'_>) + Send + Sync + 'static) -> Self {
        Branch(Some(Box::new(condition)))
    }
}

/// Which waiting items are wanted.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// Those after this moment and id.
    pub after: (DateTime<Utc>, i64),
    /// Only these, when given.
    pub only: Option<&'a [i64]>,
    /// Not these.
    pub except: &'a [i64],
    pub limit: i64,
}

/// An item's place in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, FromRow)]
pub struct Waiting {
    pub since: DateTime<Utc>,
    pub id: i64,
}

/// How much waits, and how long.
#[derive(Clone, Copy, Debug, Default, FromRow)]
pub struct Waits {
    pub count: i64,
    pub oldest_at: Option<DateTime<Utc>>,
    pub median_seconds: Option<i64>,
}

/// What waits for this actor, the longest waiting first; nothing, when they may not decide.
pub(super) async fn waiting(
    kind: &dyn Reviewable,
    conn: &mut PgConnection,
    actor: &Actor,
    wanted: &Wanted<'_>,
) -> Result<Vec<Waiting>> {
    let (Some(user), branches) = (actor.id(), kind.reach(actor)) else { return Ok(Vec::new()) };
    if branches.is_empty() {
        return Ok(Vec::new());
    }
    let line = kind.line();
    // Within a query of its own: a single branch may not be ordered twice.
    let mut sql = QueryBuilder::new("select * from (");
    for (index, branch) in branches.iter().enumerate() {
        sql.push(if index == 0 { "(" } else { " union (" });
        select(&mut sql, line, branch, user, wanted.except);
        for part in [" and (", line.since, ", ", line.id, ") > ("] {
            sql.push(part);
        }
        sql.push_bind(wanted.after.0).push(", ").push_bind(wanted.after.1).push(")");
        if let Some(only) = wanted.only {
            sql.push(" and ").push(line.id).push(" = any(").push_bind(only.to_vec()).push(")");
        }
        sql.push(" order by 1, 2 limit ").push_bind(wanted.limit).push(")");
    }
    sql.push(") waiting order by 1, 2 limit ").push_bind(wanted.limit);
    Ok(sql.build_query_as().fetch_all(conn).await?)
}

/// How much waits for this actor, and how long, without `except`.
///
/// # Errors
/// Only when the database fails.
pub async fn waits(kind: &dyn Reviewable, conn: &mut PgConnection, actor: &Actor, except: &[i64]) -> Result<Waits> {
    let (Some(user), branches) = (actor.id(), kind.reach(actor)) else { return Ok(Waits::default()) };
    if branches.is_empty() {
        return Ok(Waits::default());
    }
    let mut sql = QueryBuilder::new("with mine as (");
    for (index, branch) in branches.iter().enumerate() {
        sql.push(if index == 0 { "" } else { " union " });
        select(&mut sql, kind.line(), branch, user, except);
    }
    sql.push(
        ") select count(*) as count, min(since) as oldest_at,
                  extract(epoch from percentile_cont(0.5) within group (order by now() - since))::bigint as median_seconds
           from mine",
    );
    Ok(sql.build_query_as().fetch_one(conn).await?)
}

/// What of a branch is due and not the actor's own.
fn select(sql: &mut QueryBuilder<Postgres>, line: &LineSql, branch: &Branch, user: UserId, except: &[i64]) {
    let LineSql { from, id, since, author, due } = line;
    for part in ["select ", since, " as since, ", id, " as id from ", from, " where ", due, " and ", author, " <> "] {
        sql.push(part);
    }
    sql.push_bind(user.0);
    if !except.is_empty() {
        sql.push(" and not ").push(id).push(" = any(").push_bind(except.to_vec()).push(")");
    }
    if let Branch(Some(condition)) = branch {
        condition(&mut Where { sql });
    }
}
