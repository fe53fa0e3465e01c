//! Volunteer passports: issued by a person for themself, checked by anyone who holds the code,
//! revoked by their owner or by holders of `passports.revoke`.

use birqadam_accounts::ProfileItem;
use birqadam_core::notice::Notice;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::ssr::rate_limit::{self, Limit};
use birqadam_core::ssr::{Ctx, audit};
use birqadam_core::{Actor, Code, Cursor, Error, Page, PageRequest, PassportId, Permission, Result, UserId};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::PgConnection;

use super::passport_facts::{Facts, read_facts};
use crate::model::{
    IssuePassport, PASSPORT_ITEMS, Passport, PassportPreview, PassportState, PreviewedItem, RevokePassport, Statement,
    VerifiedPassport, may_be_stated, passport_code, read_passport_code,
};

const SUBJECT: &str = "passport";

/// Nobody needs more in a day; each stays checkable for ever.
const ISSUED_PER_DAY: Limit = Limit { hits: 10, window: TimeDelta::days(1) };
/// Codes that are none, from one address: a hand that types wrong, not a search.
const UNKNOWN_PER_HOUR: Limit = Limit { hits: 60, window: TimeDelta::hours(1) };

/// What a passport of one's own would state now. Permission `tasks.join`.
///
/// # Errors
/// Only permission and database.
pub async fn preview_passport(ctx: &Ctx, actor: &Actor) -> Result<PassportPreview> {
    let user = actor.require(Permission::TasksJoin)?;
    let mut conn = ctx.db.acquire().await?;
    let Facts { statement, owner, privacy } = read_facts(&mut conn, user, ctx.today()).await?;
    let items = PASSPORT_ITEMS
        .into_iter()
        .filter(|item| may_be_stated(*item, owner, &privacy))
        .map(|item| PreviewedItem {
            item,
            public: privacy.shown_to(item, owner) == birqadam_accounts::ShownTo::Everyone,
        })
        .collect();
    Ok(PassportPreview {
        statement: statement.for_strangers(owner, &privacy, &PASSPORT_ITEMS),
        items,
        is_minor: owner == birqadam_accounts::Owner::Minor,
    })
}

/// Issues a passport with the agreed parts, of which of a minor none are shown. Permission
/// `tasks.join`.
///
/// # Errors
/// [`Error::Invalid`] at `items.<n>`; [`Error::Conflict`] with `nothing_to_state` before the first
/// approved report; [`Error::TooMany`].
pub async fn issue_passport(ctx: &Ctx, actor: &Actor, input: IssuePassport) -> Result<Passport> {
    let user = actor.require(Permission::TasksJoin)?;
    let agreed = input.validate()?;
    rate_limit::hit(&ctx.db, &format!("passport-issue:{user}"), ISSUED_PER_DAY, ctx.now()).await?;
    let mut tx = ctx.begin().await?;
    let new = New { user, agreed: &agreed, code: &passport_code(rand::random()), at: ctx.now() };
    let id = write_passport(ctx, &mut tx, new).await?;
    let passport = load(ctx, &mut tx, id).await?.passport;
    let work = &passport.stated.work;
    audit::Entry::new("passport.issue", SUBJECT, id.0)
        // The code opens the page: it stays out of the log.
        .new_value(json!({ "items": passport.items, "tasks": work.tasks, "minutes": work.minutes }))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(passport)
}

/// A passport to be written.
pub struct New<'a> {
    pub user: UserId,
    /// What the person agreed to show.
    pub agreed: &'a [ProfileItem],
    pub code: &'a str,
    pub at: DateTime<Utc>,
}

/// Writes a passport with what is true now, in the caller's transaction. Who may is the caller's
/// affair.
///
/// # Errors
/// [`Error::Conflict`] with `nothing_to_state` before the first approved report.
pub async fn write_passport(ctx: &Ctx, conn: &mut PgConnection, new: New<'_>) -> Result<PassportId> {
    let Facts { statement, owner, privacy } = read_facts(&mut *conn, new.user, ctx.today()).await?;
    if statement.work.tasks == 0 {
        return Err(Error::Conflict(Code::NothingToState));
    }
    let shown = |item: &&ProfileItem| may_be_stated(**item, owner, &privacy);
    let items: Vec<ProfileItem> = new.agreed.iter().filter(shown).copied().collect();
    let names: Vec<String> = items.iter().map(|item| item.as_str().to_owned()).collect();
    let stated = statement.for_strangers(owner, &privacy, &items);
    let id = sqlx::query_scalar!(
        "insert into growth.passports (user_id, code, items, stated, issued_at) values ($1, $2, $3, $4, $5) returning id",
        new.user.0,
        new.code,
        &names,
        serde_json::to_value(&stated)?,
        new.at,
    )
    .fetch_one(conn)
    .await?;
    Ok(PassportId(id))
}

/// One's own passports, the latest first. Any signed-in account.
///
/// # Errors
/// [`Error::Invalid`] on `cursor`.
pub async fn list_my_passports(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<Passport>> {
    let user = actor.require_user()?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let limit = page.limit();
    let rows = sqlx::query_as!(
        Row,
        "select id, user_id, code, items, stated, issued_at, revoked_at, revoked_by, revoked_reason
         from growth.passports where user_id = $1 and id < $2 order by id desc limit $3",
        user.0,
        before,
        limit + 1,
    )
    .fetch_all(&ctx.db)
    .await?;
    let passports = rows.into_iter().map(|row| row.read(ctx)).collect::<Result<Vec<_>>>()?;
    Ok(Page::from_rows(passports, limit, |p| Cursor { key: p.id.0, id: p.id.0 }))
}

/// One of one's own passports. Any signed-in account.
///
/// # Errors
/// [`Error::NotFound`] for anybody else's.
pub async fn find_my_passport(ctx: &Ctx, actor: &Actor, id: PassportId) -> Result<Passport> {
    let user = actor.require_user()?;
    let mut conn = ctx.db.acquire().await?;
    let found = load(ctx, &mut conn, id).await?;
    if found.owner == user { Ok(found.passport) } else { Err(Error::NotFound) }
}

/// Revokes one's own passport, or with `passports.revoke` anybody's, of which the owner is told.
/// Revoking twice has one effect.
///
/// # Errors
/// [`Error::NotFound`] for a foreign one; [`Error::Invalid`] on `reason`.
pub async fn revoke_passport(ctx: &Ctx, actor: &Actor, id: PassportId, input: RevokePassport) -> Result<()> {
    let user = actor.require_user()?;
    let mut tx = ctx.begin().await?;
    let row = sqlx::query!("select user_id, revoked_at from growth.passports where id = $1 for update", id.0)
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(Error::NotFound)?;
    let own = row.user_id == user.0;
    if !own && !actor.can(Permission::PassportsRevoke) {
        return Err(Error::NotFound);
    }
    let reason = input.validate(own)?;
    if row.revoked_at.is_some() {
        return Ok(());
    }
    sqlx::query!(
        "update growth.passports set revoked_at = $2, revoked_by = $3, revoked_reason = $4 where id = $1",
        id.0,
        ctx.now(),
        user.0,
        reason,
    )
    .execute(&mut *tx)
    .await?;
    audit::Entry::new("passport.revoke", SUBJECT, id.0)
        .new_value(json!({ "reason": reason }))
        .record(&mut tx, actor)
        .await?;
    if !own {
        let notice = Notice::PassportRevoked { reason: reason.unwrap_or_default() };
        notify(&mut tx, Audience::User(UserId(row.user_id)), notice, format!("passport-revoked-{id}")).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What a code proves, for anyone who holds it. A revoked passport tells when, and nothing else.
///
/// # Errors
/// [`Error::NotFound`] for an unknown code, and while the account behind it is not active;
/// [`Error::TooMany`] after many unknown codes from one address.
pub async fn verify_passport(ctx: &Ctx, actor: &Actor, typed: &str) -> Result<VerifiedPassport> {
    match find_by_code(ctx, actor, typed).await {
        Err(Error::NotFound) => {
            let address = actor.address.map(|address| address.to_string()).unwrap_or_default();
            rate_limit::hit(&ctx.db, &format!("passport-unknown:{address}"), UNKNOWN_PER_HOUR, ctx.now()).await?;
            Err(Error::NotFound)
        }
        found => found,
    }
}

async fn find_by_code(ctx: &Ctx, actor: &Actor, typed: &str) -> Result<VerifiedPassport> {
    let code = read_passport_code(typed).ok_or(Error::NotFound)?;
    let mut conn = ctx.db.acquire().await?;
    let row = sqlx::query_as!(
        Row,
        "select p.id, p.user_id, p.code, p.items, p.stated, p.issued_at, p.revoked_at, p.revoked_by, p.revoked_reason
         from growth.passports p join accounts.users u on u.id = p.user_id
         where p.code = $1 and u.is_approved and u.blocked_at is null",
        code,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    let user = UserId(row.user_id);
    let owned = actor.id() == Some(user);
    let may_revoke = owned || actor.can(Permission::PassportsRevoke);
    let passport = row.read(ctx)?;
    let (stated, now) = match passport.state {
        PassportState::Revoked => (None, None),
        PassportState::Valid => {
            let Facts { statement, owner, privacy } = read_facts(&mut conn, user, ctx.today()).await?;
            let shown = |statement: Statement| Some(statement.for_strangers(owner, &privacy, &passport.items));
            (shown(passport.stated), shown(statement))
        }
    };
    Ok(VerifiedPassport {
        state: passport.state,
        code: passport.code,
        issued_at: passport.issued_at,
        revoked_at: passport.revoked_at,
        stated,
        now,
        owned,
        revocable: (may_revoke && passport.state == PassportState::Valid).then_some(passport.id),
    })
}

struct Row {
    id: i64,
    user_id: i64,
    code: String,
    items: Vec<String>,
    stated: serde_json::Value,
    issued_at: DateTime<Utc>,
    revoked_at: Option<DateTime<Utc>>,
    revoked_by: Option<i64>,
    revoked_reason: Option<String>,
}

impl Row {
    fn read(self, ctx: &Ctx) -> Result<Passport> {
        let by_platform = self.revoked_at.is_some() && self.revoked_by != Some(self.user_id);
        Ok(Passport {
            id: PassportId(self.id),
            url: format!("{}/passport/{}", ctx.config.base_url, self.code),
            code: self.code,
            state: if self.revoked_at.is_some() { PassportState::Revoked } else { PassportState::Valid },
            items: self.items.iter().filter_map(|name| ProfileItem::parse(name)).collect(),
            stated: serde_json::from_value(self.stated)?,
            issued_at: self.issued_at,
            revoked_at: self.revoked_at,
            revoked_reason: self.revoked_reason,
            revoked_by_platform: by_platform,
        })
    }
}

struct Found {
    owner: UserId,
    passport: Passport,
}

async fn load(ctx: &Ctx, conn: &mut PgConnection, id: PassportId) -> Result<Found> {
    let row = sqlx::query_as!(
        Row,
        "select id, user_id, code, items, stated, issued_at, revoked_at, revoked_by, revoked_reason
         from growth.passports where id = $1",
        id.0,
    )
    .fetch_optional(conn)
    .await?
    .ok_or(Error::NotFound)?;
    Ok(Found { owner: UserId(row.user_id), passport: row.read(ctx)? })
}
