//! The demo's accounts, each in its state, with documents and how it came about.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::{Ctx, files::random_key};
use birqadam_core::{Result, UserId};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::json;
use sqlx::PgConnection;

use super::chronicle::{Chronicle, Line};
use super::data::{Person, State, World};
use super::pdf;
use super::plan::{hour, moment};

/// The accounts' ids in the order of the data.
pub struct Accounts {
    pub ids: Vec<UserId>,
}

impl Accounts {
    /// The index of a login; of the first account when there is no such login.
    pub fn find(world: &World, login: &str) -> usize {
        world.people.iter().position(|person| person.login == login).unwrap_or(0)
    }

    /// Id and name, as the action log wants them.
    pub fn actor(&self, world: &World, index: usize) -> (UserId, String) {
        (self.ids[index], world.people[index].name.clone())
    }

    /// Everyone who is told what waits for moderation.
    pub fn reviewers(&self, world: &World) -> Vec<UserId> {
        let reviews = |role: &str| matches!(role, "moderator" | "admin");
        world.people.iter().zip(&self.ids).filter(|(person, _)| reviews(&person.role)).map(|(_, id)| *id).collect()
    }
}

/// Writes all accounts with their documents.
///
/// # Errors
/// When database or storage fails.
pub async fn insert(
    ctx: &Ctx,
    tx: &mut PgConnection,
    world: &World,
    password_hash: &str,
    chronicle: &mut Chronicle,
) -> Result<Accounts> {
    // Oldest first, so that ids follow the calendar.
    let mut order: Vec<usize> = (0..world.people.len()).collect();
    order.sort_by_key(|index| -world.people[*index].since);
    let mut accounts = Accounts { ids: vec![UserId(0); world.people.len()] };
    for index in order {
        accounts.ids[index] = insert_one(tx, &world.people[index], index, password_hash, ctx.today()).await?;
        documents(ctx, tx, &world.people[index], accounts.ids[index]).await?;
    }
    for index in 0..world.people.len() {
        tell_story(ctx, world, &accounts, index, chronicle);
        review(ctx, tx, world, &accounts, index, chronicle).await?;
    }
    Ok(accounts)
}

/// When a person registered.
fn registered(person: &Person, today: NaiveDate) -> DateTime<Utc> {
    moment(today, -person.since, hour("09:40"))
}

async fn insert_one(
    tx: &mut PgConnection,
    person: &Person,
    index: usize,
    password_hash: &str,
    today: NaiveDate,
) -> Result<UserId> {
    let at = registered(person, today);
    let approved = match person.state {
        State::Active | State::Blocked => Some(true),
        State::Pending => Some(false),
        State::Rejected => None,
    };
    let reason_of = |state: State| (person.state == state).then_some(person.reason.as_deref()).flatten();
    let blocked = reason_of(State::Blocked);
    let id = sqlx::query_scalar!(
        r#"insert into accounts.users
               (email, password_hash, name, phone, organization_name, about, locale, role, is_approved, rejection_reason,
                blocked_at, blocked_reason, email_confirmed_at, submitted_at, created_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $13, $13)
           returning id as "id: UserId""#,
        person.email(),
        password_hash,
        person.name,
        format!("+770000{:05}", 10100 + index * 37),
        person.organization,
        person.about,
        person.locale,
        person.role,
        approved,
        reason_of(State::Rejected),
        blocked.map(|_| blocked_at(today)),
        blocked,
        at,
    )
    .fetch_one(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into accounts.user_roles (user_id, role_id, granted_at)
         select $1, id, $3 from accounts.roles where name = $2",
        id.0,
        person.role,
        at,
    )
    .execute(&mut *tx)
    .await?;
    Ok(id)
}

fn blocked_at(today: NaiveDate) -> DateTime<Utc> {
    moment(today, -4, hour("16:20"))
}

async fn documents(ctx: &Ctx, tx: &mut PgConnection, person: &Person, id: UserId) -> Result<()> {
    let at = registered(person, ctx.today()) + Duration::minutes(6);
    for (number, name) in person.documents.iter().enumerate() {
        let bytes = pdf::sheet(&format!("Document {} of {}", number + 1, person.login));
        let key = random_key("private/documents", "pdf");
        let size = bytes.len() as i64;
        ctx.files.put(&key, "application/pdf", bytes.into()).await?;
        sqlx::query!(
            "insert into accounts.documents (user_id, file_key, file_name, content_type, size_bytes, created_at)
             values ($1, $2, $3, 'application/pdf', $4, $5)",
            id.0,
            key,
            name,
            size,
            at,
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

fn needs_approval(person: &Person) -> bool {
    matches!(person.role.as_str(), "organizer" | "sponsor" | "partner")
}

/// Registration and block in the log, and the word to moderators.
fn tell_story(ctx: &Ctx, world: &World, accounts: &Accounts, index: usize, chronicle: &mut Chronicle) {
    let (person, id) = (&world.people[index], accounts.ids[index]);
    let at = registered(person, ctx.today());
    chronicle.log(Line {
        at,
        actor: accounts.actor(world, index),
        operation: "user.register",
        subject: ("user", id.0),
        old: None,
        new: Some(json!({ "name": person.name, "role": person.role, "organization_name": person.organization })),
    });
    if needs_approval(person) {
        let name = person.organization.clone().unwrap_or_else(|| person.name.clone());
        for reviewer in accounts.reviewers(world) {
            let notice = Notice::ApplicationReceived { user_id: id, name: name.clone(), role: person.role.clone() };
            chronicle.tell(at, reviewer, notice, format!("application-{id}-v1"));
        }
    }
    if person.state == State::Blocked {
        chronicle.log(Line {
            at: blocked_at(ctx.today()),
            actor: accounts.actor(world, Accounts::find(world, "moderator")),
            operation: "user.block",
            subject: ("user", id.0),
            old: Some(json!({ "status": "active" })),
            new: Some(json!({ "status": "blocked", "reason": person.reason })),
        });
    }
}

/// What the moderator decided on an application.
async fn review(
    ctx: &Ctx,
    tx: &mut PgConnection,
    world: &World,
    accounts: &Accounts,
    index: usize,
    chronicle: &mut Chronicle,
) -> Result<()> {
    let (person, id) = (&world.people[index], accounts.ids[index]);
    if !needs_approval(person) || person.state == State::Pending {
        return Ok(());
    }
    let moderator = Accounts::find(world, "moderator");
    let at = (registered(person, ctx.today()) + Duration::hours(22)).min(ctx.now());
    sqlx::query!(
        "update accounts.users set reviewed_by = $2, reviewed_at = $3, version = 2, updated_at = $3 where id = $1",
        id.0,
        accounts.ids[moderator].0,
        at,
    )
    .execute(&mut *tx)
    .await?;
    let (operation, status, notice) = match (person.state, person.reason.clone()) {
        (State::Rejected, Some(reason)) => ("user.reject", "rejected", Notice::AccountRejected { reason }),
        _ => ("user.approve", "active", Notice::AccountApproved),
    };
    chronicle.tell(at, id, notice, format!("{}-{id}-v1", operation.replace('.', "-")));
    chronicle.log(Line {
        at,
        actor: accounts.actor(world, moderator),
        operation,
        subject: ("user", id.0),
        old: Some(json!({ "status": "pending" })),
        new: Some(json!({ "status": status, "reason": person.reason })),
    });
    Ok(())
}
