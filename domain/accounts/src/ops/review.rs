//! The moderators' side of accounts, as the customer's document has it. The queue decides through
//! [`super::reviewable`].

use birqadam_core::{
    Actor, Cursor, Page, PageRequest, Permission, Result, UserId,
    review::{Decision, Verdict},
    ssr::{
        Ctx,
        review::{decisions, waits},
    },
};

pub use super::blocking::{block_user, unblock_user};
use super::{
    details::find_details,
    documents::documents_of,
    reviewable::{AccountReview, needed},
};
use crate::model::{ACCOUNT_REVIEW, PendingUser, Reason, UserDetails};

/// The applications the actor may decide on, oldest first. Permission `users.review`.
///
/// # Errors
/// [`Error::Forbidden`] without the permission.
pub async fn list_pending_users(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<PendingUser>> {
    let reviewer = actor.require(Permission::UsersReview)?;
    let limit = page.limit();
    let after = page.cursor()?;
    // What somebody has just decided has left the queue, though it can still be taken back.
    let held = decisions::held_ids(&mut *ctx.db.acquire().await?, ACCOUNT_REVIEW.name).await?;
    let rows = sqlx::query!(
        r#"select id as "id: UserId", name, role, organization_name, email, created_at, submitted_at
           from accounts.users
           where is_approved = false and blocked_at is null and id <> $6
             and ($1 or role <> 'moderator')
             and ($2::timestamptz is null or (submitted_at, id) > ($2, $3)) and not id = any($5)
           order by submitted_at, id limit $4"#,
        actor.can(Permission::RolesManage),
        after.map(|c| c.time()),
        after.map_or(0, |c| c.id),
        limit + 1,
        &held,
        reviewer.0,
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
    let mut conn = ctx.db.acquire().await?;
    let held = decisions::held_ids(&mut conn, ACCOUNT_REVIEW.name).await?;
    Ok(waits(&AccountReview, &mut conn, actor, &held).await?.count)
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
    decide(ctx, actor, id, Verdict { decision: Decision::Approve, words: String::new(), fields: vec![], rating: None })
        .await
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
    decide(ctx, actor, id, Verdict { decision: Decision::Reject, words: reason, fields: vec![], rating: None }).await
}

/// The decision at once; the same decision again changes nothing.
async fn decide(ctx: &Ctx, actor: &Actor, id: UserId, verdict: Verdict) -> Result<UserDetails> {
    let mut tx = ctx.begin().await?;
    let role = sqlx::query_scalar!("select role from accounts.users where id = $1", id.0).fetch_one(&mut *tx).await?;
    actor.require(needed(&role))?;
    decisions::decide_now(&AccountReview, ctx, &mut tx, actor, id.0, None, &verdict).await?;
    let details = find_details(&mut tx, id).await?;
    tx.commit().await?;
    Ok(details)
}
