//! The few words the JSON API says of its own.

use birqadam_core::Locale;

use crate::texts::api;

pub fn joined(locale: Locale) -> String {
    api::joined(locale).to_string()
}

pub fn waiting(locale: Locale) -> String {
    api::waiting(locale).to_string()
}

pub fn left(locale: Locale) -> String {
    api::left(locale).to_string()
}

pub fn report_sent(locale: Locale) -> String {
    api::report_sent(locale).to_string()
}
