//! The roles through which somebody may do something, since when and given by whom.

use birqadam_accounts::Way;
use leptos::prelude::*;

use crate::{format, texts::access as words, ui::use_locale};

/// One line per role.
#[component]
pub fn Ways(ways: Vec<Way>) -> impl IntoView {
    let l = use_locale();
    let rows = ways
        .into_iter()
        .map(|way| {
            let label = way.role_label.get(l).0;
            let role = if label.is_empty() { way.role_name.as_str() } else { label };
            let date = format::date(l, format::local_day(way.since));
            let since = match way.granted_by_name {
                Some(name) => words::since_by(l, date, name),
                None => words::since(l, date),
            };
            view! {
                <li class="row-text">
                    <a href=format!("/admin/roles/{}", way.role)>{words::through(l, role)}</a>
                    ", "
                    {since}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="ways">{rows}</ul> }
}
