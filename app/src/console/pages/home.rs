//! `/admin`: what needs a person now, then how the platform is.

use birqadam_console::{HealthState, JobCounts, JobState, ServiceHealth, StorageReport};
use birqadam_core::{Locale, review::KindWaits};
use leptos::prelude::*;

use crate::{
    console::{
        components::health_chip,
        server_fns::{ConsoleHome, DELIVERIES_MAX, get_console_home},
        words::{jobs_in, service},
    },
    format,
    texts::{console as words, storage},
    ui::{EmptyState, Figure, Icon, IconView, Page, Section, WaitingTime, load, use_locale},
};

/// The page.
#[component]
pub fn ConsoleHomePage() -> impl IntoView {
    let l = use_locale();
    let home = crate::ui::read(|| (), |()| get_console_home());
    load(home, move |home| {
        let needs = needs(l, &home);
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

/// One line per kind of trouble, each a link to exactly those records.
fn needs(l: Locale, home: &ConsoleHome) -> Vec<AnyView> {
    let mut lines = Vec::new();
    for one in home.services.iter().flatten().filter(|one| one.state == HealthState::Down) {
        let text = words::service_down(l, service(l, one.service));
        lines.push(need(Icon::CircleX, "bad", text, "/admin/health".into(), Some(one.since)));
    }
    if let Some(failed) = home.jobs.map(|counts| counts.failed).filter(|failed| *failed > 0) {
        let text = words::jobs_failed(l, failed);
        lines.push(need(Icon::TriangleAlert, "bad", text, "/admin/jobs?state=failed".into(), None));
    }
    if let Some(failed) = home.failed_deliveries.filter(|failed| *failed > 0) {
        let more = if failed >= DELIVERIES_MAX { "+" } else { "" };
        let text = format!("{}{more}", words::deliveries_failed(l, failed));
        lines.push(need(Icon::Mail, "bad", text, "/admin/deliveries?state=failed".into(), None));
    }
    if let Some(missing) = home.storage.as_ref().and_then(|s| s.look.as_ref()).filter(|look| look.missing > 0) {
        let text = words::files_missing(l, missing.missing);
        lines.push(need(Icon::TriangleAlert, "bad", text, "/admin/storage/missing".into(), None));
    }
    // The longest waiting first.
    let mut reviews: Vec<&KindWaits> = home.reviews.iter().filter(|kind| kind.count > 0).collect();
    reviews.sort_by_key(|kind| kind.oldest_at);
    for kind in reviews {
        let text = format!(
            "{}: {}",
            crate::review::components::kind_name(l, &kind.kind),
            words::reviews_waiting(l, kind.count)
        );
        lines.push(need(Icon::ShieldCheck, "waiting", text, format!("/review?kind={}", kind.kind), kind.oldest_at));
    }
    lines
}

fn need(
    icon: Icon,
    tone: &'static str,
    text: String,
    href: String,
    since: Option<chrono::DateTime<chrono::Utc>>,
) -> AnyView {
    view! {
        <li class="row">
            <div class="row-main">
                <a class=format!("console-need console-need-{tone}") href=href>
                    <IconView icon=icon/>
                    <span>{text}</span>
                </a>
            </div>
            {since.map(|since| view! { <div class="row-end"><WaitingTime since=since/></div> })}
        </li>
    }
    .into_any()
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
