//! People as others may see them, one's own profile, and the choice of who sees what.

use std::collections::BTreeSet;

use birqadam_core::{
    Actor, ActorKind, Approval, Error, Result, UserId,
    ssr::{Ctx, audit::Entry},
};
use serde_json::json;

use super::{identity, profile::require_approved, profile_photo::photo_url, verification};
use crate::model::{
    MyProfile, Owner, Person, PersonContacts, Privacy, PrivacyInput, ProfileItem, Shown, ShownTo, Viewer, is_minor,
};

/// A person's page, with what its owner allows the actor; and the proof of that for contexts that
/// keep a part of it. Anyone. `preview` is for the owner: how others see the page.
///
/// # Errors
/// [`Error::NotFound`] for an unknown, waiting, declined or blocked account, and for a page that
/// is closed to the actor.
pub async fn find_person(ctx: &Ctx, actor: &Actor, id: UserId, preview: Option<Viewer>) -> Result<(Person, Shown)> {
    let looking = actor.id().map(|viewer| viewer.0);
    // Who organizes is known to volunteering: by name in SQL only, so that neither crate depends on
    // the other.
    let row = sqlx::query!(
        r#"select u.name, u.organization_name, u.role, u.about, u.profile_photo, u.city, u.languages, u.birth_date,
                  u.privacy, u.rating::float8 as rating, u.rating_count, u.phone, u.email, u.created_at,
                  exists (select from accounts.verifications v
                          where v.user_id = u.id and v.status = 'confirmed') as "verified!",
                  exists (select from volunteering.assignments a
                          join volunteering.tasks t on t.id = a.task_id
                          join volunteering.projects p on p.id = t.project_id
                          where a.volunteer_id = u.id and a.status <> 'left' and p.organizer_id = $2) as "organizer!"
           from accounts.users u where u.id = $1 and u.is_approved and u.blocked_at is null"#,
        id.0,
        looking,
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
    let viewer = viewer(actor, id, row.organizer, preview);
    let privacy = read_privacy(row.privacy);
    let owner = Owner::of(row.organization_name.is_some(), row.birth_date, ctx.today());
    let shown: BTreeSet<ProfileItem> =
        ProfileItem::ALL.into_iter().filter(|item| privacy.shows(*item, owner, viewer)).collect();
    if !shown.contains(&ProfileItem::Page) {
        return Err(Error::NotFound);
    }
    let shows = |item| shown.contains(&item);
    let rated = shows(ProfileItem::Rating);
    let person = Person {
        id,
        name: row.organization_name.is_some().then(|| row.name.clone()),
        display_name: row.organization_name.unwrap_or(row.name),
        role: row.role,
        verified: row.verified,
        photo_url: row.profile_photo.filter(|_| shows(ProfileItem::Photo)).map(|key| photo_url(id, &key)),
        about: Some(row.about).filter(|about| !about.is_empty() && shows(ProfileItem::About)),
        city: row.city.filter(|_| shows(ProfileItem::City)),
        languages: if shows(ProfileItem::Languages) { row.languages } else { Vec::new() },
        rating: row.rating.filter(|_| rated),
        rating_count: rated.then_some(row.rating_count),
        contacts: shows(ProfileItem::Contacts).then_some(PersonContacts { phone: row.phone, email: row.email }),
        since: row.created_at,
        viewer,
    };
    Ok((person, Shown::new(id, shown)))
}

/// One's own profile. Any signed-in account.
///
/// # Errors
/// [`Error::Unauthenticated`] when nobody is signed in.
pub async fn my_profile(ctx: &Ctx, actor: &Actor) -> Result<MyProfile> {
    let id = actor.require_user()?;
    let me = identity::find_me(&ctx.db, id).await?;
    let row = sqlx::query!("select city, languages, birth_date, privacy from accounts.users where id = $1", id.0,)
        .fetch_one(&ctx.db)
        .await?;
    let owner = Owner::of(me.organization_name.is_some(), row.birth_date, ctx.today());
    Ok(MyProfile {
        me,
        city: row.city,
        languages: row.languages,
        birth_date: row.birth_date,
        is_minor: is_minor(row.birth_date, ctx.today()),
        privacy: read_privacy(row.privacy).whole(owner),
        widest: Privacy(ProfileItem::ALL.into_iter().map(|item| (item, item.widest_for(owner))).collect()),
        verification: verification::state_of(&ctx.db, id).await?,
    })
}

/// Chooses who sees what of oneself; items left out stay as they are. Approved accounts.
///
/// # Errors
/// [`Error::Invalid`] at `privacy.<item>`.
pub async fn update_privacy(ctx: &Ctx, actor: &Actor, input: PrivacyInput) -> Result<MyProfile> {
    let id = require_approved(actor)?;
    let chosen = Privacy::read(&input.privacy)?;
    let mut tx = ctx.begin().await?;
    let stored = sqlx::query_scalar!("select privacy from accounts.users where id = $1 for no key update", id.0)
        .fetch_one(&mut *tx)
        .await?;
    let before = read_privacy(stored);
    let mut after = before.clone();
    after.0.extend(chosen.0);
    if after != before {
        sqlx::query!(
            "update accounts.users set privacy = $2, updated_at = now() where id = $1",
            id.0,
            serde_json::to_value(&after)?,
        )
        .execute(&mut *tx)
        .await?;
        Entry::new("user.update_privacy", "user", id.0)
            .old(json!({ "privacy": before }))
            .new_value(json!({ "privacy": after }))
            .record(&mut tx, actor)
            .await?;
    }
    tx.commit().await?;
    my_profile(ctx, actor).await
}

/// As whom the actor looks at the page of `id`.
fn viewer(actor: &Actor, id: UserId, organizer: bool, preview: Option<Viewer>) -> Viewer {
    match actor.kind {
        ActorKind::User { id: looking, .. } if looking == id => preview.unwrap_or(Viewer::Oneself),
        ActorKind::User { approval: Approval::Approved, .. } if organizer => Viewer::Organizer,
        ActorKind::User { approval: Approval::Approved, .. } => Viewer::Member,
        // Anyone can ask for an account: who waits for one is still a visitor.
        _ => Viewer::Visitor,
    }
}

/// What cannot be read any more counts as not chosen.
pub(super) fn read_privacy(stored: serde_json::Value) -> Privacy {
    serde_json::from_value(stored).unwrap_or_default()
}

/// Whether everyone sees the item of an account.
pub(super) fn is_public(privacy: &Privacy, item: ProfileItem, owner: Owner) -> bool {
    privacy.shown_to(item, owner) == ShownTo::Everyone
}
