//! Permissions explained: their groups, and what each means in practice.

use birqadam_core::{Locale, Permission, PermissionGroup};

use crate::texts::access as words;

pub(super) fn group(l: Locale, group: PermissionGroup) -> &'static str {
    match group {
        PermissionGroup::Volunteering => words::group_volunteering(l),
        PermissionGroup::Organizing => words::group_organizing(l),
        PermissionGroup::Moderation => words::group_moderation(l),
        PermissionGroup::People => words::group_people(l),
        PermissionGroup::Funding => words::group_funding(l),
        PermissionGroup::Platform => words::group_platform(l),
    }
}

/// What it means to have it, in a sentence.
pub(super) fn about(l: Locale, permission: Permission) -> &'static str {
    match permission {
        Permission::TasksJoin => words::about_tasks_join(l),
        Permission::ReportsCreate => words::about_reports_create(l),
        Permission::ProjectsManageOwn => words::about_projects_manage_own(l),
        Permission::ParticipantsViewOwn => words::about_participants_view_own(l),
        Permission::ReportsReviewOwn => words::about_reports_review_own(l),
        Permission::ReportsModerate => words::about_reports_moderate(l),
        Permission::ReviewTemplates => words::about_review_templates(l),
        Permission::ProjectsModerate => words::about_projects_moderate(l),
        Permission::UsersReview => words::about_users_review(l),
        Permission::UsersBlock => words::about_users_block(l),
        Permission::UsersView => words::about_users_view(l),
        Permission::RolesManage => words::about_roles_manage(l),
        Permission::AuditView => words::about_audit_view(l),
        Permission::SettingsManage => words::about_settings_manage(l),
        Permission::FlagsManage => words::about_flags_manage(l),
        Permission::JobsManage => words::about_jobs_manage(l),
        Permission::HealthView => words::about_health_view(l),
        Permission::StorageManage => words::about_storage_manage(l),
        Permission::UsersTag => words::about_users_tag(l),
        Permission::UsersVerify => words::about_users_verify(l),
        Permission::PassportsRevoke => words::about_passports_revoke(l),
        Permission::AnalyticsView => words::about_analytics_view(l),
        Permission::ViewsShare => words::about_views_share(l),
        Permission::SponsorshipsCreate => words::about_sponsorships_create(l),
        Permission::ResourcesManageOwn => words::about_resources_manage_own(l),
        Permission::MoneyManageOwn => words::about_money_manage_own(l),
        Permission::ExpensesApprove => words::about_expenses_approve(l),
        Permission::ExpensesOverspend => words::about_expenses_overspend(l),
        Permission::PaymentsManage => words::about_payments_manage(l),
        Permission::LedgerView => words::about_ledger_view(l),
        Permission::ResourcesRequest => words::about_resources_request(l),
    }
}
