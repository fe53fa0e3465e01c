//! What was planned by category and what was spent of it: bars, and the same in words.

use birqadam_core::Amount;
use birqadam_funding::{SpentOn, share};
use leptos::prelude::*;

use crate::{
    money::words::sum,
    texts::money as words,
    ui::{EmptyState, use_locale},
};

/// A category.
#[component]
pub fn SpentBar(spent_on: SpentOn, #[prop(into)] currency: String) -> impl IntoView {
    let l = use_locale();
    let SpentOn { category, planned, spent } = spent_on;
    let percent = if planned.0 == 0 { 100 } else { share(spent.0, planned.0).min(100) };
    let left = planned.0 - spent.0;
    let rest = match left {
        0 => words::all_spent(l).to_owned(),
        1.. => words::left_of_plan(l, sum(Amount(left), &currency)),
        _ => words::over_plan(l, sum(Amount(-left), &currency)),
    };
    let class = if left < 0 { "spent spent-over" } else { "spent" };
    view! {
        <li class=class>
            <p class="spent-name">{category}</p>
            <progress class="progress" max="100" value=percent.to_string() aria-hidden="true"></progress>
            <p class="spent-words">{words::spent_of(l, sum(spent, &currency), sum(planned, &currency))}</p>
            <p class="muted small">{rest}</p>
        </li>
    }
}

/// All categories.
#[component]
pub fn SpentBars(categories: Vec<SpentOn>, #[prop(into)] currency: String) -> impl IntoView {
    let l = use_locale();
    if categories.is_empty() {
        return view! { <EmptyState title=words::no_budget(l) text=words::no_budget_text(l)/> }.into_any();
    }
    let bars = categories
        .into_iter()
        .map(|spent_on| view! { <SpentBar spent_on=spent_on currency=currency.clone()/> })
        .collect_view();
    view! { <ul class="spent-bars">{bars}</ul> }.into_any()
}
