//! Words of the list of users.

use birqadam_accounts::{AccountStatus, USERS};
use birqadam_core::Locale;
use leptos::prelude::*;

use crate::{
    labels,
    texts::{access, lists as words},
    ui::{ListEmpty, ListUi, account_chip},
};

pub static USERS_UI: ListUi = ListUi { spec: &USERS, label, value, chip, empty };

fn label(l: Locale, name: &str) -> &'static str {
    match name {
        "q" => words::users_q(l),
        "name" => words::users_name(l),
        "organization" => words::users_organization(l),
        "email" => words::users_email(l),
        "phone" => words::users_phone(l),
        "roles" => words::users_roles(l),
        "role" => words::users_role(l),
        "status" => words::users_status(l),
        "tag" => access::tags_title(l),
        "rating" => words::users_rating(l),
        "created" => words::users_created(l),
        "registered_as" => words::registered_as(l),
        "city" => words::volunteer_home(l),
        "approved" => words::users_approved(l),
        "decided" => words::users_decided(l),
        _ => "",
    }
}

fn value(l: Locale, name: &str, value: &str) -> String {
    match (name, AccountStatus::parse(value)) {
        ("status", Some(status)) => labels::account_status(l, status).to_owned(),
        ("role" | "roles" | "registered_as", _) => labels::role(l, value),
        ("city", _) => labels::home_city(l, value),
        _ => value.to_owned(),
    }
}

fn chip(l: Locale, _name: &str, value: &str) -> Option<AnyView> {
    AccountStatus::parse(value).map(|status| account_chip(l, status))
}

fn empty(l: Locale) -> ListEmpty {
    ListEmpty { title: words::users_empty(l), text: words::users_empty_text(l), action: None }
}
