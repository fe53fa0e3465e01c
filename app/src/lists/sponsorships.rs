//! Words and looks of the list of one's own sponsorships.

use birqadam_core::Locale;
use birqadam_funding::{SPONSORSHIPS, SponsorshipStatus};

use crate::{
    sponsor::words as say,
    texts::sponsor as words,
    ui::{ListEmpty, ListUi},
};

pub static SPONSORSHIPS_UI: ListUi = ListUi {
    spec: &SPONSORSHIPS,
    label,
    value: |l, name, value| match (name, SponsorshipStatus::parse(value)) {
        ("status", Some(status)) => say::sponsorship_status(l, status).to_owned(),
        ("payment", _) => words::open_payment(l).to_owned(),
        ("report", _) => words::open_report(l).to_owned(),
        _ => value.to_owned(),
    },
    chip: |l, name, value| {
        let status = SponsorshipStatus::parse(value).filter(|_| name == "status");
        status.map(|status| say::sponsorship_chip(l, status))
    },
    empty: |l| ListEmpty {
        title: words::sponsorships_none(l),
        text: words::sponsorships_none_text(l),
        action: Some(("/sponsor/projects", words::find_project(l))),
    },
};

fn label(l: Locale, name: &str) -> &'static str {
    match name {
        "project" => words::col_project(l),
        "amount" => words::col_amount(l),
        "status" => words::col_status(l),
        "given" => words::col_given(l),
        "paid" => words::col_paid_at(l),
        "received" => words::col_received(l),
        "returned" => words::col_returned(l),
        "spent" => words::col_spent(l),
        "remaining" => words::col_left(l),
        "name" => words::col_name(l),
        "anonymous" => words::col_anonymous(l),
        "purpose" => words::col_purpose(l),
        "payment" => words::col_payment(l),
        "report" => words::col_report(l),
        _ => "",
    }
}
