//! `/organizer/projects/:id/money/budget`: the plan of one's own project, written as a whole.

use birqadam_core::{Locale, ProjectId};
use birqadam_funding::{Budget, BudgetInput, BudgetLine};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    money::{
        components::MoneyTabs,
        server_fns::{SaveBudget, find_account},
        words::sum,
    },
    texts::{common, lists, money as words},
    ui::{
        Crumb, Hidden, Icon, Notice, Page, PlainForm, SubmitButton, TextField, declared, load, use_form, use_id,
        use_locale,
    },
};

/// Empty rows after those that are there.
const EMPTY_ROWS: usize = 4;

/// The page.
#[component]
pub fn BudgetPage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let account = crate::ui::read(move || id.get(), |id| find_account(ProjectId(id)));
    load(account, move |account| {
        let (id, budget) = (account.id, account.budget.clone());
        let form = if account.kept {
            view! {
                <p class="muted">{words::plan_text(l)}</p>
                <PlainForm action=SaveBudget::PATH name={declared::<BudgetInput>()}>
                    <Hidden name="project_id" value=id.to_string()/>
                    <Hidden name="version" value=budget.version.to_string()/>
                    <BudgetRows budget=budget/>
                    <SubmitButton label=common::save(l) icon=Icon::Save/>
                </PlainForm>
            }
            .into_any()
        } else {
            view! {
                <Notice tone="info">
                    <p>{words::project_put_away(l)}</p>
                </Notice>
            }
            .into_any()
        };
        view! {
            <Page
                title=words::plan_of(l, &account.title)
                up=Crumb::new(format!("/organizer/projects/{id}/edit"), lists::project(l))
            >
                <MoneyTabs project=id/>
                {form}
            </Page>
        }
    })
}

/// A row for each line, for what was typed, and some more.
#[component]
fn BudgetRows(budget: Budget) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    form.remember_label("lines", words::plan(l));
    let kept = form.kept()["lines"].as_array().map_or(0, Vec::len);
    let count = kept.max(budget.lines.len() + EMPTY_ROWS);
    let currency = budget.currency.clone();
    let rows = (0..count).map(|number| row(l, number, budget.lines.get(number), &currency)).collect::<Vec<_>>();
    let id = form.html_id("lines");
    view! { <ol class="budget-rows" id=id>{rows}</ol> }
}

fn row(l: Locale, number: usize, line: Option<&BudgetLine>, currency: &str) -> impl IntoView + use<> {
    let name = |field: &str| format!("lines.{number}.{field}");
    let form = use_form();
    let id = form.value(&name("id"), line.map(|line| line.id.to_string()));
    let spent = line.filter(|line| line.used).map(|line| {
        view! { <p class="muted small">{words::spent_on_it(l, sum(line.spent, currency))}</p> }
    });
    view! {
        <li class="budget-row">
            <input type="hidden" name=form.html_name(&name("id")) value=id/>
            <TextField
                name=name("category")
                label=words::category(l)
                in_row=true
                value=line.map(|line| line.category.clone()).unwrap_or_default()
            />
            <TextField
                name=name("planned")
                label=words::planned_kzt(l)
                inputmode="decimal"
                in_row=true
                value=line.map(|line| line.planned.to_string()).unwrap_or_default()
            />
            {spent}
        </li>
    }
}
