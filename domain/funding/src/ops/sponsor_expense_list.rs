//! [`SPONSOR_EXPENSES`]: what one's own gifts were spent on, by the ledger's postings.

use birqadam_core::list::{Choice, FilterValue, ListSpec};
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::list::{ColumnSql, FilterSql, List, ListSql, SortType, Where, async_trait};
use birqadam_core::{Actor, Result};

use crate::model::SPONSOR_EXPENSES;

pub struct SponsorExpenseList;

/// What all of a sponsor's gifts together stand for under each expense.
static SQL: ListSql = ListSql {
    from: "accounts.users giver
           cross join lateral funding.sponsor_shares(giver.id) paid
           join funding.expenses e on e.id = paid.expense_id and e.status = 'approved'
           join funding.budget_lines b on b.id = e.budget_line_id
           join volunteering.projects p on p.id = e.project_id",
    id: "e.id",
    columns: &[
        ColumnSql::new("description", "e.description")
            .link("'/sponsor/projects/' || p.id || '/report#expense-' || e.id"),
        ColumnSql::new("project", "p.title").link("'/sponsor/projects/' || p.id || '/report'"),
        ColumnSql::new("category", "b.category"),
        ColumnSql::new("spent", "e.spent_on").sort(SortType::Day, "e.spent_on"),
        ColumnSql::new("paid", "paid.paid_minor"),
        ColumnSql::new("amount", "e.amount_minor"),
        ColumnSql::new("receipt", "e.receipt_name").link("'/files/receipts/' || e.id"),
    ],
    filters: &[
        FilterSql::with("project", of_projects),
        FilterSql::with("category", of_categories),
        FilterSql::day("spent", "e.spent_on"),
    ],
};

/// Looked up, so every value is the number of a project.
fn of_projects(value: &FilterValue, sql: &mut Where<'_>) {
    if let FilterValue::Any(values) = value {
        let ids: Vec<i64> = values.iter().filter_map(|id| id.parse().ok()).collect();
        sql.and("e.project_id = any(").bind(ids).push(")");
    }
}

/// Looked up by the number of one line, and found by its name: each project has lines of its own, which
/// are called the same.
fn of_categories(value: &FilterValue, sql: &mut Where<'_>) {
    if let FilterValue::Any(values) = value {
        let ids: Vec<i64> = values.iter().filter_map(|id| id.parse().ok()).collect();
        sql.and("lower(b.category) in (select lower(category) from funding.budget_lines where id = any(")
            .bind(ids)
            .push("))");
    }
}

#[async_trait]
impl List for SponsorExpenseList {
    fn spec(&self) -> &'static ListSpec {
        &SPONSOR_EXPENSES
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    fn base(&self, actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
        sql.and("giver.id = ").bind(actor.require_user()?.0);
        Ok(())
    }

    async fn choices(&self, ctx: &Ctx, actor: &Actor, filter: &str) -> Result<Vec<Choice>> {
        let sponsor = actor.require_user()?.0;
        let choices = if filter == "category" {
            sqlx::query_as!(
                Choice,
                r#"select min(b.id)::text as "value!", min(b.category) as "label!"
                   from funding.sponsor_shares($1) paid
                   join funding.expenses e on e.id = paid.expense_id and e.status = 'approved'
                   join funding.budget_lines b on b.id = e.budget_line_id
                   group by lower(b.category) order by 2 limit 500"#,
                sponsor,
            )
            .fetch_all(&ctx.db)
            .await?
        } else {
            sqlx::query_as!(
                Choice,
                r#"select p.id::text as "value!", p.title as label from volunteering.projects p
                   where exists (select from funding.sponsorships s
                                 where s.project_id = p.id and s.sponsor_id = $1 and s.completed_at is not null)
                   order by p.title collate "und-x-icu", p.id"#,
                sponsor,
            )
            .fetch_all(&ctx.db)
            .await?
        };
        Ok(choices)
    }
}
