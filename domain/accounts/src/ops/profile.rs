//! One's own profile and the public face.

use birqadam_core::{
    Actor, ActorKind, Approval, Code, Error, FieldCode, Locale, Result, UserId,
    ssr::{Ctx, audit::Entry},
};
use serde_json::json;

use super::{identity, people, profile_photo::photo_url, verification_lapse::lapse};
use crate::model::{Lapse, Me, Owner, ProfileItem, PublicProfile, UpdateProfile, ValidProfile};

/// Changes one's own profile. Approved accounts; an application is corrected by
/// [`super::applications::resubmit_application`]. Under another name a confirmed identity is
/// confirmed no more.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Stale`] with both versions when the profile changed meanwhile.
pub async fn update_profile(ctx: &Ctx, actor: &Actor, input: UpdateProfile) -> Result<Me> {
    let id = require_approved(actor)?;
    let ValidProfile { name, phone, about, locale, city, languages, birth_date } = input.validate()?;
    if birth_date.is_some_and(|born| born > ctx.today()) {
        return Err(Error::field("birth_date", FieldCode::InFuture));
    }

    let mut tx = ctx.begin().await?;
    let stored = sqlx::query!(
        "select name, phone, about, locale, city, languages, birth_date, version
         from accounts.users where id = $1 for update",
        id.0,
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(Error::Unauthenticated)?;
    let current = UpdateProfile {
        name: stored.name,
        phone: stored.phone.unwrap_or_default(),
        about: stored.about,
        locale: stored.locale,
        city: stored.city.unwrap_or_default(),
        languages: stored.languages,
        birth_date: stored.birth_date.map(|born| born.to_string()).unwrap_or_default(),
        version: stored.version,
    };
    if current.version != input.version {
        return Err(Error::Stale {
            current_version: current.version,
            current: serde_json::to_string(&current)?,
            yours: serde_json::to_string(&input)?,
        });
    }
    let locale = locale.unwrap_or(&current.locale);
    sqlx::query!(
        "update accounts.users
         set name = $2, phone = $3, about = $4, locale = $5, city = $6, languages = $7::text[], birth_date = $8,
             version = version + 1, updated_at = now()
         where id = $1",
        id.0,
        name,
        phone,
        about,
        locale,
        city,
        &languages as &[&str],
        birth_date,
    )
    .execute(&mut *tx)
    .await?;
    if name != current.name {
        lapse(ctx, &mut tx, actor, id, Lapse::Name).await?;
    }
    Entry::new("user.update_profile", "user", id.0)
        .old(json!({
            "name": current.name, "about": current.about, "locale": current.locale,
            "city": current.city, "languages": current.languages,
        }))
        .new_value(json!({
            "name": name,
            "about": about,
            "locale": locale,
            "city": city.unwrap_or_default(),
            "languages": languages,
            // Whether, not what: phone numbers and dates of birth stay out of the log.
            "birth_date_changed": birth_date.map(|born| born.to_string()).unwrap_or_default() != current.birth_date,
            "phone_changed": phone.as_deref().unwrap_or_default() != current.phone,
        }))
        .record(&mut tx, actor)
        .await?;
    let me = identity::find_me(&mut *tx, id).await?;
    tx.commit().await?;
    Ok(me)
}

/// Remembers the language chosen by a signed-in person. No new version: nothing that is edited
/// in a form changes.
///
/// # Errors
/// [`Error::Unauthenticated`] when nobody is signed in.
pub async fn set_locale(ctx: &Ctx, actor: &Actor, locale: Locale) -> Result<()> {
    let id = actor.require_user()?;
    let mut tx = ctx.begin().await?;
    let before = sqlx::query_scalar!(
        "update accounts.users u set locale = $2 from accounts.users before
         where u.id = $1 and before.id = u.id and before.locale <> $2 returning before.locale",
        id.0,
        locale.as_str(),
    )
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(before) = before {
        Entry::new("user.update_preferences", "user", id.0)
            .old(json!({ "locale": before }))
            .new_value(json!({ "locale": locale }))
            .record(&mut tx, actor)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Anyone. Only approved, unblocked accounts; others are not found.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn public_profile(ctx: &Ctx, id: UserId) -> Result<PublicProfile> {
    let row = sqlx::query!(
        r#"select coalesce(organization_name, name) as "display_name!", role, about, profile_photo,
                  rating::float8 as rating, rating_count, created_at, birth_date, privacy,
                  organization_name is not null as "organization!"
           from accounts.users where id = $1 and is_approved and blocked_at is null"#,
        id.0,
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
    let privacy = people::read_privacy(row.privacy);
    let owner = Owner::of(row.organization, row.birth_date, ctx.today());
    let shows = |item| people::is_public(&privacy, item, owner);
    Ok(PublicProfile {
        id,
        display_name: row.display_name,
        role: row.role,
        about: if shows(ProfileItem::About) { row.about } else { String::new() },
        profile_photo: row.profile_photo.filter(|_| shows(ProfileItem::Photo)).map(|key| photo_url(id, &key)),
        rating: row.rating.filter(|_| shows(ProfileItem::Rating)),
        rating_count: row.rating_count,
        created_at: row.created_at,
    })
}

/// The signed-in person, if their account is approved.
pub(super) fn require_approved(actor: &Actor) -> Result<UserId> {
    match actor.kind {
        ActorKind::User { id, approval: Approval::Approved, .. } => Ok(id),
        ActorKind::User { approval: Approval::Pending, .. } => Err(Error::Forbidden(Code::AccountPending)),
        ActorKind::User { approval: Approval::Rejected, .. } => Err(Error::Forbidden(Code::AccountRejected)),
        ActorKind::Anonymous | ActorKind::System { .. } => Err(Error::Unauthenticated),
    }
}
