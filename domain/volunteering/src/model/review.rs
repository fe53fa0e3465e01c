//! Projects and reports as kinds of the review queue.

use birqadam_core::{Permission, review::ReviewKind};

use super::RETURNABLE_PROJECT_FIELDS;

/// Projects before they are published.
pub const PROJECT_REVIEW: ReviewKind = ReviewKind {
    name: "project",
    subject: "project",
    permission: Permission::ProjectsModerate,
    stand_in: None,
    fields: RETURNABLE_PROJECT_FIELDS,
    rated: false,
    appealed: true,
};

/// What a reviewer of a report can mark.
pub const RETURNABLE_REPORT_FIELDS: &[&str] = &["photo", "description"];

/// Photo reports: the project's organizer decides; what they leave waiting comes to moderators.
pub const REPORT_REVIEW: ReviewKind = ReviewKind {
    name: "report",
    subject: "report",
    permission: Permission::ReportsReviewOwn,
    stand_in: Some(Permission::ReportsModerate),
    fields: RETURNABLE_REPORT_FIELDS,
    rated: true,
    appealed: true,
};

/// After so many days without an answer a report comes to the moderators too: a volunteer is
/// not left hanging by an organizer who went away.
pub const REPORT_STAND_IN_DAYS: i64 = 3;
