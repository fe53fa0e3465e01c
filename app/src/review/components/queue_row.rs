//! One item of the queue: who or what waits, and for how long.

use birqadam_accounts::PendingUser;
use birqadam_volunteering::ProjectSummary;
use leptos::prelude::*;

use crate::{
    labels,
    review::queue_item::QueueItem,
    texts::review as words,
    ui::{Icon, IconView, PhotoView, Stair, WaitingTime, use_locale},
};

/// The row; all of it leads to the decision.
#[component]
pub fn QueueRow(item: QueueItem) -> impl IntoView {
    let (href, since) = (item.href(), item.since());
    match item {
        QueueItem::Account(user) => view! { <AccountRow user=user href=href since=since/> }.into_any(),
        QueueItem::Project(project) => view! { <ProjectRow project=project href=href since=since/> }.into_any(),
    }
}

#[component]
fn AccountRow(user: PendingUser, href: String, since: chrono::DateTime<chrono::Utc>) -> impl IntoView {
    let l = use_locale();
    let documents = user.documents.len() as i64;
    let title = user.org_name.clone().unwrap_or_else(|| user.name.clone());
    let person = user.org_name.is_some().then_some(user.name);
    view! {
        <li class="row row-photo">
            <div class="row-thumb">
                <span class="photo queue-mark">
                    <IconView icon=Icon::User/>
                </span>
            </div>
            <div class="row-main">
                <p class="row-text">{words::kind_account(l)} " · " {labels::role(l, &user.role)}</p>
                <h3 class="row-title">
                    <a class="row-link" href=href>
                        {title}
                    </a>
                </h3>
                <p class="row-facts">
                    {person.map(|name| view! { <span>{name}</span> })} <span>{user.email}</span>
                    <span class="row-fact">
                        <IconView icon=Icon::FileText/>
                        {words::documents_count(l, documents)}
                    </span>
                </p>
            </div>
            <div class="row-end">
                <WaitingTime since=since/>
            </div>
        </li>
    }
}

#[component]
fn ProjectRow(project: ProjectSummary, href: String, since: chrono::DateTime<chrono::Utc>) -> impl IntoView {
    let l = use_locale();
    let photo = match project.cover_url {
        Some(src) => view! { <PhotoView src=src alt="" hash=project.cover_hash.unwrap_or_default()/> }.into_any(),
        None => view! { <span class="photo photo-none"><Stair/></span> }.into_any(),
    };
    view! {
        <li class="row row-photo">
            <div class="row-thumb">{photo}</div>
            <div class="row-main">
                <p class="row-text">
                    {words::kind_project(l)} " · " {labels::volunteer_type(l, project.volunteer_type)}
                </p>
                <h3 class="row-title">
                    <a class="row-link" href=href>
                        {project.title}
                    </a>
                </h3>
                <p class="row-facts">
                    <span>{project.organizer}</span>
                    <span class="row-fact">
                        <IconView icon=Icon::MapPin/>
                        {labels::city(l, &project.city)}
                    </span>
                    <span>{words::tasks_count(l, project.tasks_count)}</span>
                </p>
            </div>
            <div class="row-end">
                <WaitingTime since=since/>
            </div>
        </li>
    }
}
