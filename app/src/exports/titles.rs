//! What a list or report is called as a file.

use birqadam_core::Locale;

use crate::texts::{exports as words, jobs, lists, money, passport, payments, qr, resources, sponsor, storage};

/// The title of the list or report; an unknown one as it is named.
pub fn list_title(l: Locale, list: &str) -> String {
    match list {
        "users" => words::title_users(l),
        "projects" | "organizer_projects" => words::title_projects(l),
        "tasks" | "organizer_tasks" => words::title_tasks(l),
        "reports" | "organizer_reports" | "my_reports" => words::title_reports(l),
        "participants" => words::title_participants(l),
        "participations" | "organizer_participations" => lists::participations(l),
        "my_participations" => lists::my_places(l),
        "volunteers" | "organizer_volunteers" => lists::volunteers(l),
        "log" => words::title_log(l),
        "deliveries" => words::title_deliveries(l),
        "project_poster" => qr::poster_kind(l),
        "passport" => passport::title(l),
        "jobs" => words::title_jobs(l),
        "project_report" => words::title_project_report(l),
        "period_report" => words::title_period_report(l),
        "expenses" => money::expenses(l),
        "ledger" => money::ledger(l),
        "all_expenses" => money::all_expenses(l),
        "sponsor_expenses" => sponsor::spent_title(l),
        "payments" => payments::payments(l),
        "partner_resources" => resources::my_resources(l),
        "sponsorships" => sponsor::sponsorships_title(l),
        "sponsor_report" => sponsor::became_title(l),
        "sponsorship_receipt" => sponsor::receipt_title(l),
        "job_runs" => jobs::runs(l),
        "storage_findings" => storage::title(l),
        other => return other.to_owned(),
    }
    .to_owned()
}
