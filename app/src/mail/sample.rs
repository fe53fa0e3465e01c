//! Believable notices, to show an administrator what people will read.

use birqadam_core::{
    AchievementId, DeliveryId, ExpenseId, ExportId, Locale, Localized, Money, NoticeKind, ProjectId, ReportId,
    ResourceRequestId, SponsorshipId, TaskId, UserId, VerificationId, notice::Notice, review::Decision,
};
use chrono::DateTime;

use crate::texts::samples as words;

/// A notice of the type, in words of the language.
pub fn sample(l: Locale, kind: NoticeKind) -> Notice {
    let task = || words::task(l).to_owned();
    let title = || words::project(l).to_owned();
    let person = || words::person(l).to_owned();
    let reason = || words::reason(l).to_owned();
    let sponsorship_id = SponsorshipId(1);
    let request_id = ResourceRequestId(1);
    let resource = || words::resource(l).to_owned();
    let organizer = || words::organizer(l).to_owned();
    let amount = Money::kzt(10_000_000);
    let expense_id = ExpenseId(1);
    let (project_id, task_id, report_id) = (ProjectId(1), TaskId(1), ReportId(1));
    match kind {
        NoticeKind::ApplicationReceived => {
            Notice::ApplicationReceived { user_id: UserId(1), name: person(), role: "organizer".into() }
        }
        NoticeKind::AccountApproved => Notice::AccountApproved,
        NoticeKind::VerificationReceived => {
            Notice::VerificationReceived { verification_id: VerificationId(1), name: person() }
        }
        NoticeKind::VerificationConfirmed => Notice::VerificationConfirmed,
        NoticeKind::VerificationRejected => {
            Notice::VerificationRejected { reason: words::verification_reason(l).to_owned() }
        }
        NoticeKind::PassportRevoked => Notice::PassportRevoked { reason: words::passport_reason(l).to_owned() },
        NoticeKind::AccountRejected => Notice::AccountRejected { reason: words::account_reason(l).to_owned() },
        NoticeKind::ProjectSubmitted => Notice::ProjectSubmitted { project_id, title: title() },
        NoticeKind::ProjectApproved => Notice::ProjectApproved { project_id, title: title() },
        NoticeKind::ProjectReturned => {
            Notice::ProjectReturned { project_id, title: title(), message: words::project_reason(l).to_owned() }
        }
        NoticeKind::ProjectRejected => {
            Notice::ProjectRejected { project_id, title: title(), reason: words::project_reason(l).to_owned() }
        }
        NoticeKind::TaskJoined => Notice::TaskJoined { project_id, task_id, task: task(), volunteer: person() },
        NoticeKind::PlaceFreed => Notice::PlaceFreed { task_id, task: task() },
        NoticeKind::ReportSubmitted => Notice::ReportSubmitted { report_id, task: task(), volunteer: person() },
        NoticeKind::ReportApproved => Notice::ReportApproved { report_id, task: task(), rating: 5, points: 50 },
        NoticeKind::ReportReturned => Notice::ReportReturned { report_id, task: task(), reason: reason() },
        NoticeKind::ReportRejected => Notice::ReportRejected { report_id, task: task(), reason: reason() },
        NoticeKind::AchievementUnlocked => {
            let name = words::achievement(l).to_owned();
            let title = Localized { ru: name.clone(), kk: name.clone(), en: name };
            Notice::AchievementUnlocked { achievement_id: AchievementId(1), title }
        }
        NoticeKind::AccountReturned => Notice::AccountReturned { message: words::account_reason(l).to_owned() },
        NoticeKind::DecisionNotApplied => Notice::DecisionNotApplied {
            item_kind: "project".into(),
            item_id: 1,
            title: title(),
            decision: Decision::Approve,
        },
        NoticeKind::AppealReceived => {
            Notice::AppealReceived { appeal_id: 1, item_kind: "project".into(), title: title() }
        }
        NoticeKind::AppealDecided => Notice::AppealDecided {
            item_kind: "project".into(),
            item_id: 1,
            title: title(),
            overturned: true,
            answer: words::appeal_answer(l).to_owned(),
            own: true,
        },
        NoticeKind::ExportReady => {
            Notice::ExportReady { export_id: ExportId(1), list: "users".into(), rows: 50, title: None }
        }
        NoticeKind::ExportFailed => Notice::ExportFailed { export_id: ExportId(1), list: "users".into(), title: None },
        NoticeKind::ScheduleEnded => Notice::ScheduleEnded { list: "project_report".into() },
        NoticeKind::ScheduledReport => {
            Notice::ScheduledReport { export_id: ExportId(1), title: words::report_title(l).to_owned() }
        }
        NoticeKind::BatchFinished => Notice::BatchFinished {
            batch_id: "6ba7b810-9dad-41d1-80b4-00c04fd430c8".into(),
            list: "users".into(),
            action: "block".into(),
            done: 350,
            failed: 2,
            undone: false,
        },
        NoticeKind::SponsorshipReceived => {
            Notice::SponsorshipReceived { project_id, title: title(), sponsor: Some(person()), amount }
        }
        NoticeKind::SponsorshipReturned => Notice::SponsorshipReturned {
            project_id,
            title: title(),
            amount,
            reason: words::refund_reason(l).to_owned(),
        },
        NoticeKind::SponsorshipThanks => Notice::SponsorshipThanks { sponsorship_id, title: title(), amount },
        NoticeKind::PaymentFailed => Notice::PaymentFailed { sponsorship_id, title: title(), amount },
        NoticeKind::RefundDone => {
            Notice::RefundDone { sponsorship_id, title: title(), amount, reason: words::refund_reason(l).to_owned() }
        }
        NoticeKind::PledgeDue => Notice::PledgeDue { sponsorship_id, title: title(), amount },
        NoticeKind::ExpenseSubmitted => Notice::ExpenseSubmitted { expense_id, title: title(), amount },
        NoticeKind::ExpenseApproved => Notice::ExpenseApproved { expense_id, title: title(), amount },
        NoticeKind::ExpenseReturned => {
            let message = words::expense_message(l).to_owned();
            Notice::ExpenseReturned { expense_id, title: title(), amount, message }
        }
        NoticeKind::ExpenseRejected => {
            let reason = words::expense_message(l).to_owned();
            Notice::ExpenseRejected { expense_id, title: title(), amount, reason }
        }
        NoticeKind::ExpenseReversed => {
            let reason = words::expense_message(l).to_owned();
            Notice::ExpenseReversed { expense_id, title: title(), amount, reason }
        }
        NoticeKind::ExpensePublished => {
            let category = words::expense_category(l).to_owned();
            Notice::ExpensePublished { project_id, title: title(), category, amount }
        }
        NoticeKind::LedgerDiffers => Notice::LedgerDiffers { accounts: 1, transactions: 0, sponsorships: 0 },
        NoticeKind::ResourceRequested => {
            Notice::ResourceRequested { request_id, resource: resource(), project: title(), organizer: organizer() }
        }
        NoticeKind::ResourceRequestApproved => {
            Notice::ResourceRequestApproved { request_id, resource: resource(), project: title() }
        }
        NoticeKind::ResourceRequestRejected => Notice::ResourceRequestRejected {
            request_id,
            resource: resource(),
            reason: words::resource_reason(l).to_owned(),
        },
        NoticeKind::ResourceRequestCountered => Notice::ResourceRequestCountered {
            request_id,
            resource: resource(),
            starts_at: DateTime::from_timestamp(1_796_151_600, 0).unwrap_or_default(),
            ends_at: DateTime::from_timestamp(1_796_238_000, 0).unwrap_or_default(),
        },
        NoticeKind::ResourceOfferAccepted => {
            Notice::ResourceOfferAccepted { request_id, resource: resource(), organizer: organizer() }
        }
        NoticeKind::ResourceRequestWithdrawn => {
            Notice::ResourceRequestWithdrawn { request_id, resource: resource(), organizer: organizer() }
        }
        NoticeKind::ResourceThanked => Notice::ResourceThanked {
            request_id,
            resource: resource(),
            organizer: organizer(),
            thanks: words::resource_thanks(l).to_owned(),
        },
        NoticeKind::DeliveryFailed => {
            Notice::DeliveryFailed { delivery_id: DeliveryId(1), error: "451 4.3.0 Temporary system problem".into() }
        }
        NoticeKind::ServiceDown => Notice::ServiceDown { service: "files".into(), error: "connection refused".into() },
        NoticeKind::ServiceBack => Notice::ServiceBack { service: "files".into() },
        NoticeKind::Test => Notice::Test,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notices;

    #[test]
    fn templates_may_use_exactly_what_a_notice_tells() {
        for l in Locale::ALL {
            for kind in NoticeKind::ALL {
                let notice = sample(l, *kind);
                assert_eq!(notice.kind(), *kind);
                let mut names: Vec<_> = notices::values(l, &notice).into_iter().map(|(name, _)| name).collect();
                let mut allowed = kind.placeholders().to_vec();
                names.sort_unstable();
                allowed.sort_unstable();
                assert_eq!(names, allowed, "{kind:?}");
            }
        }
    }

    #[test]
    fn our_own_words_as_a_template_say_the_same() {
        for l in Locale::ALL {
            for kind in NoticeKind::ALL {
                let notice = sample(l, *kind);
                let (_, body) = notices::default_template(l, *kind);
                let filled = birqadam_messaging::fill(&body, &notices::values(l, &notice));
                assert_eq!(filled, notices::text(l, &notice), "{kind:?}");
            }
        }
    }
}
