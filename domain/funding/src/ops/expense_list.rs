//! [`EXPENSES`]: the expenses of one of an organizer's projects.

use birqadam_core::list::{Choice, FilterValue, ListRequest, ListSpec};
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::list::{ColumnSql, FilterSql, List, ListSql, SortType, Where, async_trait};
use birqadam_core::{Actor, Error, FieldCode, Permission, ProjectId, Result};

use super::own_project;
use crate::model::EXPENSES;

pub struct ExpenseList;

static SQL: ListSql = ListSql {
    from: "funding.expenses e
           join funding.budget_lines b on b.id = e.budget_line_id
           join volunteering.projects p on p.id = e.project_id
           left join volunteering.tasks t on t.id = e.task_id",
    id: "e.id",
    columns: &[
        ColumnSql::new("description", "e.description").link("'/organizer/expenses/' || e.id"),
        ColumnSql::new("category", "b.category"),
        ColumnSql::new("status", "e.status"),
        ColumnSql::new("spent", "e.spent_on").sort(SortType::Day, "e.spent_on"),
        ColumnSql::new("amount", "e.amount_minor").sort(SortType::Int, "e.amount_minor"),
        ColumnSql::new("task", "t.text"),
        ColumnSql::new("receipt", "e.receipt_name").link("'/files/receipts/' || e.id"),
    ],
    filters: &[
        FilterSql::id("project", "e.project_id"),
        FilterSql::is("status", "e.status"),
        FilterSql::with("category", of_categories),
        FilterSql::day("spent", "e.spent_on"),
    ],
};

/// Looked up, so every value is the number of a line.
fn of_categories(value: &FilterValue, sql: &mut Where<'_>) {
    if let FilterValue::Any(values) = value {
        let ids: Vec<i64> = values.iter().filter_map(|id| id.parse().ok()).collect();
        sql.and("e.budget_line_id = any(").bind(ids).push(")");
    }
}

#[async_trait]
impl List for ExpenseList {
    fn spec(&self) -> &'static ListSpec {
        &EXPENSES
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    fn base(&self, actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
        sql.and("p.organizer_id = ").bind(actor.require_user()?.0);
        Ok(())
    }

    async fn check(&self, ctx: &Ctx, actor: &Actor, request: &ListRequest) -> Result<()> {
        let user = actor.require(Permission::MoneyManageOwn)?;
        let id = match request.filters.get("project") {
            Some(FilterValue::Ids(ids)) if ids.len() == 1 => ids[0],
            Some(_) => return Err(Error::field("project", FieldCode::TooMany(1))),
            None => return Err(Error::field("project", FieldCode::Required)),
        };
        own_project::find(&mut *ctx.db.acquire().await?, user, ProjectId(id)).await.map(drop)
    }

    async fn choices(&self, ctx: &Ctx, actor: &Actor, _filter: &str) -> Result<Vec<Choice>> {
        let lines = sqlx::query!(
            "select b.id, b.category from funding.budget_lines b
             join volunteering.projects p on p.id = b.project_id
             where p.organizer_id = $1 order by b.project_id desc, b.position, b.id limit 500",
            actor.require_user()?.0,
        )
        .fetch_all(&ctx.db)
        .await?;
        Ok(lines.into_iter().map(|one| Choice { value: one.id.to_string(), label: one.category }).collect())
    }
}
