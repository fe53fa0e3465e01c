//! Accounts as a kind of the review queue.

use birqadam_core::{Permission, review::ReviewKind};

/// Applications for accounts. A moderator's own account is let in by who manages roles.
pub const ACCOUNT_REVIEW: ReviewKind = ReviewKind {
    name: "account",
    subject: "user",
    permission: Permission::UsersReview,
    stand_in: None,
    fields: &["name", "organization_name", "phone", "about", "documents"],
    rated: false,
};
