//! `/organizer/projects/:id/money/expenses/new`: writing an expense down.

use birqadam_core::{Locale, ProjectId};
use birqadam_funding::{ExpenseInput, ProjectAccount};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    money::{
        components::ExpenseFields,
        server_fns::{SubmitExpense, find_account, submit_expense},
        words::sum,
    },
    texts::money as words,
    ui::{
        Crumb, Fact, Facts, Hidden, Icon, Notice, Page, SubmitButton, UploadForm, declared, load, use_id, use_locale,
    },
};

/// The page.
#[component]
pub fn NewExpense() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let account = crate::ui::read(move || id.get(), |id| find_account(ProjectId(id)));
    load(account, move |account| {
        let up = Crumb::new(format!("/organizer/projects/{}/money", account.id), words::money(l));
        view! {
            <Page title=words::new_expense(l) lead=account.title.clone() up=up narrow=true>
                {body(l, account)}
            </Page>
        }
    })
}

/// The form, or why there is none.
fn body(l: Locale, account: ProjectAccount) -> AnyView {
    let id = account.id;
    if !account.open {
        return view! {
            <Notice tone="info">
                <p>{words::project_not_open(l)}</p>
            </Notice>
        }
        .into_any();
    }
    if account.budget.lines.is_empty() {
        return view! {
            <Notice tone="info" title=words::plan_first(l)>
                <p>{words::plan_first_text(l)}</p>
                <p>
                    <a class="button button-primary" href=format!("/organizer/projects/{id}/money/budget")>
                        {words::change_plan(l)}
                    </a>
                </p>
            </Notice>
        }
        .into_any();
    }
    let (available, limit) = (
        format::sum(account.money.available_minor, &account.money.currency),
        sum(account.limit, &account.money.currency),
    );
    view! {
        <Facts>
            <Fact label=words::available(l) icon=Icon::Coins>{available}</Fact>
        </Facts>
        <p class="muted">{words::limit_text(l, limit)}</p>
        <UploadForm action=SubmitExpense::PATH send=submit_expense name={declared::<ExpenseInput>()}>
            <Hidden name="project_id" value=id.to_string()/>
            <ExpenseFields account=account/>
            <SubmitButton label=words::send_expense(l) icon=Icon::Send/>
        </UploadForm>
    }
    .into_any()
}
