//! Pledges: gifts that are asked for again each month. No card is kept; each month the sponsor gets a
//! sponsorship with a link to pay. Permission `sponsorships.create`; foreign pledges are not found.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::audit::Entry;
use birqadam_core::ssr::db_error::internal;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::ssr::rate_limit::{self, Limit};
use birqadam_core::{
    Actor, Amount, Code, Cursor, Error, Locale, Money, Page, PageRequest, PaymentId, Permission, PledgeId, ProjectId,
    Result, SponsorshipId, UserId,
};
use chrono::{Datelike, TimeDelta};
use serde_json::json;

use super::payment_begin::{self, NewPayment, choose_provider};
use super::{ledger, sponsorships};
use crate::{NewPledge, Pledge, PledgeStatus, due_after, month_of, next_due};

const SUBJECT: &str = "pledge";
const MADE_PER_DAY: Limit = Limit { hits: 20, window: TimeDelta::days(1) };

/// Promises a gift each month. The first is asked for on the next such day. Permission
/// `sponsorships.create`.
///
/// # Errors
/// As [`sponsorships::sponsor_project`].
pub async fn create_pledge(ctx: &Ctx, actor: &Actor, input: NewPledge) -> Result<Pledge> {
    let user = actor.require(Permission::SponsorshipsCreate)?;
    let valid = input.validate()?;
    rate_limit::hit(&ctx.db, &format!("pledges:{user}"), MADE_PER_DAY, ctx.now()).await?;
    let mut tx = ctx.begin().await?;
    let project = sponsorships::lock_taker(&mut tx, valid.project_id).await?;
    let provider = choose_provider(ctx, valid.provider.as_deref(), &project.currency)?;
    let today = ctx.today();
    let day = valid.day_of_month.unwrap_or_else(|| today.day().min(28));
    let id = sqlx::query_scalar!(
        r#"insert into funding.pledges
             (sponsor_id, project_id, amount_minor, currency, purpose, is_anonymous, provider, day_of_month, next_on)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id as "id: PledgeId""#,
        user.0,
        valid.project_id.0,
        valid.amount.0,
        project.currency,
        valid.purpose,
        valid.is_anonymous,
        provider,
        i16::try_from(day).unwrap_or(1),
        next_due(today, day),
    )
    .fetch_one(&mut *tx)
    .await?;
    Entry::new("pledge.create", SUBJECT, id.0)
        .new_value(json!({
            "project_id": valid.project_id,
            "amount_minor": valid.amount.0,
            "currency": project.currency,
            "day_of_month": day,
            "provider": provider,
        }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    find(ctx, user, id).await
}

/// One's own pledges, the latest first. Permission `sponsorships.create`.
///
/// # Errors
/// [`Error::Invalid`] on `cursor`.
pub async fn list_my_pledges(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<Pledge>> {
    let user = actor.require(Permission::SponsorshipsCreate)?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let limit = page.limit();
    let pledges = load(ctx, user, None, before, limit + 1).await?;
    Ok(Page::from_rows(pledges, limit, |pledge| Cursor { key: pledge.id.0, id: pledge.id.0 }))
}

/// Pauses, resumes or ends one's own pledge. Permission `sponsorships.create`.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; [`Error::Conflict`] with `wrong_state` from `ended`.
pub async fn change_pledge(ctx: &Ctx, actor: &Actor, id: PledgeId, to: PledgeStatus) -> Result<Pledge> {
    let user = actor.require(Permission::SponsorshipsCreate)?;
    let mut tx = ctx.begin().await?;
    let row = sqlx::query!(
        "select status, next_on from funding.pledges where id = $1 and sponsor_id = $2 for update",
        id.0,
        user.0,
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(Error::NotFound)?;
    let from = read_status(&row.status)?;
    if from == to {
        tx.commit().await?;
        return find(ctx, user, id).await;
    }
    if !from.can_become(to) {
        return Err(Error::Conflict(Code::WrongState));
    }
    // A pledge that rested asks for no month that is gone.
    let today = ctx.today();
    let rested = to == PledgeStatus::Active && row.next_on < today;
    let next_on = if rested { next_due(today, row.next_on.day()) } else { row.next_on };
    sqlx::query!(
        "update funding.pledges set status = $2, next_on = $3, version = version + 1, updated_at = now() where id = $1",
        id.0,
        to.as_str(),
        next_on,
    )
    .execute(&mut *tx)
    .await?;
    Entry::new("pledge.change", SUBJECT, id.0)
        .old(json!({ "status": from }))
        .new_value(json!({ "status": to, "next_on": next_on }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    find(ctx, user, id).await
}

/// Makes the gifts that are due, with their links to pay. However many workers do it at once, a month
/// is asked for once. Returns how many were made.
///
/// # Errors
/// When the database does not answer; what a single pledge runs into is logged.
pub async fn make_due(ctx: &Ctx) -> Result<usize> {
    let today = ctx.today();
    let due = sqlx::query_scalar!(
        r#"select id as "id: PledgeId" from funding.pledges where status = 'active' and next_on <= $1
           order by next_on, id limit 1000"#,
        today,
    )
    .fetch_all(&ctx.db)
    .await?;
    let mut made = 0;
    for id in due {
        match make_one(ctx, id).await {
            Ok(Some(payment)) => {
                made += 1;
                // The link can also be asked for later, by opening the gift.
                if let Err(error) = payment_begin::begin(ctx, payment).await {
                    tracing::warn!(pledge = id.0, %error, "a pledge's payment was not begun");
                }
            }
            Ok(None) => {}
            Err(error) => tracing::error!(pledge = id.0, %error, "a pledge's gift was not made"),
        }
    }
    Ok(made)
}

/// One month's gift; nothing when another worker was faster.
async fn make_one(ctx: &Ctx, id: PledgeId) -> Result<Option<PaymentId>> {
    let (today, now) = (ctx.today(), ctx.now());
    let mut tx = ctx.begin().await?;
    // The project's lock comes first, as everywhere.
    let project = sqlx::query_scalar!(
        r#"select project_id as "project_id: ProjectId" from funding.pledges where id = $1"#,
        id.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    ledger::lock_project(&mut tx, project).await?;
    let row = sqlx::query!(
        r#"select g.sponsor_id as "sponsor_id: UserId", g.amount_minor, g.currency, g.purpose, g.is_anonymous, g.provider,
                  g.next_on, j.title, u.locale, u.blocked_at is not null as "blocked!",
                  funding.takes_money(j.status, j.ends_on) as "takes_money!"
           from funding.pledges g
           join volunteering.projects j on j.id = g.project_id
           join accounts.users u on u.id = g.sponsor_id
           where g.id = $1 and g.status = 'active' and g.next_on <= $2
           for update of g"#,
        id.0,
        today,
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let actor = Actor::system("monthly gift");
    if !row.takes_money || row.blocked {
        sqlx::query!(
            "update funding.pledges set status = 'ended', version = version + 1, updated_at = now() where id = $1",
            id.0,
        )
        .execute(&mut *tx)
        .await?;
        let why = if row.blocked { "the sponsor is blocked" } else { "the project takes no money" };
        Entry::new("pledge.end", SUBJECT, id.0).new_value(json!({ "reason": why })).record(&mut tx, &actor).await?;
        tx.commit().await?;
        return Ok(None);
    }
    let provider = choose_provider(ctx, Some(&row.provider), &row.currency)
        .or_else(|_| choose_provider(ctx, None, &row.currency))?;
    sqlx::query!(
        "update funding.pledges set next_on = $2, updated_at = now() where id = $1",
        id.0,
        due_after(row.next_on, today),
    )
    .execute(&mut *tx)
    .await?;
    let gift = sqlx::query_scalar!(
        r#"insert into funding.sponsorships
             (sponsor_id, project_id, amount_minor, currency, purpose, is_anonymous, pledge_id, pledge_month, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           on conflict (pledge_id, pledge_month) where pledge_month is not null do nothing
           returning id as "id: SponsorshipId""#,
        row.sponsor_id.0,
        project.0,
        row.amount_minor,
        row.currency,
        row.purpose,
        row.is_anonymous,
        id.0,
        month_of(row.next_on),
        now,
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(gift) = gift else {
        tx.commit().await?;
        return Ok(None);
    };
    let new = NewPayment {
        sponsorship: gift,
        provider,
        amount_minor: row.amount_minor,
        currency: &row.currency,
        locale: Locale::parse(&row.locale).unwrap_or(Locale::Ru),
        at: now,
    };
    let payment = payment_begin::write(&mut tx, new).await?;
    let notice = Notice::PledgeDue {
        sponsorship_id: gift,
        title: row.title,
        amount: Money { minor: row.amount_minor, currency: row.currency },
    };
    notify(&mut tx, Audience::User(row.sponsor_id), notice, format!("pledge-due-{gift}")).await?;
    Entry::new("pledge.due", SUBJECT, id.0)
        .new_value(json!({ "sponsorship_id": gift, "payment_id": payment }))
        .record(&mut tx, &actor)
        .await?;
    tx.commit().await?;
    Ok(Some(payment))
}

async fn find(ctx: &Ctx, user: UserId, id: PledgeId) -> Result<Pledge> {
    load(ctx, user, Some(id), i64::MAX, 1).await?.into_iter().next().ok_or(Error::NotFound)
}

async fn load(ctx: &Ctx, user: UserId, one: Option<PledgeId>, before: i64, limit: i64) -> Result<Vec<Pledge>> {
    let rows = sqlx::query!(
        r#"select g.id as "id: PledgeId", g.project_id as "project_id: ProjectId", j.title, g.amount_minor, g.currency,
                  g.purpose, g.is_anonymous, g.provider, g.status, g.day_of_month, g.next_on,
                  (select coalesce(sum(s.received_minor), 0)::bigint from funding.sponsorships s
                   where s.pledge_id = g.id) as "received!"
           from funding.pledges g join volunteering.projects j on j.id = g.project_id
           where g.sponsor_id = $1 and ($2::bigint is null or g.id = $2) and g.id < $3
           order by g.id desc limit $4"#,
        user.0,
        one.map(|id| id.0),
        before,
        limit,
    )
    .fetch_all(&ctx.db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Pledge {
                id: row.id,
                project_id: row.project_id,
                project_title: row.title,
                amount: Amount(row.amount_minor),
                currency: row.currency,
                purpose: row.purpose,
                is_anonymous: row.is_anonymous,
                provider: row.provider,
                status: read_status(&row.status)?,
                day_of_month: row.day_of_month,
                next_on: row.next_on,
                received: Amount(row.received),
            })
        })
        .collect()
}

fn read_status(text: &str) -> Result<PledgeStatus> {
    PledgeStatus::parse(text).ok_or_else(|| internal(&format!("unknown pledge status {text}")))
}
