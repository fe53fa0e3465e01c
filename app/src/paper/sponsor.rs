//! Words of the sponsor's report and of the receipt of a payment.

use std::fmt::Display;

use birqadam_core::Locale;

use super::open;
use crate::texts::sponsor as words;

open!(
    sponsor: money_title, figure_raised, spent_nothing, figure_given, figure_spent, figure_left, became_title, how_title, how_text, reversed_title, col_reversed, col_back, left_row, given_row,
    col_what, col_sum, impact_title, impact_note, trace_title, nothing_spent, no_photos, photos_above, payments_title, anonymously,
    receipt_title, receipt_day, receipt_from, receipt_person, receipt_to, receipt_project, receipt_purpose,
    receipt_amount, receipt_words, receipt_provider, receipt_transaction, receipt_provider_ref, receipt_anonymous,
    sheet_summary, sheet_expenses, sheet_payments, sheet_impact, col_day, col_category, col_task, col_whole, col_yours,
    col_receipt, col_photos, col_transaction, col_measure, col_total, col_unit, col_status, col_purpose, col_amount,
    col_received, organizer, city, receipt_of_expense,
);

macro_rules! with {
    ($($name:ident($($argument:ident),+)),+ $(,)?) => {
        $(pub fn $name(l: Locale, $($argument: impl Display),+) -> String {
            words::$name(l, $($argument),+)
        })+
    };
}

with!(
    report_title(project),
    said(given, spent, left),
    yours_all(sum),
    yours_of(part, whole),
    paid_later(sum),
    for_task(task),
    went_back(sum),
    receipt_number(number),
    receipt_file(number),
    receipt_refunded(sum),
    receipt_note(platform, page),
);
