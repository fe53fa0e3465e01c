//! The moderators' side: approve, reject, block, unblock. Deciding twice the same way changes nothing.

use birqadam_core::{
    Actor, Approval, Code, Cursor, Error, Page, PageRequest, Permission, Result, UserId,
    notice::Notice,
    review::{Return, ReturnedField},
    ssr::{
        Ctx,
        audit::Entry,
        notify::{Audience, notify},
        returns,
    },
};
use serde_json::json;
use sqlx::PgConnection;

pub use super::blocking::{block_user, unblock_user};
use super::{
    details::{SUBJECT, find_details, snapshot},
    documents::documents_of,
};
use crate::model::{PendingUser, PublicRole, Reason, UserDetails, review_permission};

/// The applications the actor may decide on, oldest first. Permission `users.review`.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_pending_users(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<PendingUser>> {
    actor.require(Permission::UsersReview)?;
    let limit = page.limit();
    let after = page.cursor()?;
    let rows = sqlx::query!(
        r#"select id as "id: UserId", name, role, organization_name, email, created_at, submitted_at
           from accounts.users
           where is_approved = false and blocked_at is null
             and ($1 or role <> 'moderator')
             and ($2::timestamptz is null or (submitted_at, id) > ($2, $3))
           order by submitted_at, id limit $4"#,
        actor.can(Permission::RolesManage),
        after.map(|c| c.time()),
        after.map_or(0, |c| c.id),
        limit + 1,
    )
    .fetch_all(&ctx.db)
    .await?;
    let users = rows
        .into_iter()
        .map(|row| PendingUser {
            id: row.id,
            name: row.name,
            role: row.role,
            org_name: row.organization_name,
            email: row.email,
            documents: Vec::new(),
            created_at: row.created_at,
            submitted_at: row.submitted_at,
        })
        .collect();
    let mut page = Page::from_rows(users, limit, |user: &PendingUser| Cursor::at(user.submitted_at, user.id.0));
    let ids: Vec<i64> = page.items.iter().map(|user| user.id.0).collect();
    for (owner, document) in documents_of(&ctx.db, &ids).await? {
        if let Some(user) = page.items.iter_mut().find(|user| user.id == owner) {
            user.documents.push(document);
        }
    }
    Ok(page)
}

/// How many of them wait. Permission `users.review`.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn count_pending_users(ctx: &Ctx, actor: &Actor) -> Result<i64> {
    actor.require(Permission::UsersReview)?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from accounts.users
           where is_approved = false and blocked_at is null and ($1 or role <> 'moderator')"#,
        actor.can(Permission::RolesManage),
    )
    .fetch_one(&ctx.db)
    .await?;
    Ok(count)
}

/// Permission `users.review` or `users.view`.
///
/// # Errors
/// [`Error::Forbidden`] without either; [`Error::NotFound`].
pub async fn user_details(ctx: &Ctx, actor: &Actor, id: UserId) -> Result<UserDetails> {
    if actor.require(Permission::UsersView).is_err() {
        actor.require(Permission::UsersReview)?;
    }
    find_details(&mut *ctx.db.acquire().await?, id).await
}

/// Lets a waiting account in and tells the person. Permission `users.review`; for a moderator's
/// account `roles.manage`.
///
/// # Errors
/// [`Error::Conflict`] with [`Code::AlreadyDecided`] when it was rejected.
pub async fn approve_user(ctx: &Ctx, actor: &Actor, id: UserId) -> Result<UserDetails> {
    actor.require(Permission::UsersReview)?;
    let mut tx = ctx.begin().await?;
    let (reviewer, standing, version) = lock_for_decision(&mut tx, actor, id).await?;
    match standing {
        Approval::Approved => return find_details(&mut tx, id).await,
        Approval::Rejected => return Err(Error::Conflict(Code::AlreadyDecided)),
        Approval::Pending => {}
    }
    sqlx::query!(
        "update accounts.users
         set is_approved = true, rejection_reason = null, reviewed_by = $2, reviewed_at = now(), updated_at = now()
         where id = $1",
        id.0,
        reviewer.0,
    )
    .execute(&mut *tx)
    .await?;
    Entry::new("user.approve", "user", id.0)
        .old(json!({ "status": "pending" }))
        .new_value(json!({ "status": "active" }))
        .record(&mut tx, actor)
        .await?;
    notify(&mut tx, Audience::User(id), Notice::AccountApproved, format!("account-approved-{id}-v{version}")).await?;
    let details = find_details(&mut tx, id).await?;
    tx.commit().await?;
    Ok(details)
}

/// Refuses a waiting account with a reason, which the person is told and may answer by
/// correcting the application. Permission as for [`approve_user`].
///
/// # Errors
/// [`Error::Invalid`] on field `reason`; [`Error::Conflict`] with [`Code::AlreadyDecided`] when
/// it was approved.
pub async fn reject_user(ctx: &Ctx, actor: &Actor, id: UserId, input: Reason) -> Result<UserDetails> {
    actor.require(Permission::UsersReview)?;
    let reason = input.validate()?;
    let mut tx = ctx.begin().await?;
    let (reviewer, standing, version) = lock_for_decision(&mut tx, actor, id).await?;
    match standing {
        Approval::Rejected => return find_details(&mut tx, id).await,
        Approval::Approved => return Err(Error::Conflict(Code::AlreadyDecided)),
        Approval::Pending => {}
    }
    let before = snapshot(&find_details(&mut tx, id).await?);
    sqlx::query!(
        "update accounts.users
         set is_approved = null, rejection_reason = $3, reviewed_by = $2, reviewed_at = now(), updated_at = now()
         where id = $1",
        id.0,
        reviewer.0,
        reason,
    )
    .execute(&mut *tx)
    .await?;
    // The whole application reopens; its values now show the next reviewer what was corrected.
    let fields = before.as_object().map(|fields| fields.keys()).into_iter().flatten();
    let fields = fields.map(|field| ReturnedField { field: field.clone(), comment: String::new() }).collect();
    let returned = Return { message: reason.clone(), fields };
    returns::open(&mut tx, SUBJECT, id.0, reviewer, &returned, before).await?;
    Entry::new("user.reject", "user", id.0)
        .old(json!({ "status": "pending" }))
        .new_value(json!({ "status": "rejected", "reason": reason }))
        .record(&mut tx, actor)
        .await?;
    let key = format!("account-rejected-{id}-v{version}");
    notify(&mut tx, Audience::User(id), Notice::AccountRejected { reason }, key).await?;
    let details = find_details(&mut tx, id).await?;
    tx.commit().await?;
    Ok(details)
}

/// Locks the account against a decision at the same moment, and checks who may decide on it.
async fn lock_for_decision(conn: &mut PgConnection, actor: &Actor, id: UserId) -> Result<(UserId, Approval, i64)> {
    let row = sqlx::query!("select role, is_approved, version from accounts.users where id = $1 for update", id.0)
        .fetch_optional(conn)
        .await?
        .ok_or(Error::NotFound)?;
    let needed = PublicRole::parse(&row.role).map_or(Permission::RolesManage, review_permission);
    let reviewer = actor.require(needed)?;
    Ok((reviewer, Approval::from_column(row.is_approved), row.version))
}
