//! The applicant's side of an application.

use birqadam_core::{
    Actor, Approval, Code, Error, Result,
    review::Return,
    ssr::{Ctx, audit::Entry, returns, review::appeals},
};
use serde_json::json;

use super::{details::SUBJECT, identity, register::application_received};
use crate::model::{ACCOUNT_REVIEW, Me, PublicRole, Resubmit};

/// Corrects a waiting or rejected application and asks again. Any signed-in account that is not
/// approved. Who still waits keeps their place in the queue; who was rejected joins at its end.
///
/// # Errors
/// [`Error::Invalid`], with `NotOpen` at fields that a return leaves closed; [`Error::Conflict`]
/// with [`Code::WrongState`] when it is approved.
pub async fn resubmit_application(ctx: &Ctx, actor: &Actor, input: Resubmit) -> Result<Me> {
    let id = actor.require_user()?;
    let mut tx = ctx.begin().await?;
    let row = sqlx::query!(
        "select name, organization_name, phone, about, role, is_approved, version
         from accounts.users where id = $1 for update",
        id.0,
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(Error::Unauthenticated)?;
    let standing = Approval::from_column(row.is_approved);
    if standing == Approval::Approved {
        return Err(Error::Conflict(Code::WrongState));
    }
    let returned = returns::find_marked(&mut tx, SUBJECT, id.0).await?;
    let stored = Resubmit {
        name: row.name.clone(),
        organization_name: row.organization_name.clone().unwrap_or_default(),
        phone: row.phone.clone().unwrap_or_default(),
        about: row.about.clone(),
    };
    let input = match &returned {
        Some(returned) => input.with_closed(&stored, |field| returned.opens(field)),
        None => input,
    };
    let valid = input.validate(PublicRole::parse(&row.role))?;
    if let Some(returned) = &returned {
        valid.check_open(&stored, |field| returned.opens(field))?;
    }
    let again = standing == Approval::Rejected;
    sqlx::query!(
        "update accounts.users
         set name = $2, organization_name = $3, phone = $4, about = $5, is_approved = false, rejection_reason = null,
             submitted_at = case when $6 then now() else submitted_at end, version = version + 1, updated_at = now()
         where id = $1",
        id.0,
        valid.name,
        valid.organization_name,
        valid.phone,
        valid.about,
        again,
    )
    .execute(&mut *tx)
    .await?;
    if again {
        returns::close(&mut tx, SUBJECT, id.0).await?;
        appeals::withdraw(&mut tx, ACCOUNT_REVIEW.name, id.0).await?;
        let name = valid.organization_name.as_deref().unwrap_or(&valid.name);
        application_received(&mut tx, id, name, &row.role, row.version + 1).await?;
    }
    Entry::new("user.resubmit", "user", id.0)
        .old(json!({ "name": row.name, "organization_name": row.organization_name, "about": row.about }))
        .new_value(json!({
            "name": valid.name,
            "organization_name": valid.organization_name,
            "about": valid.about,
            // Whether, not what: phone numbers stay out of the log.
            "phone_changed": valid.phone != row.phone,
        }))
        .record(&mut tx, actor)
        .await?;
    let me = identity::find_me(&mut *tx, id).await?;
    tx.commit().await?;
    Ok(me)
}

/// What of one's own application is open, while a reviewer wants only some of it corrected.
///
/// # Errors
/// [`Error::Unauthenticated`] when nobody is signed in.
pub async fn find_my_return(ctx: &Ctx, actor: &Actor) -> Result<Option<Return>> {
    let user = actor.require_user()?;
    returns::find_marked(&mut *ctx.db.acquire().await?, SUBJECT, user.0).await
}
