//! The first page of sponsors and partners: projects one can stand behind, and how the work goes.

use leptos::prelude::*;

use crate::{
    format,
    texts::{analytics as words, home},
    ui::{EmptyState, Page, ProjectGrid, Section, load, use_locale},
    volunteering::server_fns::get_start,
};

/// The page.
#[component]
pub fn HomeSupporter() -> impl IntoView {
    let l = use_locale();
    let start = crate::ui::read(|| (), |()| get_start());
    load(start, move |start| {
        let all = move || view! { <a href="/projects">{words::all_projects(l)}</a> };
        let projects = if start.projects.is_empty() {
            view! { <EmptyState title=home::no_projects(l) text=home::no_projects_text(l)/> }.into_any()
        } else {
            view! { <ProjectGrid projects=start.projects/> }.into_any()
        };
        let count = format::number(start.active);
        view! {
            <Page title=words::supporter_title(l) lead=words::supporter_lead(l)>
                <Section title=words::help_where(l) count=count action=all>{projects}</Section>
            </Page>
        }
    })
}
