//! A resource in a list of resources.

use birqadam_funding::Resource;
use leptos::prelude::*;

use crate::{
    resources::words as looks,
    texts::resources as words,
    ui::{Icon, IconView, PhotoView, Stair, use_locale},
};

/// Cards beside each other.
#[component]
pub fn ResourceGrid(resources: Vec<Resource>) -> impl IntoView {
    let cards = resources.into_iter().map(|one| view! { <li><ResourceCard resource=one/></li> }).collect_view();
    view! { <ul class="project-grid">{cards}</ul> }
}

/// Photo, kind, title, place, when it can be had; the whole card leads to the resource.
#[component]
pub fn ResourceCard(resource: Resource) -> impl IntoView {
    let l = use_locale();
    let photo = match resource.photos.first().cloned() {
        Some(photo) => view! { <PhotoView src=photo.thumb_url alt=""/> }.into_any(),
        None => view! { <span class="photo photo-none"><Stair/></span> }.into_any(),
    };
    let when = match resource.availability.clone() {
        text if text.is_empty() => looks::days(l, resource.days).to_owned(),
        text => text,
    };
    let lent = (resource.lent_count > 0).then(|| words::lent_times(l, resource.lent_count));
    view! {
        <article class="project-card">
            {photo}
            <div class="project-card-body">
                <p class="project-card-kind">{looks::kind(l, resource.resource_type)}</p>
                <h3 class="project-card-title">
                    <a href=format!("/resources/{}", resource.id)>{resource.title.clone()}</a>
                </h3>
                <p class="project-card-line">
                    <IconView icon=Icon::MapPin/>
                    {looks::place(l, &resource)}
                </p>
                <p class="project-card-line">
                    <IconView icon=Icon::Calendar/>
                    {when}
                </p>
                <p class="project-card-foot">
                    <span class="muted">{resource.partner}</span>
                    <span class="places">{lent}</span>
                </p>
            </div>
        </article>
    }
}
