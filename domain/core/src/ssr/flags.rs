//! Feature flags on the server: for whom each is on, and changing that. Permission
//! `flags.manage`; each change is in the action log, which is also the flag's history.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::{Ctx, audit::Entry};
use crate::{
    Actor, Error, FieldCode, Flag, Permission, Result, UserId,
    flags::{FlagRule, FlagState},
    switches::{ChangeFlag, FlagChange, FlagInfo},
};

/// Of the action log.
const SUBJECT: &str = "flag";
/// Entries of a history that are shown.
const HISTORY_MAX: i64 = 50;

/// The rules of all flags at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules(BTreeMap<Flag, FlagRule>);

impl Default for Rules {
    fn default() -> Self {
        Rules(Flag::ALL.iter().map(|flag| (*flag, FlagRule::default_of(*flag))).collect())
    }
}

impl Rules {
    pub(super) async fn load(conn: &mut PgConnection) -> Result<Rules> {
        Ok(Rules(find(conn, None).await?.into_iter().map(|state| (state.name, state.rule)).collect()))
    }

    /// The flags that are on for this actor.
    pub fn on_for(&self, actor: &Actor) -> BTreeSet<Flag> {
        let person = |flag| actor.id().map(|id| (id, actor.roles.as_slice(), bucket(flag, id)));
        self.0.iter().filter(|(flag, rule)| rule.is_on(person(**flag))).map(|(flag, _)| *flag).collect()
    }
}

/// A person's place among a hundred, from 0, the same on every machine and day; of its own for
/// each flag, so that not the same people get everything first.
pub fn bucket(flag: Flag, user: UserId) -> i16 {
    let hash = Sha256::digest(format!("{}:{user}", flag.as_str()));
    let number = u32::from_be_bytes([0, hash[0], hash[1], hash[2]]);
    (number % 100) as i16
}

/// Every flag of the catalogue, with how many people it is on for.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_flags(ctx: &Ctx, actor: &Actor) -> Result<Vec<FlagInfo>> {
    actor.require(Permission::FlagsManage)?;
    let mut conn = ctx.db.acquire().await?;
    let mut flags = find(&mut conn, None).await?;
    for flag in &mut flags {
        count(&mut conn, flag).await?;
    }
    Ok(flags)
}

/// One flag by name.
///
/// # Errors
/// [`Error::NotFound`] for a name that is not in the catalogue.
pub async fn find_flag(ctx: &Ctx, actor: &Actor, name: &str) -> Result<FlagInfo> {
    actor.require(Permission::FlagsManage)?;
    let flag = Flag::parse(name).ok_or(Error::NotFound)?;
    let mut conn = ctx.db.acquire().await?;
    let mut info = state(&mut conn, flag).await?;
    count(&mut conn, &mut info).await?;
    Ok(info)
}

/// Gives a flag a new rule. The same rule again changes nothing.
///
/// # Errors
/// [`Error::Invalid`] at `name`, `percentage`, `roles`, `users`; [`Error::Stale`].
pub async fn change_flag(ctx: &Ctx, actor: &Actor, input: ChangeFlag) -> Result<FlagInfo> {
    actor.require(Permission::FlagsManage)?;
    let flag = Flag::parse(&input.name).ok_or_else(|| Error::field("name", FieldCode::Unknown))?;
    let rule = input.rule.normalise()?;
    let mut tx = ctx.begin().await?;
    sqlx::query!("select pg_advisory_xact_lock(hashtext('core.feature_flags'))").execute(&mut *tx).await?;
    check_names(&mut tx, &rule).await?;
    let before = state(&mut tx, flag).await?;
    if input.version.is_some_and(|seen| seen != before.version) && before.rule != rule {
        return Err(Error::Stale {
            current_version: before.version,
            current: serde_json::to_string(&before.rule)?,
            yours: serde_json::to_string(&rule)?,
        });
    }
    if before.rule != rule {
        let id = store(&mut tx, flag, &rule).await?;
        Entry::new("flag.change", SUBJECT, id)
            .old(json!({ "flag": flag, "rule": before.rule }))
            .new_value(json!({ "flag": flag, "rule": rule }))
            .record(&mut tx, actor)
            .await?;
    }
    let mut after = state(&mut tx, flag).await?;
    tx.commit().await?;
    ctx.live.forget();
    count(&mut *ctx.db.acquire().await?, &mut after).await?;
    Ok(after)
}

async fn store(conn: &mut PgConnection, flag: Flag, rule: &FlagRule) -> Result<i64> {
    let users: Vec<i64> = rule.users.iter().map(|id| id.0).collect();
    let id = sqlx::query_scalar!(
        "insert into core.feature_flags (name, state, roles, users, percentage) values ($1, $2, $3, $4, $5)
         on conflict (name) do update set state = excluded.state, roles = excluded.roles, users = excluded.users,
             percentage = excluded.percentage, version = core.feature_flags.version + 1, updated_at = now()
         returning id",
        flag.as_str(),
        rule.state.as_str(),
        &rule.roles,
        &users,
        rule.percentage,
    )
    .fetch_one(conn)
    .await?;
    Ok(id)
}

/// Roles and people of the rule must exist.
async fn check_names(conn: &mut PgConnection, rule: &FlagRule) -> Result<()> {
    let users: Vec<i64> = rule.users.iter().map(|id| id.0).collect();
    let found = sqlx::query!(
        r#"select (select count(*) from accounts.roles where name = any($1)) as "roles!",
                  (select count(*) from accounts.users where id = any($2)) as "users!""#,
        &rule.roles,
        &users,
    )
    .fetch_one(conn)
    .await?;
    let mut v = crate::validate::Validator::new();
    v.check(found.roles == rule.roles.len() as i64, "roles", FieldCode::Unknown);
    v.check(found.users == users.len() as i64, "users", FieldCode::Unknown);
    v.finish()
}

/// The rules a flag had, the latest first.
///
/// # Errors
/// [`Error::NotFound`] for a name that is not in the catalogue.
pub async fn list_flag_changes(ctx: &Ctx, actor: &Actor, name: &str) -> Result<Vec<FlagChange>> {
    actor.require(Permission::FlagsManage)?;
    let flag = Flag::parse(name).ok_or(Error::NotFound)?;
    let rows = sqlx::query!(
        r#"select l.id, l.at, l.actor_label, l.old, l.new
           from core.feature_flags f join core.audit_log l on l.subject_kind = 'flag' and l.subject_id = f.id
           where f.name = $1 order by l.id desc limit $2"#,
        flag.as_str(),
        HISTORY_MAX,
    )
    .fetch_all(&ctx.db)
    .await?;
    let rule = |entry: Option<Value>| serde_json::from_value(entry?.get("rule")?.clone()).ok();
    Ok(rows
        .into_iter()
        .map(|row| FlagChange { id: row.id, at: row.at, by: row.actor_label, old: rule(row.old), new: rule(row.new) })
        .collect())
}

/// Names of the roles a rule can choose from.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_role_names(ctx: &Ctx, actor: &Actor) -> Result<Vec<String>> {
    actor.require(Permission::FlagsManage)?;
    Ok(sqlx::query_scalar!("select name from accounts.roles order by is_system desc, id").fetch_all(&ctx.db).await?)
}

async fn state(conn: &mut PgConnection, flag: Flag) -> Result<FlagInfo> {
    find(conn, Some(flag)).await?.pop().ok_or(Error::NotFound)
}

async fn find(conn: &mut PgConnection, only: Option<Flag>) -> Result<Vec<FlagInfo>> {
    let rows = sqlx::query!(
        "select id, name, state, roles, users, percentage, version, updated_at from core.feature_flags
         where $1::text is null or name = $1",
        only.map(Flag::as_str),
    )
    .fetch_all(conn)
    .await?;
    let wanted = Flag::ALL.iter().copied().filter(|flag| only.is_none_or(|one| one == *flag));
    Ok(wanted
        .map(|flag| {
            let row = rows.iter().find(|row| row.name == flag.as_str());
            let rule = row.map_or_else(
                || FlagRule::default_of(flag),
                |row| FlagRule {
                    state: FlagState::parse(&row.state).unwrap_or_default(),
                    roles: row.roles.clone(),
                    users: row.users.iter().copied().map(UserId).collect(),
                    percentage: row.percentage,
                },
            );
            let (version, changed_at) = row.map_or((0, None), |row| (row.version, Some(row.updated_at)));
            FlagInfo { name: flag, id: row.map(|row| row.id), rule, version, changed_at, people: 0, of: 0 }
        })
        .collect())
}

/// How many accounts in use the flag is on for. The hash is that of [`bucket`].
async fn count(conn: &mut PgConnection, info: &mut FlagInfo) -> Result<()> {
    let users: Vec<i64> = info.rule.users.iter().map(|id| id.0).collect();
    let found = sqlx::query!(
        r#"select count(*) as "of!", count(*) filter (where
                $1 = 'on' or ($1 = 'some' and (
                    u.id = any($2)
                    or exists (select from accounts.user_roles ur join accounts.roles r on r.id = ur.role_id
                               where ur.user_id = u.id and r.name = any($3))
                    or ((get_byte(h.hash, 0) << 16) + (get_byte(h.hash, 1) << 8) + get_byte(h.hash, 2)) % 100 < $4
                ))) as "people!"
           from accounts.users u,
                lateral (select sha256(convert_to($5 || ':' || u.id::text, 'UTF8')) as hash) h
           where u.blocked_at is null"#,
        info.rule.state.as_str(),
        &users,
        &info.rule.roles,
        i32::from(info.rule.percentage),
        info.name.as_str(),
    )
    .fetch_one(conn)
    .await?;
    (info.people, info.of) = (found.people, found.of);
    Ok(())
}
