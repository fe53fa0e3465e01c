//! What was counted, as figures.

use birqadam_funding::ImpactSum;
use leptos::prelude::*;

use crate::{
    format,
    sponsor::words as impact_words,
    texts::sponsor as words,
    ui::{Figure, use_locale},
};

/// A figure for each measure, and people.
#[component]
pub fn ImpactFigures(impact: Vec<ImpactSum>, volunteers: i64) -> impl IntoView {
    let l = use_locale();
    let figures = impact
        .into_iter()
        .map(|one| {
            let value = impact_words::measured(l, one.total, &one.unit);
            view! { <Figure value=value label=impact_words::kind(l, one.kind)/> }
        })
        .collect_view();
    view! {
        <div class="figures">
            {figures}
            <Figure value=format::number(volunteers) label=words::figure_volunteers(l, volunteers)/>
        </div>
    }
}
