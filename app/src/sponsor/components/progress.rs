//! How much of what is needed is there: a bar, and the same in words.

use birqadam_core::Amount;
use birqadam_funding::share;
use leptos::prelude::*;

use crate::{format, texts::sponsor as words, ui::use_locale};

/// `340 000 ₸ of 850 000 ₸ raised, 40 %`. The words say all that the bar shows.
#[component]
pub fn Raised(raised: Amount, needed: Amount, #[prop(into)] currency: String) -> impl IntoView {
    let l = use_locale();
    let percent = share(raised.0, needed.0).min(100);
    let text = words::raised_of(l, format::sum(raised.0, &currency), format::sum(needed.0, &currency), percent);
    let missing = (needed.0 - raised.0).max(0);
    let rest = match missing {
        0 => words::nothing_missing(l).to_owned(),
        _ => words::still_missing(l, format::sum(missing, &currency)),
    };
    view! {
        <div class="raised">
            <progress class="progress" max="100" value=percent.to_string() aria-hidden="true"></progress>
            <p class="raised-words">{text}</p>
            <p class="muted small">{rest}</p>
        </div>
    }
}
