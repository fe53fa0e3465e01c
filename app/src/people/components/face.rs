//! How somebody is shown: the photo or initials, and the mark of a confirmed identity.

use birqadam_accounts::VerificationStatus;
use birqadam_core::Locale;
use leptos::prelude::*;

use crate::{
    texts::people as words,
    ui::{Icon, IconView, StatusChip, use_locale},
};

/// The square photo, or the first letters of the name where there is none.
#[component]
pub fn Face(#[prop(into)] name: String, photo_url: Option<String>) -> impl IntoView {
    let l = use_locale();
    match photo_url {
        Some(src) => view! {
            <img class="face" src=src alt=words::photo_of(l, &name) width="128" height="128" decoding="async"/>
        }
        .into_any(),
        None => view! {
            <span class="face face-none" aria-hidden="true">
                {initials(&name)}
            </span>
        }
        .into_any(),
    }
}

/// The first letters of the first two words.
fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}

/// A confirmed identity: shape, word and colour.
#[component]
pub fn VerifiedMark() -> impl IntoView {
    let l = use_locale();
    view! {
        <span class="chip chip-good verified-mark">
            <IconView icon=Icon::ShieldCheck/>
            {words::verified(l)}
        </span>
    }
}

/// Where a verification stands; `None` when no photo was ever sent.
pub fn verification_chip(l: Locale, status: Option<VerificationStatus>) -> AnyView {
    let (text, icon, tone) = match status {
        None => (words::status_none(l), Icon::CircleDot, "muted"),
        Some(VerificationStatus::Waiting) => (words::status_waiting(l), Icon::Hourglass, "waiting"),
        Some(VerificationStatus::Rejected) => (words::status_rejected(l), Icon::X, "bad"),
        Some(VerificationStatus::Confirmed) => (words::status_confirmed(l), Icon::ShieldCheck, "good"),
    };
    view! { <StatusChip text=text icon=icon tone=tone/> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_of_any_name() {
        let table = [
            ("Айгерим Сапарова", "АС"),
            ("  ИП «Берекет» жанында", "ИБ"),
            ("madonna", "M"),
            ("🎉 Аня", "А"),
            ("", ""),
            ("!!!", ""),
        ];
        for (name, expected) in table {
            assert_eq!(initials(name), expected, "{name}");
        }
    }
}
