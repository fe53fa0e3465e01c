//! Everything the platform reviews. A new kind of record is declared in its context and added here.

use birqadam_accounts::ops::{reviewable::AccountReview, verification_reviewable::VerificationReviewing};
use birqadam_core::ssr::review::Review;
use birqadam_funding::ops::expense_reviewable::ExpenseReviewing;
use birqadam_volunteering::ops::{project_reviewable::ProjectModeration, report_reviewable::ReportReviewing};

/// The one review queue.
pub static REVIEW: Review = Review::new(&[
    &AccountReview,
    &ProjectModeration,
    &ReportReviewing,
    &VerificationReviewing,
    &ExpenseReviewing { ahead: false },
]);
