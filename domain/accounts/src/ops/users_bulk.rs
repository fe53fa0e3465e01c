//! What can be done to several accounts at once: block, unblock.

use birqadam_core::{
    Actor, Code, Error, Permission, Result, UserId,
    list::{ActionField, ActionFieldKind, ActionSpec},
    ssr::{
        batch::{Bulk, BulkAction, Item, Planned},
        list::async_trait,
    },
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::PgConnection;

use super::{blocking, last_admin};

/// Blocks with one reason for all.
pub struct BlockUsers;
/// Lifts the blocks.
pub struct UnblockUsers;

static BLOCK: ActionSpec = ActionSpec {
    name: "block",
    permission: Permission::UsersBlock,
    fields: &[ActionField { name: "reason", kind: ActionFieldKind::Text { max: 2000 } }],
    undoable: true,
    tone: "bad",
};

static UNBLOCK: ActionSpec =
    ActionSpec { name: "unblock", permission: Permission::UsersBlock, fields: &[], undoable: true, tone: "plain" };

/// What a plan relies on, and what an undo finds again.
struct Account {
    id: i64,
    name: String,
    blocked_at: Option<DateTime<Utc>>,
    blocked_reason: Option<String>,
    manages_roles: bool,
    token: String,
}

/// The block as it was, to be put back or known again.
#[derive(Serialize, Deserialize)]
struct Blocked {
    at: DateTime<Utc>,
    reason: String,
}

#[async_trait]
impl BulkAction for BlockUsers {
    fn spec(&self) -> &'static ActionSpec {
        &BLOCK
    }

    async fn plan(&self, bulk: Bulk<'_>, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Planned>> {
        let own = bulk.actor.id().map(|id| id.0);
        let refusal = |account: &Account| match account {
            account if Some(account.id) == own => Some(Error::Forbidden(Code::NotAllowed)),
            account if account.blocked_at.is_some() => Some(Error::Conflict(Code::AlreadySo)),
            account => protected(bulk.actor, account),
        };
        Ok(find_accounts(conn, ids).await?.into_iter().map(|account| planned(account, refusal)).collect())
    }

    async fn apply(&self, bulk: Bulk<'_>, conn: &mut PgConnection, item: &Item) -> Result<Value> {
        // First the role, then the person: the order of every operation that takes both locks.
        last_admin::lock(&mut *conn).await?;
        item.expect(&lock_account(conn, item.id).await?.token)?;
        blocking::block(&mut *conn, bulk.actor, UserId(item.id), bulk.text("reason")).await?;
        blocked(&lock_account(conn, item.id).await?)
    }

    async fn undo(&self, bulk: Bulk<'_>, conn: &mut PgConnection, id: i64, undo: &Value) -> Result<()> {
        let ours: Blocked = serde_json::from_value(undo.clone())?;
        let account = lock_account(conn, id).await?;
        // A block lifted and put anew is not ours to lift.
        if account.blocked_at != Some(ours.at) || account.blocked_reason.as_deref() != Some(&ours.reason) {
            return Err(Error::Conflict(Code::ChangedMeanwhile));
        }
        blocking::unblock(conn, bulk.actor, UserId(id)).await
    }
}

#[async_trait]
impl BulkAction for UnblockUsers {
    fn spec(&self) -> &'static ActionSpec {
        &UNBLOCK
    }

    async fn plan(&self, bulk: Bulk<'_>, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Planned>> {
        let refusal = |account: &Account| match account.blocked_at {
            None => Some(Error::Conflict(Code::AlreadySo)),
            Some(_) => protected(bulk.actor, account),
        };
        Ok(find_accounts(conn, ids).await?.into_iter().map(|account| planned(account, refusal)).collect())
    }

    async fn apply(&self, bulk: Bulk<'_>, conn: &mut PgConnection, item: &Item) -> Result<Value> {
        let account = lock_account(conn, item.id).await?;
        item.expect(&account.token)?;
        let before = blocked(&account)?;
        blocking::unblock(conn, bulk.actor, UserId(item.id)).await?;
        Ok(before)
    }

    async fn undo(&self, bulk: Bulk<'_>, conn: &mut PgConnection, id: i64, undo: &Value) -> Result<()> {
        let before: Blocked = serde_json::from_value(undo.clone())?;
        last_admin::lock(&mut *conn).await?;
        if lock_account(conn, id).await?.blocked_at.is_some() {
            return Err(Error::Conflict(Code::ChangedMeanwhile));
        }
        blocking::block(conn, bulk.actor, UserId(id), &before.reason).await
    }
}

/// Who manages roles is blocked only by one who does so too.
fn protected(actor: &Actor, account: &Account) -> Option<Error> {
    let out_of_reach = account.manages_roles && !actor.can(Permission::RolesManage);
    out_of_reach.then_some(Error::Forbidden(Code::NotAllowed))
}

fn planned(account: Account, refusal: impl Fn(&Account) -> Option<Error>) -> Planned {
    let refusal = refusal(&account);
    Planned { id: account.id, label: account.name, token: account.token, refusal }
}

fn blocked(account: &Account) -> Result<Value> {
    let block = account.blocked_at.zip(account.blocked_reason.clone()).map(|(at, reason)| Blocked { at, reason });
    Ok(serde_json::to_value(block.ok_or(Error::Conflict(Code::ChangedMeanwhile))?)?)
}

async fn find_accounts(conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Account>> {
    let accounts = sqlx::query_as!(
        Account,
        r#"select u.id, u.name, u.blocked_at, u.blocked_reason,
                  exists (select from accounts.user_roles ur
                          join accounts.role_permissions p on p.role_id = ur.role_id
                          where ur.user_id = u.id and p.permission = 'roles.manage') as "manages_roles!",
                  concat_ws('|', accounts.account_status(u.is_approved, u.blocked_at),
                            array_to_string(u.role_names, ','), extract(epoch from u.blocked_at)) as "token!"
           from accounts.users u where u.id = any($1)"#,
        ids,
    )
    .fetch_all(conn)
    .await?;
    Ok(accounts)
}

async fn lock_account(conn: &mut PgConnection, id: i64) -> Result<Account> {
    sqlx::query_scalar!("select id from accounts.users where id = $1 for update", id)
        .fetch_optional(&mut *conn)
        .await?
        .ok_or(Error::NotFound)?;
    find_accounts(conn, &[id]).await?.pop().ok_or(Error::NotFound)
}
