//! A tag: a coloured dot and its word, with the describing sentence at hand.

use birqadam_accounts::TagColor;
use birqadam_core::Locale;
use leptos::prelude::*;

use crate::texts::access as words;

/// The tag as it looks everywhere.
#[component]
pub fn TagChip(#[prop(into)] name: String, color: TagColor) -> impl IntoView {
    view! { <span class=format!("tag tag-{}", color.as_str())>{name}</span> }
}

/// What a colour is called.
pub fn color_label(l: Locale, color: TagColor) -> &'static str {
    match color {
        TagColor::Sky => words::color_sky(l),
        TagColor::Sun => words::color_sun(l),
        TagColor::Steppe => words::color_steppe(l),
        TagColor::Dusk => words::color_dusk(l),
        TagColor::Poppy => words::color_poppy(l),
        TagColor::Stone => words::color_stone(l),
    }
}
