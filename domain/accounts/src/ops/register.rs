//! Registration.

use birqadam_core::{
    Actor, Error, FieldCode, Permission, Result, UserId,
    notice::Notice,
    ssr::{
        Ctx, DbResultExt,
        audit::Entry,
        notify::{Audience, notify},
    },
};
use serde_json::json;
use sqlx::PgConnection;

use super::{
    email_tokens::{self, Purpose},
    identity, limits, password,
};
use crate::model::{Me, PublicRole, Register, ValidRegister, review_permission};

/// Creates the account: volunteers are active at once, the others wait for a moderator, who is
/// told. A link to confirm the address goes out by mail.
///
/// # Errors
/// [`Error::Invalid`] with every field that cannot be accepted, also a password that is easy to
/// guess and an address that has an account; [`Error::TooMany`].
pub async fn register(ctx: &Ctx, actor: &Actor, input: Register) -> Result<Me> {
    let valid = input.validate()?;
    if !valid.role.is_open(&*ctx.settings().await?) {
        return Err(Error::field("role", FieldCode::Unknown));
    }
    let local_part = valid.email.split('@').next().unwrap_or_default();
    let organization = valid.organization_name.as_deref().unwrap_or_default();
    password::check_strength(&valid.password, &[local_part, &valid.name, organization])?;
    // After the form's own errors, so that typing them off costs nobody their attempts.
    limits::register(ctx, actor).await?;
    let hash = password::hash(valid.password.clone()).await?;
    let locale = input.locale.unwrap_or(actor.locale);

    let mut tx = ctx.begin().await?;
    let id = UserId(
        sqlx::query_scalar!(
            "insert into accounts.users
                 (email, password_hash, name, phone, organization_name, about, locale, role, is_approved)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id",
            valid.email,
            hash,
            valid.name,
            valid.phone,
            valid.organization_name,
            valid.about,
            locale.as_str(),
            valid.role.as_str(),
            !valid.role.needs_approval(),
        )
        .fetch_one(&mut *tx)
        .await
        .on_constraint(&[("users_email", Error::field("email", FieldCode::EmailTaken))])?,
    );
    sqlx::query!(
        "insert into accounts.user_roles (user_id, role_id) select $1, id from accounts.roles where name = $2",
        id.0,
        valid.role.as_str(),
    )
    .execute(&mut *tx)
    .await?;
    email_tokens::send(ctx, &mut tx, Purpose::ConfirmEmail, id, &valid.email, locale).await?;
    if valid.role.needs_approval() {
        tell_reviewers(&mut tx, id, &valid).await?;
    }
    let me = identity::find_me(&mut *tx, id).await?;
    Entry::new("user.register", "user", id.0)
        .new_value(json!({ "name": me.name, "role": me.role, "organization_name": me.organization_name }))
        .record(&mut tx, &identity::acting_as(actor, &me))
        .await?;
    tx.commit().await?;
    Ok(me)
}

async fn tell_reviewers(conn: &mut PgConnection, id: UserId, valid: &ValidRegister) -> Result<()> {
    let name = valid.organization_name.as_deref().unwrap_or(&valid.name);
    application_received(conn, id, name, valid.role.as_str(), 1).await
}

/// Tells who may decide on it that an application waits.
pub(super) async fn application_received(
    conn: &mut PgConnection,
    id: UserId,
    name: &str,
    role: &str,
    version: i64,
) -> Result<()> {
    let permission = PublicRole::parse(role).map_or(Permission::RolesManage, review_permission);
    let notice = Notice::ApplicationReceived { user_id: id, name: name.to_owned(), role: role.to_owned() };
    notify(conn, Audience::Holders(permission), notice, format!("application-{id}-v{version}")).await
}
