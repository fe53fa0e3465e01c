//! The list of deliveries on the database, and what can be done to several of them.

use birqadam_core::{
    Code, DeliveryId, Error, Permission, Result,
    list::{ActionSpec, ListSpec},
    ssr::{
        batch::{Bulk, BulkAction, Item, Planned},
        list::{ColumnSql, FilterSql, List, ListSql, SortType, async_trait},
    },
};
use serde_json::Value;
use sqlx::PgConnection;

use super::deliveries;
use crate::model::DELIVERIES;

/// [`DELIVERIES`] on the database.
pub struct DeliveryList;

static SQL: ListSql = ListSql {
    from: "messaging.deliveries d left join accounts.users u on u.id = d.user_id",
    id: "d.id",
    columns: &[
        ColumnSql::new("subject", "coalesce(d.subject, '№ ' || d.id)").link("'/admin/deliveries/' || d.id"),
        ColumnSql::new("kind", "d.kind"),
        ColumnSql::new("person", "u.name").link("'/admin/users/' || u.id"),
        ColumnSql::new("address", "coalesce(d.to_address, u.email)"),
        ColumnSql::new("channel", "d.channel"),
        ColumnSql::new("state", "d.state"),
        ColumnSql::new("reason", "d.reason"),
        ColumnSql::new("error", "d.last_error"),
        ColumnSql::new("attempts", "d.attempts::bigint"),
        ColumnSql::new("due", "d.due_at"),
        ColumnSql::new("created", "d.created_at").sort(SortType::Time, "d.created_at"),
        ColumnSql::new("sent", "d.sent_at"),
    ],
    filters: &[
        FilterSql::is("state", "d.state"),
        FilterSql::is("channel", "d.channel"),
        FilterSql::is("kind", "d.kind"),
        FilterSql::id("user_id", "d.user_id"),
        FilterSql::time("created", "d.created_at"),
    ],
};

#[async_trait]
impl List for DeliveryList {
    fn spec(&self) -> &'static ListSpec {
        &DELIVERIES
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    fn actions(&self) -> &'static [&'static dyn BulkAction] {
        &[&RetryDeliveries]
    }
}

/// Sends again at once.
pub struct RetryDeliveries;

static RETRY: ActionSpec = ActionSpec {
    name: "retry",
    permission: Permission::SettingsManage,
    fields: &[],
    // What was mailed cannot be taken back.
    undoable: false,
    tone: "plain",
};

#[async_trait]
impl BulkAction for RetryDeliveries {
    fn spec(&self) -> &'static ActionSpec {
        &RETRY
    }

    async fn plan(&self, _bulk: Bulk<'_>, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Planned>> {
        let rows = sqlx::query!(
            r#"select d.id, coalesce(d.subject, '№ ' || d.id) as "label!",
                      d.state || '|' || d.attempts as "token!",
                      d.channel = 'email'
                      and (d.state in ('failed', 'queued')
                           or (d.state = 'kept' and (d.notification_id is not null or d.kind = 'digest'))) as "can!"
               from messaging.deliveries d where d.id = any($1)"#,
            ids,
        )
        .fetch_all(conn)
        .await?;
        let planned = rows.into_iter().map(|row| Planned {
            id: row.id,
            label: row.label,
            token: row.token,
            refusal: (!row.can).then_some(Error::Conflict(Code::WrongState)),
        });
        Ok(planned.collect())
    }

    async fn apply(&self, bulk: Bulk<'_>, conn: &mut PgConnection, item: &Item) -> Result<Value> {
        let token = sqlx::query_scalar!(
            r#"select state || '|' || attempts as "token!" from messaging.deliveries where id = $1 for update"#,
            item.id,
        )
        .fetch_optional(&mut *conn)
        .await?
        .ok_or(Error::NotFound)?;
        item.expect(&token)?;
        deliveries::retry(bulk.ctx, conn, bulk.actor, DeliveryId(item.id)).await?;
        Ok(Value::Null)
    }

    async fn undo(&self, _bulk: Bulk<'_>, _conn: &mut PgConnection, _id: i64, _undo: &Value) -> Result<()> {
        Err(Error::Conflict(Code::WrongState))
    }
}
