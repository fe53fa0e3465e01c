//! Writing the ledger. Each event is one transaction whose postings sum to zero, in the caller's
//! database transaction. The database keeps the sums, refuses changes and posts an event once.
//!
//! Locks are taken in one order: the project's row first ([`lock_project`]), then accounts by id. All
//! who move a project's money begin with it, so two events never wait for each other.

mod event;
mod giving;
mod posting;
mod reversal;
mod spending;

use birqadam_core::{Error, ProjectId, Result};
use sqlx::PgConnection;

pub use event::{Booked, Event, Posting};
pub use giving::{receive, send_back};
pub use reversal::{reverse_expense, reverse_refund};
pub use spending::{Source, Spent, available, spend};

/// Everything that moves money of a project goes through here first.
///
/// # Errors
/// [`Error::NotFound`] when there is no such project.
pub async fn lock_project(conn: &mut PgConnection, project: ProjectId) -> Result<()> {
    sqlx::query!("select id from volunteering.projects where id = $1 for no key update", project.0)
        .fetch_optional(conn)
        .await?
        .map(|_| ())
        .ok_or(Error::NotFound)
}
