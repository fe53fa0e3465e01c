//! Brings the figures up to date with what changed, and rebuilds them from nothing.
//!
//! Triggers leave a mark per changed project or person in the transaction of the change. A refresh
//! takes marks and only then, in a later statement, counts these projects and people anew from
//! their rows: whatever such a count does not see yet commits later and brings its own mark. The
//! difference to what was kept goes into the sums. So the result depends on the rows as they are,
//! not on what happened to them or in which order: undo, deletion and late commits need no care.

use birqadam_core::{
    Actor, Error, Permission, Result,
    ssr::{Ctx, audit},
};
use sqlx::{AssertSqlSafe, PgConnection};

use super::catalogue;

/// Two refreshes or a rebuild never write at once.
const LOCK: i64 = 0x6270_616e_616c;
/// Marks taken at once: a few seconds of counting at most.
const BATCH: i64 = 5_000;

/// Counts what changed since the last time. Returns how many projects and people that were; none
/// when somebody else is at it.
///
/// # Errors
/// Only when the database fails; what was done so far stays done.
pub async fn refresh(ctx: &Ctx) -> Result<u64> {
    let mut all = 0;
    loop {
        let mut tx = ctx.begin().await?;
        if !try_lock(&mut tx).await? {
            return Ok(all);
        }
        // Of the transaction's beginning: what committed before has its mark here.
        let (projects, more_projects) = take_projects(&mut tx).await?;
        let (people, more_people) = take_people(&mut tx).await?;
        count_projects(&mut tx, &projects).await?;
        count_people(&mut tx, &people).await?;
        let done = !more_projects && !more_people;
        if done {
            sqlx::query!("update analytics.state set as_of = now()").execute(&mut *tx).await?;
        }
        tx.commit().await?;
        all += (projects.len() + people.len()) as u64;
        if done {
            return Ok(all);
        }
    }
}

/// Forgets all figures and counts everything anew. Readers see the old figures until it is done.
///
/// # Errors
/// Needs `jobs.manage` or the platform itself.
pub async fn rebuild(ctx: &Ctx, actor: &Actor) -> Result<()> {
    if actor.id().is_some() {
        actor.require(Permission::JobsManage)?;
    } else if !actor.can(Permission::JobsManage) {
        return Err(Error::Unauthenticated);
    }
    let mut tx = ctx.begin().await?;
    lock(&mut tx).await?;
    for table in
        ["project_marks", "person_marks", "project_facts", "person_facts", "daily", "active_days", "giver_days"]
    {
        sqlx::query(AssertSqlSafe(format!("delete from analytics.{table}"))).execute(&mut *tx).await?;
    }
    let facts = [
        (
            "project_facts (project_id, measure, day, bar, city, kind, organizer_id, n, total)",
            catalogue::project_facts("true"),
        ),
        ("person_facts (user_id, measure, day, bar, city, role, n, total)", catalogue::person_facts("true")),
        ("active_days (project_id, user_id, day, city, kind, organizer_id)", catalogue::active_days("true")),
        ("giver_days (project_id, user_id, day, city, kind, organizer_id)", catalogue::giver_days("true")),
    ];
    for (table, sql) in facts {
        sqlx::query(AssertSqlSafe(format!("insert into analytics.{table} {sql}"))).execute(&mut *tx).await?;
    }
    sqlx::query!(
        "insert into analytics.daily (measure, city, role, day, kind, bar, n, total)
         select measure, coalesce(city, ''), '', day, coalesce(kind, ''), bar, sum(n), sum(total)
         from analytics.project_facts group by measure, day, bar, cube (city, kind)
         union all
         select measure, coalesce(city, ''), coalesce(role, ''), day, '', bar, sum(n), sum(total)
         from analytics.person_facts group by measure, day, bar, cube (city, role)",
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!("update analytics.state set as_of = now(), rebuilt_at = now()").execute(&mut *tx).await?;
    audit_rebuild(&mut tx, actor).await?;
    tx.commit().await?;
    Ok(())
}

async fn audit_rebuild(conn: &mut PgConnection, actor: &Actor) -> Result<()> {
    audit::Entry::new("analytics.rebuild", "analytics", 0).record(conn, actor).await
}

async fn lock(conn: &mut PgConnection) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock($1)", LOCK).execute(conn).await?;
    Ok(())
}

/// Nobody waits for a rebuild, which takes minutes: the next refresh comes soon.
async fn try_lock(conn: &mut PgConnection) -> Result<bool> {
    let locked = sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock($1) as "locked!""#, LOCK);
    Ok(locked.fetch_one(conn).await?)
}

/// The projects to count, and whether more wait.
async fn take_projects(conn: &mut PgConnection) -> Result<(Vec<i64>, bool)> {
    let taken = sqlx::query_scalar!(
        "delete from analytics.project_marks
         where id in (select id from analytics.project_marks order by id limit $1) returning project_id",
        BATCH,
    )
    .fetch_all(conn)
    .await?;
    Ok(distinct(taken))
}

/// The people to count, and whether more wait.
async fn take_people(conn: &mut PgConnection) -> Result<(Vec<i64>, bool)> {
    let taken = sqlx::query_scalar!(
        "delete from analytics.person_marks
         where id in (select id from analytics.person_marks order by id limit $1) returning user_id",
        BATCH,
    )
    .fetch_all(conn)
    .await?;
    Ok(distinct(taken))
}

fn distinct(mut ids: Vec<i64>) -> (Vec<i64>, bool) {
    let more = ids.len() as i64 == BATCH;
    ids.sort_unstable();
    ids.dedup();
    (ids, more)
}

async fn count_projects(conn: &mut PgConnection, projects: &[i64]) -> Result<()> {
    if projects.is_empty() {
        return Ok(());
    }
    let fresh = catalogue::project_facts("p.id = any($1)");
    let sql = difference(&Facts {
        table: "project_facts",
        unit: "project_id",
        dimensions: "city, kind, organizer_id",
        rolled: "coalesce(city, ''), '', day, coalesce(kind, '')",
        cube: "city, kind",
        fresh: &fresh,
    });
    sqlx::query(AssertSqlSafe(sql)).bind(projects).execute(&mut *conn).await?;

    let of_these = "p.id = any($1)";
    let days = [("active_days", catalogue::active_days(of_these)), ("giver_days", catalogue::giver_days(of_these))];
    for (table, fresh) in days {
        count_days(conn, table, &fresh, projects).await?;
    }
    Ok(())
}

/// Writes who was there on which day, where that differs from what was kept.
async fn count_days(conn: &mut PgConnection, table: &str, fresh: &str, projects: &[i64]) -> Result<()> {
    let gone = format!(
        "with fresh as ({fresh})
         delete from analytics.{table} a
         where a.project_id = any($1) and not exists (
             select from fresh f where f.project_id = a.project_id and f.day = a.day and f.user_id = a.user_id
               and f.city = a.city and f.kind = a.kind and f.organizer_id = a.organizer_id)"
    );
    sqlx::query(AssertSqlSafe(gone)).bind(projects).execute(&mut *conn).await?;
    let new = format!(
        "insert into analytics.{table} (project_id, user_id, day, city, kind, organizer_id)
         {fresh} on conflict do nothing"
    );
    sqlx::query(AssertSqlSafe(new)).bind(projects).execute(conn).await?;
    Ok(())
}

async fn count_people(conn: &mut PgConnection, people: &[i64]) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let fresh = catalogue::person_facts("u.id = any($1)");
    let sql = difference(&Facts {
        table: "person_facts",
        unit: "user_id",
        dimensions: "city, role",
        rolled: "coalesce(city, ''), coalesce(role, ''), day, ''",
        cube: "city, role",
        fresh: &fresh,
    });
    sqlx::query(AssertSqlSafe(sql)).bind(people).execute(conn).await?;
    Ok(())
}

/// What differs between the two tables of facts.
struct Facts<'a> {
    table: &'a str,
    /// The column of the project or person; `$1` are those counted anew.
    unit: &'a str,
    dimensions: &'a str,
    /// `city, role, day, kind` of the sums.
    rolled: &'a str,
    cube: &'a str,
    fresh: &'a str,
}

/// One statement: compares fresh facts with those kept, writes what differs, and adds the
/// differences to the sums. A row that moved to another city is one that went and one that came.
fn difference(facts: &Facts<'_>) -> String {
    let Facts { table, unit, dimensions, rolled, cube, fresh } = facts;
    let key = format!("{unit}, measure, day, bar, {dimensions}");
    format!(
        "with fresh as ({fresh}),
              changed as (
                  select {key}, f.n, f.total, coalesce(f.n, 0) - coalesce(k.n, 0) as more_n,
                         coalesce(f.total, 0) - coalesce(k.total, 0) as more_total
                  from fresh f
                  full join (select * from analytics.{table} where {unit} = any($1)) k using ({key})
                  where (f.n, f.total) is distinct from (k.n, k.total)),
              gone as (
                  delete from analytics.{table} where ({key}) in (select {key} from changed where n is null)),
              kept as (
                  insert into analytics.{table} ({key}, n, total)
                  select {key}, n, total from changed where n is not null
                  on conflict ({key}) do update set n = excluded.n, total = excluded.total)
         insert into analytics.daily as d (measure, city, role, day, kind, bar, n, total)
         select measure, {rolled}, bar, sum(more_n), sum(more_total)
         from changed group by measure, day, bar, cube ({cube})
         having sum(more_n) <> 0 or sum(more_total) <> 0
         on conflict (measure, city, role, day, kind, bar)
         do update set n = d.n + excluded.n, total = d.total + excluded.total"
    )
}
