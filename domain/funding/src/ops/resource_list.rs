//! [`PARTNER_RESOURCES`] on the database.

use birqadam_core::{
    Actor, Result,
    list::ListSpec,
    ssr::list::{ColumnSql, FilterSql, List, ListSql, SortType, Where, async_trait},
};

use crate::model::PARTNER_RESOURCES;

pub struct PartnerResourceList;

const WAITING: &str = "(select count(*) from funding.resource_requests q
    where q.resource_id = r.id and q.status in ('pending', 'countered'))";
const UPCOMING: &str = "(select count(*) from funding.resource_requests q
    where q.resource_id = r.id and q.status = 'approved' and q.ends_at > now())";
const LENT: &str = "(select count(*) from funding.resource_requests q
    where q.resource_id = r.id and (q.status = 'done' or (q.status = 'approved' and q.ends_at <= now())))";

static SQL: ListSql = ListSql {
    from: "funding.resources r",
    id: "r.id",
    columns: &[
        ColumnSql::new("title", "r.title")
            .link("'/partner/resources/' || r.id || '/edit'")
            .sort(SortType::Text, r#"r.title collate "und-x-icu""#),
        ColumnSql::new("type", "r.resource_type"),
        ColumnSql::new("city", "r.city"),
        ColumnSql::new("status", "r.status"),
        ColumnSql::new("quantity", "r.quantity::bigint"),
        ColumnSql::new("waiting", WAITING),
        ColumnSql::new("upcoming", UPCOMING),
        ColumnSql::new("lent", LENT),
        ColumnSql::new("created", "r.created_at").sort(SortType::Time, "r.created_at"),
    ],
    filters: &[
        FilterSql::holds("q", "r.search_text"),
        FilterSql::is("type", "r.resource_type"),
        FilterSql::is("city", "r.city"),
        FilterSql::is("status", "r.status"),
        FilterSql::flag(
            "asked",
            "exists (select from funding.resource_requests q
                     where q.resource_id = r.id and q.status in ('pending', 'countered'))",
        ),
    ],
};

#[async_trait]
impl List for PartnerResourceList {
    fn spec(&self) -> &'static ListSpec {
        &PARTNER_RESOURCES
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    fn base(&self, actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
        sql.and("r.partner_id = ").bind(actor.require_user()?.0);
        Ok(())
    }
}
