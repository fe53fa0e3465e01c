//! `/admin`: what needs a person now, then how the platform is.

use birqadam_console::{JobCounts, JobState, ServiceHealth, StorageReport};
use birqadam_core::Locale;
use leptos::prelude::*;

use crate::{
    console::{
        components::{health_chip, reviews_waiting, troubles},
        server_fns::get_console_home,
        words::{jobs_in, service},
    },
    format,
    texts::{console as words, storage},
    ui::{EmptyState, Figure, Page, Section, load, use_locale},
};

/// The page.
#[component]
pub fn ConsoleHomePage() -> impl IntoView {
    let l = use_locale();
    let home = crate::ui::read(|| (), |()| get_console_home());
    load(home, move |home| {
        let mut needs = troubles(l, &home);
        needs.extend(reviews_waiting(l, &home));
        let now = if needs.is_empty() {
            view! { <EmptyState title=words::all_calm(l) text=words::all_calm_text(l)/> }.into_any()
        } else {
            view! { <ul class="rows">{needs}</ul> }.into_any()
        };
        view! {
            <Page title=words::title(l)>
                <Section title=words::needs_you(l)>{now}</Section>
                {home.services.map(|all| services(l, all))}
                {home.jobs.map(|counts| jobs(l, counts))}
                {home.storage.and_then(|report| stored(l, report))}
            </Page>
        }
    })
}

fn services(l: Locale, all: Vec<ServiceHealth>) -> impl IntoView {
    let rows = all
        .into_iter()
        .map(|one| {
            view! {
                <li class="console-service">
                    <a href="/admin/health">{service(l, one.service)}</a>
                    {health_chip(l, one.state)}
                </li>
            }
        })
        .collect_view();
    view! {
        <Section title=words::services(l)>
            <ul class="console-services">{rows}</ul>
        </Section>
    }
}

fn jobs(l: Locale, counts: JobCounts) -> impl IntoView {
    let figures = [JobState::Running, JobState::Queued, JobState::Retrying]
        .into_iter()
        .map(|state| {
            let href = format!("/admin/jobs?state={}", state.as_str());
            view! { <Figure value=format::number(counts.of(state)) label=jobs_in(l, state) href=href/> }
        })
        .collect_view();
    view! {
        <Section title=words::jobs(l)>
            <div class="figures">{figures}</div>
        </Section>
    }
}

fn stored(l: Locale, report: StorageReport) -> Option<impl IntoView> {
    let look = report.look?;
    Some(view! {
        <Section title=storage::title(l)>
            <div class="figures">
                <Figure value=format::number(look.files) label=storage::files(l, look.files) href="/admin/storage"/>
                <Figure value=format::file_size(l, look.bytes) label=storage::size(l) href="/admin/storage"/>
                <Figure value=format::number(look.orphans) label=storage::orphans(l) href="/admin/storage/orphan"/>
            </div>
        </Section>
    })
}
