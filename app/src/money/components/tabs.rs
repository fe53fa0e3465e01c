//! The pages of a project's money.

use birqadam_core::ProjectId;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{texts::money as words, ui::use_locale};

#[component]
pub fn MoneyTabs(project: ProjectId) -> impl IntoView {
    let l = use_locale();
    let here = use_location().pathname.get_untracked();
    let base = format!("/organizer/projects/{project}/money");
    let tabs = [
        (base.clone(), words::tab_overview(l)),
        (format!("{base}/budget"), words::tab_budget(l)),
        (format!("{base}/expenses"), words::tab_expenses(l)),
        (format!("{base}/impact"), words::tab_impact(l)),
    ];
    let links = tabs
        .into_iter()
        .map(|(href, text)| {
            let current = (href == here).then_some("page");
            view! {
                <a class="tab" href=href aria-current=current>
                    {text}
                </a>
            }
        })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=words::money(l)>
            {links}
        </nav>
    }
}
