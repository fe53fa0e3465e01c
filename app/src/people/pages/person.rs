//! `/people/:id`: a person, as far as they allow. Its owner looks through the eyes of others.

use birqadam_accounts::{Person, Viewer, language_name};
use birqadam_core::{Locale, Localized, UserId};
use birqadam_growth::ShownAchievements;
use birqadam_volunteering::HistoryEntry;
use leptos::prelude::*;

use crate::{
    format, labels,
    people::{
        components::{Face, LevelView, VerifiedMark},
        server_fns::{PersonView, get_person},
    },
    texts::people as words,
    ui::{Fact, Facts, Icon, Notice, Page, Rating, Section, load, use_id, use_locale, use_me, use_query},
    volunteering::components::AchievementList,
};

/// The page.
#[component]
pub fn PersonPage() -> impl IntoView {
    let l = use_locale();
    let (id, viewer) = (use_id("id"), use_query("as"));
    let person = crate::ui::read(move || (id.get(), viewer.get()), |(id, viewer)| get_person(UserId(id), viewer));
    load(person, move |view| {
        let own = use_me().filter(|me| me.id.0 == id.get_untracked());
        let preview = own.as_ref().map(|me| previews(l, me.id, &viewer.get_untracked()));
        let PersonView { person, achievements, history } = view;
        match person {
            Some(person) => whole(l, person, achievements, history, preview.map(IntoAny::into_any)),
            None => view! {
                <Page title=own.map(|me| me.name).unwrap_or_default()>
                    {preview} <Notice tone="info"><p>{words::preview_closed(l)}</p></Notice>
                </Page>
            }
            .into_any(),
        }
    })
}

fn whole(
    l: Locale,
    person: Person,
    achievements: Option<ShownAchievements>,
    history: Option<Vec<HistoryEntry>>,
    preview: Option<AnyView>,
) -> AnyView {
    let name = person.display_name.clone();
    let role = labels::role(l, &person.role);
    let since = words::with_us(l, format::date(l, format::local_day(person.since)));
    let projects = (person.role == "organizer")
        .then(|| view! { <p><a href=format!("/organizers/{}", person.id)>{words::projects_link(l)}</a></p> });
    let about = person.about.clone().map(|text| view! { <p class="preline prose">{text}</p> });
    let level = achievements.as_ref().map(|shown| shown.level);
    view! {
        <Page title=name.clone()>
            {preview}
            <div class="person-head">
                <Face name=name photo_url=person.photo_url.clone()/>
                <div class="stack">
                    <p class="cluster">{role} {person.verified.then(|| view! { <VerifiedMark/> })}</p>
                    {person.name.clone().map(|name| view! { <p>{name}</p> })}
                    <p class="muted">{since}</p>
                    {projects}
                    {level.map(|level| view! { <LevelView level=level/> })}
                </div>
            </div>
            <div class="split">
                <div class="stack">
                    {about}
                    {achievements.map(|shown| view! { <Reached shown=shown/> })}
                    {history.map(|entries| view! { <Done entries=entries/> })}
                </div>
                <aside class="aside">{facts(l, &person)}</aside>
            </div>
        </Page>
    }
    .into_any()
}

fn facts(l: Locale, person: &Person) -> impl IntoView + use<> {
    let rating = person.rating_count.map(|_| {
        let value = person.rating;
        view! { <Fact label=words::rating(l) icon=Icon::Star><Rating value=value/></Fact> }
    });
    let city = person.city.as_ref().map(|city| {
        let city = labels::city(l, city);
        view! { <Fact label=words::city(l) icon=Icon::MapPin>{city}</Fact> }
    });
    let languages = (!person.languages.is_empty()).then(|| {
        let names = person
            .languages
            .iter()
            .enumerate()
            .map(|(index, code)| {
                let comma = (index > 0).then_some(", ");
                view! { {comma} <bdi lang=code.clone()>{language_name(code).to_owned()}</bdi> }
            })
            .collect_view();
        view! { <Fact label=words::languages(l) icon=Icon::Languages>{names}</Fact> }
    });
    let contacts = person.contacts.clone().map(|contacts| {
        let phone = contacts.phone.map(|phone| {
            view! {
                <Fact label=words::phone(l) icon=Icon::Phone>
                    <a href=format!("tel:{phone}")>{phone.clone()}</a>
                </Fact>
            }
        });
        let email = contacts.email;
        view! {
            {phone}
            <Fact label=words::email(l) icon=Icon::Mail>
                <a href=format!("mailto:{email}")>{email.clone()}</a>
            </Fact>
        }
    });
    view! { <Facts>{rating} {city} {languages} {contacts}</Facts> }
}

#[component]
fn Reached(shown: ShownAchievements) -> impl IntoView {
    let l = use_locale();
    let list = if shown.achievements.is_empty() {
        view! { <p class="muted">{words::no_achievements(l)}</p> }.into_any()
    } else {
        view! { <AchievementList achievements=shown.achievements/> }.into_any()
    };
    view! { <Section title=words::achievements(l)>{list}</Section> }
}

#[component]
fn Done(entries: Vec<HistoryEntry>) -> impl IntoView {
    let l = use_locale();
    let list = if entries.is_empty() {
        view! { <p class="muted">{words::no_history(l)}</p> }.into_any()
    } else {
        let rows = entries
            .into_iter()
            .map(|entry| {
                let what = done(l, &entry);
                view! {
                    <li class="row">
                        <div class="row-main">
                            <p>{what}</p>
                            {entry.project.map(|project| view! { <p class="row-text">{project}</p> })}
                        </div>
                        <time class="muted small" datetime=entry.date.to_rfc3339()>
                            {format::date_short(format::local_day(entry.date))}
                        </time>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    view! { <Section title=words::history(l)>{list}</Section> }
}

fn done(l: Locale, entry: &HistoryEntry) -> String {
    match entry.action.as_str() {
        "achievement_unlocked" => {
            let title: Localized = serde_json::from_value(entry.details["title"].clone()).unwrap_or_default();
            words::did_achieve(l, title.get(l).0)
        }
        _ => words::did_task(l, entry.details["task"].as_str().unwrap_or_default()),
    }
}

/// For the owner: through whose eyes to look.
fn previews(l: Locale, id: UserId, chosen: &str) -> impl IntoView + use<> {
    let text = if chosen.is_empty() { words::preview_whole(l) } else { "" };
    let all = std::iter::once(Viewer::Oneself).chain(Viewer::OTHERS);
    let links = all
        .map(|viewer| {
            let (name, words) = match viewer {
                Viewer::Oneself => ("", words::preview_oneself(l)),
                Viewer::Visitor => ("visitor", words::preview_visitor(l)),
                Viewer::Member => ("member", words::preview_member(l)),
                Viewer::Organizer => ("organizer", words::preview_organizer(l)),
            };
            let href = if name.is_empty() { format!("/people/{id}") } else { format!("/people/{id}?as={name}") };
            let current = (name == chosen).then_some("page");
            view! {
                <a class="tab" href=href aria-current=current>
                    {words}
                </a>
            }
        })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=words::preview_title(l)>
            {links}
        </nav>
        <p class="muted">{text} " " <a href="/profile/privacy">{words::privacy_title(l)}</a></p>
    }
}
