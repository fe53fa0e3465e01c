//! What needs an administrator now, a line each; on the first page of the console and on their home.

use birqadam_console::HealthState;
use birqadam_core::{Locale, review::KindWaits};
use leptos::prelude::*;

use super::opens_console;
use crate::{
    console::{
        server_fns::{ConsoleHome, DELIVERIES_MAX, get_console_home},
        words::service,
    },
    texts::console as words,
    ui::{Icon, IconView, Read, Section, WaitingTime, load, use_locale, use_me},
};

/// The troubles of the platform, for who looks after it; read where the page begins.
pub fn read_troubles() -> Option<Read<ConsoleHome>> {
    use_me()
        .is_some_and(|me| opens_console(|permission| me.can(permission)))
        .then(|| crate::ui::read(|| (), |()| get_console_home()))
}

/// A section of troubles; nothing when there are none.
pub fn show_troubles(home: Read<ConsoleHome>) -> AnyView {
    let l = use_locale();
    load(home, move |home| {
        let lines = troubles(l, &home);
        (!lines.is_empty()).then(|| {
            view! { <Section title=words::title(l)><ul class="rows">{lines}</ul></Section> }
        })
    })
}

/// One line per kind of trouble, each a link to exactly those records.
pub fn troubles(l: Locale, home: &ConsoleHome) -> Vec<AnyView> {
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
    lines
}

/// One line per kind of work that waits for a moderator, the longest waiting first.
pub fn reviews_waiting(l: Locale, home: &ConsoleHome) -> Vec<AnyView> {
    let mut lines = Vec::new();
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
