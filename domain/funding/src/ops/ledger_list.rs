//! The ledger for those who watch it. Permission `ledger.view`.

use birqadam_core::list::{Choice, FilterValue, ListSpec};
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::list::{ColumnSql, FilterSql, List, ListSql, SortType, Where, async_trait};
use birqadam_core::{Actor, Amount, Permission, ProjectId, Result, SponsorshipId, UserId};

use crate::model::{LEDGER, LedgerEntry, LedgerSide};

pub struct LedgerList;

static SQL: ListSql = ListSql {
    from: "funding.ledger_transactions x
           left join accounts.users u on u.id = x.actor_id
           cross join lateral (
               select min(a.project_id) as project_id, sum(l.amount_minor) filter (where l.amount_minor > 0) as minor
               from funding.ledger_postings l join funding.ledger_accounts a on a.id = l.account_id
               where l.transaction_id = x.id) moved
           left join volunteering.projects p on p.id = moved.project_id",
    id: "x.id",
    columns: &[
        ColumnSql::new("transaction", "x.id::text").link("'/admin/ledger/' || x.id"),
        ColumnSql::new("kind", "x.kind"),
        ColumnSql::new("amount", "moved.minor::bigint"),
        ColumnSql::new("project", "p.title").link("'/projects/' || p.id"),
        ColumnSql::new("source", "x.source_kind || ' ' || x.source_id"),
        ColumnSql::new("actor", "u.name").link("'/admin/users/' || u.id"),
        ColumnSql::new("posted", "x.created_at").sort(SortType::Time, "x.created_at"),
    ],
    filters: &[
        FilterSql::is("kind", "x.kind"),
        FilterSql::time("posted", "x.created_at"),
        FilterSql::with("project", of_projects),
        FilterSql::with("sponsorship", of_sponsorships),
    ],
};

fn of_projects(value: &FilterValue, sql: &mut Where<'_>) {
    moving(value, sql, "a.project_id");
}

fn of_sponsorships(value: &FilterValue, sql: &mut Where<'_>) {
    moving(value, sql, "a.sponsorship_id");
}

/// Transactions that move money of these accounts, found from the accounts: by what a transaction sums up
/// to, all of the ledger would be read.
fn moving(value: &FilterValue, sql: &mut Where<'_>, owner: &'static str) {
    if let FilterValue::Ids(ids) = value {
        sql.and(
            "x.id in (select l.transaction_id
                      from funding.ledger_postings l join funding.ledger_accounts a on a.id = l.account_id where ",
        );
        sql.push(owner).push(" = any(").bind(ids.clone()).push("))");
    }
}

#[async_trait]
impl List for LedgerList {
    fn spec(&self) -> &'static ListSpec {
        &LEDGER
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    async fn names(&self, ctx: &Ctx, _actor: &Actor, filter: &str, ids: &[i64]) -> Result<Vec<Choice>> {
        if filter != "project" {
            return Ok(ids.iter().map(|id| Choice { value: id.to_string(), label: format!("№ {id}") }).collect());
        }
        let projects = sqlx::query!("select id, title from volunteering.projects where id = any($1)", ids)
            .fetch_all(&ctx.db)
            .await?;
        Ok(projects.into_iter().map(|one| Choice { value: one.id.to_string(), label: one.title }).collect())
    }
}

/// One transaction with its sides. Permission `ledger.view`.
///
/// # Errors
/// [`birqadam_core::Error::NotFound`].
pub async fn find_entry(ctx: &Ctx, actor: &Actor, id: i64) -> Result<LedgerEntry> {
    actor.require(Permission::LedgerView)?;
    let mut conn = ctx.db.acquire().await?;
    let row = sqlx::query!(
        r#"select x.kind, x.currency, x.source_kind, x.source_id, x.reverses_id, x.created_at,
                  x.actor_id as "actor_id: UserId", u.name as "actor?",
                  (select r.id from funding.ledger_transactions r where r.reverses_id = x.id) as reversed_by
           from funding.ledger_transactions x left join accounts.users u on u.id = x.actor_id where x.id = $1"#,
        id,
    )
    .fetch_one(&mut *conn)
    .await?;
    let sides = sqlx::query!(
        r#"select a.kind, a.provider, a.sponsorship_id as "sponsorship_id: SponsorshipId", l.amount_minor,
                  a.balance_minor, coalesce(nullif(u.organization_name, ''), u.name) as sponsor,
                  p.id as "project_id?: ProjectId", p.title as "project?"
           from funding.ledger_postings l
           join funding.ledger_accounts a on a.id = l.account_id
           left join volunteering.projects p on p.id = a.project_id
           left join funding.sponsorships s on s.id = a.sponsorship_id
           left join accounts.users u on u.id = s.sponsor_id
           where l.transaction_id = $1 order by l.amount_minor, l.id"#,
        id,
    )
    .fetch_all(&mut *conn)
    .await?;
    let project = sides.iter().find_map(|side| side.project_id.zip(side.project.clone()));
    let sides: Vec<LedgerSide> = sides
        .into_iter()
        .map(|side| LedgerSide {
            account: side.kind,
            provider: side.provider,
            sponsorship: side.sponsorship_id,
            sponsor: side.sponsor,
            amount: Amount(side.amount_minor),
            balance: Amount(side.balance_minor),
        })
        .collect();
    Ok(LedgerEntry {
        id,
        kind: row.kind,
        currency: row.currency,
        amount: Amount(sides.iter().map(|side| side.amount.0.max(0)).sum()),
        source_kind: row.source_kind,
        source_id: row.source_id,
        reverses: row.reverses_id,
        reversed_by: row.reversed_by,
        actor: row.actor_id.zip(row.actor),
        created_at: row.created_at,
        project,
        sides,
    })
}
