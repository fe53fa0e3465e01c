//! Who may see what happened to a record. Who reads the action log sees all of it; an organizer the
//! history of their own projects, tasks and reports; a partner that of what they lend, both sides that of
//! a request for it; a moderator that of what they review; who changes
//! settings or features that of these. All but the first without addresses.

use birqadam_accounts::ops::audit_log::{Sees, entries_of};
use birqadam_core::{Actor, Error, PageRequest, Permission, Result, UserId, ssr::Ctx};

use crate::model::RecordHistory;

/// A record as far as rights and links need it.
struct Record {
    title: String,
    /// Whose it is: the organizer of its project, the partner who lends it, both sides of a request.
    owners: Vec<UserId>,
    /// Seen by moderators: not a draft.
    submitted: bool,
    /// The project's status, the project of a task, for links.
    project: Option<(i64, String)>,
}

/// The history of one record; `kind` as in the action log.
///
/// # Errors
/// [`Error::Unauthenticated`]; [`Error::Forbidden`] for who works on no such records;
/// [`Error::NotFound`] for who works on others.
pub async fn record_history(ctx: &Ctx, actor: &Actor, kind: &str, id: i64, page: PageRequest) -> Result<RecordHistory> {
    let needed = permissions(kind);
    // The error of the one that is asked for most says it best: waiting, rejected, not allowed.
    let held = needed.iter().find(|permission| actor.require(**permission).is_ok());
    if held.is_none() {
        actor.require(Permission::AuditView)?;
    }
    let record = find(ctx, kind, id).await?;
    let sees = sees(actor, kind, record.as_ref()).ok_or(Error::NotFound)?;
    let entries = entries_of(ctx, kind, id, page, sees).await?;
    // A record that is gone has a history; one that never was has none.
    if record.is_none() && entries.items.is_empty() {
        return Err(Error::NotFound);
    }
    let href = record.as_ref().and_then(|record| href(actor, kind, id, record));
    Ok(RecordHistory { title: record.map(|record| record.title), href, entries })
}

/// Any of these gives a sight of some records of the kind.
fn permissions(kind: &str) -> &'static [Permission] {
    match kind {
        "project" | "task" => &[Permission::AuditView, Permission::ProjectsModerate, Permission::ProjectsManageOwn],
        "report" => &[Permission::AuditView, Permission::ReportsReviewOwn],
        "expense" => &[Permission::AuditView, Permission::ExpensesApprove, Permission::MoneyManageOwn],
        "resource" => &[Permission::AuditView, Permission::ResourcesManageOwn],
        "resource_request" => &[Permission::AuditView, Permission::ResourcesManageOwn, Permission::ResourcesRequest],
        "user" => &[Permission::AuditView, Permission::UsersReview],
        "setting" => &[Permission::AuditView, Permission::SettingsManage],
        "flag" => &[Permission::AuditView, Permission::FlagsManage],
        _ => &[Permission::AuditView],
    }
}

fn sees(actor: &Actor, kind: &str, record: Option<&Record>) -> Option<Sees> {
    if actor.can(Permission::AuditView) {
        return Some(Sees::Everything);
    }
    let record = record?;
    let own = is_own(actor, record);
    let may = match kind {
        "project" | "task" => {
            own && actor.can(Permission::ProjectsManageOwn)
                || record.submitted && actor.can(Permission::ProjectsModerate)
        }
        "report" => own && actor.can(Permission::ReportsReviewOwn),
        "expense" => own && actor.can(Permission::MoneyManageOwn) || actor.can(Permission::ExpensesApprove),
        "resource" => own && actor.can(Permission::ResourcesManageOwn),
        "resource_request" => {
            own && (actor.can(Permission::ResourcesManageOwn) || actor.can(Permission::ResourcesRequest))
        }
        "user" => actor.can(Permission::UsersReview),
        "setting" => actor.can(Permission::SettingsManage),
        "flag" => actor.can(Permission::FlagsManage),
        _ => false,
    };
    may.then_some(Sees::Work)
}

fn is_own(actor: &Actor, record: &Record) -> bool {
    actor.id().is_some_and(|user| record.owners.contains(&user))
}

/// Where this reader can open the record, if anywhere.
fn href(actor: &Actor, kind: &str, id: i64, record: &Record) -> Option<String> {
    let own = is_own(actor, record);
    match (kind, &record.project) {
        ("user", _) if actor.can(Permission::UsersView) => Some(format!("/admin/users/{id}")),
        ("user", _) => Some(format!("/review/accounts/{id}")),
        ("role", _) => Some(format!("/admin/roles/{id}")),
        ("setting", _) if actor.can(Permission::SettingsManage) => Some(format!("/admin/settings/{}", record.title)),
        ("flag", _) if actor.can(Permission::FlagsManage) => Some(format!("/admin/flags/{}", record.title)),
        ("expense", _) if own => Some(format!("/organizer/expenses/{id}")),
        ("expense", _) if actor.can(Permission::ExpensesApprove) => Some(format!("/review/expenses/{id}")),
        ("resource", _) if own => Some(format!("/partner/resources/{id}/edit")),
        // The partner stands first.
        ("resource_request", _) if own && record.owners.first().copied() == actor.id() => {
            Some(format!("/partner/requests/{id}"))
        }
        ("resource_request", _) if own => Some(format!("/organizer/requests/{id}")),
        ("task", _) if own => Some(format!("/organizer/tasks/{id}")),
        ("report", _) if own => Some(format!("/organizer/reports/{id}")),
        ("project", Some((project, _))) if own => Some(format!("/organizer/projects/{project}/edit")),
        ("project" | "task", Some((project, _))) if record.submitted && actor.can(Permission::ProjectsModerate) => {
            Some(format!("/review/projects/{project}"))
        }
        ("project" | "task" | "report", Some((project, status))) if status == "active" || status == "completed" => {
            Some(format!("/projects/{project}"))
        }
        _ => None,
    }
}

async fn find(ctx: &Ctx, kind: &str, id: i64) -> Result<Option<Record>> {
    match kind {
        "project" | "task" | "report" => find_work(ctx, kind, id).await,
        // Of another context: by SQL only, as its project is.
        "expense" => {
            let row = sqlx::query!(
                r#"select e.description, p.organizer_id as "organizer: UserId"
                   from funding.expenses e join volunteering.projects p on p.id = e.project_id where e.id = $1"#,
                id,
            )
            .fetch_optional(&ctx.db)
            .await?;
            Ok(row.map(|row| Record { owners: vec![row.organizer], ..named(row.description) }))
        }
        "resource" => {
            let row = sqlx::query!(
                r#"select title, partner_id as "partner: UserId" from funding.resources where id = $1"#,
                id,
            );
            let row = row.fetch_optional(&ctx.db).await?;
            Ok(row.map(|row| Record { owners: vec![row.partner], ..named(row.title) }))
        }
        "resource_request" => {
            let row = sqlx::query!(
                r#"select r.title, q.partner_id as "partner: UserId", q.organizer_id as "organizer: UserId"
                   from funding.resource_requests q join funding.resources r on r.id = q.resource_id where q.id = $1"#,
                id,
            );
            let row = row.fetch_optional(&ctx.db).await?;
            Ok(row.map(|row| Record { owners: vec![row.partner, row.organizer], ..named(row.title) }))
        }
        "user" => {
            let title = sqlx::query_scalar!("select name from accounts.users where id = $1", id);
            Ok(title.fetch_optional(&ctx.db).await?.map(named))
        }
        "role" => {
            let title = sqlx::query_scalar!("select name from accounts.roles where id = $1", id);
            Ok(title.fetch_optional(&ctx.db).await?.map(named))
        }
        // Their names are those of the catalogue.
        "setting" => {
            let title = sqlx::query_scalar!("select name from core.settings where id = $1", id);
            Ok(title.fetch_optional(&ctx.db).await?.map(named))
        }
        "flag" => {
            let title = sqlx::query_scalar!("select name from core.feature_flags where id = $1", id);
            Ok(title.fetch_optional(&ctx.db).await?.map(named))
        }
        _ => Ok(None),
    }
}

fn named(title: String) -> Record {
    Record { title, owners: Vec::new(), submitted: true, project: None }
}

/// A project, or what belongs to one.
async fn find_work(ctx: &Ctx, kind: &str, id: i64) -> Result<Option<Record>> {
    let row = sqlx::query!(
        r#"select p.id, p.organizer_id as "organizer: UserId", p.status, p.submitted_at is not null as "submitted!",
                  coalesce(t.text, p.title) as "title!"
           from volunteering.projects p
           left join volunteering.photo_reports r on $1 = 'report' and r.id = $2
           left join volunteering.tasks t on t.id = case $1 when 'report' then r.task_id when 'task' then $2 end
           where p.id = case $1 when 'project' then $2 else t.project_id end"#,
        kind,
        id,
    )
    .fetch_optional(&ctx.db)
    .await?;
    Ok(row.map(|row| Record {
        title: row.title,
        owners: vec![row.organizer],
        submitted: row.submitted || row.status != "draft",
        project: Some((row.id, row.status)),
    }))
}
