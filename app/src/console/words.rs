//! What settings, flags, tasks and services are called.

use birqadam_console::{HealthState, JobOutcome, JobState, Service};
use birqadam_core::{Flag, Locale, Setting, flags::FlagState, settings::Group};

use crate::texts::{flags, health, jobs, settings, storage};

type Words = fn(Locale) -> &'static str;

/// A setting and what it does.
pub(crate) fn setting(l: Locale, setting: Setting) -> (&'static str, &'static str) {
    use settings as w;
    let (name, help): (Words, Words) = match setting {
        Setting::PlatformName => (w::platform_name, w::platform_name_help),
        Setting::PublicImpact => (w::public_impact, w::public_impact_help),
        Setting::WelcomeText => (w::welcome_text, w::welcome_text_help),
        Setting::ContactEmail => (w::contact_email, w::contact_email_help),
        Setting::DefaultCity => (w::default_city, w::default_city_help),
        Setting::RegisterVolunteer => (w::register_volunteer, w::register_help),
        Setting::RegisterOrganizer => (w::register_organizer, w::register_help),
        Setting::RegisterModerator => (w::register_moderator, w::register_help),
        Setting::RegisterSponsor => (w::register_sponsor, w::register_help),
        Setting::RegisterPartner => (w::register_partner, w::register_help),
        Setting::ProjectModeration => (w::project_moderation, w::project_moderation_help),
        Setting::RegistrationsPerHour => (w::registrations_per_hour, w::registrations_per_hour_help),
        Setting::SignInAttempts => (w::sign_in_attempts, w::sign_in_attempts_help),
        Setting::LinkMailsPerHour => (w::link_mails_per_hour, w::link_mails_per_hour_help),
        Setting::ExpenseLimit => (w::expense_limit, w::expense_limit_help),
        Setting::JobHistoryDays => (w::job_history_days, w::job_history_days_help),
        Setting::RejectedDocumentsDays => (w::rejected_documents_days, w::rejected_documents_days_help),
    };
    (name(l), help(l))
}

pub(crate) fn group(l: Locale, group: Group) -> &'static str {
    match group {
        Group::General => settings::group_general(l),
        Group::Registration => settings::group_registration(l),
        Group::Moderation => settings::group_moderation(l),
        Group::Limits => settings::group_limits(l),
        Group::Retention => settings::group_retention(l),
    }
}

/// A feature and what it is.
pub(crate) fn flag(l: Locale, flag: Flag) -> (&'static str, &'static str) {
    match flag {
        Flag::ApiSignIn => (flags::api_sign_in(l), flags::api_sign_in_help(l)),
        Flag::LiveInbox => (flags::live_inbox(l), flags::live_inbox_help(l)),
        Flag::SavedViews => (flags::saved_views(l), flags::saved_views_help(l)),
    }
}

pub(crate) fn flag_state(l: Locale, state: FlagState) -> (&'static str, &'static str) {
    match state {
        FlagState::Off => (flags::state_off(l), flags::state_off_help(l)),
        FlagState::Some => (flags::state_some(l), flags::state_some_help(l)),
        FlagState::On => (flags::state_on(l), flags::state_on_help(l)),
    }
}

/// Every kind of job: its name, what it is called, what it does.
const TASKS: &[(&str, Words, Words)] = &[
    ("notify", jobs::task_notify, jobs::task_notify_about),
    ("send_mail", jobs::task_send_mail, jobs::task_send_mail_about),
    ("deliver", jobs::task_deliver, jobs::task_deliver_about),
    ("digest", jobs::task_digest, jobs::task_digest_about),
    ("sweep_deliveries", jobs::task_sweep_deliveries, jobs::task_sweep_deliveries_about),
    ("password_reset", jobs::task_password_reset, jobs::task_password_reset_about),
    ("report_approved", jobs::task_report_approved, jobs::task_report_approved_about),
    ("apply_decision", jobs::task_apply_decision, jobs::task_apply_decision_about),
    ("check_ledger", jobs::task_check_ledger, jobs::task_check_ledger_about),
    ("clean_up", jobs::task_clean_up, jobs::task_clean_up_about),
    ("run_export", jobs::task_run_export, jobs::task_run_export_about),
    ("scheduled_reports", jobs::task_scheduled_reports, jobs::task_scheduled_reports_about),
    ("batch", jobs::task_batch, jobs::task_batch_about),
    ("refresh_analytics", jobs::task_refresh_analytics, jobs::task_refresh_analytics_about),
    ("rebuild_analytics", jobs::task_rebuild_analytics, jobs::task_rebuild_analytics_about),
    ("check_health", jobs::task_check_health, jobs::task_check_health_about),
    ("finish_lendings", jobs::task_finish_lendings, jobs::task_finish_lendings_about),
    ("expire_payments", jobs::task_expire_payments, jobs::task_expire_payments_about),
    ("reconcile_payments", jobs::task_reconcile_payments, jobs::task_reconcile_payments_about),
    ("send_refund", jobs::task_send_refund, jobs::task_send_refund_about),
    ("make_pledge_payments", jobs::task_make_pledge_payments, jobs::task_make_pledge_payments_about),
    ("look_through_storage", jobs::task_look_through_storage, jobs::task_look_through_storage_about),
    ("delete_orphans", jobs::task_delete_orphans, jobs::task_delete_orphans_about),
];

/// A kind of job and what it does; an unknown one as it is written.
pub(crate) fn task(l: Locale, name: &str) -> (String, &'static str) {
    match TASKS.iter().find(|(task, ..)| *task == name) {
        Some((_, title, about)) => (title(l).to_owned(), about(l)),
        None => (name.to_owned(), ""),
    }
}

/// Whether a kind of job has words; asked by a test for every one there is.
pub fn task_is_named(name: &str) -> bool {
    TASKS.iter().any(|(task, ..)| *task == name)
}

pub(crate) fn job_state(l: Locale, state: JobState) -> &'static str {
    match state {
        JobState::Queued => jobs::chip_queued(l),
        JobState::Running => jobs::chip_running(l),
        JobState::Retrying => jobs::chip_retrying(l),
        JobState::Failed => jobs::chip_failed(l),
    }
}

/// Jobs in a state, as the title of a list.
pub(crate) fn jobs_in(l: Locale, state: JobState) -> &'static str {
    match state {
        JobState::Queued => jobs::state_queued(l),
        JobState::Running => jobs::state_running(l),
        JobState::Retrying => jobs::state_retrying(l),
        JobState::Failed => jobs::state_failed(l),
    }
}

pub(crate) fn outcome(l: Locale, outcome: JobOutcome) -> &'static str {
    match outcome {
        JobOutcome::Done => jobs::outcome_done(l),
        JobOutcome::Failed => jobs::outcome_failed(l),
        JobOutcome::GaveUp => jobs::outcome_gave_up(l),
    }
}

pub(crate) fn service(l: Locale, service: Service) -> &'static str {
    match service {
        Service::Database => health::database(l),
        Service::Files => health::files(l),
        Service::Mail => health::mail(l),
        Service::Worker => health::worker(l),
        Service::Disk => health::disk(l),
    }
}

pub(crate) fn health_state(l: Locale, state: HealthState) -> &'static str {
    match state {
        HealthState::Up => health::up(l),
        HealthState::Slow => health::slow(l),
        HealthState::Down => health::down(l),
        HealthState::Unused => health::unused(l),
    }
}

/// A number beside a service: its name and the number with its unit.
pub(crate) fn measure(l: Locale, name: &str, value: i64) -> (String, String) {
    let plain = crate::format::number(value);
    let size = || crate::format::file_size(l, value);
    let (name, value) = match name {
        "connections" => (health::connections(l), plain),
        "connections_max" => (health::connections_max(l), plain),
        "pool" => (health::pool(l), plain),
        "bytes" => (health::bytes(l), size()),
        "replicas" => (health::replicas(l), plain),
        "lag_bytes" => (health::lag_bytes(l), size()),
        "workers" => (health::workers(l), plain),
        "lag_seconds" => (health::lag_seconds(l), health::seconds(l, plain)),
        "waiting" => (health::waiting(l), plain),
        "failed" => (health::failed(l), plain),
        "bytes_free" => (health::bytes_free(l), size()),
        "bytes_total" => (health::bytes_total(l), size()),
        other => return (other.to_owned(), plain),
    };
    (name.to_owned(), value)
}

/// Files of a folder; an unknown one as it is written.
pub(crate) fn file_kind(l: Locale, kind: &str) -> String {
    match kind {
        "private/documents" => storage::kind_documents(l),
        "private/photos" => storage::kind_photos(l),
        "public/covers" => storage::kind_covers(l),
        "private/profile-photos" => storage::kind_portraits(l),
        "private/verifications" => storage::kind_verifications(l),
        "private/uploads" => storage::kind_uploads(l),
        "private/exports" => storage::kind_exports(l),
        other => return other.to_owned(),
    }
    .to_owned()
}
