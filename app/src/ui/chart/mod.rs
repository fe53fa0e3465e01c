//! A chart: a picture drawn in the browser, and the table that says the same. The server makes the
//! picture's option (`option.rs`), `browser/` draws it as `<bq-chart>`; its script comes only with
//! pages that have a chart. Without JavaScript, and for those who cannot see, the table stands.

#[cfg(feature = "ssr")]
mod option;
mod table;
mod values;

use birqadam_core::chart::{Chart, ChartKind, Unit};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::start::use_locale;
use crate::texts::charts as words;
use table::ChartTable;
pub use values::{share_text, value_text};

/// A chart with what the browser needs to draw it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    pub chart: Chart,
    /// The option for ECharts, JSON.
    pub option: String,
    /// The address of the script that draws it.
    pub script: String,
    /// Pixels; known before, so that nothing jumps.
    pub height: u32,
}

/// Makes a chart ready to be shown; in a server function.
#[cfg(feature = "ssr")]
pub fn draw(l: birqadam_core::Locale, chart: Chart) -> Drawn {
    let script = use_context::<crate::state::AppState>().map(|state| state.assets.chart.clone()).unwrap_or_default();
    Drawn { option: option::option(l, &chart), height: option::height(&chart), script, chart }
}

/// Whether slices or steps are told apart, not series: the table is then the legend.
fn is_round(kind: ChartKind) -> bool {
    matches!(kind, ChartKind::Pie | ChartKind::Funnel)
}

/// The unit's name for the script, which only has to know how to write the axis.
fn unit_name(unit: &Unit) -> &'static str {
    if matches!(unit, Unit::Share) { "share" } else { "number" }
}

/// The chart under its title; a sentence when there is nothing to draw.
#[component]
pub fn ChartFigure(drawn: Drawn) -> impl IntoView {
    let l = use_locale();
    let Drawn { chart, option, script, height } = drawn;
    let round = is_round(chart.kind);
    let class = if round { "chart chart-round" } else { "chart" };
    let note = (!chart.note.is_empty()).then(|| view! { <p class="chart-note">{chart.note.clone()}</p> });
    let body = if chart.is_empty() {
        view! { <p class="chart-none">{words::nothing(l)}</p> }.into_any()
    } else {
        let unit = unit_name(&chart.unit);
        view! {
            <div class="chart-body">
            <bq-chart
                class="chart-picture"
                style=format!("--chart-height:{height}px")
                data-option=option
                data-unit=unit
                data-legend=words::legend(l)
                data-open=words::open(l)
                data-keys=words::keys(l)
                data-forecast=words::forecast(l)
            ></bq-chart>
            {if round {
                view! { <div class="chart-values"><ChartTable chart=chart.clone()/></div> }.into_any()
            } else {
                view! {
                    <details class="chart-values">
                        <summary>{words::table(l)}</summary>
                        <ChartTable chart=chart.clone()/>
                    </details>
                }
                .into_any()
            }}
            </div>
            <script type="module" src=script></script>
        }
        .into_any()
    };
    view! {
        <section class=class id=format!("chart-{}", chart.name)>
            <h3 class="chart-title">{chart.title.clone()}</h3>
            {note}
            {body}
        </section>
    }
}
