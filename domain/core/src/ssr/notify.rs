//! The one way to tell people something. Only enqueues; `messaging` writes the inbox entry
//! and the mail in a job.

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::jobs::{self, Job};
use crate::{
    Locale, Permission, Result, UserId,
    notice::{Mail, Notice},
};

/// Who is told.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    User(UserId),
    /// Everyone who may do this, for example all moderators.
    Holders(Permission),
}

/// The job `notify`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notify {
    pub audience: Audience,
    pub notice: Notice,
    /// Names the event: the same key never tells the same person twice, however often the
    /// job runs. For example `report-approved-50-v2`.
    pub dedupe_key: String,
}

impl Job for Notify {
    const TASK: &'static str = "notify";
}

/// # Errors
/// Only when the database fails.
pub async fn notify(conn: &mut PgConnection, audience: Audience, notice: Notice, dedupe_key: String) -> Result<()> {
    jobs::enqueue(conn, &Notify { audience, notice, dedupe_key }).await
}

/// The job `send_mail`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SendMail {
    pub user: UserId,
    pub to: String,
    pub locale: Locale,
    pub mail: Mail,
    /// Names the mail: the same key never goes out twice.
    pub dedupe_key: String,
}

impl Job for SendMail {
    const TASK: &'static str = "send_mail";
}

/// The job `report_approved`: what follows from an approval, outside its transaction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportApproved {
    pub report: crate::ReportId,
    pub volunteer: UserId,
}

impl Job for ReportApproved {
    const TASK: &'static str = "report_approved";
}
