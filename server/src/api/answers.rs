//! Bodies that only the API has.

use birqadam_accounts::{AccountStatus, Me, Tokens};
use birqadam_volunteering::{AssignmentStatus, Project, Report, Task};
use serde::Serialize;
use utoipa::ToSchema;

/// Answer to registration and sign-in.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignedIn {
    #[serde(flatten)]
    pub tokens: Tokens,
    pub user: Me,
    /// `active`, `pending` until a moderator decides, or `rejected`.
    pub status: AccountStatus,
}

impl SignedIn {
    pub fn new(tokens: Tokens, user: Me) -> Self {
        let status = AccountStatus::of(user.is_approved, false);
        SignedIn { tokens, user, status }
    }
}

/// A word to the person, in their language.
#[derive(Debug, Serialize, ToSchema)]
pub struct Message {
    pub message: String,
}

/// Answer to joining a task.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinedTask {
    pub message: String,
    pub task: Task,
    pub status: AssignmentStatus,
    /// Place in the queue, from 1, when waiting.
    pub queue_position: Option<i64>,
}

/// Answer to sending a report.
#[derive(Debug, Serialize, ToSchema)]
pub struct SentReport {
    pub message: String,
    pub photo_report: Report,
}

/// Answer to creating a project.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreatedProject {
    pub project: Project,
    pub tasks: Vec<Task>,
}

impl From<Project> for CreatedProject {
    fn from(project: Project) -> Self {
        CreatedProject { tasks: project.tasks.clone(), project }
    }
}

/// A list that has no further pages.
#[derive(Debug, Serialize, ToSchema)]
pub struct All<T> {
    pub items: Vec<T>,
    /// Always null.
    pub next: Option<String>,
}

impl<T> From<Vec<T>> for All<T> {
    fn from(items: Vec<T>) -> Self {
        All { items, next: None }
    }
}
