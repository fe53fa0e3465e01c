//! Notices in words.

use birqadam_core::{Locale, Money, notice::Notice};
use chrono::{DateTime, Utc};

use crate::{exports::list_title, format, labels, lists::action_label, texts::notices as words};

/// One sentence or two, in the reader's language.
pub fn text(l: Locale, notice: &Notice) -> String {
    match notice {
        Notice::ApplicationReceived { name, role, .. } => words::application_received(l, name, labels::role(l, role)),
        Notice::AccountApproved => words::account_approved(l).to_owned(),
        Notice::VerificationReceived { name, .. } => words::verification_received(l, name),
        Notice::VerificationConfirmed => words::verification_confirmed(l).to_owned(),
        Notice::VerificationRejected { reason } => words::verification_rejected(l, reason),
        Notice::PassportRevoked { reason } => words::passport_revoked(l, reason),
        Notice::AccountRejected { reason } => words::account_rejected(l, reason),
        Notice::AccountReturned { message } => words::account_returned(l, message),
        Notice::DecisionNotApplied { title, .. } => words::decision_not_applied(l, title),
        Notice::AppealReceived { title, .. } => words::appeal_received(l, title),
        Notice::AppealDecided { title, answer, overturned, own, .. } => {
            let decided = match (own, overturned) {
                (true, true) => words::appeal_overturned(l, title),
                (true, false) => words::appeal_upheld(l, title),
                (false, true) => words::your_rejection_overturned(l, title),
                (false, false) => words::your_rejection_upheld(l, title),
            };
            format!("{decided} {answer}")
        }
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
        Notice::ExportReady { title: Some(title), .. } => words::document_ready(l, title),
        Notice::ExportReady { list, rows, .. } => words::export_ready(l, *rows, list_title(l, list)),
        Notice::ExportFailed { list, title, .. } => words::export_failed(l, file_title(l, list, title)),
        Notice::ScheduledReport { title, .. } => words::scheduled_report(l, title),
        Notice::ScheduleEnded { list } => words::schedule_ended(l, list_title(l, list)),
        Notice::BatchFinished { list, action, done, failed, undone, .. } => {
            let action = action_label(l, list, action);
            match undone {
                true => words::batch_undone(l, *done, action, failed),
                false => words::batch_finished(l, *done, action, failed),
            }
        }
        Notice::ResourceRequested { resource, project, organizer, .. } => {
            words::resource_requested(l, organizer, resource, project)
        }
        Notice::ResourceRequestApproved { resource, project, .. } => {
            words::resource_request_approved(l, resource, project)
        }
        Notice::ResourceRequestRejected { resource, reason, .. } => {
            words::resource_request_rejected(l, resource, reason)
        }
        Notice::ResourceRequestCountered { resource, starts_at, ends_at, .. } => {
            words::resource_request_countered(l, resource, dates(l, *starts_at, *ends_at))
        }
        Notice::ResourceOfferAccepted { resource, organizer, .. } => {
            words::resource_offer_accepted(l, organizer, resource)
        }
        Notice::ResourceRequestWithdrawn { resource, organizer, .. } => {
            words::resource_request_withdrawn(l, organizer, resource)
        }
        Notice::ResourceThanked { resource, organizer, thanks, .. } => {
            words::resource_thanked(l, organizer, resource, thanks)
        }
        Notice::ExpenseSubmitted { title, amount, .. } => words::expense_submitted(l, sum(amount), title),
        Notice::ExpenseApproved { title, amount, .. } => words::expense_approved(l, sum(amount), title),
        Notice::ExpenseReturned { title, amount, message, .. } => {
            words::expense_returned(l, sum(amount), title, message)
        }
        Notice::ExpenseRejected { title, amount, reason, .. } => words::expense_rejected(l, sum(amount), title, reason),
        Notice::ExpenseReversed { title, amount, reason, .. } => words::expense_reversed(l, sum(amount), title, reason),
        Notice::ExpensePublished { title, category, amount, .. } => {
            words::expense_published(l, sum(amount), title, category)
        }
        Notice::LedgerDiffers { accounts, transactions, sponsorships } => {
            words::ledger_differs(l, accounts, transactions, sponsorships)
        }
        Notice::AchievementUnlocked { title, .. } => words::achievement_unlocked(l, title.get(l).0),
        Notice::SponsorshipReceived { title, sponsor, amount, .. } => {
            words::sponsorship_received(l, sponsor_name(l, sponsor), sum(amount), title)
        }
        Notice::SponsorshipReturned { title, amount, reason, .. } => {
            words::sponsorship_returned(l, sum(amount), title, reason)
        }
        Notice::SponsorshipThanks { title, amount, .. } => words::sponsorship_thanks(l, title, sum(amount)),
        Notice::PaymentFailed { title, amount, .. } => words::payment_failed(l, sum(amount), title),
        Notice::RefundDone { title, amount, reason, .. } => words::refund_done(l, sum(amount), title, reason),
        Notice::PledgeDue { title, amount, .. } => words::pledge_due(l, sum(amount), title),
        Notice::DeliveryFailed { error, .. } => words::delivery_failed(l, error),
        Notice::ServiceDown { service, error } => words::service_down(l, service_name(l, service), error),
        Notice::ServiceBack { service } => words::service_back(l, service_name(l, service)),
        Notice::Test => words::test(l).to_owned(),
    }
}

fn sum(amount: &Money) -> String {
    format::sum(amount.minor, &amount.currency)
}

fn sponsor_name(l: Locale, sponsor: &Option<String>) -> String {
    sponsor.clone().unwrap_or_else(|| words::sponsor_unnamed(l).to_owned())
}

/// From when until when something is lent.
fn dates(l: Locale, starts_at: DateTime<Utc>, ends_at: DateTime<Utc>) -> String {
    crate::resources::words::period(l, birqadam_funding::LendingPeriod { starts_at, ends_at })
}

/// A report by its own title, a list by its name.
fn file_title(l: Locale, list: &str, title: &Option<String>) -> String {
    title.clone().unwrap_or_else(|| list_title(l, list))
}

/// A service in words; an unknown one as it is written.
fn service_name(l: Locale, name: &str) -> String {
    birqadam_console::Service::parse(name)
        .map_or_else(|| name.to_owned(), |service| crate::console::words::service(l, service).to_owned())
}

/// The same, or an administrator's words for it.
pub fn text_with(l: Locale, notice: &Notice, template: Option<&str>) -> String {
    template.map_or_else(|| text(l, notice), |template| birqadam_messaging::fill(template, &values(l, notice)))
}

/// What a notice tells, by the names that templates use.
pub fn values(l: Locale, notice: &Notice) -> Vec<(&'static str, String)> {
    let of = |name: &'static str, value: &str| (name, value.to_owned());
    match notice {
        Notice::AccountApproved | Notice::VerificationConfirmed | Notice::Test => Vec::new(),
        Notice::VerificationReceived { name, .. } => vec![of("name", name)],
        Notice::VerificationRejected { reason } | Notice::PassportRevoked { reason } => vec![of("reason", reason)],
        Notice::ApplicationReceived { name, role, .. } => vec![of("name", name), ("role", labels::role(l, role))],
        Notice::AccountRejected { reason } => vec![of("reason", reason)],
        Notice::AccountReturned { message } => vec![of("message", message)],
        Notice::DecisionNotApplied { title, .. } | Notice::AppealReceived { title, .. } => vec![of("title", title)],
        Notice::AppealDecided { title, answer, .. } => vec![of("title", title), of("answer", answer)],
        Notice::ProjectSubmitted { title, .. } | Notice::ProjectApproved { title, .. } => vec![of("title", title)],
        Notice::ProjectReturned { title, message, .. } => vec![of("title", title), of("message", message)],
        Notice::ProjectRejected { title, reason, .. } => vec![of("title", title), of("reason", reason)],
        Notice::TaskJoined { task, volunteer, .. } | Notice::ReportSubmitted { task, volunteer, .. } => {
            vec![of("task", task), of("volunteer", volunteer)]
        }
        Notice::PlaceFreed { task, .. } => vec![of("task", task)],
        Notice::ReportApproved { task, rating, points, .. } => {
            vec![of("task", task), ("rating", rating.to_string()), ("points", points.to_string())]
        }
        Notice::ReportReturned { task, reason, .. } | Notice::ReportRejected { task, reason, .. } => {
            vec![of("task", task), of("reason", reason)]
        }
        Notice::ExportReady { list, rows, title, .. } => {
            vec![("list", file_title(l, list, title)), ("rows", rows.to_string())]
        }
        Notice::ExportFailed { list, title, .. } => vec![("list", file_title(l, list, title))],
        Notice::ScheduledReport { title, .. } => vec![of("title", title)],
        Notice::ScheduleEnded { list } => vec![("list", list_title(l, list))],
        Notice::BatchFinished { list, action, done, failed, .. } => {
            vec![
                of("action", action_label(l, list, action)),
                ("done", done.to_string()),
                ("failed", failed.to_string()),
            ]
        }
        Notice::ResourceRequested { resource, project, organizer, .. } => {
            vec![of("resource", resource), of("project", project), of("organizer", organizer)]
        }
        Notice::ResourceRequestApproved { resource, project, .. } => {
            vec![of("resource", resource), of("project", project)]
        }
        Notice::ResourceRequestRejected { resource, reason, .. } => {
            vec![of("resource", resource), of("reason", reason)]
        }
        Notice::ResourceRequestCountered { resource, starts_at, ends_at, .. } => {
            vec![of("resource", resource), ("dates", dates(l, *starts_at, *ends_at))]
        }
        Notice::ResourceOfferAccepted { resource, organizer, .. }
        | Notice::ResourceRequestWithdrawn { resource, organizer, .. } => {
            vec![of("resource", resource), of("organizer", organizer)]
        }
        Notice::ResourceThanked { resource, organizer, thanks, .. } => {
            vec![of("resource", resource), of("organizer", organizer), of("thanks", thanks)]
        }
        Notice::ExpenseSubmitted { title, amount, .. } | Notice::ExpenseApproved { title, amount, .. } => {
            vec![("amount", sum(amount)), of("title", title)]
        }
        Notice::ExpenseReturned { title, amount, message, .. } => {
            vec![("amount", sum(amount)), of("title", title), of("message", message)]
        }
        Notice::ExpenseRejected { title, amount, reason, .. }
        | Notice::ExpenseReversed { title, amount, reason, .. } => {
            vec![("amount", sum(amount)), of("title", title), of("reason", reason)]
        }
        Notice::ExpensePublished { title, category, amount, .. } => {
            vec![("amount", sum(amount)), of("title", title), of("category", category)]
        }
        Notice::LedgerDiffers { accounts, transactions, sponsorships } => vec![
            ("accounts", accounts.to_string()),
            ("transactions", transactions.to_string()),
            ("sponsorships", sponsorships.to_string()),
        ],
        Notice::AchievementUnlocked { title, .. } => vec![of("title", title.get(l).0)],
        Notice::SponsorshipReceived { title, sponsor, amount, .. } => {
            vec![("sponsor", sponsor_name(l, sponsor)), ("amount", sum(amount)), of("title", title)]
        }
        Notice::SponsorshipThanks { title, amount, .. }
        | Notice::PaymentFailed { title, amount, .. }
        | Notice::PledgeDue { title, amount, .. } => vec![("amount", sum(amount)), of("title", title)],
        Notice::SponsorshipReturned { title, amount, reason, .. }
        | Notice::RefundDone { title, amount, reason, .. } => {
            vec![("amount", sum(amount)), of("title", title), of("reason", reason)]
        }
        Notice::DeliveryFailed { error, .. } => vec![of("error", error)],
        Notice::ServiceDown { service, error } => {
            vec![of("service", &service_name(l, service)), of("error", error)]
        }
        Notice::ServiceBack { service } => vec![of("service", &service_name(l, service))],
    }
}

/// Our own words for a type as a template: subject and body, with names in place of what a notice
/// tells. Where our words count something, the template has the form for many.
#[cfg(feature = "ssr")]
pub fn default_template(l: Locale, kind: birqadam_core::NoticeKind) -> (String, String) {
    use birqadam_core::NoticeKind;

    let body = match kind {
        NoticeKind::ApplicationReceived => words::application_received(l, "{name}", "{role}"),
        NoticeKind::AccountApproved => words::account_approved(l).to_owned(),
        NoticeKind::VerificationReceived => words::verification_received(l, "{name}"),
        NoticeKind::VerificationConfirmed => words::verification_confirmed(l).to_owned(),
        NoticeKind::VerificationRejected => words::verification_rejected(l, "{reason}"),
        NoticeKind::PassportRevoked => words::passport_revoked(l, "{reason}"),
        NoticeKind::AccountRejected => words::account_rejected(l, "{reason}"),
        NoticeKind::AccountReturned => words::account_returned(l, "{message}"),
        NoticeKind::DecisionNotApplied => words::decision_not_applied(l, "{title}"),
        NoticeKind::AppealReceived => words::appeal_received(l, "{title}"),
        NoticeKind::AppealDecided => format!("{} {{answer}}", words::appeal_overturned(l, "{title}")),
        NoticeKind::ProjectSubmitted => words::project_submitted(l, "{title}"),
        NoticeKind::ProjectApproved => words::project_approved(l, "{title}"),
        NoticeKind::ProjectReturned => words::project_returned(l, "{title}", "{message}"),
        NoticeKind::ProjectRejected => words::project_rejected(l, "{title}", "{reason}"),
        NoticeKind::TaskJoined => words::task_joined(l, "{volunteer}", "{task}"),
        NoticeKind::PlaceFreed => words::place_freed(l, "{task}"),
        NoticeKind::ReportSubmitted => words::report_submitted(l, "{volunteer}", "{task}"),
        NoticeKind::ReportApproved => words::report_approved(l, 50, "{task}", "{rating}").replace("50", "{points}"),
        NoticeKind::ReportReturned => words::report_returned(l, "{task}", "{reason}"),
        NoticeKind::ReportRejected => words::report_rejected(l, "{task}", "{reason}"),
        NoticeKind::ExportReady => words::export_ready(l, 50, "{list}").replace("50", "{rows}"),
        NoticeKind::ExportFailed => words::export_failed(l, "{list}"),
        NoticeKind::ScheduledReport => words::scheduled_report(l, "{title}"),
        NoticeKind::ScheduleEnded => words::schedule_ended(l, "{list}"),
        NoticeKind::BatchFinished => words::batch_finished(l, 50, "{action}", "{failed}").replace("50", "{done}"),
        NoticeKind::ResourceRequested => words::resource_requested(l, "{organizer}", "{resource}", "{project}"),
        NoticeKind::ResourceRequestApproved => words::resource_request_approved(l, "{resource}", "{project}"),
        NoticeKind::ResourceRequestRejected => words::resource_request_rejected(l, "{resource}", "{reason}"),
        NoticeKind::ResourceRequestCountered => words::resource_request_countered(l, "{resource}", "{dates}"),
        NoticeKind::ResourceOfferAccepted => words::resource_offer_accepted(l, "{organizer}", "{resource}"),
        NoticeKind::ResourceRequestWithdrawn => words::resource_request_withdrawn(l, "{organizer}", "{resource}"),
        NoticeKind::ResourceThanked => words::resource_thanked(l, "{organizer}", "{resource}", "{thanks}"),
        NoticeKind::ExpenseSubmitted => words::expense_submitted(l, "{amount}", "{title}"),
        NoticeKind::ExpenseApproved => words::expense_approved(l, "{amount}", "{title}"),
        NoticeKind::ExpenseReturned => words::expense_returned(l, "{amount}", "{title}", "{message}"),
        NoticeKind::ExpenseRejected => words::expense_rejected(l, "{amount}", "{title}", "{reason}"),
        NoticeKind::ExpenseReversed => words::expense_reversed(l, "{amount}", "{title}", "{reason}"),
        NoticeKind::ExpensePublished => words::expense_published(l, "{amount}", "{title}", "{category}"),
        NoticeKind::LedgerDiffers => words::ledger_differs(l, "{accounts}", "{transactions}", "{sponsorships}"),
        NoticeKind::AchievementUnlocked => words::achievement_unlocked(l, "{title}"),
        NoticeKind::SponsorshipReceived => words::sponsorship_received(l, "{sponsor}", "{amount}", "{title}"),
        NoticeKind::SponsorshipReturned => words::sponsorship_returned(l, "{amount}", "{title}", "{reason}"),
        NoticeKind::SponsorshipThanks => words::sponsorship_thanks(l, "{title}", "{amount}"),
        NoticeKind::PaymentFailed => words::payment_failed(l, "{amount}", "{title}"),
        NoticeKind::RefundDone => words::refund_done(l, "{amount}", "{title}", "{reason}"),
        NoticeKind::PledgeDue => words::pledge_due(l, "{amount}", "{title}"),
        NoticeKind::DeliveryFailed => words::delivery_failed(l, "{error}"),
        NoticeKind::ServiceDown => words::service_down(l, "{service}", "{error}"),
        NoticeKind::ServiceBack => words::service_back(l, "{service}"),
        NoticeKind::Test => words::test(l).to_owned(),
    };
    (body.trim_end_matches('.').to_owned(), body)
}
