//! Words and looks of the list of a partner's resources.

use birqadam_core::Locale;
use birqadam_funding::{PARTNER_RESOURCES, ResourceStatus, ResourceType};

use crate::{
    labels,
    resources::words as looks,
    texts::{lists as words, resources},
    ui::{ListEmpty, ListUi},
};

pub static PARTNER_RESOURCES_UI: ListUi = ListUi {
    spec: &PARTNER_RESOURCES,
    label,
    value,
    chip: |l, name, value| {
        ResourceStatus::parse(value).filter(|_| name == "status").map(|status| looks::status_chip(l, status))
    },
    empty: |l| ListEmpty {
        title: words::resources_empty(l),
        text: words::resources_empty_text(l),
        action: Some(("/partner/resources/new", words::resources_first(l))),
    },
};

fn label(l: Locale, name: &str) -> &'static str {
    match name {
        "q" => words::resources_q(l),
        "title" => words::resource_title(l),
        "type" => words::resource_type(l),
        "city" => words::city(l),
        "status" => words::users_status(l),
        "asked" => words::resource_asked(l),
        "quantity" => words::resource_quantity(l),
        "waiting" => words::resource_waiting(l),
        "upcoming" => words::resource_upcoming(l),
        "lent" => words::resource_lent(l),
        "created" => words::created(l),
        _ => "",
    }
}

fn value(l: Locale, name: &str, value: &str) -> String {
    match name {
        "status" => ResourceStatus::parse(value).map(|status| looks::status(l, status).to_owned()),
        "type" => ResourceType::parse(value).map(|kind| looks::kind(l, kind).to_owned()),
        "city" if value.is_empty() => Some(resources::any_place(l).to_owned()),
        "city" => Some(labels::city(l, value)),
        _ => None,
    }
    .unwrap_or_else(|| value.to_owned())
}
