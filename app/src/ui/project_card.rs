//! A project in a list of projects.

use birqadam_volunteering::ProjectSummary;
use leptos::prelude::*;

use super::{
    empty::Stair,
    icon::{Icon, IconView},
    photo::PhotoView,
    start::use_locale,
};
use crate::{format, labels, texts::projects as words};

/// Cards beside each other.
#[component]
pub fn ProjectGrid(projects: Vec<ProjectSummary>) -> impl IntoView {
    let cards = projects
        .into_iter()
        .enumerate()
        .map(|(place, project)| view! { <li><ProjectCard project=project eager=place == 0/></li> })
        .collect_view();
    view! { <ul class="project-grid">{cards}</ul> }
}

/// Photo, kind, title, place, days and free places; the whole card leads to the project.
#[component]
pub fn ProjectCard(
    project: ProjectSummary,
    /// Its photo is among what is seen first.
    #[prop(optional)]
    eager: bool,
) -> impl IntoView {
    let l = use_locale();
    let days = format::date_range(l, project.starts_on, project.ends_on);
    let places = if project.free_places > 0 { "places" } else { "places places-none" };
    let photo = match project.cover_card_url {
        Some(src) => {
            view! { <PhotoView src=src alt="" hash=project.cover_hash.unwrap_or_default() eager=eager/> }.into_any()
        }
        None => view! { <span class="photo photo-none"><Stair/></span> }.into_any(),
    };
    view! {
        <article class="project-card">
            {photo}
            <div class="project-card-body">
                <p class="project-card-kind">{labels::volunteer_type(l, project.volunteer_type)}</p>
                <h3 class="project-card-title">
                    <a href=format!("/projects/{}", project.id)>{project.title}</a>
                </h3>
                <p class="project-card-line">
                    <IconView icon=Icon::MapPin/>
                    {labels::city(l, &project.city)}
                </p>
                {days
                    .map(|days| {
                        view! {
                            <p class="project-card-line">
                                <IconView icon=Icon::Calendar/>
                                {days}
                            </p>
                        }
                    })}
                <p class="project-card-foot">
                    <span class="muted">{project.organizer}</span>
                    <span class=places>
                        {words::free_places(l, project.free_places)}
                    </span>
                </p>
            </div>
        </article>
    }
}
