//! One of an organizer's own projects in a list.

use birqadam_volunteering::{ProjectStatus, ProjectSummary};
use leptos::prelude::*;

use crate::{
    format, labels,
    texts::{organizer as words, projects},
    ui::{Icon, IconView, PhotoView, Stair, WaitingTime, project_chip, use_locale},
};

/// Cover, title, place and days, status, and the ways to its people and its page.
#[component]
pub fn ProjectRow(project: ProjectSummary) -> impl IntoView {
    let l = use_locale();
    let id = project.id;
    let photo = match project.cover_card_url {
        Some(src) => view! { <PhotoView src=src alt="" hash=project.cover_hash.unwrap_or_default()/> }.into_any(),
        None => view! { <span class="photo photo-none"><Stair/></span> }.into_any(),
    };
    let days = format::date_range(l, project.starts_on, project.ends_on);
    let waiting = project.submitted_at.filter(|_| project.status == ProjectStatus::Pending);
    view! {
        <li class="row row-photo">
            <div class="row-thumb">{photo}</div>
            <div class="row-main">
                <h3 class="row-title">
                    <a class="row-link" href=format!("/organizer/projects/{id}/edit")>
                        {project.title}
                    </a>
                </h3>
                <p class="row-facts">
                    <span class="row-fact">
                        <IconView icon=Icon::MapPin/>
                        {labels::city(l, &project.city)}
                    </span>
                    {days
                        .map(|days| {
                            view! {
                                <span class="row-fact">
                                    <IconView icon=Icon::Calendar/>
                                    {days}
                                </span>
                            }
                        })}
                </p>
                <p class="row-facts">
                    <span>{words::tasks_count(l, project.tasks_count)}</span>
                    {project
                        .status
                        .is_public()
                        .then(|| view! { <span>{projects::free_places(l, project.free_places)}</span> })}
                </p>
            </div>
            <div class="row-end">
                {project_chip(l, project.status)}
                {waiting.map(|since| view! { <WaitingTime since=since/> })}
                {project
                    .status
                    .is_public()
                    .then(|| {
                        view! {
                            <a class="row-fact" href=format!("/organizer/projects/{id}/participants")>
                                <IconView icon=Icon::Users/>
                                {words::volunteers_count(l, project.volunteers_count)}
                            </a>
                        }
                    })}
            </div>
        </li>
    }
}
