//! Which columns to show.

use birqadam_core::Locale;
use leptos::prelude::*;

use super::{
    super::icon::{Icon, IconView},
    ListUi,
    address::Address,
    filters::hidden_fields,
};
use crate::texts::lists as words;

/// A form that opens in place. The first column names the row and always stays.
pub(super) fn columns(l: Locale, ui: &'static ListUi, address: &Address) -> impl IntoView + use<> {
    let hidden = hidden_fields(address.hidden(|name| name == "columns"));
    let first = ui.spec.columns.first().map(|column| column.name);
    let boxes = ui
        .spec
        .columns
        .iter()
        .map(|column| {
            let checked = address.request.columns.iter().any(|name| name == column.name);
            view! {
                <label class="list-option">
                    <input
                        type="checkbox"
                        name="columns"
                        value=column.name
                        checked=checked
                        disabled=Some(column.name) == first
                    />
                    <span>{(ui.label)(l, column.name)}</span>
                </label>
            }
        })
        .collect_view();
    let usual = address.with(|request| {
        request.columns = ui.spec.default_columns().map(|column| column.name.to_owned()).collect();
    });
    view! {
        <details class="list-filter list-filter-end" name="list-tool">
            <summary class="button button-quiet">
                <IconView icon=Icon::Settings/>
                <span>{words::columns(l)}</span>
            </summary>
            <form method="get" action=address.path.clone() class="list-options">
                {hidden}
                {boxes}
                // Without any box ticked the list would show its usual columns.
                <input type="hidden" name="columns" value=first/>
                <button type="submit" class="button">
                    {words::columns_apply(l)}
                </button>
                <a href=usual>{words::columns_usual(l)}</a>
            </form>
        </details>
    }
}
