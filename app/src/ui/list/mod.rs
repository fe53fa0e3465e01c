//! The component of every list: filters, order, columns and page live in the address; links and
//! plain forms do everything, keys only make it quicker.

mod address;
mod bulk;
mod cell;
mod chips;
mod columns;
mod filters;
mod keys;
mod rows;
mod view;
mod views;

use birqadam_core::{Locale, list::ListSpec};
use leptos::prelude::AnyView;

pub use address::without_page_marks;
pub use view::ListView;

/// A list's words and looks, beside its declaration.
pub struct ListUi {
    pub spec: &'static ListSpec,
    /// What a column or filter is called.
    pub label: fn(Locale, &str) -> &'static str,
    /// A value of a choice or code in words: `(language, column or filter, value)`.
    pub value: fn(Locale, &str, &str) -> String,
    /// The chip of a code, where it has one.
    pub chip: fn(Locale, &str, &str) -> Option<AnyView>,
    /// What to say when there is nothing at all.
    pub empty: fn(Locale) -> ListEmpty,
}

/// Nothing here yet: why, and what to do next.
pub struct ListEmpty {
    pub title: &'static str,
    pub text: &'static str,
    /// Address and words.
    pub action: Option<(&'static str, &'static str)>,
}
