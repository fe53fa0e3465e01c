//! Thanks to a partner.

use birqadam_funding::Thanks;
use leptos::prelude::*;

use crate::{format, ui::use_locale};

/// What was said, by whom, for what; the latest first.
#[component]
pub fn ThanksList(thanks: Vec<Thanks>) -> impl IntoView {
    let l = use_locale();
    let rows = thanks
        .into_iter()
        .map(|one| {
            view! {
                <li class="row thanks">
                    <div class="row-main">
                        <blockquote class="preline">{one.thanks}</blockquote>
                        <p class="row-facts muted">
                            <span>{one.organizer}</span>
                            <a href=format!("/projects/{}", one.project_id)>{one.project}</a>
                            <a href=format!("/resources/{}", one.resource_id)>{one.resource}</a>
                            <span>{format::date(l, format::local_day(one.at))}</span>
                        </p>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rows">{rows}</ul> }
}
