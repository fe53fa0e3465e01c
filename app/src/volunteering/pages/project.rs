//! One project: what, where, when, by whom, and its tasks with their places.

use birqadam_core::{Locale, Permission};
use birqadam_volunteering::{Project, ProjectStatus};
use leptos::prelude::*;

use crate::{
    format, labels,
    money::components::PublicMoneySection,
    texts::{common, nav, payments, projects as words},
    ui::{
        Crumb, EmptyState, Fact, Facts, Icon, IconView, Notice, Page, PhotoView, Rating, Refused, Section, load, may,
        project_chip, use_id, use_locale, use_me,
    },
    volunteering::{
        components::TaskPlace,
        server_fns::{JOIN_FORM, LEAVE_FORM, ProjectView, get_project},
    },
};

#[component]
pub fn ProjectPage() -> impl IntoView {
    let id = use_id("id");
    let project = crate::ui::read(move || id.get(), |id| get_project(id.into()));
    load(project, |view| view! { <ProjectDetails view=view/> })
}

#[component]
fn ProjectDetails(view: ProjectView) -> impl IntoView {
    let l = use_locale();
    let ProjectView { project, organizer, takes_money, money } = view;
    let summary = project.summary.clone();
    let lead = format!("{} · {}", labels::volunteer_type(l, summary.volunteer_type), labels::city(l, &summary.city));
    let cover = summary.cover_url.clone().map(|src| {
        let hash = summary.cover_hash.clone().unwrap_or_default();
        view! { <PhotoView src=src alt=summary.title.clone() hash=hash size=(1200, 600) eager=true/> }
    });
    let profile = organizer.map(|profile| {
        let initial = profile.display_name.chars().find(|c| c.is_alphanumeric()).map(String::from).unwrap_or_default();
        view! {
            <p class="organizer-line">
                <span class="avatar" aria-hidden="true">
                    {initial}
                </span>
                <span>
                    <a href=format!("/organizers/{}", profile.id)>{profile.display_name.clone()}</a>
                    <br/>
                    <Rating value=profile.rating/>
                </span>
            </p>
        }
    });
    // Sponsors, and visitors who may become one.
    let give = (takes_money && (use_me().is_none() || may(Permission::SponsorshipsCreate))).then(|| {
        let href = format!("/projects/{}/sponsor", summary.id);
        view! {
            <p>
                <a class="button button-primary" href=href>
                    <IconView icon=Icon::Coins/>
                    <span>{payments::support(l)}</span>
                </a>
            </p>
        }
    });
    let unpublished = !summary.status.is_public();
    let can_edit = use_me().is_some_and(|me| me.id == summary.organizer_id);
    let edit_href = format!("/organizer/projects/{}/edit", summary.id);
    view! {
        <Page title=summary.title.clone() lead=lead up=Crumb::new("/projects", nav::projects(l))>
            {unpublished
                .then(|| {
                    view! {
                        <Notice tone="waiting" title=words::unpublished_title(l)>
                            <p>{words::unpublished_text(l)}</p>
                            {can_edit.then(|| view! { <p><a href=edit_href>{words::edit(l)}</a></p> })}
                        </Notice>
                    }
                })}
            <div class="split">
                <div class="stack">
                    <div class="project-cover-frame">{cover}</div>
                    <p class="project-description">{project.description.clone()}</p>
                    {tasks(l, &project)}
                    {money.map(|money| view! { <PublicMoneySection money=money/> })}
                </div>
                <aside class="aside">
                    {project_chip(l, summary.status)}
                    {facts(l, &project)}
                    {give}
                    <h2>{words::organizer(l)}</h2>
                    {profile}
                </aside>
            </div>
        </Page>
    }
}

fn facts(l: Locale, project: &Project) -> impl IntoView + use<> {
    let summary = project.summary.clone();
    let days = format::date_range(l, summary.starts_on, summary.ends_on);
    let budget = project.budget_needed.map(|major| format::money(major, &project.currency));
    let place = if summary.address.is_empty() {
        labels::city(l, &summary.city)
    } else {
        format!("{}, {}", labels::city(l, &summary.city), summary.address)
    };
    // OpenStreetMap by link only: nothing of it is loaded into our page.
    let map = summary.location.map(|at| {
        let href = format!("https://www.openstreetmap.org/?mlat={0}&mlon={1}#map=16/{0}/{1}", at.lat, at.lng);
        view! {
            <br/>
            <a href=href rel="external noopener" target="_blank">
                {words::on_map(l)}
            </a>
        }
    });
    view! {
        <Facts>
            <Fact label=words::place(l) icon=Icon::MapPin>
                {place}
                {map}
            </Fact>
            {days
                .map(|days| {
                    view! {
                        <Fact label=words::days(l) icon=Icon::Calendar>
                            {days}
                        </Fact>
                    }
                })}
            <Fact label=words::places_label(l) icon=Icon::Users>
                {words::free_places(l, summary.free_places)}
            </Fact>
            <Fact label=words::volunteers_label(l) icon=Icon::HeartHandshake>
                {format::number(summary.volunteers_count)}
            </Fact>
            {budget
                .map(|budget| {
                    view! {
                        <Fact label=words::budget(l) icon=Icon::Coins>
                            {budget}
                        </Fact>
                    }
                })}
        </Facts>
    }
}

fn tasks(l: Locale, project: &Project) -> impl IntoView + use<> {
    let active = project.summary.status == ProjectStatus::Active;
    let id = project.summary.id;
    let count = format::number(project.tasks.len() as i64);
    let empty = project.tasks.is_empty();
    let visitor = active && use_me().is_none();
    let joinable = active && may(Permission::TasksJoin);
    let rows =
        project.tasks.clone().into_iter().map(|task| view! { <TaskPlace task=task joinable=joinable/> }).collect_view();
    view! {
        <Section title=words::tasks_title(l) count=count>
            <Refused form=JOIN_FORM/>
            <Refused form=LEAVE_FORM/>
            {visitor
                .then(|| {
                    view! {
                        <Notice tone="info" title=words::sign_in_to_join(l)>
                            <p class="cluster">
                                <a class="button button-primary" href=format!("/sign-in?next=/projects/{id}")>
                                    {common::sign_in(l)}
                                </a>
                                <a href=format!("/register?next=/projects/{id}")>{nav::register(l)}</a>
                            </p>
                        </Notice>
                    }
                })}
            {if empty {
                view! { <EmptyState title=words::no_tasks(l)/> }.into_any()
            } else {
                view! { <ul class="task-list">{rows}</ul> }.into_any()
            }}
        </Section>
    }
}
