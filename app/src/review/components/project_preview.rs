//! A project as its visitors will see it, with what changed marked in place.

use birqadam_core::review::ChangedField;
use birqadam_volunteering::{Project, Task};
use leptos::prelude::*;

use super::Changed;
use crate::{
    format, labels,
    texts::review as words,
    ui::{Fact, Facts, Icon, PhotoView, Section, Stair, use_locale},
    volunteering::components::TaskWhen,
};

/// Cover, words, facts and tasks.
#[component]
pub fn ProjectPreview(project: Project, changes: Vec<ChangedField>) -> impl IntoView {
    let l = use_locale();
    let changes = StoredValue::new(changes);
    let changed = move |fields: &[&str]| {
        changes.with_value(|all| all.iter().any(|change| fields.contains(&change.field.as_str())))
    };
    let s = project.summary;
    let cover = match s.cover_url {
        Some(src) => {
            view! { <PhotoView src=src alt=words::field_cover(l) hash=s.cover_hash.unwrap_or_default() eager=true/> }
                .into_any()
        }
        None => view! { <span class="photo photo-none"><Stair/></span> }.into_any(),
    };
    let none = || words::empty_value(l).to_owned();
    let place = match s.location {
        Some(at) => {
            let href = format!("https://www.openstreetmap.org/?mlat={0}&mlon={1}#map=16/{0}/{1}", at.lat, at.lng);
            view! {
                <a href=href target="_blank" rel="external noopener noreferrer">
                    {format!("{}, {}", at.lat, at.lng)}
                </a>
            }
            .into_any()
        }
        None => view! { {none()} }.into_any(),
    };
    let address = if s.address.is_empty() { none() } else { s.address };
    let dates = format::date_range(l, s.starts_on, s.ends_on).unwrap_or_else(none);
    let capacity = project.max_volunteers.map_or_else(none, |n| format::number(n.into()));
    let budget = project.budget_needed.map_or_else(none, |n| format::money(n, &project.currency));
    let tasks = project.tasks.into_iter().map(task_row).collect_view();
    view! {
        <article class="preview">
            <Changed on=changed(&["cover"])>
                {cover}
            </Changed>
            <Changed on=changed(&["title"])>
                <h2>{s.title}</h2>
            </Changed>
            <Changed on=changed(&["description"])>
                <p class="preline prose">{project.description}</p>
            </Changed>
            <Facts>
                <Fact label=words::field_kind(l) icon=Icon::Leaf>
                    <Changed on=changed(&["volunteer_type"])>
                        {labels::volunteer_type(l, s.volunteer_type)}
                    </Changed>
                </Fact>
                <Fact label=words::field_city(l) icon=Icon::MapPin>
                    <Changed on=changed(&["city", "address"])>
                        {labels::city(l, &s.city)}
                        ", "
                        {address}
                    </Changed>
                </Fact>
                <Fact label=words::field_location(l) icon=Icon::MapPin>
                    <Changed on=changed(&["location"])>
                        {place}
                    </Changed>
                </Fact>
                <Fact label=words::field_dates(l) icon=Icon::Calendar>
                    <Changed on=changed(&["dates"])>
                        {dates}
                    </Changed>
                </Fact>
                <Fact label=words::field_max_volunteers(l) icon=Icon::Users>
                    <Changed on=changed(&["max_volunteers"])>
                        {capacity}
                    </Changed>
                </Fact>
                <Fact label=words::field_budget(l) icon=Icon::Coins>
                    <Changed on=changed(&["budget_needed"])>
                        {budget}
                    </Changed>
                </Fact>
            </Facts>
            <Section title=words::field_tasks(l) count=format::number(s.tasks_count)>
                <Changed on=changed(&["tasks"])>
                    <ul class="rows">{tasks}</ul>
                </Changed>
            </Section>
        </article>
    }
}

fn task_row(task: Task) -> impl IntoView {
    let l = use_locale();
    let places = words::places(l, i64::from(task.max_volunteers));
    // Lists of tasks lead here.
    let id = format!("task-{}", task.id);
    view! {
        <li class="row" id=id>
            <div class="row-main">
                <p class="row-title">{task.text.clone()}</p>
                <p class="row-facts">
                    <TaskWhen task=task/>
                </p>
            </div>
            <div class="row-end">{places}</div>
        </li>
    }
}
