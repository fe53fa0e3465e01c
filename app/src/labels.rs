//! Words of the domain's values: kinds, states, roles, permissions, cities.

use birqadam_accounts::AccountStatus;
use birqadam_core::{Locale, Permission, city::City};
use birqadam_volunteering::{AssignmentStatus, ProjectStatus, ReportStatus, TaskStatus, VolunteerType};

use crate::texts::{labels as words, lists};

pub fn volunteer_type(l: Locale, kind: VolunteerType) -> &'static str {
    match kind {
        VolunteerType::Social => words::type_social(l),
        VolunteerType::Environmental => words::type_environmental(l),
        VolunteerType::Cultural => words::type_cultural(l),
        VolunteerType::Education => words::type_education(l),
        VolunteerType::Health => words::type_health(l),
        VolunteerType::Animals => words::type_animals(l),
        VolunteerType::Sport => words::type_sport(l),
        VolunteerType::Emergency => words::type_emergency(l),
        VolunteerType::Other => words::type_other(l),
    }
}

pub fn project_status(l: Locale, status: ProjectStatus) -> &'static str {
    match status {
        ProjectStatus::Draft => words::project_draft(l),
        ProjectStatus::Pending => words::project_pending(l),
        ProjectStatus::Returned => words::project_returned(l),
        ProjectStatus::Active => words::project_active(l),
        ProjectStatus::Completed => words::project_completed(l),
        ProjectStatus::Archived => words::project_archived(l),
        ProjectStatus::Rejected => words::project_rejected(l),
    }
}

pub fn task_status(l: Locale, status: TaskStatus) -> &'static str {
    match status {
        TaskStatus::Open => words::task_open(l),
        TaskStatus::InProgress => words::task_in_progress(l),
        TaskStatus::Completed => words::task_completed(l),
        TaskStatus::Cancelled => words::task_cancelled(l),
    }
}

pub fn assignment_status(l: Locale, status: AssignmentStatus) -> &'static str {
    match status {
        AssignmentStatus::Assigned => words::assignment_assigned(l),
        AssignmentStatus::Waiting => words::assignment_waiting(l),
        AssignmentStatus::Left => words::assignment_left(l),
        AssignmentStatus::Completed => words::assignment_completed(l),
    }
}

/// The same of somebody else.
pub fn place_status(l: Locale, status: AssignmentStatus) -> &'static str {
    match status {
        AssignmentStatus::Assigned => lists::place_is_assigned(l),
        AssignmentStatus::Left => lists::place_is_left(l),
        AssignmentStatus::Waiting | AssignmentStatus::Completed => assignment_status(l, status),
    }
}

pub fn report_status(l: Locale, status: ReportStatus) -> &'static str {
    match status {
        ReportStatus::Pending => words::report_pending(l),
        ReportStatus::Approved => words::report_approved(l),
        ReportStatus::Returned => words::report_returned(l),
        ReportStatus::Rejected => words::report_rejected(l),
    }
}

pub fn account_status(l: Locale, status: AccountStatus) -> &'static str {
    match status {
        AccountStatus::Active => words::account_active(l),
        AccountStatus::Pending => words::account_pending(l),
        AccountStatus::Rejected => words::account_rejected(l),
        AccountStatus::Blocked => words::account_blocked(l),
    }
}

/// A role by its name; roles made by an admin have words of their own in the database and are
/// shown here by name.
pub fn role(l: Locale, name: &str) -> String {
    match name {
        "volunteer" => words::role_volunteer(l),
        "organizer" => words::role_organizer(l),
        "moderator" => words::role_moderator(l),
        "sponsor" => words::role_sponsor(l),
        "partner" => words::role_partner(l),
        "admin" => words::role_admin(l),
        other => return other.to_owned(),
    }
    .to_owned()
}

/// What a role one can register with is for.
pub fn role_about(l: Locale, role: birqadam_accounts::PublicRole) -> &'static str {
    use birqadam_accounts::PublicRole;
    match role {
        PublicRole::Volunteer => words::role_volunteer_about(l),
        PublicRole::Organizer => words::role_organizer_about(l),
        PublicRole::Moderator => words::role_moderator_about(l),
        PublicRole::Sponsor => words::role_sponsor_about(l),
        PublicRole::Partner => words::role_partner_about(l),
    }
}

/// What a permission allows.
pub fn permission(l: Locale, permission: Permission) -> &'static str {
    match permission {
        Permission::TasksJoin => words::perm_tasks_join(l),
        Permission::ReportsCreate => words::perm_reports_create(l),
        Permission::ProjectsManageOwn => words::perm_projects_manage_own(l),
        Permission::ParticipantsViewOwn => words::perm_participants_view_own(l),
        Permission::ReportsReviewOwn => words::perm_reports_review_own(l),
        Permission::ReportsModerate => words::perm_reports_moderate(l),
        Permission::ReviewTemplates => words::perm_review_templates(l),
        Permission::ProjectsModerate => words::perm_projects_moderate(l),
        Permission::UsersReview => words::perm_users_review(l),
        Permission::UsersBlock => words::perm_users_block(l),
        Permission::UsersView => words::perm_users_view(l),
        Permission::RolesManage => words::perm_roles_manage(l),
        Permission::AuditView => words::perm_audit_view(l),
        Permission::SettingsManage => words::perm_settings_manage(l),
        Permission::FlagsManage => words::perm_flags_manage(l),
        Permission::JobsManage => words::perm_jobs_manage(l),
        Permission::HealthView => words::perm_health_view(l),
        Permission::StorageManage => words::perm_storage_manage(l),
        Permission::UsersTag => words::perm_users_tag(l),
        Permission::UsersVerify => words::perm_users_verify(l),
        Permission::PassportsRevoke => words::perm_passports_revoke(l),
        Permission::AnalyticsView => words::perm_analytics_view(l),
        Permission::ViewsShare => words::perm_views_share(l),
        Permission::SponsorshipsCreate => words::perm_sponsorships_create(l),
        Permission::ResourcesManageOwn => words::perm_resources_manage_own(l),
        Permission::MoneyManageOwn => words::perm_money_manage_own(l),
        Permission::ExpensesApprove => words::perm_expenses_approve(l),
        Permission::ExpensesOverspend => words::perm_expenses_overspend(l),
        Permission::PaymentsManage => words::perm_payments_manage(l),
        Permission::LedgerView => words::perm_ledger_view(l),
        Permission::ResourcesRequest => words::perm_resources_request(l),
    }
}

/// A city's name in this language; an unknown one as it is.
pub fn city(l: Locale, name: &str) -> String {
    City::find(name).map_or_else(|| name.to_owned(), |city| city.label(l).to_owned())
}

/// The city of a person, who may have named none.
pub fn home_city(l: Locale, name: &str) -> String {
    if name == birqadam_core::city::NO_CITY { crate::texts::analytics::no_city(l).to_owned() } else { city(l, name) }
}

/// Options of a choice of cities: `(value, words)`.
pub fn city_options(l: Locale) -> Vec<(String, String)> {
    birqadam_core::city::CITIES.iter().map(|c| (c.name.to_owned(), c.label(l).to_owned())).collect()
}

/// Options of a choice of kinds: `(value, words)`.
pub fn volunteer_type_options(l: Locale) -> Vec<(String, String)> {
    VolunteerType::ALL.iter().map(|kind| (kind.as_str().to_owned(), volunteer_type(l, *kind).to_owned())).collect()
}
