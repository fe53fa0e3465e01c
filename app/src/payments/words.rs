//! States of payments, refunds and pledges in words.

use birqadam_core::Locale;
use birqadam_funding::{PaymentStatus, PledgeStatus, Refund, RefundStatus, Stuck};
use leptos::prelude::*;

use crate::{
    texts::payments as words,
    ui::{Icon, StatusChip},
};

pub fn payment_status(l: Locale, status: PaymentStatus) -> &'static str {
    match status {
        PaymentStatus::Created => words::status_created(l),
        PaymentStatus::Pending => words::status_pending(l),
        PaymentStatus::Completed => words::status_completed(l),
        PaymentStatus::Failed => words::status_failed(l),
        PaymentStatus::Cancelled => words::status_cancelled(l),
        PaymentStatus::Refunded => words::status_refunded(l),
    }
}

pub fn payment_chip(l: Locale, status: PaymentStatus) -> AnyView {
    let (icon, tone) = match status {
        PaymentStatus::Created | PaymentStatus::Pending => (Icon::Hourglass, "waiting"),
        PaymentStatus::Completed => (Icon::Check, "good"),
        PaymentStatus::Failed => (Icon::X, "bad"),
        PaymentStatus::Cancelled => (Icon::Ban, "muted"),
        PaymentStatus::Refunded => (Icon::Undo2, "muted"),
    };
    view! { <StatusChip text=payment_status(l, status) icon=icon tone=tone/> }.into_any()
}

/// Why a person should look, in a word or two.
pub fn stuck(l: Locale, why: Stuck) -> &'static str {
    match why {
        Stuck::AmountDiffers => words::stuck_amount_differs(l),
        Stuck::UnknownThere => words::stuck_unknown_there(l),
        Stuck::CancelledThere => words::stuck_cancelled_there(l),
        Stuck::Unanswered => words::stuck_unanswered(l),
        Stuck::RefundBeyondLeft => words::stuck_refund_beyond_left(l),
        Stuck::RefundFailed => words::stuck_refund_failed(l),
        Stuck::PaidTwice => words::stuck_paid_twice(l),
    }
}

/// What to do about it.
pub fn stuck_about(l: Locale, why: Stuck) -> &'static str {
    match why {
        Stuck::AmountDiffers => words::stuck_amount_differs_about(l),
        Stuck::UnknownThere => words::stuck_unknown_there_about(l),
        Stuck::CancelledThere => words::stuck_cancelled_there_about(l),
        Stuck::Unanswered => words::stuck_unanswered_about(l),
        Stuck::RefundBeyondLeft => words::stuck_refund_beyond_left_about(l),
        Stuck::RefundFailed => words::stuck_refund_failed_about(l),
        Stuck::PaidTwice => words::stuck_paid_twice_about(l),
    }
}

/// Where a refund stands.
pub fn refund_chip(l: Locale, refund: &Refund) -> AnyView {
    let (text, icon, tone) = match refund.status {
        RefundStatus::Pending if refund.by_hand => (words::refund_by_hand(l), Icon::User, "waiting"),
        RefundStatus::Pending => (words::refund_pending(l), Icon::Hourglass, "waiting"),
        RefundStatus::Completed => (words::refund_completed(l), Icon::Check, "good"),
        RefundStatus::Failed => (words::refund_failed(l), Icon::X, "bad"),
    };
    view! { <StatusChip text=text icon=icon tone=tone/> }.into_any()
}

pub fn pledge_chip(l: Locale, status: PledgeStatus) -> AnyView {
    let (text, icon, tone) = match status {
        PledgeStatus::Active => (words::pledge_active(l), Icon::RefreshCw, "good"),
        PledgeStatus::Paused => (words::pledge_paused(l), Icon::Moon, "waiting"),
        PledgeStatus::Ended => (words::pledge_ended(l), Icon::Ban, "muted"),
    };
    view! { <StatusChip text=text icon=icon tone=tone/> }.into_any()
}

/// What became of a call of a provider; what it was refused for stays as it was written down.
pub fn call_outcome(l: Locale, outcome: &str) -> String {
    match outcome.split_once(": ") {
        Some(("refused", why)) => words::call_refused(l, why),
        _ if outcome.starts_with("accepted") => words::call_accepted(l).to_owned(),
        _ if outcome.starts_with("repeated") => words::call_repeated(l).to_owned(),
        _ => outcome.to_owned(),
    }
}

/// How one pays, with a word on how that goes.
pub fn provider_about(l: Locale, name: &str) -> &'static str {
    match name {
        "stripe" => words::stripe_about(l),
        "payme" => words::payme_about(l),
        "click" => words::click_about(l),
        "kaspi" => words::kaspi_about(l),
        "simulator" => words::simulator_about(l),
        _ => "",
    }
}
