//! The start page: live projects, figures, how it works, by role.

use birqadam_core::Locale;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    format,
    texts::{home as words, nav},
    ui::{EmptyState, Figure, Icon, IconView, ProjectGrid, Section, load, use_locale, use_me, use_start},
    volunteering::server_fns::{Start, get_start},
};

#[component]
pub fn Landing() -> impl IntoView {
    let l = use_locale();
    let start = crate::ui::read(|| (), |()| get_start());
    view! {
        <Title text=words::title(l)/>
        <div class="page">
            <Hero/>
            {load(start, move |start| live(l, start))}
            <Section title=words::how_title(l)>
                <ol class="steps">
                    {step(words::step_find(l), words::step_find_text(l))}
                    {step(words::step_join(l), words::step_join_text(l))}
                    {step(words::step_report(l), words::step_report_text(l))}
                    {step(words::step_grow(l), words::step_grow_text(l))}
                </ol>
            </Section>
            <Section title=words::doors_title(l)>
                <div class="doors">
                    {door(Icon::Footprints, words::door_volunteer(l), words::door_volunteer_text(l), "/register?role=volunteer", words::door_volunteer_link(l))}
                    {door(Icon::FolderKanban, words::door_organizer(l), words::door_organizer_text(l), "/register?role=organizer", words::door_organizer_link(l))}
                    {door(Icon::Coins, words::door_sponsor(l), words::door_sponsor_text(l), "/register?role=sponsor", words::door_sponsor_link(l))}
                    {door(Icon::Building2, words::door_partner(l), words::door_partner_text(l), "/register?role=partner", words::door_partner_link(l))}
                </div>
            </Section>
        </div>
    }
}

/// What it is in one sentence, the first step, and the steppe with its two steps.
#[component]
fn Hero() -> impl IntoView {
    let l = use_locale();
    let first = match use_me() {
        Some(_) => view! { <a class="button button-primary" href="/home">{nav::home(l)}</a> }.into_any(),
        None => view! { <a class="button button-primary" href="/register">{words::join(l)}</a> }.into_any(),
    };
    let greeting = use_start().platform.welcome.clone();
    let welcome = if greeting.is_empty() { words::hero_text(l).to_owned() } else { greeting };
    view! {
        <div class="hero">
            <h1>{words::hero(l)}</h1>
            <p>{welcome}</p>
            <p class="cluster">
                {first}
                <a class="button" href="/projects">
                    {words::all_projects(l)}
                </a>
            </p>
            <svg class="hero-steppe" viewBox="0 0 520 260" aria-hidden="true">
                <circle class="hero-sun" cx="392" cy="92" r="54"></circle>
                <path class="hero-hill" d="M0 260C90 190 190 168 300 186S470 164 520 128V260Z"></path>
                <rect class="hero-step" x="296" y="196" width="84" height="90" rx="14"></rect>
                <rect class="hero-step-lit" x="388" y="150" width="84" height="140" rx="14"></rect>
                <path class="hero-hill-near" d="M0 260C130 222 240 236 340 236S480 226 520 214V260Z"></path>
            </svg>
        </div>
    }
}

fn live(l: Locale, start: Start) -> impl IntoView {
    let week = format!("/projects?from={}&to={}", start.week.0, start.week.1);
    let empty = start.projects.is_empty();
    let all = move || view! { <a href="/projects">{words::all_projects(l)}</a> };
    view! {
        <div class="figures">
            <Figure value=many(start.active) label=words::figure_active(l, start.active) href="/projects"/>
            <Figure value=many(start.with_places) label=words::figure_places(l, start.with_places) href="/projects?free=true"/>
            <Figure value=many(start.this_week) label=words::figure_week(l, start.this_week) href=week/>
        </div>
        <Section title=words::now_title(l) action=all>
            {if empty {
                view! { <EmptyState title=words::no_projects(l) text=words::no_projects_text(l)/> }.into_any()
            } else {
                view! { <ProjectGrid projects=start.projects/> }.into_any()
            }}
        </Section>
    }
}

/// Counts stop at 1,000: beyond it they only say "and more".
fn many(n: i64) -> String {
    if n >= 1000 { format!("{}+", format::number(n)) } else { format::number(n) }
}

fn step(title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <li class="step">
            <h3>{title}</h3>
            <p>{text}</p>
        </li>
    }
}

fn door(icon: Icon, title: &'static str, text: &'static str, href: &'static str, link: &'static str) -> impl IntoView {
    view! {
        <div class="door">
            <IconView icon=icon/>
            <h3>{title}</h3>
            <p class="muted">{text}</p>
            <p>
                <a href=href>{link}</a>
            </p>
        </div>
    }
}
