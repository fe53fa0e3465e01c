//! From a session or token to an [`Actor`], and the signed-in person.

use std::net::IpAddr;

use birqadam_core::{Actor, ActorKind, Approval, Error, Locale, Permission, Result, UserId, Via, ssr::Ctx};
use sqlx::PgExecutor;

use super::tokens::Access;
use crate::model::Me;

/// The actor behind a signed-in id, with what the person may do right now. `None` when the
/// account is gone or blocked.
///
/// # Errors
/// Only when the database fails.
pub async fn load_actor(
    ctx: &Ctx,
    id: UserId,
    via: Via,
    address: Option<IpAddr>,
    locale: Option<Locale>,
) -> Result<Option<Actor>> {
    load(ctx, id, None, via, address, locale).await
}

/// The actor behind an access token: [`load_actor`] as long as the sign-in it comes from has not
/// been ended by signing out, a block, a new password or a reused refresh token.
///
/// # Errors
/// Only when the database fails.
pub async fn load_token_actor(
    ctx: &Ctx,
    access: &Access,
    address: Option<IpAddr>,
    locale: Option<Locale>,
) -> Result<Option<Actor>> {
    load(ctx, access.user, Some(&access.family), Via::Api, address, locale).await
}

async fn load(
    ctx: &Ctx,
    id: UserId,
    family: Option<&str>,
    via: Via,
    address: Option<IpAddr>,
    locale: Option<Locale>,
) -> Result<Option<Actor>> {
    let row = sqlx::query!(
        r#"select u.name, u.is_approved, u.locale,
                  array(select r.name from accounts.user_roles ur join accounts.roles r on r.id = ur.role_id
                        where ur.user_id = u.id order by r.name) as "roles!",
                  array(select distinct p.permission
                        from accounts.user_roles ur join accounts.role_permissions p on p.role_id = ur.role_id
                        where ur.user_id = u.id) as "permissions!"
           from accounts.users u
           where u.id = $1 and u.blocked_at is null
             and ($2::text is null
                  or exists (select from accounts.refresh_tokens t
                             where t.family = $2::text::uuid and t.user_id = u.id and t.revoked_at is null))"#,
        id.0,
        family,
    )
    .fetch_optional(&ctx.db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let approval = Approval::from_column(row.is_approved);
    let mut actor = Actor {
        kind: ActorKind::User { id, name: row.name, approval },
        roles: row.roles,
        permissions: effective(approval, &row.permissions).into_iter().collect(),
        address,
        ..Actor::anonymous(locale.or_else(|| Locale::parse(&row.locale)).unwrap_or_default(), via)
    };
    actor.flags = ctx.flags_for(&actor).await;
    Ok(Some(actor))
}

/// The signed-in person.
///
/// # Errors
/// [`Error::Unauthenticated`] when nobody is signed in.
pub async fn me(ctx: &Ctx, actor: &Actor) -> Result<Me> {
    find_me(&ctx.db, actor.require_user()?).await
}

/// An account as its owner sees it.
pub(super) async fn find_me(conn: impl PgExecutor<'_>, id: UserId) -> Result<Me> {
    let row = sqlx::query!(
        r#"select u.email, u.name, u.phone, u.role, u.is_approved, u.rejection_reason, u.organization_name, u.about,
                  u.profile_photo, u.rating::float8 as rating, u.locale, u.version, u.created_at,
                  u.email_confirmed_at is not null as "email_confirmed!",
                  array(select r.name from accounts.user_roles ur join accounts.roles r on r.id = ur.role_id
                        where ur.user_id = u.id order by r.name) as "roles!",
                  array(select distinct p.permission
                        from accounts.user_roles ur join accounts.role_permissions p on p.role_id = ur.role_id
                        where ur.user_id = u.id) as "permissions!"
           from accounts.users u where u.id = $1"#,
        id.0,
    )
    .fetch_optional(conn)
    .await?
    .ok_or(Error::Unauthenticated)?;
    Ok(Me {
        id,
        email: row.email,
        name: row.name,
        phone: row.phone,
        role: row.role,
        roles: row.roles,
        permissions: effective(Approval::from_column(row.is_approved), &row.permissions),
        is_approved: row.is_approved,
        rejection_reason: row.rejection_reason,
        organization_name: row.organization_name,
        about: row.about,
        profile_photo: row.profile_photo.map(|key| super::profile_photo::photo_url(id, &key)),
        rating: row.rating,
        email_confirmed: row.email_confirmed,
        locale: Locale::parse(&row.locale).unwrap_or_default(),
        version: row.version,
        created_at: row.created_at,
    })
}

/// What the roles allow counts only once the account is approved. Permissions of a newer
/// version of the platform are left out.
fn effective(approval: Approval, names: &[String]) -> Vec<Permission> {
    match approval {
        Approval::Approved => names.iter().filter_map(|name| Permission::parse(name)).collect(),
        Approval::Pending | Approval::Rejected => Vec::new(),
    }
}

/// The same caller, now known to be this person: for the action log of sign-in and registration.
pub(super) fn acting_as(actor: &Actor, me: &Me) -> Actor {
    let kind = ActorKind::User { id: me.id, name: me.name.clone(), approval: me.approval() };
    Actor { kind, ..actor.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_approved_account_has_permissions() {
        let names = ["tasks.join".to_owned(), "moon.land".to_owned()];
        assert_eq!(effective(Approval::Approved, &names), [Permission::TasksJoin]);
        assert_eq!(effective(Approval::Pending, &names), []);
        assert_eq!(effective(Approval::Rejected, &names), []);
    }
}
