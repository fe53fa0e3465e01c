//! Giving money to a project, and how one's gifts stand. Permission `sponsorships.create`; foreign
//! gifts are not found.

use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::db_error::internal;
use birqadam_core::ssr::rate_limit::{self, Limit};
use birqadam_core::{
    Actor, Amount, Code, Cursor, Error, Page, PageRequest, PaymentId, Permission, PledgeId, ProjectId, Result,
    SponsorshipId, UserId,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::PgConnection;

use super::payment_begin::{self, NewPayment, choose_provider, log_sponsorship};
use super::{ledger, payment_events};
use crate::{
    NewSponsorship, PayAgain, PaymentStatus, SponsorOffer, Sponsorship, SponsorshipPayment, SponsorshipStatus,
    StartedPayment,
};

/// A hand that gives, not a program that tries cards.
const BEGUN_PER_HOUR: Limit = Limit { hits: 30, window: TimeDelta::hours(1) };

/// Gives money to a project: where to pay. Permission `sponsorships.create`.
///
/// # Errors
/// [`Error::Invalid`] by field; [`Error::NotFound`]; [`Error::Conflict`] with `takes_no_money`,
/// `provider_down`, `provider_refused`; [`Error::TooMany`].
pub async fn sponsor_project(ctx: &Ctx, actor: &Actor, input: NewSponsorship) -> Result<StartedPayment> {
    let user = actor.require(Permission::SponsorshipsCreate)?;
    let valid = input.validate()?;
    hit_limit(ctx, user).await?;
    let mut tx = ctx.begin().await?;
    let project = lock_taker(&mut tx, valid.project_id).await?;
    let provider = choose_provider(ctx, valid.provider.as_deref(), &project.currency)?;
    let now = ctx.now();
    let id = sqlx::query_scalar!(
        r#"insert into funding.sponsorships
             (sponsor_id, project_id, amount_minor, currency, purpose, is_anonymous, created_at)
           values ($1, $2, $3, $4, $5, $6, $7) returning id as "id: SponsorshipId""#,
        user.0,
        valid.project_id.0,
        valid.amount.0,
        project.currency,
        valid.purpose,
        valid.is_anonymous,
        now,
    )
    .fetch_one(&mut *tx)
    .await?;
    let new = NewPayment {
        sponsorship: id,
        provider,
        amount_minor: valid.amount.0,
        currency: &project.currency,
        locale: actor.locale,
        at: now,
    };
    let payment = payment_begin::write(&mut tx, new).await?;
    let about = json!({
        "project_id": valid.project_id,
        "amount_minor": valid.amount.0,
        "currency": project.currency,
        "is_anonymous": valid.is_anonymous,
        "provider": provider,
        "payment_id": payment,
    });
    log_sponsorship(&mut tx, actor, "sponsorship.create", id, about).await?;
    tx.commit().await?;
    payment_begin::begin(ctx, payment).await
}

async fn hit_limit(ctx: &Ctx, user: UserId) -> Result<()> {
    rate_limit::hit(&ctx.db, &format!("payments-begun:{user}"), BEGUN_PER_HOUR, ctx.now()).await
}

/// A project that takes money.
pub(crate) struct Taker {
    pub currency: String,
}

/// The project, locked, if it takes money.
pub(crate) async fn lock_taker(conn: &mut PgConnection, project: ProjectId) -> Result<Taker> {
    ledger::lock_project(conn, project).await?;
    let row = sqlx::query!(
        r#"select currency, funding.takes_money(status, ends_on) as "takes_money!"
           from volunteering.projects where id = $1"#,
        project.0,
    )
    .fetch_one(conn)
    .await?;
    if !row.takes_money {
        return Err(Error::Conflict(Code::TakesNoMoney));
    }
    if row.currency != crate::CURRENCY {
        return Err(Error::field("currency", birqadam_core::FieldCode::Unknown));
    }
    Ok(Taker { currency: row.currency })
}

/// What is offered to who would give: anyone may look at it for a published project.
///
/// # Errors
/// [`Error::NotFound`] for a project that is not public.
pub async fn find_offer(ctx: &Ctx, _actor: &Actor, project: ProjectId) -> Result<SponsorOffer> {
    let row = sqlx::query!(
        r#"select title, currency, funding.takes_money(status, ends_on) as "takes_money!"
           from volunteering.projects where id = $1 and status in ('active', 'completed')"#,
        project.0,
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
    let providers: Vec<String> = ctx.payments.names(&row.currency).map(str::to_owned).collect();
    Ok(SponsorOffer {
        project_id: project,
        title: row.title,
        takes_money: row.takes_money && !providers.is_empty(),
        currency: row.currency,
        providers,
    })
}

/// Pays a gift that is not paid yet: the payment under way where there is one, or a new one.
/// Permission `sponsorships.create`.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; [`Error::Conflict`] with `already_so` when it is paid, and
/// as [`sponsor_project`].
pub async fn pay_again(ctx: &Ctx, actor: &Actor, id: SponsorshipId, input: PayAgain) -> Result<StartedPayment> {
    let user = actor.require(Permission::SponsorshipsCreate)?;
    let gift = sqlx::query!(
        r#"select project_id as "project_id: ProjectId", amount_minor from funding.sponsorships
           where id = $1 and sponsor_id = $2"#,
        id.0,
        user.0,
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
    hit_limit(ctx, user).await?;
    let mut tx = ctx.begin().await?;
    let project = lock_taker(&mut tx, gift.project_id).await?;
    let before = sqlx::query!(
        r#"select id as "id: PaymentId", provider, status, transaction_id, payment_url, expires_at
           from funding.payments where sponsorship_id = $1
           order by (status in ('completed', 'refunded')) desc, id desc limit 1 for update"#,
        id.0,
    )
    .fetch_optional(&mut *tx)
    .await?;
    let asked = Some(input.provider.trim()).filter(|name| !name.is_empty());
    let known = before.as_ref().map(|payment| payment.provider.as_str());
    // The way of before, unless another is asked for or it is not offered any more.
    let provider = match asked {
        Some(asked) => choose_provider(ctx, Some(asked), &project.currency)?,
        None => {
            choose_provider(ctx, known, &project.currency).or_else(|_| choose_provider(ctx, None, &project.currency))?
        }
    };
    let now = ctx.now();
    if let Some(payment) = before {
        match PaymentStatus::parse(&payment.status) {
            Some(PaymentStatus::Completed | PaymentStatus::Refunded) => {
                return Err(Error::Conflict(Code::AlreadySo));
            }
            Some(status) if status.is_open() && payment.provider == provider && payment.expires_at > now => {
                tx.commit().await?;
                return match payment.payment_url {
                    Some(payment_url) => Ok(StartedPayment {
                        payment_url,
                        transaction_id: payment.transaction_id,
                        sponsorship_id: id,
                        status,
                    }),
                    // The provider was never heard: a process ended between writing and asking.
                    None => payment_begin::begin(ctx, payment.id).await,
                };
            }
            Some(status) if status.is_open() => {
                let facts = payment_events::lock_payment(&mut tx, payment.id).await?;
                payment_events::cancel(&mut tx, &facts, "another payment was begun").await?;
            }
            _ => {}
        }
    }
    sqlx::query!("update funding.sponsorships set status = 'pending', updated_at = now() where id = $1", id.0)
        .execute(&mut *tx)
        .await?;
    let new = NewPayment {
        sponsorship: id,
        provider,
        amount_minor: gift.amount_minor,
        currency: &project.currency,
        locale: actor.locale,
        at: now,
    };
    let payment = payment_begin::write(&mut tx, new).await?;
    let about = json!({ "provider": provider, "payment_id": payment });
    log_sponsorship(&mut tx, actor, "sponsorship.pay", id, about).await?;
    tx.commit().await?;
    payment_begin::begin(ctx, payment).await
}

/// One's own gifts, the latest first. Permission `sponsorships.create`.
///
/// # Errors
/// [`Error::Invalid`] on `cursor`.
pub async fn list_my_sponsorships(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<Sponsorship>> {
    let user = actor.require(Permission::SponsorshipsCreate)?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let limit = page.limit();
    let found = load(ctx, user, None, before, limit + 1).await?;
    Ok(Page::from_rows(found, limit, |gift| Cursor { key: gift.id.0, id: gift.id.0 }))
}

/// One of one's own gifts. Permission `sponsorships.create`.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's.
pub async fn find_my_sponsorship(ctx: &Ctx, actor: &Actor, id: SponsorshipId) -> Result<Sponsorship> {
    let user = actor.require(Permission::SponsorshipsCreate)?;
    load(ctx, user, Some(id), i64::MAX, 1).await?.into_iter().next().ok_or(Error::NotFound)
}

async fn load(
    ctx: &Ctx,
    user: UserId,
    one: Option<SponsorshipId>,
    before: i64,
    limit: i64,
) -> Result<Vec<Sponsorship>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select s.id as "id: SponsorshipId", s.project_id as "project_id: ProjectId", j.title, s.amount_minor,
                  s.currency, s.purpose, s.is_anonymous, s.status, s.received_minor,
                  s.pledge_id as "pledge_id: PledgeId", s.created_at, s.completed_at,
                  funding.takes_money(j.status, j.ends_on) as "takes_money!",
                  p.id as "payment_id?: PaymentId", p.transaction_id as "transaction_id?", p.provider as "provider?",
                  p.status as "payment_status?", p.payment_url, p.expires_at as "expires_at?",
                  p.refunded_minor as "refunded_minor?"
           from funding.sponsorships s
           join volunteering.projects j on j.id = s.project_id
           left join lateral (
               select id, transaction_id, provider, status, payment_url, expires_at, refunded_minor
               from funding.payments where sponsorship_id = s.id
               order by (status in ('completed', 'refunded')) desc, id desc limit 1
           ) p on true
           where s.sponsor_id = $1 and ($2::bigint is null or s.id = $2) and s.id < $3
           order by s.id desc limit $4"#,
        user.0,
        one.map(|id| id.0),
        before,
        limit,
    )
    .fetch_all(&ctx.db)
    .await?;
    rows.into_iter().map(|row| row.read(ctx.now())).collect()
}

struct Row {
    id: SponsorshipId,
    project_id: ProjectId,
    title: String,
    amount_minor: i64,
    currency: String,
    purpose: String,
    is_anonymous: bool,
    status: String,
    received_minor: i64,
    pledge_id: Option<PledgeId>,
    created_at: DateTime<Utc>,
    completed_at: Option<DateTime<Utc>>,
    takes_money: bool,
    payment_id: Option<PaymentId>,
    transaction_id: Option<String>,
    provider: Option<String>,
    payment_status: Option<String>,
    payment_url: Option<String>,
    expires_at: Option<DateTime<Utc>>,
    refunded_minor: Option<i64>,
}

impl Row {
    fn read(self, now: DateTime<Utc>) -> Result<Sponsorship> {
        let status = SponsorshipStatus::parse(&self.status)
            .ok_or_else(|| internal(&format!("unknown sponsorship status {}", self.status)))?;
        let paid = matches!(status, SponsorshipStatus::Completed | SponsorshipStatus::Refunded);
        let payment = match (self.payment_id, self.transaction_id, self.provider, self.payment_status, self.expires_at)
        {
            (Some(id), Some(transaction_id), Some(provider), Some(status), Some(expires_at)) => {
                let status = PaymentStatus::parse(&status)
                    .ok_or_else(|| internal(&format!("unknown payment status {status}")))?;
                let payment_url = self.payment_url.filter(|_| status.is_open() && expires_at > now);
                Some(SponsorshipPayment { id, transaction_id, provider, status, payment_url, expires_at })
            }
            _ => None,
        };
        Ok(Sponsorship {
            id: self.id,
            project_id: self.project_id,
            project_title: self.title,
            amount: Amount(self.amount_minor),
            currency: self.currency,
            purpose: self.purpose,
            is_anonymous: self.is_anonymous,
            status,
            received: Amount(self.received_minor),
            refunded: Amount(self.refunded_minor.unwrap_or(0)),
            pledge_id: self.pledge_id,
            created_at: self.created_at,
            completed_at: self.completed_at,
            payment,
            can_pay: !paid && self.takes_money,
        })
    }
}
