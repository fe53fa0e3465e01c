//! Words an administrator gives in place of ours.

use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::audit::Entry;
use birqadam_core::{Actor, ChannelName, Error, Locale, NoticeKind, Permission, Result};
use serde_json::json;
use sqlx::PgConnection;

use crate::model::{Template, TemplateInput, template_key};

/// The words given for this type, channel and language: subject and body.
pub(super) async fn find_words(
    conn: &mut PgConnection,
    kind: NoticeKind,
    channel: ChannelName,
    locale: Locale,
) -> Result<Option<(String, String)>> {
    let row = sqlx::query!(
        "select subject, body from messaging.templates where kind = $1 and channel = $2 and locale = $3",
        kind.as_str(),
        channel.as_str(),
        locale.as_str(),
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (row.subject.unwrap_or_default(), row.body)))
}

/// All words given in place of ours. Permission `settings.manage`.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_templates(ctx: &Ctx, actor: &Actor) -> Result<Vec<Template>> {
    actor.require(Permission::SettingsManage)?;
    let rows = sqlx::query!(
        "select kind, channel, locale, subject, body, version, updated_at from messaging.templates
         order by kind, channel, locale"
    )
    .fetch_all(&ctx.db)
    .await?;
    let known = rows.into_iter().filter_map(|row| {
        Some(Template {
            kind: NoticeKind::parse(&row.kind)?,
            channel: ChannelName::parse(&row.channel)?,
            locale: Locale::parse(&row.locale)?,
            subject: row.subject,
            body: row.body,
            version: row.version,
            updated_at: row.updated_at,
        })
    });
    Ok(known.collect())
}

/// The words given for this type, channel and language, if any. Permission `settings.manage`.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn find_template(
    ctx: &Ctx,
    actor: &Actor,
    (kind, channel, locale): (NoticeKind, ChannelName, Locale),
) -> Result<Option<Template>> {
    let all = list_templates(ctx, actor).await?;
    Ok(all.into_iter().find(|t| t.kind == kind && t.channel == channel && t.locale == locale))
}

/// Whether words can be given; nothing is saved. Permission `settings.manage`.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] on `subject` or `body`.
pub fn try_template(actor: &Actor, [kind, channel, locale]: [&str; 3], input: &TemplateInput) -> Result<()> {
    actor.require(Permission::SettingsManage)?;
    let (kind, channel, _) = template_key(kind, channel, locale)?;
    input.check(kind, channel).map(|_| ())
}

/// Gives words in place of ours. Permission `settings.manage`.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] on `subject` or `body`; [`Error::Stale`] when somebody
/// else changed them meanwhile.
pub async fn save_template(
    ctx: &Ctx,
    actor: &Actor,
    (kind, channel, locale): (NoticeKind, ChannelName, Locale),
    input: TemplateInput,
) -> Result<()> {
    let user = actor.require(Permission::SettingsManage)?;
    let (subject, body) = input.check(kind, channel)?;
    let mut tx = ctx.begin().await?;
    let before = lock(&mut tx, kind, channel, locale).await?;
    check_version(before.as_ref(), &input)?;
    let written = sqlx::query!(
        "insert into messaging.templates (kind, channel, locale, subject, body, updated_by)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (kind, channel, locale) do update
             set subject = excluded.subject, body = excluded.body, updated_by = excluded.updated_by,
                 version = templates.version + 1, updated_at = now()
             where templates.version = $7",
        kind.as_str(),
        channel.as_str(),
        locale.as_str(),
        subject,
        body,
        user.0,
        input.version,
    )
    .execute(&mut *tx)
    .await?;
    if written.rows_affected() == 0 {
        // Two gave the first words at the same moment.
        let now = lock(&mut tx, kind, channel, locale).await?;
        check_version(now.as_ref(), &input)?;
    }
    Entry::new("template.update", "template", None)
        .old(logged(kind, channel, locale, before.as_ref().map(|b| (b.subject.as_deref(), b.body.as_str()))))
        .new_value(logged(kind, channel, locale, Some((subject.as_deref(), &body))))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Goes back to our own words. Permission `settings.manage`.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] when these are our own words.
pub async fn reset_template(
    ctx: &Ctx,
    actor: &Actor,
    (kind, channel, locale): (NoticeKind, ChannelName, Locale),
) -> Result<()> {
    actor.require(Permission::SettingsManage)?;
    let mut tx = ctx.begin().await?;
    let before = lock(&mut tx, kind, channel, locale).await?.ok_or(Error::NotFound)?;
    sqlx::query!(
        "delete from messaging.templates where kind = $1 and channel = $2 and locale = $3",
        kind.as_str(),
        channel.as_str(),
        locale.as_str(),
    )
    .execute(&mut *tx)
    .await?;
    Entry::new("template.reset", "template", None)
        .old(logged(kind, channel, locale, Some((before.subject.as_deref(), &before.body))))
        .new_value(logged(kind, channel, locale, None))
        .record(&mut tx, actor)
        .await?;
    tx.commit().await?;
    Ok(())
}

struct Stored {
    subject: Option<String>,
    body: String,
    version: i64,
}

async fn lock(
    conn: &mut PgConnection,
    kind: NoticeKind,
    channel: ChannelName,
    locale: Locale,
) -> Result<Option<Stored>> {
    let stored = sqlx::query_as!(
        Stored,
        "select subject, body, version from messaging.templates
         where kind = $1 and channel = $2 and locale = $3 for update",
        kind.as_str(),
        channel.as_str(),
        locale.as_str(),
    )
    .fetch_optional(conn)
    .await?;
    Ok(stored)
}

fn check_version(stored: Option<&Stored>, input: &TemplateInput) -> Result<()> {
    let current_version = stored.map_or(0, |stored| stored.version);
    if current_version == input.version {
        return Ok(());
    }
    let (subject, body) = stored.map_or((None, ""), |stored| (stored.subject.as_deref(), stored.body.as_str()));
    Err(Error::Stale {
        current_version,
        current: json!({ "subject": subject, "body": body }).to_string(),
        yours: json!({ "subject": input.subject, "body": input.body }).to_string(),
    })
}

fn logged(
    kind: NoticeKind,
    channel: ChannelName,
    locale: Locale,
    words: Option<(Option<&str>, &str)>,
) -> serde_json::Value {
    json!({
        "kind": kind.as_str(),
        "channel": channel.as_str(),
        "locale": locale.as_str(),
        "subject": words.and_then(|(subject, _)| subject),
        "body": words.map(|(_, body)| body),
    })
}
