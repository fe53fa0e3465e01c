//! A project that takes money, in a list of them.

use birqadam_funding::SponsorProject;
use birqadam_volunteering::VolunteerType;
use leptos::prelude::*;

use super::{Follow, Raised};
use crate::{
    labels,
    texts::sponsor as words,
    ui::{Icon, IconView, PhotoView, Stair, use_locale},
};

/// Photo, kind, title, who and where, needed and raised; the title leads to the project.
#[component]
pub fn SponsorCard(project: SponsorProject) -> impl IntoView {
    let l = use_locale();
    let kind = VolunteerType::parse(&project.kind)
        .map_or_else(|| project.kind.clone(), |kind| labels::volunteer_type(l, kind).to_owned());
    let photo = match project.cover_card_url {
        Some(src) => view! { <PhotoView src=src alt="" hash=project.cover_hash.unwrap_or_default()/> }.into_any(),
        None => view! { <span class="photo photo-none"><Stair/></span> }.into_any(),
    };
    let people = format!("{} · {}", words::volunteers(l, project.volunteers), words::tasks(l, project.tasks));
    let sponsors = (project.sponsors > 0).then(|| words::sponsors(l, project.sponsors));
    let sponsors = sponsors.map(|text| view! { <span class="muted">{text}</span> });
    let give = format!("/projects/{}/sponsor", project.id);
    view! {
        <article class="sponsor-card">
            {photo}
            <div class="project-card-body">
                <p class="project-card-kind">{kind}</p>
                <h3 class="project-card-title">
                    <a href=format!("/projects/{}", project.id)>{project.title.clone()}</a>
                </h3>
                <p class="project-card-line">
                    <IconView icon=Icon::Building2/>
                    {project.organizer}
                </p>
                <p class="project-card-line">
                    <IconView icon=Icon::MapPin/>
                    {labels::city(l, &project.city)}
                </p>
                <p class="project-card-line">
                    <IconView icon=Icon::Users/>
                    {people}
                </p>
                <Raised raised=project.current_funding needed=project.budget_needed currency=project.currency/>
                <p class="project-card-foot">{sponsors}</p>
            </div>
            <div class="sponsor-card-actions">
                <a class="button button-primary" href=give>
                    <IconView icon=Icon::Coins/>
                    <span>{words::give(l)}</span>
                    <span class="visually-hidden">{project.title.clone()}</span>
                </a>
                <Follow id=project.id title=project.title followed=project.is_followed/>
            </div>
        </article>
    }
}
