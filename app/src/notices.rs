//! Notices in words.

use birqadam_core::{Locale, notice::Notice};

use crate::{labels, texts::notices as words};

/// One sentence or two, in the reader's language.
pub fn text(l: Locale, notice: &Notice) -> String {
    match notice {
        Notice::ApplicationReceived { name, role, .. } => words::application_received(l, name, labels::role(l, role)),
        Notice::AccountApproved => words::account_approved(l).to_owned(),
        Notice::AccountRejected { reason } => words::account_rejected(l, reason),
        Notice::ProjectSubmitted { title, .. } => words::project_submitted(l, title),
        Notice::ProjectApproved { title, .. } => words::project_approved(l, title),
        Notice::ProjectReturned { title, message, .. } => words::project_returned(l, title, message),
        Notice::ProjectRejected { title, reason, .. } => words::project_rejected(l, title, reason),
        Notice::TaskJoined { task, volunteer, .. } => words::task_joined(l, volunteer, task),
        Notice::PlaceFreed { task, .. } => words::place_freed(l, task),
        Notice::ReportSubmitted { task, volunteer, .. } => words::report_submitted(l, volunteer, task),
        Notice::ReportApproved { task, rating, points, .. } => words::report_approved(l, *points, task, rating),
        Notice::ReportReturned { task, reason, .. } => words::report_returned(l, task, reason),
        Notice::ReportRejected { task, reason, .. } => words::report_rejected(l, task, reason),
        Notice::AchievementUnlocked { title, .. } => words::achievement_unlocked(l, title.get(l).0),
        Notice::DeliveryFailed { error, .. } => words::delivery_failed(l, error),
        Notice::Test => words::test(l).to_owned(),
    }
}
