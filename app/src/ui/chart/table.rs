//! The table of a chart: every figure in words, each a link to the records behind it.

use birqadam_core::{
    Locale,
    chart::{Chart, ChartKind, Series},
};
use leptos::prelude::*;

use super::{is_round, share_text, value_text};
use crate::{texts::charts as words, ui::start::use_locale};

/// See the module. `browser/table.mjs` reads it back by its `data-` marks.
#[component]
pub(super) fn ChartTable(chart: Chart) -> impl IntoView {
    let l = use_locale();
    let round = is_round(chart.kind);
    let shown = if round { 1 } else { chart.series.len() };
    let heads = chart
        .series
        .iter()
        .take(shown)
        .map(|series| view! { <th scope="col" class="number" data-series="">{series.label.clone()}</th> })
        .collect_view();
    let share_head = match chart.kind {
        ChartKind::Pie => Some(words::share(l)),
        ChartKind::Funnel => Some(words::of_step_before(l)),
        _ => None,
    };
    let rows = (0..chart.categories.len()).map(|index| row(l, &chart, index, shown)).collect_view();
    let label = chart.title.clone();
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=label>
            <table class="table chart-table">
                <caption class="visually-hidden">{chart.title.clone()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{chart.category_title.clone()}</th>
                        {heads}
                        {share_head.map(|head| view! { <th scope="col" class="number">{head}</th> })}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(l: Locale, chart: &Chart, index: usize, shown: usize) -> AnyView {
    let category = chart.categories.get(index);
    let label = category.map(|category| category.label.clone()).unwrap_or_default();
    let href = category.and_then(|category| category.href.clone());
    let mark = is_round(chart.kind)
        .then(|| view! { <i class=format!("chart-mark chart-mark-{} chart-pattern-{}", index % 10, index % 6) aria-hidden="true"></i> });
    let cells = chart.series.iter().take(shown).map(|series| cell(l, chart, series, index)).collect_view();
    let share = is_round(chart.kind).then(|| {
        let text = share_of(chart, index).map(|share| share_text(l, share)).unwrap_or_default();
        view! { <td class="number" data-share="">{text}</td> }
    });
    view! {
        <tr>
            <th scope="row"><span class="chart-name">{mark}<span>{linked(href, label)}</span></span></th>
            {cells}
            {share}
        </tr>
    }
    .into_any()
}

fn cell(l: Locale, chart: &Chart, series: &Series, index: usize) -> AnyView {
    let Some(value) = series.values.get(index).copied().flatten() else {
        return view! { <td class="number muted" data-value="">{words::unknown(l)}</td> }.into_any();
    };
    let text = value_text(l, &chart.unit, value);
    let href = series.hrefs.get(index).cloned().flatten();
    if series.forecast_from.is_some_and(|from| index >= from) {
        return view! {
            <td class="number" data-value="" data-forecast="">
                {text} " " <small class="muted">{words::forecast(l)}</small>
            </td>
        }
        .into_any();
    }
    view! { <td class="number" data-value="">{linked(href, text)}</td> }.into_any()
}

fn linked(href: Option<String>, text: String) -> AnyView {
    match href {
        Some(href) => view! { <a href=href>{text}</a> }.into_any(),
        None => text.into_any(),
    }
}

/// A slice's part of the whole; what a step kept of the one before.
fn share_of(chart: &Chart, index: usize) -> Option<f64> {
    let values = &chart.series.first()?.values;
    let value = values.get(index).copied().flatten()?;
    let whole = match chart.kind {
        ChartKind::Funnel => values.get(index.checked_sub(1)?).copied().flatten()?,
        _ => chart.total(0),
    };
    (whole > 0.0).then(|| value / whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use birqadam_core::chart::{Series, Unit};

    fn chart(kind: ChartKind, values: Vec<Option<f64>>) -> Chart {
        let series = Series { label: String::new(), values, hrefs: Vec::new(), forecast_from: None };
        Chart {
            name: "x".into(),
            title: String::new(),
            note: String::new(),
            kind,
            unit: Unit::Count,
            category_title: String::new(),
            categories: Vec::new(),
            series: vec![series],
        }
    }

    #[test]
    fn a_slice_is_a_part_of_the_whole_and_a_step_of_the_step_before() {
        let pie = chart(ChartKind::Pie, vec![Some(1.0), None, Some(3.0)]);
        assert_eq!(share_of(&pie, 0), Some(0.25));
        assert_eq!(share_of(&pie, 1), None, "unknown is no part");
        let funnel = chart(ChartKind::Funnel, vec![Some(200.0), Some(100.0), Some(0.0), Some(0.0)]);
        assert_eq!(share_of(&funnel, 0), None);
        assert_eq!(share_of(&funnel, 1), Some(0.5));
        assert_eq!(share_of(&funnel, 2), Some(0.0));
        assert_eq!(share_of(&funnel, 3), None, "of nothing there is no part");
    }
}
