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
    appealed: true,
};

/// Photos by which people are recognised. There is nothing to correct in a photo but the photo, and
/// nothing to appeal against: another photo is the way.
pub const VERIFICATION_REVIEW: ReviewKind = ReviewKind {
    name: "verification",
    subject: "verification",
    permission: Permission::UsersVerify,
    stand_in: None,
    fields: &[],
    rated: false,
    appealed: false,
};
