//! What the action log speaks of: every operation, every kind of record. The words are in
//! `app/src/audit`; a test there fails on an operation that is written down and not listed here.

/// Operations, as `noun.verb`, by noun.
pub const OPERATIONS: &[&str] = &[
    "user.register",
    "user.create_admin",
    "user.sign_in",
    "user.sign_in_failed",
    "user.sign_out",
    "user.confirm_email",
    "user.resend_confirmation",
    "user.request_password_reset",
    "user.reset_password",
    "user.reuse_token",
    "user.end_sessions",
    "user.update_profile",
    "user.update_preferences",
    "user.update_privacy",
    "user.set_photo",
    "user.remove_photo",
    "user.resubmit",
    "user.approve",
    "user.reject",
    "user.return",
    "user.block",
    "user.unblock",
    "user.grant_role",
    "user.revoke_role",
    "user.add_tag",
    "user.remove_tag",
    "document.upload",
    "document.delete",
    "verification.submit",
    "verification.confirm",
    "verification.reject",
    "verification.send_back",
    "role.create",
    "role.update",
    "role.delete",
    "tag.create",
    "tag.update",
    "tag.delete",
    "project.create",
    "project.update",
    "project.set_cover",
    "project.submit",
    "project.approve",
    "project.return",
    "project.reject",
    "project.complete",
    "project.archive",
    "project.restore",
    "task.join",
    "task.leave",
    "task.cancel",
    "task.move",
    "task.reopen",
    "report.submit",
    "report.resubmit",
    "report.approve",
    "report.return",
    "report.reject",
    "review.decide",
    "review.undo",
    "review.take_over",
    "reason.create",
    "reason.update",
    "reason.delete",
    "appeal.create",
    "appeal.uphold",
    "appeal.overturn",
    "achievement.award",
    "achievement.update",
    "notifications.update",
    "notifications.unsubscribe",
    "template.create",
    "template.update",
    "template.reset",
    "template.delete",
    "delivery.retry",
    "delivery.retry_failed",
    "view.create",
    "view.update",
    "view.set_default",
    "view.delete",
    "batch.commit",
    "batch.undo",
    "export.create",
    "export.download",
    "export.delete",
    "setting.change",
    "flag.change",
    "job.run_now",
    "job.retry",
    "job.retry_failed",
    "job.cancel",
    "storage.delete_orphans",
];

/// Kinds of records that operations are on.
pub const SUBJECTS: &[&str] = &[
    "user",
    "verification",
    "role",
    "tag",
    "project",
    "task",
    "report",
    "review",
    "appeal",
    "reason",
    "achievement",
    "template",
    "delivery",
    "view",
    "batch",
    "export",
    "setting",
    "flag",
    "job",
    "storage",
];

/// The ways a request can come, see [`crate::Via`].
pub const VIAS: &[&str] = &["web", "api", "job", "cli"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_once() {
        for names in [OPERATIONS, SUBJECTS, VIAS] {
            let mut sorted = names.to_vec();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), names.len());
        }
    }
}
