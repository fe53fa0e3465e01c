//! What the action log's operations and records are called.

use birqadam_core::Locale;

use crate::texts::{admin as words, audit, money, review, sponsor};

type Words = fn(Locale) -> &'static str;

/// Every operation that is written down, as `noun.verb`.
const OPERATIONS: &[(&str, Words)] = &[
    ("user.register", words::op_user_register),
    ("user.create_admin", words::op_user_create_admin),
    ("user.sign_in", words::op_user_sign_in),
    ("user.confirm_email", words::op_user_confirm_email),
    ("user.request_password_reset", words::op_user_request_password_reset),
    ("user.reset_password", words::op_user_reset_password),
    ("user.reuse_token", words::op_user_reuse_token),
    ("user.update_profile", words::op_user_update_profile),
    ("user.resubmit", words::op_user_resubmit),
    ("user.approve", words::op_user_approve),
    ("user.reject", words::op_user_reject),
    ("user.block", words::op_user_block),
    ("user.unblock", words::op_user_unblock),
    ("user.grant_role", words::op_user_grant_role),
    ("user.revoke_role", words::op_user_revoke_role),
    ("document.upload", words::op_document_upload),
    ("document.delete", words::op_document_delete),
    ("role.create", words::op_role_create),
    ("role.update", words::op_role_update),
    ("role.delete", words::op_role_delete),
    ("tag.create", words::op_tag_create),
    ("tag.update", words::op_tag_update),
    ("tag.delete", words::op_tag_delete),
    ("user.add_tag", words::op_user_add_tag),
    ("user.remove_tag", words::op_user_remove_tag),
    ("user.set_photo", words::op_user_set_photo),
    ("user.remove_photo", words::op_user_remove_photo),
    ("user.update_privacy", words::op_user_update_privacy),
    ("user.end_sessions", words::op_user_end_sessions),
    ("verification.submit", words::op_verification_submit),
    ("verification.confirm", words::op_verification_confirm),
    ("verification.reject", words::op_verification_reject),
    ("verification.send_back", words::op_verification_send_back),
    ("verification.lapse", words::op_verification_lapse),
    ("project.create", words::op_project_create),
    ("project.update", words::op_project_update),
    ("project.set_cover", words::op_project_set_cover),
    ("project.submit", words::op_project_submit),
    ("project.approve", words::op_project_approve),
    ("project.return", words::op_project_return),
    ("project.reject", words::op_project_reject),
    ("project.complete", words::op_project_complete),
    ("project.archive", words::op_project_archive),
    ("task.join", words::op_task_join),
    ("task.leave", words::op_task_leave),
    ("report.submit", words::op_report_submit),
    ("report.resubmit", words::op_report_resubmit),
    ("report.approve", words::op_report_approve),
    ("report.return", words::op_report_return),
    ("report.reject", words::op_report_reject),
    ("achievement.award", words::op_achievement_award),
    ("notifications.update", words::op_notifications_update),
    ("notifications.unsubscribe", words::op_notifications_unsubscribe),
    ("delivery.retry", words::op_delivery_retry),
    ("delivery.retry_failed", words::op_delivery_retry_failed),
    ("template.update", words::op_template_update),
    ("template.reset", words::op_template_reset),
    ("user.sign_in_failed", audit::op_user_sign_in_failed),
    ("user.sign_out", audit::op_user_sign_out),
    ("user.resend_confirmation", audit::op_user_resend_confirmation),
    ("user.update_preferences", audit::op_user_update_preferences),
    ("user.return", audit::op_user_return),
    ("review.decide", audit::op_review_decide),
    ("review.undo", audit::op_review_undo),
    ("review.take_over", audit::op_review_take_over),
    ("appeal.create", audit::op_appeal_create),
    ("appeal.uphold", audit::op_appeal_uphold),
    ("appeal.overturn", audit::op_appeal_overturn),
    ("template.create", audit::op_template_create),
    ("project.restore", audit::op_project_restore),
    ("task.cancel", audit::op_task_cancel),
    ("task.move", audit::op_task_move),
    ("task.reopen", audit::op_task_reopen),
    ("achievement.update", audit::op_achievement_update),
    ("user.share_impact", audit::op_user_share_impact),
    ("project.renew_qr", audit::op_project_renew_qr),
    ("project.follow", sponsor::op_project_follow),
    ("project.unfollow", sponsor::op_project_unfollow),
    ("passport.issue", audit::op_passport_issue),
    ("passport.revoke", audit::op_passport_revoke),
    ("template.delete", audit::op_template_delete),
    ("view.create", audit::op_view_create),
    ("view.update", audit::op_view_update),
    ("view.set_default", audit::op_view_set_default),
    ("view.delete", audit::op_view_delete),
    ("batch.commit", audit::op_batch_commit),
    ("batch.undo", audit::op_batch_undo),
    ("export.create", audit::op_export_create),
    ("export.download", audit::op_export_download),
    ("export.delete", audit::op_export_delete),
    ("schedule.create", audit::op_schedule_create),
    ("schedule.update", audit::op_schedule_update),
    ("schedule.delete", audit::op_schedule_delete),
    ("schedule.end", audit::op_schedule_end),
    ("setting.change", audit::op_setting_change),
    ("flag.change", audit::op_flag_change),
    ("job.run_now", audit::op_job_run_now),
    ("job.retry", audit::op_job_retry),
    ("job.retry_failed", audit::op_job_retry_failed),
    ("job.cancel", audit::op_job_cancel),
    ("storage.delete_orphans", audit::op_storage_delete_orphans),
    ("analytics.rebuild", audit::op_analytics_rebuild),
    ("budget.save", money::op_budget_save),
    ("expense.create", money::op_expense_create),
    ("expense.resubmit", money::op_expense_resubmit),
    ("expense.approve", money::op_expense_approve),
    ("expense.return", money::op_expense_return),
    ("expense.reject", money::op_expense_reject),
    ("expense.reverse", money::op_expense_reverse),
    ("gift.create", money::op_gift_create),
    ("gift.remove", money::op_gift_remove),
    ("impact.add_measure", money::op_impact_add_measure),
    ("impact.remove_measure", money::op_impact_remove_measure),
    ("impact.add_entry", money::op_impact_add_entry),
    ("impact.remove_entry", money::op_impact_remove_entry),
    ("resource.create", audit::op_resource_create),
    ("resource.update", audit::op_resource_update),
    ("resource.pause", audit::op_resource_pause),
    ("resource.resume", audit::op_resource_resume),
    ("resource.archive", audit::op_resource_archive),
    ("resource.add_photo", audit::op_resource_add_photo),
    ("resource.remove_photo", audit::op_resource_remove_photo),
    ("resource_request.create", audit::op_resource_request_create),
    ("resource_request.approve", audit::op_resource_request_approve),
    ("resource_request.reject", audit::op_resource_request_reject),
    ("resource_request.counter", audit::op_resource_request_counter),
    ("resource_request.accept", audit::op_resource_request_accept),
    ("resource_request.decline", audit::op_resource_request_decline),
    ("resource_request.withdraw", audit::op_resource_request_withdraw),
    ("resource_request.thank", audit::op_resource_request_thank),
    ("resource_request.finish", audit::op_resource_request_finish),
    ("payment.pending", audit::op_payment_pending),
    ("payment.complete", audit::op_payment_complete),
    ("payment.fail", audit::op_payment_fail),
    ("payment.cancel", audit::op_payment_cancel),
    ("payment.paid_twice", audit::op_payment_paid_twice),
    ("payment.look", audit::op_payment_look),
    ("payment.stuck", audit::op_payment_stuck),
    ("refund.request", audit::op_refund_request),
    ("refund.complete", audit::op_refund_complete),
    ("refund.fail", audit::op_refund_fail),
    ("refund.by_hand", audit::op_refund_by_hand),
    ("sponsorship.create", audit::op_sponsorship_create),
    ("sponsorship.pay", audit::op_sponsorship_pay),
    ("pledge.create", audit::op_pledge_create),
    ("pledge.change", audit::op_pledge_change),
    ("pledge.due", audit::op_pledge_due),
    ("pledge.end", audit::op_pledge_end),
    ("reason.create", review::op_reason_create),
    ("reason.update", review::op_reason_update),
    ("reason.delete", review::op_reason_delete),
];

/// Kinds of records that operations are on.
const SUBJECTS: &[(&str, Words)] = &[
    ("user", words::subject_user),
    ("role", words::subject_role),
    ("tag", words::subject_tag),
    ("verification", words::subject_verification),
    ("project", words::subject_project),
    ("task", words::subject_task),
    ("report", words::subject_report),
    ("delivery", words::subject_delivery),
    ("template", words::subject_template),
    ("review", audit::subject_review),
    ("appeal", audit::subject_appeal),
    ("achievement", audit::subject_achievement),
    ("passport", audit::subject_passport),
    ("view", audit::subject_view),
    ("batch", audit::subject_batch),
    ("export", audit::subject_export),
    ("schedule", audit::subject_schedule),
    ("setting", audit::subject_setting),
    ("flag", audit::subject_flag),
    ("job", audit::subject_job),
    ("storage", audit::subject_storage),
    ("analytics", audit::subject_analytics),
    ("expense", money::subject_expense),
    ("resource", audit::subject_resource),
    ("resource_request", audit::subject_resource_request),
    ("payment", audit::subject_payment),
    ("sponsorship", audit::subject_sponsorship),
    ("pledge", audit::subject_pledge),
    ("reason", review::subject_reason),
];

/// What an operation does; an unknown one as it is written.
pub(crate) fn operation(l: Locale, name: &str) -> String {
    find(l, OPERATIONS, name)
}

/// What a kind of record is called; an unknown one as it is written.
pub(crate) fn subject(l: Locale, kind: &str) -> String {
    find(l, SUBJECTS, kind)
}

/// By which way the request came; an unknown one as it is written.
pub(crate) fn via(l: Locale, via: &str) -> String {
    find(l, &[("web", words::via_web), ("api", words::via_api), ("job", words::via_job), ("cli", words::via_cli)], via)
}

fn find(l: Locale, table: &[(&str, Words)], name: &str) -> String {
    table.iter().find(|(known, _)| *known == name).map_or_else(|| name.to_owned(), |(_, words)| words(l).to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use birqadam_core::audit;

    use super::*;

    fn names(table: &[(&'static str, Words)]) -> BTreeSet<&'static str> {
        let names: BTreeSet<_> = table.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), table.len(), "no name twice");
        names
    }

    #[test]
    fn the_catalogue_and_the_words_are_the_same() {
        assert_eq!(names(OPERATIONS), audit::OPERATIONS.iter().copied().collect());
        assert_eq!(names(SUBJECTS), audit::SUBJECTS.iter().copied().collect());
        for l in Locale::ALL {
            for name in audit::VIAS {
                assert_ne!(via(l, name), *name, "{l}");
            }
        }
        assert_eq!(operation(Locale::En, "moon.land"), "moon.land");
    }

    /// Reads the program: whatever is written down as `noun.verb` must be known here.
    #[test]
    fn every_operation_that_is_written_down_has_words() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let nouns: BTreeSet<&str> = audit::OPERATIONS.iter().filter_map(|name| Some(name.split_once('.')?.0)).collect();
        let mut seen = 0;
        for file in ["domain", "server/src"].iter().flat_map(|folder| sources(&root.join(folder))) {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            if !text.contains("Entry::new(") {
                continue;
            }
            let direct = text.match_indices("Entry::new(").filter_map(|(at, call)| literal(&text[at + call.len()..]));
            let by_noun = text
                .split('"')
                .filter(|part| part.split_once('.').is_some_and(|(noun, verb)| nouns.contains(noun) && is_verb(verb)));
            for name in direct.chain(by_noun) {
                seen += 1;
                assert!(audit::OPERATIONS.contains(&name), "{name} in {} has no words", file.display());
            }
        }
        assert!(seen > 50, "the program is read: {seen}");
    }

    /// The text that a call begins with.
    fn literal(rest: &str) -> Option<&str> {
        rest.trim_start().strip_prefix('"')?.split('"').next()
    }

    fn is_verb(text: &str) -> bool {
        !text.is_empty() && text != "pdf" && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    }

    fn sources(folder: &Path) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        paths
            .flat_map(|path| match path.is_dir() {
                true => sources(&path),
                false if path.extension().is_some_and(|extension| extension == "rs") => vec![path],
                false => Vec::new(),
            })
            .collect()
    }
}
