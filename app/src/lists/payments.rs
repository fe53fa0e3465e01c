//! Words and looks of the list of payments.

use birqadam_core::Locale;
use birqadam_funding::{PAYMENTS, PaymentStatus, Stuck};
use birqadam_volunteering::VolunteerType;
use leptos::prelude::*;

use crate::{
    labels,
    payments::words::{payment_chip, payment_status, stuck},
    sponsor::words::provider,
    texts::{lists, payments as words},
    ui::{Icon, ListEmpty, ListUi, StatusChip},
};

pub static PAYMENTS_UI: ListUi = ListUi { spec: &PAYMENTS, label, value, chip, empty };

fn label(l: Locale, name: &str) -> &'static str {
    match name {
        "q" => words::col_q(l),
        "transaction" => words::transaction(l),
        "provider" => words::way_to_pay(l),
        "amount" => words::sum(l),
        "refunded" => words::refunded(l),
        "received" => words::received(l),
        "city" => lists::city(l),
        "type" => lists::projects_type(l),
        "organizer" => lists::organizer(l),
        "status" => words::col_status(l),
        "stuck" => words::stuck(l),
        "needs_look" => words::col_needs_look(l),
        "sponsor" => words::sponsor(l),
        "project" => words::project(l),
        "created" => words::begun_at(l),
        "completed" => words::completed_at(l),
        "looked" => words::looked_at(l),
        "provider_ref" => words::provider_ref(l),
        _ => "",
    }
}

fn value(l: Locale, name: &str, value: &str) -> String {
    match name {
        "provider" => provider(l, value),
        "status" => {
            PaymentStatus::parse(value).map_or_else(|| value.to_owned(), |status| payment_status(l, status).to_owned())
        }
        "city" => labels::city(l, value),
        "type" => VolunteerType::parse(value)
            .map_or_else(|| value.to_owned(), |kind| labels::volunteer_type(l, kind).to_owned()),
        "stuck" => Stuck::parse(value).map_or_else(|| value.to_owned(), |why| stuck(l, why).to_owned()),
        _ => value.to_owned(),
    }
}

fn chip(l: Locale, name: &str, value: &str) -> Option<AnyView> {
    match name {
        "status" => PaymentStatus::parse(value).map(|status| payment_chip(l, status)),
        "stuck" => Stuck::parse(value)
            .map(|why| view! { <StatusChip text=stuck(l, why) icon=Icon::TriangleAlert tone="bad"/> }.into_any()),
        _ => None,
    }
}

fn empty(l: Locale) -> ListEmpty {
    ListEmpty { title: words::none(l), text: words::none_text(l), action: None }
}
