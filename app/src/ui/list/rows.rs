//! The rows: a table, on phones a card each. Headings are links that sort.

use birqadam_core::{
    Locale,
    list::{CellKind, ColumnSpec, ListPage, Row, Sort},
};
use leptos::prelude::*;

use super::{
    super::icon::{Icon, IconView},
    ListUi,
    address::Address,
    bulk::{PageBox, RowBox},
    cell,
};

pub(super) fn rows(
    l: Locale,
    ui: &'static ListUi,
    address: &Address,
    page: &ListPage,
    caption: String,
    selectable: bool,
) -> impl IntoView + use<> {
    let columns: Vec<&'static ColumnSpec> = address.request.columns.iter().filter_map(|n| ui.spec.column(n)).collect();
    let head = columns.iter().map(|column| heading(l, ui, address, column)).collect_view();
    let page_box = selectable.then(|| view! { <PageBox l=l/> });
    let label = caption.clone();
    let body = page.rows.iter().cloned().map(|one| row(l, ui, &columns, one, selectable)).collect_view();
    view! {
        <div class="table-wrap list-rows" tabindex="0" role="region" aria-label=label>
            <table class="table list-table" role="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {page_box}
                        {head}
                    </tr>
                </thead>
                <tbody role="rowgroup">{body}</tbody>
            </table>
        </div>
    }
}

/// Sorts by the column; once more turns it round.
fn heading(l: Locale, ui: &'static ListUi, address: &Address, column: &'static ColumnSpec) -> AnyView {
    let label = (ui.label)(l, column.name);
    if !column.sortable {
        return view! { <th scope="col" role="columnheader" class=class(column)>{label}</th> }.into_any();
    }
    let now = &address.request.sort;
    let current = (now.column == column.name).then_some(now.descending);
    // What is most looked for comes first: the newest, the most.
    let begins_with_most = !matches!(column.kind, CellKind::Text | CellKind::Link | CellKind::Code);
    let descending = current.map_or(begins_with_most, |descending| !descending);
    let (order, icon) = match current {
        Some(true) => ("descending", Some(Icon::ChevronDown)),
        Some(false) => ("ascending", Some(Icon::ChevronUp)),
        None => ("none", None),
    };
    let href = address.sorted(Sort { column: column.name.to_owned(), descending });
    view! {
        <th scope="col" role="columnheader" class=class(column) aria-sort=order>
            <a class="list-sort" href=href>
                {label}
                {icon.map(|icon| view! { <IconView icon=icon/> })}
            </a>
        </th>
    }
    .into_any()
}

fn row(
    l: Locale,
    ui: &'static ListUi,
    columns: &[&'static ColumnSpec],
    row: Row,
    selectable: bool,
) -> impl IntoView + use<> {
    let row_box = selectable.then(|| view! { <RowBox l=l id=row.id/> });
    let cells = columns
        .iter()
        .zip(row.cells)
        .enumerate()
        .map(|(index, (column, value))| {
            let inner = cell::view(l, ui, column.name, value);
            if index == 0 {
                view! { <th scope="row" role="rowheader">{inner}</th> }.into_any()
            } else {
                view! { <td role="cell" class=class(column) data-label=(ui.label)(l, column.name)>{inner}</td> }
                    .into_any()
            }
        })
        .collect_view();
    view! {
        <tr role="row" data-list-row=row.id>
            {row_box}
            {cells}
        </tr>
    }
}

fn class(column: &ColumnSpec) -> Option<&'static str> {
    use CellKind::{Bytes, Day, Decimal, Money, Number, Time};
    matches!(column.kind, Number | Bytes | Decimal | Money | Day | Time).then_some("number")
}
