//! An account as reviewers and admins see it.

use birqadam_core::{Error, Result, UserId, ssr::returns};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::documents::documents_of;
use crate::model::{AccountStatus, ContactInfo, Document, OrganizationDetails, UserDetails, UserRow};

/// Name under which the returns of applications are kept.
pub(super) const SUBJECT: &str = "user";

/// # Errors
/// [`Error::NotFound`].
pub(super) async fn find_details(conn: &mut PgConnection, id: UserId) -> Result<UserDetails> {
    let row = sqlx::query!(
        r#"select u.name, u.email, u.phone, u.role, u.organization_name, u.about, u.is_approved, u.rejection_reason,
                  u.blocked_at is not null as "blocked!", u.blocked_reason, u.rating::float8 as rating,
                  u.email_confirmed_at is not null as "email_confirmed!", u.version, u.submitted_at, u.created_at,
                  array(select r.name from accounts.user_roles ur join accounts.roles r on r.id = ur.role_id
                        where ur.user_id = u.id order by r.name) as "roles!"
           from accounts.users u where u.id = $1"#,
        id.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    let documents: Vec<Document> =
        documents_of(&mut *conn, &[id.0]).await?.into_iter().map(|(_, document)| document).collect();
    let mut details = UserDetails {
        user: UserRow {
            id,
            name: row.name,
            email: row.email.clone(),
            role: row.role,
            org_name: row.organization_name.clone(),
            status: AccountStatus::of(row.is_approved, row.blocked),
            rating: row.rating,
            submitted_at: row.submitted_at,
            created_at: row.created_at,
        },
        organization_details: OrganizationDetails { org_name: row.organization_name, about: row.about, documents },
        contact_info: ContactInfo { email: row.email, email_confirmed: row.email_confirmed, phone: row.phone },
        roles: row.roles,
        rejection_reason: row.rejection_reason,
        blocked_reason: row.blocked_reason,
        changes: Vec::new(),
        version: row.version,
    };
    details.changes = returns::changes(conn, SUBJECT, id.0, &snapshot(&details)).await?;
    Ok(details)
}

/// What an applicant can correct, to show later what changed.
pub(super) fn snapshot(details: &UserDetails) -> Value {
    let organization = &details.organization_details;
    let documents: Vec<&str> = organization.documents.iter().map(|d| d.file_name.as_str()).collect();
    json!({
        "name": details.user.name,
        "organization_name": organization.org_name,
        "phone": details.contact_info.phone,
        "about": organization.about,
        "documents": documents.join(", "),
    })
}
