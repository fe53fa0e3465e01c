//! What everyone sees of a project's money: raised of needed, spent by category, gifts, hours, and what
//! it did.

use birqadam_funding::PublicMoney;
use leptos::prelude::*;

use super::SpentBars;
use crate::{
    format,
    money::words::{hours, sum},
    sponsor::{components::Raised, words as impact},
    texts::money as words,
    ui::{Figure, Section, use_locale},
};

/// The section; nothing while there is nothing to tell.
#[component]
pub fn PublicMoneySection(money: PublicMoney) -> impl IntoView {
    let l = use_locale();
    if money.is_empty() {
        return ().into_any();
    }
    let currency = money.currency.clone();
    let raised = match money.needed.filter(|needed| needed.0 > 0) {
        Some(needed) => view! { <Raised raised=money.raised needed=needed currency=currency.clone()/> }.into_any(),
        None if money.raised.0 > 0 => {
            view! { <p class="raised-words">{words::raised_sum(l, sum(money.raised, &currency))}</p> }.into_any()
        }
        None => ().into_any(),
    };
    let sponsors = (money.sponsors > 0).then(|| view! { <p>{words::sponsors(l, money.sponsors)}</p> });
    let shown = money.categories.iter().any(|one| one.planned.0 > 0 || one.spent.0 > 0);
    let spent = shown.then(|| {
        view! {
            <h3>{words::spent_by_category(l)}</h3>
            <SpentBars categories=money.categories.clone() currency=currency.clone()/>
        }
    });
    let beside = (money.gifts > 0 || money.volunteer_minutes > 0).then(|| {
        let gifts = (money.gifts > 0)
            .then(|| view! { <Figure value=format::number(money.gifts) label=words::gifts_count(l, money.gifts)/> });
        let worked = (money.volunteer_minutes > 0).then(|| {
            view! { <Figure value=hours(l, money.volunteer_minutes) label=words::volunteer_hours(l)/> }
        });
        view! {
            <h3>{words::beside_money(l)}</h3>
            <div class="figures">{gifts} {worked}</div>
        }
    });
    let counted = money.impact.iter().filter(|total| total.total > 0.0).cloned().collect::<Vec<_>>();
    let done = (!counted.is_empty()).then(|| {
        let figures = counted
            .into_iter()
            .map(|total| {
                let value = impact::measured(l, total.total, &total.unit);
                view! { <Figure value=value label=impact::measure(l, &total)/> }
            })
            .collect_view();
        view! {
            <h3>{words::impact(l)}</h3>
            <div class="figures">{figures}</div>
        }
    });
    view! {
        <Section title=words::money(l)>
            {raised} {sponsors} {spent} {beside} {done}
        </Section>
    }
    .into_any()
}
