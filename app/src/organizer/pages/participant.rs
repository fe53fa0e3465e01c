//! `/organizer/participants/:id`: one participant with contacts, figures, history and photos.

use birqadam_core::{Locale, UserId};
use birqadam_volunteering::HistoryEntry;
use leptos::prelude::*;

use crate::{
    format,
    organizer::server_fns::find_participant,
    people::components::VerifiedMark,
    texts::{common, organizer as words, people},
    ui::{Crumb, EmptyState, Fact, Facts, Figure, Icon, Page, Section, load, use_id, use_locale},
    volunteering::components::PhotoStrip,
};

/// The page.
#[component]
pub fn ParticipantPage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let person = crate::ui::read(move || id.get(), |id| find_participant(UserId(id)));
    load(person, move |person| {
        let statistics = person.statistics;
        let rating = statistics.average_rating.map_or_else(|| "–".to_owned(), |value| format::rating(l, value));
        let email = person.user.email;
        let history = person.history.iter().map(|entry| history_row(l, entry)).collect_view();
        let photos = person.recent_photos;
        view! {
            <Page title=person.user.name up=Crumb::new("/organizer/projects", words::my_projects(l))>
                <p class="cluster">
                    {person.user.verified.then(|| view! { <VerifiedMark/> })}
                    <a href=format!("/people/{}", person.user.id)>{people::person_link(l)}</a>
                </p>
                <Facts>
                    {person
                        .user
                        .phone
                        .map(|phone| {
                            view! {
                                <Fact label=words::phone(l) icon=Icon::Phone>
                                    <a href=format!("tel:{phone}")>{phone.clone()}</a>
                                </Fact>
                            }
                        })}
                    <Fact label=words::email(l) icon=Icon::Mail>
                        <a href=format!("mailto:{email}")>{email.clone()}</a>
                    </Fact>
                </Facts>
                <div class="figures">
                    <Figure
                        value=format::number(statistics.total_projects)
                        label=words::total_projects(l, statistics.total_projects)
                    />
                    <Figure
                        value=format::number(statistics.total_tasks)
                        label=words::total_tasks(l, statistics.total_tasks)
                    />
                    <Figure value=rating label=common::rating(l)/>
                </div>
                {(!photos.is_empty())
                    .then(|| {
                        view! {
                            <Section title=words::recent_photos(l)>
                                <PhotoStrip photos=photos/>
                            </Section>
                        }
                    })}
                <Section title=words::history(l)>
                    {if person.history.is_empty() {
                        view! { <EmptyState title=words::no_history(l)/> }.into_any()
                    } else {
                        view! { <ol class="history">{history}</ol> }.into_any()
                    }}
                </Section>
            </Page>
        }
    })
}

fn history_row(l: Locale, entry: &HistoryEntry) -> impl IntoView + use<> {
    let task = match entry.details["task"].as_str() {
        Some(task) => Some(task.to_owned()),
        None => serde_json::from_value::<birqadam_core::Localized>(entry.details["title"].clone())
            .ok()
            .map(|title| title.get(l).0.to_owned()),
    };
    let rating = entry.details["rating"].as_i64().map(|stars| common::stars(l, stars));
    view! {
        <li class="history-row">
            <time class="muted number" datetime=entry.date.to_rfc3339()>
                {format::moment_short(entry.date)}
            </time>
            <div>
                <p>
                    {action(l, &entry.action)} {task.map(|task| view! { <span>": "{task}</span> })}
                    {rating.map(|rating| view! { <span>", "{rating}</span> })}
                </p>
                {entry.project.clone().map(|project| view! { <p class="muted">{project}</p> })}
            </div>
        </li>
    }
}

/// What happened, in words; something unknown is told by its name rather than not at all.
fn action(l: Locale, name: &str) -> String {
    match name {
        "joined_task" => words::did_join(l),
        "left_task" => words::did_leave(l),
        "report_submitted" => words::did_report(l),
        "task_completed" => words::did_complete(l),
        "achievement_unlocked" => words::did_unlock(l),
        other => return other.replace('_', " "),
    }
    .to_owned()
}
