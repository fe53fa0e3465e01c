//! A cell on the page.

use birqadam_core::{Locale, list::Cell};
use leptos::prelude::*;

use super::{super::figure::Rating, ListUi};
use crate::{format, texts::lists as words};

/// The cell's view.
pub(super) fn view(l: Locale, ui: &ListUi, column: &str, cell: Cell) -> AnyView {
    match cell {
        Cell::Empty => view! {
            <span class="muted">
                <span aria-hidden="true">"—"</span>
                <span class="visually-hidden">{words::nothing(l)}</span>
            </span>
        }
        .into_any(),
        Cell::Text(text) => text.into_any(),
        Cell::Link { text, href } => view! { <a href=href>{(ui.value)(l, column, &text)}</a> }.into_any(),
        Cell::Number(number) => format::number(number).into_any(),
        Cell::Bytes(bytes) => format::file_size(l, bytes).into_any(),
        Cell::Decimal(number) => format::rating(l, number).into_any(),
        Cell::Stars(stars) => view! { <Rating value=Some(stars)/> }.into_any(),
        Cell::Day(day) => view! { <time datetime=day.to_string()>{format::date_short(day)}</time> }.into_any(),
        Cell::Time(at) => view! { <time datetime=at.to_rfc3339()>{format::moment_short(at)}</time> }.into_any(),
        Cell::Money(money) => format::sum(money.minor, &money.currency).into_any(),
        Cell::Code(code) => (ui.chip)(l, column, &code).unwrap_or_else(|| (ui.value)(l, column, &code).into_any()),
        Cell::Codes(codes) => {
            codes.iter().map(|code| (ui.value)(l, column, code)).collect::<Vec<_>>().join(", ").into_any()
        }
        Cell::Flag(flag) => (if flag { words::yes(l) } else { words::no(l) }).into_any(),
    }
}
