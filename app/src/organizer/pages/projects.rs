//! `/organizer/projects`: one's own projects by status.

use birqadam_volunteering::ProjectStatus;
use leptos::prelude::*;

use crate::{
    labels,
    organizer::{components::ProjectRow, server_fns::list_own_projects},
    texts::organizer as words,
    ui::{EmptyState, Icon, IconView, ListHeading, Page, Pager, Tabs, load, use_cursor, use_locale, use_query},
};

/// The page.
#[component]
pub fn OrganizerProjects() -> impl IntoView {
    let l = use_locale();
    let (status, cursor) = (use_query("status"), use_cursor());
    let projects = Resource::new_blocking(
        move || (status.get(), cursor.get()),
        |(status, cursor)| list_own_projects(status, cursor),
    );
    let new = move || {
        view! {
            <a class="button button-primary" href="/organizer/projects/new">
                <IconView icon=Icon::Plus/>
                <span>{words::new_project(l)}</span>
            </a>
        }
    };
    load(projects, move |page| {
        let empty = page.items.is_empty();
        let filtered = !status.get_untracked().is_empty();
        let rows = page.items.into_iter().map(|project| view! { <ProjectRow project=project/> }).collect_view();
        let statuses = std::iter::once((String::new(), words::all(l).to_owned()))
            .chain(ProjectStatus::ALL.iter().map(|s| (s.as_str().to_owned(), labels::project_status(l, *s).to_owned())))
            .collect::<Vec<_>>();
        let list = match (empty, filtered) {
            (true, false) => view! {
                <EmptyState title=words::no_projects(l) text=words::no_projects_text(l) action=new/>
            }
            .into_any(),
            (true, true) => view! { <EmptyState title=words::none_of_status(l)/> }.into_any(),
            _ => view! { <ListHeading/> <ul class="rows">{rows}</ul> }.into_any(),
        };
        view! {
            <Page title=words::my_projects(l) action=new>
                <Tabs label=words::by_status(l) name="status" options=statuses/>
                {list}
                <Pager next=page.next/>
            </Page>
        }
    })
}
