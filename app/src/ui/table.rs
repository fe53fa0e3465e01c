//! Rows under headings; scrolls inside itself on narrow screens.

use leptos::prelude::*;

/// A table. The children are `<tr>`s.
#[component]
pub fn DataTable(
    /// What the table lists, for those who cannot see it.
    #[prop(into)]
    caption: String,
    head: Vec<String>,
    children: Children,
) -> impl IntoView {
    let label = caption.clone();
    let head = head.into_iter().map(|text| view! { <th scope="col">{text}</th> }).collect_view();
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=label>
            <table class="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
