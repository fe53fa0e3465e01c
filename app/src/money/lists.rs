//! Words and looks of the lists of expenses and of the ledger.

use birqadam_core::Locale;
use birqadam_funding::{ALL_EXPENSES, EXPENSES, ExpenseStatus, LEDGER};
use birqadam_volunteering::VolunteerType;

use super::words::{expense_chip, expense_status, ledger_kind, ledger_source};
use crate::{
    labels,
    texts::{lists, money as words},
    ui::{ListEmpty, ListUi},
};

pub static EXPENSES_UI: ListUi = ListUi {
    spec: &EXPENSES,
    label: expense_label,
    value: |l, name, value| match (name, ExpenseStatus::parse(value)) {
        ("status", Some(status)) => expense_status(l, status).to_owned(),
        _ => value.to_owned(),
    },
    chip: |l, name, value| {
        ExpenseStatus::parse(value).filter(|_| name == "status").map(|status| expense_chip(l, status))
    },
    empty: |l| ListEmpty { title: words::no_expenses(l), text: words::no_expenses_text(l), action: None },
};

pub static ALL_EXPENSES_UI: ListUi = ListUi {
    spec: &ALL_EXPENSES,
    label: expense_label,
    value: |l, name, value| match name {
        "city" => labels::city(l, value),
        "type" => VolunteerType::parse(value)
            .map_or_else(|| value.to_owned(), |kind| labels::volunteer_type(l, kind).to_owned()),
        _ => (EXPENSES_UI.value)(l, name, value),
    },
    chip: EXPENSES_UI.chip,
    empty: |l| ListEmpty { title: words::no_expenses(l), text: words::all_expenses_text(l), action: None },
};

pub static LEDGER_UI: ListUi = ListUi {
    spec: &LEDGER,
    label: ledger_label,
    value: |l, name, value| match name {
        "kind" => ledger_kind(l, value).to_owned(),
        "transaction" => words::transaction_no(l, value),
        "source" => source(l, value),
        _ => value.to_owned(),
    },
    chip: |_, _, _| None,
    empty: |l| ListEmpty { title: words::ledger_empty(l), text: words::ledger_empty_text(l), action: None },
};

/// `payment 7` in words.
fn source(l: Locale, value: &str) -> String {
    let found = value.split_once(' ').and_then(|(kind, id)| Some(ledger_source(l, kind, id.parse().ok()?)));
    found.unwrap_or_else(|| value.to_owned())
}

fn expense_label(l: Locale, name: &str) -> &'static str {
    match name {
        "project" => words::project(l),
        "description" => words::description(l),
        "category" => words::category(l),
        "status" => words::status(l),
        "spent" => words::spent_on(l),
        "amount" => words::amount(l),
        "task" => words::task(l),
        "receipt" => words::receipt(l),
        "organizer" => lists::organizer(l),
        "city" => lists::city(l),
        "type" => lists::projects_type(l),
        _ => "",
    }
}

fn ledger_label(l: Locale, name: &str) -> &'static str {
    match name {
        "transaction" => words::transaction(l),
        "kind" => words::movement(l),
        "amount" => words::amount(l),
        "project" => words::project(l),
        "sponsorship" => words::sponsorship(l),
        "source" => words::source(l),
        "actor" => words::actor(l),
        "posted" => words::posted(l),
        _ => "",
    }
}
