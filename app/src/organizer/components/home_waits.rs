//! What of partners' things and of money waits for an organizer, on their first page.

use birqadam_funding::{OpenExpense, OpenExpenses, OpenOffers};
use leptos::prelude::*;

use crate::{
    format,
    money::words::expense_chip,
    resources::{
        components::{RequestRow, Side},
        server_fns::{ACCEPT_FORM, DECLINE_FORM},
    },
    texts::organizer as words,
    ui::{Icon, IconView, Refused, Section, WaitingTime, use_locale},
};

/// Other dates that partners offer, with the answer; nothing when none wait.
#[component]
pub fn WaitingOffers(offers: OpenOffers) -> impl IntoView {
    let l = use_locale();
    (offers.count > 0).then(|| {
        let rows =
            offers.first.into_iter().map(|one| view! { <RequestRow request=one side=Side::Organizer/> }).collect_view();
        let oldest = offers.oldest_at;
        let all = move || {
            view! {
                <span class="cluster">
                    {oldest.map(|since| view! { <WaitingTime since=since/> })}
                    <a href="/organizer/requests?show=waiting&status=countered">{words::all_offers(l)}</a>
                </span>
            }
        };
        view! {
            <Section title=words::offers_waiting(l) count=format::number(offers.count) action=all>
                <Refused form=ACCEPT_FORM/>
                <Refused form=DECLINE_FORM/>
                <ul class="rows">{rows}</ul>
            </Section>
        }
    })
}

/// Expenses that came back, then those that a second person has to look at; nothing when all count.
#[component]
pub fn WaitingExpenses(expenses: OpenExpenses) -> impl IntoView {
    let l = use_locale();
    let all = expenses.returned + expenses.pending;
    (all > 0).then(|| {
        let note = words::open_expenses_note(l, expenses.returned, expenses.pending);
        let rows = expenses.first.into_iter().map(|one| view! { <ExpenseRow expense=one/> }).collect_view();
        view! {
            <Section title=words::open_expenses(l) count=format::number(all)>
                <p class="muted small">{note}</p>
                <ul class="rows">{rows}</ul>
            </Section>
        }
    })
}

#[component]
fn ExpenseRow(expense: OpenExpense) -> impl IntoView {
    let l = use_locale();
    let since = expense.since;
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">
                    <a class="row-link" href=format!("/organizer/expenses/{}", expense.id)>
                        {expense.description}
                    </a>
                </h3>
                <p class="row-facts">
                    <span class="row-fact">
                        <IconView icon=Icon::FolderKanban/>
                        {expense.project}
                    </span>
                    <span>{format::sum(expense.amount.0, &expense.currency)}</span>
                </p>
            </div>
            <div class="row-end">
                {expense_chip(l, expense.status)}
                <WaitingTime since=since/>
            </div>
        </li>
    }
}
