//! Payments as those see them who look after them. Permission `payments.manage`.

use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::db_error::internal;
use birqadam_core::ssr::list::{ColumnSql, FilterSql, List, ListSql, SortType, async_trait};
use birqadam_core::{
    Actor, Amount, Error, PaymentId, Permission, ProjectId, Result, SponsorshipId, UserId,
    list::{Choice, ListSpec},
};
use sqlx::PgConnection;

use super::{list_names::record_names, refund_events, refunds};
use crate::{PAYMENTS, PaymentDetails, PaymentStatus, PaymentStep, ProviderCall, Stuck};

/// Calls and steps shown of one payment.
const SHOWN: i64 = 100;
/// Characters shown of a call's body.
const BODY_SHOWN: usize = 4_000;

/// A payment with its history, its refunds and what its provider told. Permission `payments.manage`.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find_payment(ctx: &Ctx, actor: &Actor, id: PaymentId) -> Result<PaymentDetails> {
    actor.require(Permission::PaymentsManage)?;
    let mut conn = ctx.db.acquire().await?;
    let row = sqlx::query!(
        r#"select p.transaction_id, p.provider, p.provider_ref, p.status, p.amount_minor, p.refunded_minor, p.currency,
                  p.failure, p.stuck, p.sponsorship_id as "sponsorship_id: SponsorshipId",
                  s.sponsor_id as "sponsor_id: UserId", coalesce(nullif(u.organization_name, ''), u.name) as "sponsor!",
                  s.project_id as "project_id: ProjectId", j.title, p.created_at, p.expires_at, p.completed_at, p.looked_at
           from funding.payments p
           join funding.sponsorships s on s.id = p.sponsorship_id
           join accounts.users u on u.id = s.sponsor_id
           join volunteering.projects j on j.id = s.project_id
           where p.id = $1"#,
        id.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    let others = sqlx::query_scalar!(
        r#"select id as "id: PaymentId" from funding.payments where sponsorship_id = $1 and id <> $2 order by id"#,
        row.sponsorship_id.0,
        id.0,
    )
    .fetch_all(&mut *conn)
    .await?;
    Ok(PaymentDetails {
        id,
        transaction_id: row.transaction_id,
        provider: row.provider,
        provider_ref: row.provider_ref,
        status: PaymentStatus::parse(&row.status)
            .ok_or_else(|| internal(&format!("unknown payment status {}", row.status)))?,
        amount: Amount(row.amount_minor),
        refunded: Amount(row.refunded_minor),
        left: Amount(refund_events::left(&mut conn, id).await?),
        currency: row.currency,
        failure: row.failure,
        stuck: row.stuck.as_deref().and_then(Stuck::parse),
        sponsorship_id: row.sponsorship_id,
        sponsor_id: row.sponsor_id,
        sponsor: row.sponsor,
        project_id: row.project_id,
        project: row.title,
        created_at: row.created_at,
        expires_at: row.expires_at,
        completed_at: row.completed_at,
        looked_at: row.looked_at,
        refunds: refunds::load(&mut conn, Some(id), None).await?,
        others,
        history: load_history(&mut conn, id).await?,
        calls: load_calls(&mut conn, id).await?,
    })
}

async fn load_history(conn: &mut PgConnection, id: PaymentId) -> Result<Vec<PaymentStep>> {
    let steps = sqlx::query_as!(
        PaymentStep,
        "select at, actor_label as actor, operation, new ->> 'reason' as reason from core.audit_log
         where subject_kind = 'payment' and subject_id = $1 order by id desc limit $2",
        id.0,
        SHOWN,
    )
    .fetch_all(conn)
    .await?;
    Ok(steps)
}

async fn load_calls(conn: &mut PgConnection, id: PaymentId) -> Result<Vec<ProviderCall>> {
    let calls = sqlx::query!(
        "select id, received_at, method, address, handled_at, outcome, headers, body from funding.provider_calls
         where payment_id = $1 order by id desc limit $2",
        id.0,
        SHOWN,
    )
    .fetch_all(conn)
    .await?;
    let shown = |body: &[u8]| String::from_utf8_lossy(body).chars().take(BODY_SHOWN).collect();
    Ok(calls
        .into_iter()
        .map(|call| ProviderCall {
            id: call.id,
            received_at: call.received_at,
            method: call.method,
            address: call.address,
            handled_at: call.handled_at,
            outcome: call.outcome,
            headers: call.headers.to_string(),
            body: shown(&call.body),
        })
        .collect())
}

/// [`PAYMENTS`] on the database.
pub struct PaymentList;

static SQL: ListSql = ListSql {
    from: "funding.payments p
           join funding.sponsorships s on s.id = p.sponsorship_id
           join accounts.users u on u.id = s.sponsor_id
           join volunteering.projects j on j.id = s.project_id",
    id: "p.id",
    columns: &[
        ColumnSql::new("transaction", "p.transaction_id").link("'/admin/payments/' || p.id"),
        ColumnSql::new("provider", "p.provider"),
        ColumnSql::new("amount", "p.amount_minor").sort(SortType::Int, "p.amount_minor"),
        ColumnSql::new("refunded", "p.refunded_minor"),
        ColumnSql::new("received", "case when p.completed_at is null then null else s.received_minor end"),
        ColumnSql::new("status", "p.status"),
        ColumnSql::new("stuck", "p.stuck"),
        ColumnSql::new("sponsor", "coalesce(nullif(u.organization_name, ''), u.name)").link("'/admin/users/' || u.id"),
        ColumnSql::new("project", "j.title").link("'/projects/' || j.id"),
        ColumnSql::new("created", "p.created_at").sort(SortType::Time, "p.created_at"),
        ColumnSql::new("completed", "p.completed_at"),
        ColumnSql::new("looked", "p.looked_at"),
        ColumnSql::new("provider_ref", "p.provider_ref"),
    ],
    filters: &[
        FilterSql::holds("q", "core.fold(p.transaction_id || ' ' || coalesce(p.provider_ref, ''))"),
        FilterSql::is("provider", "p.provider"),
        FilterSql::is("status", "p.status"),
        FilterSql::flag("needs_look", "p.stuck is not null"),
        FilterSql::is("stuck", "p.stuck"),
        FilterSql::time("created", "p.created_at"),
        FilterSql::time("completed", "p.completed_at"),
        FilterSql::is("city", "j.city"),
        FilterSql::is("type", "j.volunteer_type"),
        FilterSql::id("project", "s.project_id"),
        FilterSql::id("organizer", "j.organizer_id"),
    ],
};

#[async_trait]
impl List for PaymentList {
    fn spec(&self) -> &'static ListSpec {
        &PAYMENTS
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }

    async fn names(&self, ctx: &Ctx, _actor: &Actor, filter: &str, ids: &[i64]) -> Result<Vec<Choice>> {
        record_names(ctx, filter, ids).await
    }
}
