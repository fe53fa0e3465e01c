//! Types of notices, channels and outcomes of deliveries in words.

use birqadam_core::{ChannelName, Locale, NoticeGroup, NoticeKind};
use birqadam_messaging::{DeliveryState, Suppressed};
use leptos::prelude::*;

use crate::{
    texts::{deliveries, notifications as words},
    ui::{Icon, StatusChip},
};

pub fn group(l: Locale, group: NoticeGroup) -> &'static str {
    match group {
        NoticeGroup::Account => words::group_account(l),
        NoticeGroup::Volunteering => words::group_volunteering(l),
        NoticeGroup::Projects => words::group_projects(l),
        NoticeGroup::Review => words::group_review(l),
        NoticeGroup::Funding => words::group_funding(l),
        NoticeGroup::Operation => words::group_operation(l),
    }
}

pub fn kind(l: Locale, kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::AccountApproved => words::kind_account_approved(l),
        NoticeKind::VerificationReceived => words::kind_verification_received(l),
        NoticeKind::VerificationConfirmed => words::kind_verification_confirmed(l),
        NoticeKind::VerificationRejected => words::kind_verification_rejected(l),
        NoticeKind::PassportRevoked => words::kind_passport_revoked(l),
        NoticeKind::AccountRejected => words::kind_account_rejected(l),
        NoticeKind::Test => words::kind_test(l),
        NoticeKind::ExportReady => words::kind_export_ready(l),
        NoticeKind::ExportFailed => words::kind_export_failed(l),
        NoticeKind::ScheduleEnded => words::kind_schedule_ended(l),
        NoticeKind::ScheduledReport => words::kind_scheduled_report(l),
        NoticeKind::BatchFinished => words::kind_batch_finished(l),
        NoticeKind::PlaceFreed => words::kind_place_freed(l),
        NoticeKind::ReportApproved => words::kind_report_approved(l),
        NoticeKind::ReportReturned => words::kind_report_returned(l),
        NoticeKind::ReportRejected => words::kind_report_rejected(l),
        NoticeKind::AchievementUnlocked => words::kind_achievement_unlocked(l),
        NoticeKind::ProjectApproved => words::kind_project_approved(l),
        NoticeKind::ProjectReturned => words::kind_project_returned(l),
        NoticeKind::ProjectRejected => words::kind_project_rejected(l),
        NoticeKind::TaskJoined => words::kind_task_joined(l),
        NoticeKind::ReportSubmitted => words::kind_report_submitted(l),
        NoticeKind::ApplicationReceived => words::kind_application_received(l),
        NoticeKind::ProjectSubmitted => words::kind_project_submitted(l),
        NoticeKind::AccountReturned => words::kind_account_returned(l),
        NoticeKind::AppealReceived => words::kind_appeal_received(l),
        NoticeKind::AppealDecided => words::kind_appeal_decided(l),
        NoticeKind::DecisionNotApplied => words::kind_decision_not_applied(l),
        NoticeKind::SponsorshipReceived => words::kind_sponsorship_received(l),
        NoticeKind::SponsorshipReturned => words::kind_sponsorship_returned(l),
        NoticeKind::SponsorshipThanks => words::kind_sponsorship_thanks(l),
        NoticeKind::PaymentFailed => words::kind_payment_failed(l),
        NoticeKind::RefundDone => words::kind_refund_done(l),
        NoticeKind::PledgeDue => words::kind_pledge_due(l),
        NoticeKind::ResourceRequested => words::kind_resource_requested(l),
        NoticeKind::ResourceRequestApproved => words::kind_resource_request_approved(l),
        NoticeKind::ResourceRequestRejected => words::kind_resource_request_rejected(l),
        NoticeKind::ResourceRequestCountered => words::kind_resource_request_countered(l),
        NoticeKind::ResourceOfferAccepted => words::kind_resource_offer_accepted(l),
        NoticeKind::ResourceRequestWithdrawn => words::kind_resource_request_withdrawn(l),
        NoticeKind::ResourceThanked => words::kind_resource_thanked(l),
        NoticeKind::ExpenseSubmitted => words::kind_expense_submitted(l),
        NoticeKind::ExpenseApproved => words::kind_expense_approved(l),
        NoticeKind::ExpenseReturned => words::kind_expense_returned(l),
        NoticeKind::ExpenseRejected => words::kind_expense_rejected(l),
        NoticeKind::ExpenseReversed => words::kind_expense_reversed(l),
        NoticeKind::ExpensePublished => words::kind_expense_published(l),
        NoticeKind::LedgerDiffers => words::kind_ledger_differs(l),
        NoticeKind::ServiceDown => words::kind_service_down(l),
        NoticeKind::ServiceBack => words::kind_service_back(l),
        NoticeKind::DeliveryFailed => words::kind_delivery_failed(l),
    }
}

/// What a delivery is about: a type of notice, or a mail of its own.
pub fn delivery_kind(l: Locale, name: &str) -> &'static str {
    match NoticeKind::parse(name) {
        Some(notice) => kind(l, notice),
        None => match name {
            "confirm_email" => deliveries::kind_confirm_email(l),
            "reset_password" => deliveries::kind_reset_password(l),
            "digest" => deliveries::kind_digest(l),
            _ => deliveries::kind_mail(l),
        },
    }
}

pub fn channel(l: Locale, channel: ChannelName) -> &'static str {
    match channel {
        ChannelName::InApp => words::channel_in_app(l),
        ChannelName::Email => words::channel_email(l),
    }
}

pub fn state(l: Locale, state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Queued => deliveries::state_queued(l),
        DeliveryState::Held => deliveries::state_held(l),
        DeliveryState::Collected => deliveries::state_collected(l),
        DeliveryState::Digested => deliveries::state_digested(l),
        DeliveryState::Sending => deliveries::state_sending(l),
        DeliveryState::Sent => deliveries::state_sent(l),
        DeliveryState::Kept => deliveries::state_kept(l),
        DeliveryState::Failed => deliveries::state_failed(l),
        DeliveryState::Suppressed => deliveries::state_suppressed(l),
    }
}

pub fn suppressed(l: Locale, why: Suppressed) -> &'static str {
    match why {
        Suppressed::TurnedOff => deliveries::why_turned_off(l),
        Suppressed::Unconfirmed => deliveries::why_unconfirmed(l),
        Suppressed::Blocked => deliveries::why_blocked(l),
        Suppressed::Gone => deliveries::why_gone(l),
    }
}

/// Where a delivery stands.
pub fn state_chip(l: Locale, at: DeliveryState) -> impl IntoView + use<> {
    let (icon, tone) = match at {
        DeliveryState::Queued | DeliveryState::Sending => (Icon::Hourglass, "waiting"),
        DeliveryState::Held | DeliveryState::Collected => (Icon::Moon, "waiting"),
        DeliveryState::Sent | DeliveryState::Digested => (Icon::Check, "good"),
        DeliveryState::Kept => (Icon::Inbox, "muted"),
        DeliveryState::Failed => (Icon::TriangleAlert, "bad"),
        DeliveryState::Suppressed => (Icon::X, "muted"),
    };
    view! { <StatusChip text=state(l, at) icon=icon tone=tone/> }
}
