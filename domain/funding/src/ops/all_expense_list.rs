//! [`ALL_EXPENSES`]: the expenses of all projects, for those who watch the money.

use birqadam_core::list::{Choice, ListSpec};
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::list::{ColumnSql, FilterSql, List, ListSql, SortType, async_trait};
use birqadam_core::{Actor, Result};

use super::list_names::record_names;
use crate::model::ALL_EXPENSES;

pub struct AllExpenseList;

static SQL: ListSql = ListSql {
    from: "funding.expenses e
           join funding.budget_lines b on b.id = e.budget_line_id
           join volunteering.projects p on p.id = e.project_id
           join accounts.users o on o.id = p.organizer_id",
    id: "e.id",
    columns: &[
        ColumnSql::new("description", "e.description"),
        ColumnSql::new("project", "p.title").link("'/projects/' || p.id"),
        ColumnSql::new("category", "b.category"),
        ColumnSql::new("status", "e.status"),
        ColumnSql::new("spent", "e.spent_on").sort(SortType::Day, "e.spent_on"),
        ColumnSql::new("amount", "e.amount_minor").sort(SortType::Int, "e.amount_minor"),
        ColumnSql::new("organizer", "coalesce(nullif(o.organization_name, ''), o.name)").link("'/organizers/' || o.id"),
        ColumnSql::new("receipt", "e.receipt_name").link("'/files/receipts/' || e.id"),
    ],
    filters: &[
        FilterSql::is("status", "e.status"),
        FilterSql::day("spent", "e.spent_on"),
        FilterSql::is("city", "p.city"),
        FilterSql::is("type", "p.volunteer_type"),
        FilterSql::id("project", "e.project_id"),
        FilterSql::id("organizer", "p.organizer_id"),
    ],
};

#[async_trait]
impl List for AllExpenseList {
    fn spec(&self) -> &'static ListSpec {
        &ALL_EXPENSES
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    async fn names(&self, ctx: &Ctx, _actor: &Actor, filter: &str, ids: &[i64]) -> Result<Vec<Choice>> {
        record_names(ctx, filter, ids).await
    }
}
