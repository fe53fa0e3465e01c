//! What a person wants to be told by which channel, and when.

use birqadam_core::ssr::audit::Entry;
use birqadam_core::ssr::notify::{Audience, notify};
use birqadam_core::ssr::rate_limit::{self, Limit};
use birqadam_core::ssr::{Ctx, DbResultExt, jobs};
use birqadam_core::{Actor, ChannelName, Error, FieldCode, NoticeKind, Result, UserId, notice::Notice};
use chrono::TimeDelta;
use chrono_tz::Tz;
use sqlx::PgConnection;

use super::SendDigest;
use super::person::DIGEST_HOUR;
use crate::model::{CheckedPreferences, Digest, KindPreference, Preferences, PreferencesInput};
use crate::rules::{next_digest, time_zone};

/// One's own choices: the types that concern the person, with defaults where nothing was chosen.
///
/// # Errors
/// [`Error::Unauthenticated`] without an account.
pub async fn find_preferences(ctx: &Ctx, actor: &Actor) -> Result<Preferences> {
    let user = actor.require_user()?;
    let mut conn = ctx.db.acquire().await?;
    load(&mut conn, actor, user).await
}

async fn load(conn: &mut PgConnection, actor: &Actor, user: UserId) -> Result<Preferences> {
    let row = sqlx::query!(
        r#"select u.time_zone, u.email, u.email_confirmed_at is not null as "confirmed!",
                  s.quiet_from as "quiet_from?", s.quiet_to as "quiet_to?", s.digest as "digest?",
                  s.digest_hour as "digest_hour?"
           from accounts.users u left join messaging.notification_settings s on s.user_id = u.id
           where u.id = $1"#,
        user.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::Unauthenticated)?;
    let chosen = sqlx::query!(
        "select kind, channel, enabled from messaging.notification_preferences where user_id = $1",
        user.0,
    )
    .fetch_all(conn)
    .await?;
    let mut kinds: Vec<_> = concerning(actor).map(KindPreference::by_default).collect();
    for choice in chosen {
        let kind = kinds.iter_mut().find(|preference| preference.kind.as_str() == choice.kind);
        if let (Some(preference), Some(channel)) = (kind, ChannelName::parse(&choice.channel)) {
            preference.set(channel, choice.enabled);
        }
    }
    Ok(Preferences {
        time_zone: row.time_zone,
        quiet_from: row.quiet_from,
        quiet_to: row.quiet_to,
        digest: row.digest.as_deref().and_then(Digest::parse).unwrap_or_default(),
        digest_hour: row.digest_hour.unwrap_or(DIGEST_HOUR),
        kinds,
        email: row.email,
        email_confirmed: row.confirmed,
    })
}

/// The types of notices this person can get and choose about.
fn concerning(actor: &Actor) -> impl Iterator<Item = NoticeKind> {
    NoticeKind::ALL
        .iter()
        .copied()
        .filter(|kind| !kind.ignores_preferences() && kind.concerns().is_none_or(|permission| actor.can(permission)))
}

/// Replaces one's own choices. Types that are left out stay as they are.
///
/// # Errors
/// [`Error::Unauthenticated`]; [`Error::Invalid`] with all fields that cannot be accepted.
pub async fn save_preferences(ctx: &Ctx, actor: &Actor, input: PreferencesInput) -> Result<Preferences> {
    let user = actor.require_user()?;
    let checked = input.check(|zone| zone.parse::<Tz>().is_ok())?;
    let mut tx = ctx.begin().await?;
    let before = load(&mut tx, actor, user).await?;
    write_settings(&mut tx, user, &checked).await?;
    write_kinds(&mut tx, user, &checked.kinds).await?;
    reschedule_digest(ctx, &mut tx, user, &checked).await?;
    let after = load(&mut tx, actor, user).await?;
    Entry::new("notifications.update", "user", user.0)
        .old(logged(&before))
        .new_value(logged(&after))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(after)
}

async fn write_settings(conn: &mut PgConnection, user: UserId, checked: &CheckedPreferences) -> Result<()> {
    sqlx::query!("update accounts.users set time_zone = $2 where id = $1", user.0, checked.time_zone)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "insert into messaging.notification_settings (user_id, quiet_from, quiet_to, digest, digest_hour)
         values ($1, $2, $3, $4, $5)
         on conflict (user_id) do update set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
             digest = excluded.digest, digest_hour = excluded.digest_hour, updated_at = now()",
        user.0,
        checked.quiet.map(|(from, _)| from),
        checked.quiet.map(|(_, to)| to),
        checked.digest.as_str(),
        checked.digest_hour,
    )
    .execute(conn)
    .await
    .on_constraint(&[("notification_settings_quiet_hours", Error::field("quiet_to", FieldCode::SameTime))])?;
    Ok(())
}

/// Writes what differs from the defaults and forgets what does not.
async fn write_kinds(conn: &mut PgConnection, user: UserId, kinds: &[KindPreference]) -> Result<()> {
    let (mut names, mut channels, mut on) = (Vec::new(), Vec::new(), Vec::new());
    for preference in kinds {
        for channel in ChannelName::ALL {
            names.push(preference.kind.as_str().to_owned());
            channels.push(channel.as_str().to_owned());
            let wanted = preference.is_on(channel);
            on.push((wanted != preference.kind.is_on_by_default(channel)).then_some(wanted));
        }
    }
    sqlx::query!(
        "delete from messaging.notification_preferences p
         using unnest($2::text[], $3::text[], $4::bool[]) as t (kind, channel, enabled)
         where p.user_id = $1 and p.kind = t.kind and p.channel = t.channel and t.enabled is null",
        user.0,
        &names,
        &channels,
        &on as &[Option<bool>],
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into messaging.notification_preferences (user_id, kind, channel, enabled)
         select distinct on (kind, channel) $1, kind, channel, enabled
         from unnest($2::text[], $3::text[], $4::bool[]) as t (kind, channel, enabled) where enabled is not null
         on conflict (user_id, kind, channel) do update set enabled = excluded.enabled, updated_at = now()",
        user.0,
        &names,
        &channels,
        &on as &[Option<bool>],
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What waits for a digest goes out at its new hour, or at once when there is to be none.
async fn reschedule_digest(
    ctx: &Ctx,
    conn: &mut PgConnection,
    user: UserId,
    checked: &CheckedPreferences,
) -> Result<()> {
    let now = ctx.now();
    let due = next_digest(checked.digest, checked.digest_hour, now, time_zone(&checked.time_zone)).unwrap_or(now);
    let waiting = sqlx::query!(
        "update messaging.deliveries set due_at = $2 where user_id = $1 and state = 'collected'",
        user.0,
        due,
    )
    .execute(&mut *conn)
    .await?;
    if waiting.rows_affected() > 0 {
        let job = SendDigest { user };
        jobs::enqueue_at(conn, &job, Some(&job.key()), Some(due)).await?;
    }
    Ok(())
}

/// For the action log: the switches that differ from the defaults, and the hours.
fn logged(preferences: &Preferences) -> serde_json::Value {
    let names = |channel| {
        let all = preferences.kinds.iter().filter(move |p| !p.is_on(channel)).map(|p| p.kind.as_str());
        all.collect::<Vec<_>>()
    };
    serde_json::json!({
        "time_zone": preferences.time_zone,
        "quiet_from": preferences.quiet_from,
        "quiet_to": preferences.quiet_to,
        "digest": preferences.digest.as_str(),
        "digest_hour": preferences.digest_hour,
        "off_in_app": names(ChannelName::InApp),
        "off_email": names(ChannelName::Email),
    })
}

/// At most so many test notifications.
const TESTS: Limit = Limit { hits: 5, window: TimeDelta::minutes(10) };

/// Tells oneself something by every channel, to see what arrives.
///
/// # Errors
/// [`Error::Unauthenticated`] without an account; [`Error::TooMany`].
pub async fn send_test(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let user = actor.require_user()?;
    rate_limit::hit(&ctx.db, &format!("test-notification-{user}"), TESTS, ctx.now()).await?;
    let mut tx = ctx.begin().await?;
    let key = format!("test-{user}-{}", ctx.now().timestamp_micros());
    notify(&mut tx, Audience::User(user), Notice::Test, key).await?;
    tx.commit().await?;
    Ok(())
}
