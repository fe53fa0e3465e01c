//! Who came back: a row per month of registration, deeper colour for a greater share.

use leptos::prelude::*;

use crate::{
    analytics::board::{CohortRow, CohortTable},
    texts::analytics as words,
    ui::use_locale,
};

/// See the module.
#[component]
pub fn CohortsView(table: CohortTable) -> impl IntoView {
    let l = use_locale();
    let CohortTable { title, note, rows } = table;
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let heads = (0..width)
        .map(|after| {
            let text = if after == 0 { words::retention_same(l).to_owned() } else { words::retention_after(l, after) };
            view! { <th scope="col" class="number">{text}</th> }
        })
        .collect_view();
    let label = title.clone();
    let rows = rows.into_iter().map(|one| row(one, width)).collect_view();
    view! {
        <section class="chart cohorts">
            <h3 class="chart-title">{title.clone()}</h3>
            <p class="chart-note">{note}</p>
            <div class="table-wrap" tabindex="0" role="region" aria-label=label>
                <table class="table chart-table">
                    <caption class="visually-hidden">{title}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::retention_month(l)}</th>
                            <th scope="col" class="number">{words::retention_people(l)}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(row: CohortRow, width: usize) -> impl IntoView {
    let missing = width - row.cells.len();
    let registered = match row.href {
        Some(href) => view! { <a href=href>{row.registered}</a> }.into_any(),
        None => row.registered.into_any(),
    };
    let cells = row
        .cells
        .into_iter()
        .map(|cell| {
            let depth = format!("--depth:{:.0}%", cell.share * 100.0);
            let text = match cell.href {
                Some(href) => view! { <a href=href>{cell.text}</a> }.into_any(),
                None => cell.text.into_any(),
            };
            view! { <td class="number cohort" style=depth title=cell.title>{text}</td> }
        })
        .collect_view();
    let rest = (0..missing).map(|_| view! { <td></td> }).collect_view();
    view! {
        <tr>
            <th scope="row">{row.month}</th>
            <td class="number">{registered}</td>
            {cells}
            {rest}
        </tr>
    }
}
