//! What the action log's operations and records are called.

use birqadam_core::Locale;

use crate::texts::admin as words;

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
];

/// Kinds of records that operations are on.
const SUBJECTS: &[(&str, Words)] = &[
    ("user", words::subject_user),
    ("role", words::subject_role),
    ("project", words::subject_project),
    ("task", words::subject_task),
    ("report", words::subject_report),
];

/// What an operation does; an unknown one as it is written.
pub(super) fn operation(l: Locale, name: &str) -> String {
    find(l, OPERATIONS, name)
}

/// What a kind of record is called; an unknown one as it is written.
pub(super) fn subject(l: Locale, kind: &str) -> String {
    find(l, SUBJECTS, kind)
}

/// Options of a choice of operations.
pub(super) fn operation_options(l: Locale) -> Vec<(String, String)> {
    options(l, OPERATIONS)
}

/// Options of a choice of kinds of records.
pub(super) fn subject_options(l: Locale) -> Vec<(String, String)> {
    options(l, SUBJECTS)
}

/// By which way the request came; an unknown one as it is written.
pub(super) fn via(l: Locale, via: &str) -> String {
    find(l, &[("web", words::via_web), ("api", words::via_api), ("job", words::via_job), ("cli", words::via_cli)], via)
}

/// The page of a record, where it has one for whoever reads the log.
pub(super) fn subject_href(kind: &str, id: i64) -> Option<String> {
    match kind {
        "user" => Some(format!("/admin/users/{id}")),
        "project" => Some(format!("/review/projects/{id}")),
        "role" => Some(format!("/admin/roles?edit={id}")),
        _ => None,
    }
}

fn find(l: Locale, table: &[(&str, Words)], name: &str) -> String {
    table.iter().find(|(known, _)| *known == name).map_or_else(|| name.to_owned(), |(_, words)| words(l).to_owned())
}

fn options(l: Locale, table: &[(&str, Words)]) -> Vec<(String, String)> {
    table.iter().map(|(name, words)| ((*name).to_owned(), words(l).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_operations_are_words_and_unknown_ones_code() {
        assert_eq!(operation(Locale::En, "user.block"), "Blocked an account");
        assert_eq!(operation(Locale::En, "moon.land"), "moon.land");
    }

    #[test]
    fn operations_are_listed_once() {
        let mut names: Vec<_> = OPERATIONS.iter().map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), OPERATIONS.len());
    }
}
