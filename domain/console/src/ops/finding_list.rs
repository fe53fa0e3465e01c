//! The list of what the last look through the file store found wrong. The look lists no more than ten
//! thousand files of a problem, so that any order is made quickly.

use birqadam_core::{
    Actor, Result,
    list::{Choice, ListSpec},
    ssr::{
        Ctx,
        list::{ColumnSql, FilterSql, List, ListSql, SortType, async_trait},
    },
};

use crate::model::STORAGE_FINDINGS;

/// [`STORAGE_FINDINGS`] on the database.
pub struct FindingList;

static SQL: ListSql = ListSql {
    from: "core.storage_findings f",
    id: "f.id",
    columns: &[
        ColumnSql::new("file", "f.file_key").sort(SortType::Text, "f.file_key"),
        ColumnSql::new("problem", "f.problem"),
        ColumnSql::new("kind", "f.kind"),
        ColumnSql::new("size", "f.bytes").sort_nullable(SortType::Int, "f.bytes"),
        ColumnSql::new("modified", "f.modified_at").sort_nullable(SortType::Time, "f.modified_at"),
    ],
    filters: &[
        FilterSql::is("problem", "f.problem"),
        FilterSql::is("kind", "f.kind"),
        FilterSql::time("modified", "f.modified_at"),
    ],
};

#[async_trait]
impl List for FindingList {
    fn spec(&self) -> &'static ListSpec {
        &STORAGE_FINDINGS
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    /// The folders that hold something wrong.
    async fn choices(&self, ctx: &Ctx, _actor: &Actor, _filter: &str) -> Result<Vec<Choice>> {
        let kinds = sqlx::query_scalar!("select distinct kind from core.storage_findings order by kind")
            .fetch_all(&ctx.db)
            .await?;
        Ok(kinds.into_iter().map(Choice::unnamed).collect())
    }
}
