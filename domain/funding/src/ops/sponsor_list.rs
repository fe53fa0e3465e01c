//! [`SPONSORSHIPS`]: one's own gifts. What was spent is what came less what is left, by the ledger.

use birqadam_core::{
    Actor, Result,
    list::{Choice, FilterValue, ListSpec},
    ssr::{
        Ctx,
        list::{ColumnSql, FilterSql, List, ListSql, SortType, Where, async_trait},
    },
};

use crate::model::SPONSORSHIPS;

pub struct SponsorshipList;

static SQL: ListSql = ListSql {
    from: "funding.sponsorships s
           join volunteering.projects p on p.id = s.project_id
           join accounts.users u on u.id = s.sponsor_id
           left join funding.ledger_accounts a on a.sponsorship_id = s.id and a.currency = s.currency
               and a.kind = 'sponsorship'",
    id: "s.id",
    columns: &[
        ColumnSql::new("project", "p.title").link("'/projects/' || p.id"),
        ColumnSql::new("amount", "s.amount_minor").sort(SortType::Int, "s.amount_minor"),
        ColumnSql::new("status", "s.status"),
        ColumnSql::new("given", "s.created_at").sort(SortType::Time, "s.created_at"),
        ColumnSql::new("paid", "s.completed_at"),
        ColumnSql::new("received", "s.received_minor"),
        ColumnSql::new(
            "returned",
            "case when s.completed_at is null then null else s.amount_minor - s.received_minor end",
        ),
        ColumnSql::new("spent", "(s.received_minor - coalesce(a.balance_minor, 0))"),
        ColumnSql::new("remaining", "coalesce(a.balance_minor, 0)"),
        ColumnSql::new(
            "name",
            "case when s.is_anonymous then null else coalesce(nullif(u.organization_name, ''), u.name) end",
        ),
        ColumnSql::new("anonymous", "s.is_anonymous"),
        ColumnSql::new("purpose", "s.purpose"),
        // Words of ours, which the page puts in the reader's language.
        ColumnSql::new("payment", "'payment'").link("'/sponsorships/' || s.id"),
        ColumnSql::new("report", "case when s.completed_at is null then null else 'report' end")
            .link("'/sponsor/projects/' || p.id || '/report'"),
    ],
    filters: &[
        FilterSql::with("project", of_projects),
        FilterSql::is("status", "s.status"),
        FilterSql::time("given", "s.created_at"),
        FilterSql::time("paid", "s.completed_at"),
        FilterSql::flag("anonymous", "s.is_anonymous"),
    ],
};

/// Looked up, so every value is the number of a project one gave to.
fn of_projects(value: &FilterValue, sql: &mut Where<'_>) {
    if let FilterValue::Any(values) = value {
        let ids: Vec<i64> = values.iter().filter_map(|id| id.parse().ok()).collect();
        sql.and("s.project_id = any(").bind(ids).push(")");
    }
}

#[async_trait]
impl List for SponsorshipList {
    fn spec(&self) -> &'static ListSpec {
        &SPONSORSHIPS
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    fn base(&self, actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
        sql.and("s.sponsor_id = ").bind(actor.require_user()?.0);
        Ok(())
    }

    async fn choices(&self, ctx: &Ctx, actor: &Actor, filter: &str) -> Result<Vec<Choice>> {
        if filter != "project" {
            return Ok(Vec::new());
        }
        let rows = sqlx::query!(
            r#"select p.id::text as "id!", p.title from volunteering.projects p
               where exists (select from funding.sponsorships s where s.project_id = p.id and s.sponsor_id = $1)
               order by p.title collate "und-x-icu", p.id"#,
            actor.require_user()?.0,
        )
        .fetch_all(&ctx.db)
        .await?;
        Ok(rows.into_iter().map(|row| Choice { value: row.id, label: row.title }).collect())
    }
}
