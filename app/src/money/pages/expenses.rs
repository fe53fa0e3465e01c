//! `/organizer/projects/:id/money/expenses`: the expenses of one's own project.

use birqadam_core::ProjectId;
use leptos::prelude::*;

use crate::{
    money::{components::MoneyTabs, lists::EXPENSES_UI},
    texts::{lists, money as words},
    ui::{Crumb, Icon, IconView, ListView, use_id, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn ExpensesPage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let project = id.get_untracked();
    let up = Crumb::new(format!("/organizer/projects/{project}/edit"), lists::project(l));
    let place = Signal::derive(move || format!("project={}", id.get()));
    let tabs = move || view! { <MoneyTabs project=ProjectId(project)/> };
    let write = move || {
        view! {
            <a class="button button-primary" href=format!("/organizer/projects/{project}/money/expenses/new")>
                <IconView icon=Icon::Plus/>
                <span>{words::new_expense(l)}</span>
            </a>
        }
    };
    view! { <ListView ui=&EXPENSES_UI title=words::expenses(l) up=up place=place action=write before=tabs/> }
}
