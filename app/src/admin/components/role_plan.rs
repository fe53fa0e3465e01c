//! What changing or removing a role would do to people, before it is done.

use birqadam_accounts::{AccountStatus, PlanPerson, RolePlan};
use birqadam_core::{Locale, Permission};
use leptos::prelude::*;

use super::role_form::permission_list;
use crate::{
    labels,
    texts::access as words,
    ui::{Section, account_chip, use_locale},
};

/// The role's own gains and losses, the numbers, and the first people by name.
#[component]
pub fn RolePlanView(plan: RolePlan) -> impl IntoView {
    let l = use_locale();
    let touched = plan.people.len();
    let more = plan.unnamed(plan.gaining.max(plan.losing));
    let numbers = [
        (plan.gaining > 0).then(|| words::gaining(l, plan.gaining)),
        (plan.losing > 0).then(|| words::losing(l, plan.losing)),
    ];
    let nobody = (!plan.touches_people()).then(|| view! { <p>{words::nobody_touched(l)}</p> });
    let people = plan.people.into_iter().map(|person| row(l, person)).collect_view();
    view! {
        {change(l, words::role_gets(l), &plan.added)}
        {change(l, words::role_loses(l), &plan.removed)}
        <div class="stack">
            {numbers
                .into_iter()
                .flatten()
                .map(|text| view! { <p class="strong">{text}</p> })
                .collect_view()}
            {nobody}
        </div>
        {(touched > 0)
            .then(|| {
                view! {
                    <Section title=words::people_touched(l)>
                        <ul class="rows">{people}</ul>
                        {(more > 0).then(|| view! { <p class="muted">{words::and_more(l, more)}</p> })}
                    </Section>
                }
            })}
    }
}

fn change(l: Locale, title: &'static str, permissions: &[Permission]) -> Option<impl IntoView + use<>> {
    (!permissions.is_empty()).then(|| {
        view! {
            <div>
                <p class="muted">{title}</p>
                {permission_list(l, permissions)}
            </div>
        }
    })
}

fn row(l: Locale, person: PlanPerson) -> impl IntoView {
    let list = |permissions: &[Permission]| {
        permissions.iter().map(|permission| labels::permission(l, *permission)).collect::<Vec<_>>().join("; ")
    };
    let gains = (!person.gains.is_empty()).then(|| format!("{}: {}", words::gains(l), list(&person.gains)));
    let loses = (!person.loses.is_empty()).then(|| format!("{}: {}", words::loses(l), list(&person.loses)));
    let status = (person.status != AccountStatus::Active).then(|| account_chip(l, person.status));
    view! {
        <li class="row">
            <div class="row-main">
                <p class="row-title cluster">
                    <a href=format!("/admin/users/{}", person.id)>{person.name}</a>
                    {status}
                </p>
                {[gains, loses].into_iter().flatten().map(|text| view! { <p class="row-text">{text}</p> }).collect_view()}
            </div>
        </li>
    }
}
