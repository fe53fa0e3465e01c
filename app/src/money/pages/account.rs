//! `/organizer/projects/:id/money`: what one's own project got, spent and has, the plan with what became
//! of it, and beside it what was given in things and in hours.

use birqadam_core::{Locale, ProjectId};
use birqadam_funding::{BudgetLine, ProjectAccount, SpentOn};
use leptos::prelude::*;

use crate::{
    format,
    money::{
        components::{Gifts, MoneyTabs, SpentBars},
        server_fns::find_account,
        words::{hours, sum},
    },
    sponsor::components::Raised,
    texts::{lists, money as words},
    ui::{Crumb, Figure, Icon, IconView, Page, Section, load, use_id, use_locale, use_query},
};

/// The page.
#[component]
pub fn ProjectMoneyPage() -> impl IntoView {
    let l = use_locale();
    let (id, done) = (use_id("id"), use_query("done"));
    let account = crate::ui::read(move || (id.get(), done.get()), |(id, _)| find_account(ProjectId(id)));
    load(account, move |account| {
        let id = account.id;
        let edit = format!("/organizer/projects/{id}/edit");
        let write = account.open.then(|| {
            view! {
                <a class="button button-primary" href=format!("/organizer/projects/{id}/money/expenses/new")>
                    <IconView icon=Icon::Plus/>
                    <span>{words::new_expense(l)}</span>
                </a>
            }
        });
        view! {
            <Page title=words::money_of(l, &account.title) up=Crumb::new(edit, lists::project(l))>
                <MoneyTabs project=id/>
                <p class="cluster">{write}</p>
                {figures(l, &account)}
                {plan(l, &account)}
                <Gifts project=id gifts=account.gifts.clone() open=account.open/>
                <Section title=words::volunteer_hours(l)>
                    <p class="spent-words">{hours(l, account.volunteer_minutes)}</p>
                    <p class="muted">{words::hours_text(l)}</p>
                </Section>
            </Page>
        }
    })
}

fn figures(l: Locale, account: &ProjectAccount) -> impl IntoView + use<> {
    let money = account.money.clone();
    let list = format!("/organizer/projects/{}/money/expenses", account.id);
    let show = |minor: i64| format::sum(minor, &money.currency);
    let waiting = (account.waiting > 0).then(|| {
        let label = words::waiting(l, account.waiting);
        let href = format!("{list}?status=pending");
        view! { <Figure value=format::number(account.waiting) label=label href=href tone="attention"/> }
    });
    let returned = (account.returned > 0).then(|| {
        let label = words::returned(l, account.returned);
        let href = format!("{list}?status=returned");
        view! { <Figure value=format::number(account.returned) label=label href=href tone="attention"/> }
    });
    let needed = money.needed_minor.filter(|needed| *needed > 0).map(|needed| {
        let (raised, needed) = (birqadam_core::Amount(money.raised_minor), birqadam_core::Amount(needed));
        view! { <Raised raised=raised needed=needed currency=money.currency.clone()/> }
    });
    view! {
        <div class="figures">
            <Figure value=show(money.raised_minor) label=words::raised(l)/>
            <Figure value=show(money.spent_minor) label=words::spent(l) href=format!("{list}?status=approved")/>
            <Figure value=show(money.available_minor) label=words::available(l)/>
            <Figure value=format::number(money.sponsors) label=words::sponsors_label(l, money.sponsors)/>
            {waiting} {returned}
        </div>
        {needed}
    }
}

fn plan(l: Locale, account: &ProjectAccount) -> impl IntoView + use<> {
    let (id, kept) = (account.id, account.kept);
    let spent_on =
        |line: &BudgetLine| SpentOn { category: line.category.clone(), planned: line.planned, spent: line.spent };
    let categories: Vec<SpentOn> = account.budget.lines.iter().map(spent_on).collect();
    let currency = account.budget.currency.clone();
    let planned = (!categories.is_empty())
        .then(|| view! { <p class="muted">{words::planned_total(l, sum(account.budget.planned, &currency))}</p> });
    let change = move || {
        kept.then(|| {
            view! {
                <a class="button" href=format!("/organizer/projects/{id}/money/budget")>
                    <IconView icon=Icon::Pencil/>
                    <span>{words::change_plan(l)}</span>
                </a>
            }
        })
    };
    view! {
        <Section title=words::plan(l) action=change>
            {planned}
            <SpentBars categories=categories currency=currency/>
        </Section>
    }
}
