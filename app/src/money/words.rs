//! What statuses of expenses, kinds of transactions and accounts of the ledger are called.

use birqadam_core::{Amount, Locale};
use birqadam_funding::ExpenseStatus;
use leptos::prelude::*;

use crate::{
    format,
    texts::money as words,
    ui::{Icon, StatusChip},
};

pub fn expense_status(l: Locale, status: ExpenseStatus) -> &'static str {
    match status {
        ExpenseStatus::Pending => words::status_pending(l),
        ExpenseStatus::Approved => words::status_approved(l),
        ExpenseStatus::Returned => words::status_returned(l),
        ExpenseStatus::Rejected => words::status_rejected(l),
        ExpenseStatus::Reversed => words::status_reversed(l),
    }
}

pub fn expense_chip(l: Locale, status: ExpenseStatus) -> AnyView {
    let (icon, tone) = match status {
        ExpenseStatus::Pending => (Icon::Hourglass, "waiting"),
        ExpenseStatus::Approved => (Icon::Check, "good"),
        ExpenseStatus::Returned => (Icon::Undo2, "waiting"),
        ExpenseStatus::Rejected => (Icon::X, "bad"),
        ExpenseStatus::Reversed => (Icon::History, "muted"),
    };
    view! { <StatusChip text=expense_status(l, status) icon=icon tone=tone/> }.into_any()
}

/// Why money moved.
pub fn ledger_kind(l: Locale, kind: &str) -> &'static str {
    match kind {
        "payment" => words::kind_payment(l),
        "refund" => words::kind_refund(l),
        "expense" => words::kind_expense(l),
        "reversal" => words::kind_reversal(l),
        _ => words::kind_settlement(l),
    }
}

/// What a transaction was for: `Payment no. 7`.
pub fn ledger_source(l: Locale, kind: &str, id: i64) -> String {
    match kind {
        "payment" => words::source_payment(l, id),
        "refund" => words::source_refund(l, id),
        "expense" => words::source_expense(l, id),
        _ => words::source_sponsorship(l, id),
    }
}

/// An amount with its currency.
pub fn sum(amount: Amount, currency: &str) -> String {
    format::sum(amount.0, currency)
}

/// Hours of work: `12 ч`, `1,5 ч`.
pub fn hours(l: Locale, minutes: i64) -> String {
    if minutes % 60 == 0 {
        return words::hours(l, format::number(minutes / 60));
    }
    words::hours(l, format::rating(l, minutes as f64 / 60.0))
}
