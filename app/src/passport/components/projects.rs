//! The projects that a passport names.

use birqadam_growth::Statement;
use leptos::prelude::*;

use crate::{
    format,
    passport::words::{duration, more_projects, when},
    texts::passport as words,
    ui::{DataTable, Section, use_locale},
};

/// The table; nothing when the projects are not shown.
#[component]
pub fn ProjectsTable(stated: Statement) -> impl IntoView {
    let l = use_locale();
    let more = more_projects(l, &stated).map(|text| view! { <p class="muted">{text}</p> });
    let projects = stated.projects.filter(|projects| !projects.is_empty())?;
    let rows = projects
        .into_iter()
        .map(|project| {
            let (time, when) = (duration(l, project.minutes), when(l, &project));
            view! {
                <tr>
                    <td>{project.title}</td>
                    <td>{project.organizer}</td>
                    <td class="number">{format::number(project.tasks)}</td>
                    <td class="number">{time}</td>
                    <td>{when}</td>
                </tr>
            }
        })
        .collect_view();
    let head =
        [words::col_project(l), words::col_organizer(l), words::col_tasks(l), words::col_hours(l), words::col_when(l)];
    Some(view! {
        <Section title=words::projects_title(l)>
            <DataTable caption=words::projects_title(l) head=head.map(str::to_owned).to_vec()>
                {rows}
            </DataTable>
            {more}
        </Section>
    })
}
