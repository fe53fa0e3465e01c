//! How long something has waited.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::start::{use_locale, use_start};
use crate::{format, texts::common};

/// `ждёт 3 часа`, measured when the page was made; the exact moment as its title.
#[component]
pub fn WaitingTime(since: DateTime<Utc>) -> impl IntoView {
    let l = use_locale();
    let waited = format::duration(l, use_start().now - since);
    view! {
        <time class="waiting" datetime=since.to_rfc3339() title=format::moment(l, since)>
            {common::waits(l, waited)}
        </time>
    }
}
