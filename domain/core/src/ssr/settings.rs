//! Reading and changing the settings of [`crate::settings`]. Permission `settings.manage`; each
//! change is in the action log, which is also the setting's history.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::{PgConnection, PgExecutor};

use super::{Ctx, audit::Entry};
use crate::{
    Actor, Error, FieldCode, Permission, Result, Setting, Settings,
    settings::Kind,
    switches::{ChangeSetting, SettingChange, SettingState},
};

/// Of the action log.
const SUBJECT: &str = "setting";
/// Entries of a history that are shown.
const HISTORY_MAX: i64 = 50;

/// Whether new projects wait for a moderator before they are published; read in the caller's
/// transaction.
///
/// # Errors
/// Only when the database fails.
pub async fn project_moderation(conn: impl PgExecutor<'_>) -> Result<bool> {
    let value = sqlx::query_scalar!("select value from core.settings where name = 'project_moderation'")
        .fetch_optional(conn)
        .await?;
    Ok(value.and_then(|v| v.as_bool()).unwrap_or(Settings::default().project_moderation))
}

/// All settings as stored; for [`super::Live`].
pub(super) async fn load(conn: &mut PgConnection) -> Result<Settings> {
    let rows = sqlx::query!("select name, value from core.settings").fetch_all(conn).await?;
    let mut settings = Settings::default();
    for row in rows {
        if let Some(setting) = Setting::parse(&row.name) {
            settings.set(setting, &row.value);
        }
    }
    Ok(settings)
}

/// Every setting of the catalogue with its value.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_settings(ctx: &Ctx, actor: &Actor) -> Result<Vec<SettingState>> {
    actor.require(Permission::SettingsManage)?;
    find(&mut *ctx.db.acquire().await?, None).await
}

/// One setting by name.
///
/// # Errors
/// [`Error::NotFound`] for a name that is not in the catalogue.
pub async fn find_setting(ctx: &Ctx, actor: &Actor, name: &str) -> Result<SettingState> {
    actor.require(Permission::SettingsManage)?;
    let setting = Setting::parse(name).ok_or(Error::NotFound)?;
    state(&mut *ctx.db.acquire().await?, setting).await
}

/// Gives a setting a new value. The same value again changes nothing.
///
/// # Errors
/// [`Error::Invalid`] at `name`, `value` (or `value.ru`, …); [`Error::Stale`].
pub async fn change_setting(ctx: &Ctx, actor: &Actor, input: ChangeSetting) -> Result<SettingState> {
    actor.require(Permission::SettingsManage)?;
    let setting = Setting::parse(&input.name).ok_or_else(|| Error::field("name", FieldCode::Unknown))?;
    let value = setting.check(&input.value)?;
    let mut tx = ctx.begin().await?;
    // One after the other, also for a row that is not there yet.
    sqlx::query!("select pg_advisory_xact_lock(hashtext('core.settings'))").execute(&mut *tx).await?;
    let before = state(&mut tx, setting).await?;
    if input.version.is_some_and(|seen| seen != before.version) && before.value != value {
        return Err(Error::Stale {
            current_version: before.version,
            current: before.value.to_string(),
            yours: value.to_string(),
        });
    }
    if before.value == value {
        return Ok(before);
    }
    let id = sqlx::query_scalar!(
        "insert into core.settings (name, value, updated_by) values ($1, $2, $3)
         on conflict (name) do update set value = excluded.value, updated_by = excluded.updated_by,
             version = core.settings.version + 1, updated_at = now()
         returning id",
        setting.as_str(),
        value,
        actor.id().map(|id| id.0),
    )
    .fetch_one(&mut *tx)
    .await?;
    Entry::new("setting.change", SUBJECT, id)
        .old(json!({ "setting": setting, "value": before.value }))
        .new_value(json!({ "setting": setting, "value": value }))
        .record(&mut tx, actor)
        .await?;
    let after = state(&mut tx, setting).await?;
    tx.commit().await?;
    ctx.live.forget();
    Ok(after)
}

/// Gives a setting the value that a change of its history brought.
///
/// # Errors
/// As [`change_setting`]; [`Error::NotFound`] for a change that is not in its history.
pub async fn restore_setting(
    ctx: &Ctx,
    actor: &Actor,
    name: &str,
    change: i64,
    version: Option<i64>,
) -> Result<SettingState> {
    let changes = list_setting_changes(ctx, actor, name).await?;
    let wanted = changes.into_iter().find(|past| past.id == change).ok_or(Error::NotFound)?;
    change_setting(ctx, actor, ChangeSetting { name: name.to_owned(), value: wanted.new, version }).await
}

/// The values a setting had, the latest first.
///
/// # Errors
/// [`Error::NotFound`] for a name that is not in the catalogue.
pub async fn list_setting_changes(ctx: &Ctx, actor: &Actor, name: &str) -> Result<Vec<SettingChange>> {
    actor.require(Permission::SettingsManage)?;
    let setting = Setting::parse(name).ok_or(Error::NotFound)?;
    let rows = sqlx::query!(
        r#"select l.id, l.at, l.actor_label, l.old, l.new
           from core.settings s join core.audit_log l on l.subject_kind = 'setting' and l.subject_id = s.id
           where s.name = $1 order by l.id desc limit $2"#,
        setting.as_str(),
        HISTORY_MAX,
    )
    .fetch_all(&ctx.db)
    .await?;
    let value = |entry: Option<Value>| entry.and_then(|e| e.get("value").cloned()).unwrap_or_default();
    let change = |row: (i64, DateTime<Utc>, String, Option<Value>, Option<Value>)| SettingChange {
        id: row.0,
        at: row.1,
        by: row.2,
        old: value(row.3),
        new: value(row.4),
    };
    Ok(rows.into_iter().map(|r| change((r.id, r.at, r.actor_label, r.old, r.new))).collect())
}

async fn state(conn: &mut PgConnection, setting: Setting) -> Result<SettingState> {
    find(conn, Some(setting)).await?.pop().ok_or(Error::NotFound)
}

async fn find(conn: &mut PgConnection, only: Option<Setting>) -> Result<Vec<SettingState>> {
    let rows = sqlx::query!(
        r#"select s.id as "id!", s.name as "name!", s.value as "value!", s.version as "version!", s.updated_at as "updated_at!",
                  u.name as "by?"
           from core.settings s left join accounts.users u on u.id = s.updated_by
           where $1::text is null or s.name = $1"#,
        only.map(Setting::as_str),
    )
    .fetch_all(conn)
    .await?;
    let wanted = Setting::ALL.iter().copied().filter(|setting| only.is_none_or(|one| one == *setting));
    Ok(wanted
        .map(|setting| {
            let row = rows.iter().find(|row| row.name == setting.as_str());
            let default = setting.default_value();
            // What this version cannot read counts as not set.
            let stored = row.and_then(|row| setting.check(&row.value).ok());
            let (min, max) = match setting.kind() {
                Kind::Number { min, max } => (Some(min), Some(max)),
                _ => (None, None),
            };
            // The migration's own rows were changed by nobody.
            let changed = row.filter(|row| row.version > 1 || row.by.is_some());
            SettingState {
                name: setting,
                id: row.map(|row| row.id),
                group: setting.group(),
                value: stored.unwrap_or_else(|| default.clone()),
                default,
                min,
                max,
                version: row.map_or(0, |row| row.version),
                changed_at: changed.map(|row| row.updated_at),
                changed_by: changed.and_then(|row| row.by.clone()),
            }
        })
        .collect())
}
