//! A project's plan, written by its organizer. Permission `money.manage_own`; foreign projects are not
//! found.

use std::collections::BTreeSet;

use birqadam_core::ssr::{Ctx, DbResultExt, audit::Entry};
use birqadam_core::{Actor, Amount, BudgetLineId, Code, Error, FieldCode, FieldError, Permission, ProjectId, Result};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::own_project::{self, OwnProject};
use crate::model::{Budget, BudgetInput, BudgetLine, ValidLine};

/// # Errors
/// [`Error::NotFound`] for somebody else's project.
pub async fn find_budget(ctx: &Ctx, actor: &Actor, project: ProjectId) -> Result<Budget> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let mut conn = ctx.db.acquire().await?;
    let own = own_project::find(&mut conn, user, project).await?;
    load(&mut conn, own.id, &own.currency).await
}

/// Writes the plan as a whole.
///
/// # Errors
/// [`Error::Invalid`] on `lines.0.category`…, also for an emptied line that expenses name;
/// [`Error::Conflict`] with [`Code::BudgetLineUsed`] when such a line is left out, with [`Code::ProjectClosed`]; [`Error::Stale`].
pub async fn save_budget(ctx: &Ctx, actor: &Actor, project: ProjectId, input: BudgetInput) -> Result<Budget> {
    let user = actor.require(Permission::MoneyManageOwn)?;
    let lines = input.validate()?;
    let mut tx = ctx.begin().await?;
    let own = own_project::lock(&mut tx, user, project).await?;
    own.require_kept()?;
    let before = load(&mut tx, own.id, &own.currency).await?;
    if let Some(seen) = input.version
        && seen != before.version
    {
        return Err(Error::Stale {
            current_version: before.version,
            current: serde_json::to_string(&before)?,
            yours: serde_json::to_string(&input)?,
        });
    }
    check_lines(&before, &lines)?;
    remove(&mut tx, &before, &lines, &input).await?;
    write(&mut tx, &own, &lines).await?;
    sqlx::query!(
        "insert into funding.budgets as b (project_id) values ($1)
         on conflict (project_id) do update set version = b.version + 1, updated_at = now()",
        own.id.0,
    )
    .execute(&mut *tx)
    .await?;
    let after = load(&mut tx, own.id, &own.currency).await?;
    Entry::new("budget.save", "project", own.id.0)
        .old(json!({ "budget": plan(&before) }))
        .new_value(json!({ "budget": plan(&after) }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(after)
}

/// What the action log keeps of a plan.
fn plan(budget: &Budget) -> Value {
    let line = |line: &BudgetLine| format!("{}: {}", line.category, line.planned);
    Value::from(budget.lines.iter().map(line).collect::<Vec<_>>().join("; "))
}

fn check_lines(before: &Budget, lines: &[ValidLine]) -> Result<()> {
    let known: BTreeSet<BudgetLineId> = before.lines.iter().map(|line| line.id).collect();
    let foreign = lines.iter().filter(|line| line.id.is_some_and(|id| !known.contains(&id)));
    let errors: Vec<FieldError> = foreign
        .map(|line| FieldError { field: format!("lines.{}.id", line.index), code: FieldCode::Unknown })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

async fn remove(conn: &mut PgConnection, before: &Budget, lines: &[ValidLine], input: &BudgetInput) -> Result<()> {
    let left_out: Vec<&BudgetLine> =
        before.lines.iter().filter(|old| !lines.iter().any(|line| line.id == Some(old.id))).collect();
    if let Some(used) = left_out.iter().find(|line| line.used) {
        // Where the row is there and empty, it says so; what was not sent has no field.
        let row = input.lines.iter().position(|line| line.id.trim() == used.id.to_string());
        let at_row = |row| Error::field(format!("lines.{row}.category"), FieldCode::InUse);
        return Err(row.map_or(Error::Conflict(Code::BudgetLineUsed), at_row));
    }
    let ids: Vec<i64> = left_out.iter().map(|line| line.id.0).collect();
    sqlx::query!("delete from funding.budget_lines where id = any($1)", &ids).execute(conn).await?;
    Ok(())
}

async fn write(conn: &mut PgConnection, own: &OwnProject, lines: &[ValidLine]) -> Result<()> {
    let ids: Vec<i64> = lines.iter().map(|line| line.id.map_or(0, |id| id.0)).collect();
    let categories: Vec<String> = lines.iter().map(|line| line.category.clone()).collect();
    let planned: Vec<i64> = lines.iter().map(|line| line.planned.0).collect();
    // Two lines may have changed names: for a moment none of them has one.
    sqlx::query!("update funding.budget_lines set category = '#' || id where id = any($1)", &ids)
        .execute(&mut *conn)
        .await?;
    let taken = [("budget_lines_category", Error::field("lines", FieldCode::NameTaken))];
    sqlx::query!(
        "update funding.budget_lines b
         set category = line.category, planned_minor = line.planned, position = line.n::integer,
             version = b.version + 1, updated_at = now()
         from unnest($1::bigint[], $2::text[], $3::bigint[]) with ordinality as line (id, category, planned, n)
         where b.id = line.id",
        &ids,
        &categories,
        &planned,
    )
    .execute(&mut *conn)
    .await
    .on_constraint(&taken)?;
    sqlx::query!(
        "insert into funding.budget_lines (project_id, category, planned_minor, currency, position)
         select $4, line.category, line.planned, $5, line.n::integer
         from unnest($1::bigint[], $2::text[], $3::bigint[]) with ordinality as line (id, category, planned, n)
         where line.id = 0 order by line.n",
        &ids,
        &categories,
        &planned,
        own.id.0,
        own.currency,
    )
    .execute(conn)
    .await
    .on_constraint(&taken)?;
    Ok(())
}

/// The plan with what became of it. Access is the caller's question.
pub(super) async fn load(conn: &mut PgConnection, project: ProjectId, currency: &str) -> Result<Budget> {
    let rows = sqlx::query!(
        r#"select b.id as "id: BudgetLineId", b.category, b.planned_minor,
                  coalesce(sum(e.amount_minor) filter (where e.status = 'approved'), 0)::bigint as "spent!",
                  coalesce(sum(e.amount_minor) filter (where e.status = 'pending'), 0)::bigint as "waiting!",
                  (count(e.id) > 0) as "used!"
           from funding.budget_lines b left join funding.expenses e on e.budget_line_id = b.id
           where b.project_id = $1 group by b.id order by b.position, b.id"#,
        project.0,
    )
    .fetch_all(&mut *conn)
    .await?;
    let version = sqlx::query_scalar!("select version from funding.budgets where project_id = $1", project.0)
        .fetch_optional(conn)
        .await?;
    let lines: Vec<BudgetLine> = rows
        .into_iter()
        .map(|row| BudgetLine {
            id: row.id,
            category: row.category,
            planned: Amount(row.planned_minor),
            spent: Amount(row.spent),
            waiting: Amount(row.waiting),
            used: row.used,
        })
        .collect();
    Ok(Budget {
        project_id: project,
        currency: currency.to_owned(),
        planned: Amount(lines.iter().map(|line| line.planned.0).sum()),
        lines,
        version: version.unwrap_or(0),
    })
}
