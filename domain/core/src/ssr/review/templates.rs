//! Ready reasons. Permission `review.templates`; whoever decides reads them.

use sqlx::PgConnection;

use super::Review;
use crate::{
    Actor, Error, FieldCode, Locale, Localized, Permission, Result, UserId,
    review::{Decision, ReasonTemplate, ReasonTemplateInput},
    ssr::{Ctx, audit::Entry},
};

/// Most ready reasons of one decision on one kind: more are no help in choosing.
const PER_DECISION_MAX: i64 = 30;

struct Row {
    id: i64,
    kind: String,
    decision: String,
    text: serde_json::Value,
    version: i64,
}

impl Row {
    fn read(self) -> Result<ReasonTemplate> {
        Ok(ReasonTemplate {
            id: self.id,
            kind: self.kind,
            decision: Decision::parse(&self.decision).unwrap_or(Decision::Reject),
            text: serde_json::from_value(self.text)?,
            version: self.version,
        })
    }
}

/// All of them, by kind and decision. Permission `review.templates`.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn list(ctx: &Ctx, actor: &Actor) -> Result<Vec<ReasonTemplate>> {
    actor.require(Permission::ReviewTemplates)?;
    let rows = sqlx::query_as!(
        Row,
        "select id, kind, decision, text, version from core.reason_templates order by kind, decision, id",
    )
    .fetch_all(&ctx.db)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// Those of a kind, for its pane.
pub(super) async fn of_kind(conn: &mut PgConnection, kind: &str) -> Result<Vec<ReasonTemplate>> {
    let rows = sqlx::query_as!(
        Row,
        "select id, kind, decision, text, version from core.reason_templates where kind = $1 order by decision, id",
        kind,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// The text of a chosen ready reason in its reader's language; empty when none was chosen.
///
/// # Errors
/// [`Error::Invalid`] on `template` when it is none of this kind and decision.
pub(super) async fn text_for(
    conn: &mut PgConnection,
    kind: &str,
    decision: &str,
    chosen: &str,
    reader: UserId,
) -> Result<String> {
    if chosen.trim().is_empty() {
        return Ok(String::new());
    }
    let unknown = || Error::field("template", FieldCode::Unknown);
    let id: i64 = chosen.trim().parse().map_err(|_| unknown())?;
    let row = sqlx::query!(
        "select t.text, (select locale from accounts.users where id = $4) as locale
         from core.reason_templates t where t.id = $1 and t.kind = $2 and t.decision = $3",
        id,
        kind,
        decision,
        reader.0,
    )
    .fetch_optional(conn)
    .await?
    .ok_or_else(unknown)?;
    let text: Localized = serde_json::from_value(row.text)?;
    let locale = row.locale.as_deref().and_then(Locale::parse).unwrap_or_default();
    Ok(text.get(locale).0.to_owned())
}

/// Adds one. Permission `review.templates`.
///
/// # Errors
/// [`Error::Invalid`] on `kind`, `decision`, and as of [`ReasonTemplateInput::text`].
pub async fn create(review: &Review, ctx: &Ctx, actor: &Actor, input: &ReasonTemplateInput) -> Result<ReasonTemplate> {
    let user = actor.require(Permission::ReviewTemplates)?;
    let unknown = |field: &str| Error::field(field, FieldCode::Unknown);
    let kind = review.kind(&input.kind).map_err(|_| unknown("kind"))?.kind();
    let takes = |decision: &Decision| match decision {
        Decision::Approve => false,
        Decision::Return => !kind.fields.is_empty(),
        Decision::Reject => true,
    };
    let decision = Decision::parse(&input.decision).filter(takes).ok_or_else(|| unknown("decision"))?;
    let text = input.text()?;
    let mut tx = ctx.begin().await?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "n!" from core.reason_templates where kind = $1 and decision = $2"#,
        kind.name,
        decision.as_str(),
    )
    .fetch_one(&mut *tx)
    .await?;
    if count >= PER_DECISION_MAX {
        return Err(Error::field("decision", FieldCode::TooMany(PER_DECISION_MAX)));
    }
    let id = sqlx::query_scalar!(
        "insert into core.reason_templates (kind, decision, text, updated_by) values ($1, $2, $3, $4) returning id",
        kind.name,
        decision.as_str(),
        serde_json::to_value(&text)?,
        user.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    Entry::new("reason.create", "reason", id).new_value(&text).record(&mut tx, actor).await?;
    tx.commit().await?;
    Ok(ReasonTemplate { id, kind: kind.name.to_owned(), decision, text, version: 1 })
}

/// Rewrites one. Permission `review.templates`.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`]; [`Error::Invalid`] as of [`ReasonTemplateInput::text`].
pub async fn update(ctx: &Ctx, actor: &Actor, id: i64, input: &ReasonTemplateInput) -> Result<ReasonTemplate> {
    let user = actor.require(Permission::ReviewTemplates)?;
    let text = input.text()?;
    let mut tx = ctx.begin().await?;
    let before = lock(&mut tx, id).await?;
    if input.version.is_some_and(|version| version != before.version) {
        return Err(Error::Stale {
            current_version: before.version,
            current: serde_json::to_string(&before)?,
            yours: serde_json::to_string(input)?,
        });
    }
    sqlx::query!(
        "update core.reason_templates set text = $2, version = version + 1, updated_by = $3, updated_at = now()
         where id = $1",
        id,
        serde_json::to_value(&text)?,
        user.0,
    )
    .execute(&mut *tx)
    .await?;
    Entry::new("reason.update", "reason", id).old(&before.text).new_value(&text).record(&mut tx, actor).await?;
    tx.commit().await?;
    Ok(ReasonTemplate { text, version: before.version + 1, ..before })
}

/// Removes one; reasons given with it stay. Permission `review.templates`.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn delete(ctx: &Ctx, actor: &Actor, id: i64) -> Result<()> {
    actor.require(Permission::ReviewTemplates)?;
    let mut tx = ctx.begin().await?;
    let before = lock(&mut tx, id).await?;
    sqlx::query!("delete from core.reason_templates where id = $1", id).execute(&mut *tx).await?;
    Entry::new("reason.delete", "reason", id).old(&before.text).record(&mut tx, actor).await?;
    tx.commit().await?;
    Ok(())
}

async fn lock(conn: &mut PgConnection, id: i64) -> Result<ReasonTemplate> {
    sqlx::query_as!(
        Row,
        "select id, kind, decision, text, version from core.reason_templates where id = $1 for update",
        id,
    )
    .fetch_optional(conn)
    .await?
    .ok_or(Error::NotFound)?
    .read()
}
