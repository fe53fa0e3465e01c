//! `/exports`: one's own files: how far they are, to fetch, to remove.

use std::time::Duration;

use birqadam_core::{
    Locale, Permission,
    export::{Export, ExportFormat, ExportState},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    exports::{
        list_title,
        server_fns::{DeleteExport, list_my_exports},
    },
    format,
    texts::{common, exports as words},
    ui::{
        Confirm, EmptyState, Form, Hidden, Icon, IconView, Page, Pager, Refused, StatusChip, SubmitButton, accepted,
        load, may, use_cursor, use_locale,
    },
};

/// How often the page looks again while something is in the making.
const AGAIN: Duration = Duration::from_secs(2);

/// The page. While something is in the making it follows by itself; without JavaScript there is a
/// link to look again.
#[component]
pub fn Exports() -> impl IntoView {
    let l = use_locale();
    let cursor = use_cursor();
    let deleting = ServerAction::<DeleteExport>::new();
    let deleted = accepted(deleting);
    let looked = RwSignal::new(0_u32);
    let exports =
        crate::ui::read(move || (cursor.get(), looked.get(), deleted.get()), |(cursor, ..)| list_my_exports(cursor));
    load(exports, move |page| {
        let unfinished = page.items.iter().any(|export| export.state.is_unfinished());
        let list = if page.items.is_empty() {
            view! { <EmptyState title=words::empty(l) text=words::empty_text(l)/> }.into_any()
        } else {
            let rows = page.items.into_iter().map(|export| row(l, export, deleting)).collect_view();
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        let again = unfinished.then(|| view! { <LookAgain looked=looked/> });
        view! {
            <Page title=words::title(l) lead=words::lead(l) action=move || schedules(l) narrow=true>
                {again}
                <Refused form="export"/>
                {list}
                <Pager next=page.next/>
            </Page>
        }
    })
}

/// To the reports that come by themselves, for those who may have them.
fn schedules(l: Locale) -> impl IntoView {
    (may(Permission::AnalyticsView) || may(Permission::ProjectsManageOwn)).then(|| {
        view! {
            <a class="button" href="/exports/schedules">
                <IconView icon=Icon::Calendar/>
                <span>{words::schedules(l)}</span>
            </a>
        }
    })
}

/// Looks again in a moment; also a link, for those without script.
#[component]
fn LookAgain(looked: RwSignal<u32>) -> impl IntoView {
    let l = use_locale();
    Effect::new(move |_| {
        if let Ok(timer) = set_timeout_with_handle(move || looked.update(|n| *n += 1), AGAIN) {
            on_cleanup(move || timer.clear());
        }
    });
    let here = use_location().pathname.get_untracked();
    view! {
        <noscript>
            <p>
                <a class="button" href=here>
                    {words::look_again(l)}
                </a>
            </p>
        </noscript>
    }
}

fn row(l: Locale, export: Export, deleting: ServerAction<DeleteExport>) -> impl IntoView {
    let name = export.file_name.clone();
    let fetch = (export.state == ExportState::Ready).then(|| {
        let label = words::fetch_named(l, &name);
        view! {
            <a class="button button-primary" href=format!("/files/exports/{}", export.id) rel="external" aria-label=label>
                <IconView icon=Icon::Download/>
                <span>{words::fetch(l)}</span>
            </a>
        }
    });
    view! {
        <li class="row">
            <div class="row-main">
                <p class="row-title">{export.title.clone().unwrap_or_else(|| name.clone())}</p>
                <p class="row-facts">
                    {chip(l, export.state)} <span>{list_title(l, &export.list)}</span>
                    <span>{export.format.as_str().to_uppercase()}</span> {facts(l, &export)}
                </p>
                {progress(l, &export)}
                {export.error.as_deref().map(|code| view! { <p class="muted">{reason(l, code, export.title.is_some())}</p> })}
            </div>
            <div class="row-end">
                <time class="muted small" datetime=export.created_at.to_rfc3339()>
                    {format::moment_short(export.created_at)}
                </time>
                <div class="cluster">
                    {fetch}
                    <Confirm label=common::delete(l) icon=Icon::Trash2>
                        <Form action=deleting name="export">
                            <p>{words::delete_text(l, name)}</p>
                            <Hidden name="id" value=export.id.to_string()/>
                            <SubmitButton label=words::delete_yes(l) tone="bad"/>
                        </Form>
                    </Confirm>
                </div>
            </div>
        </li>
    }
}

/// Rows, size and how long the file stays, as far as they are known.
fn facts(l: Locale, export: &Export) -> impl IntoView + use<> {
    let ready = export.state == ExportState::Ready;
    let size = export.size_bytes.filter(|_| ready).map(|size| view! { <span>{format::file_size(l, size)}</span> });
    let until = export.expires_at.filter(|_| ready).map(|at| {
        view! { <span>{words::kept_until(l, format::date_short(format::local_day(at)))}</span> }
    });
    // How long a report takes is no number of its rows; a PDF that is ready tells its pages.
    let amount = match (&export.title, export.format) {
        (_, ExportFormat::Pdf) if ready => Some(words::pages(l, export.rows_total)),
        (Some(_), _) if !ready => None,
        (_, ExportFormat::Pdf) => None,
        _ => Some(words::rows(l, export.rows_total)),
    };
    view! {
        {amount.map(|amount| view! { <span>{amount}</span> })}
        {size}
        {until}
    }
}

fn progress(l: Locale, export: &Export) -> Option<impl IntoView + use<>> {
    export.state.is_unfinished().then(|| {
        let of_all = || words::progress(l, format::number(export.rows_done), format::number(export.rows_total));
        let text = export.title.is_none().then(|| format!(" · {}", of_all()));
        let percent = export.percent().to_string();
        view! {
            <div class="export-progress">
                <progress max="100" value=percent.clone() aria-label=words::how_far(l)></progress>
                <span class="muted small">{percent}" %"{text}</span>
            </div>
        }
    })
}

fn chip(l: Locale, state: ExportState) -> impl IntoView {
    let (text, icon, tone) = match state {
        ExportState::Queued => (words::state_queued(l), Icon::Hourglass, "waiting"),
        ExportState::Running => (words::state_running(l), Icon::CircleDot, "active"),
        ExportState::Ready => (words::state_ready(l), Icon::Check, "good"),
        ExportState::Failed => (words::state_failed(l), Icon::X, "bad"),
        ExportState::Expired => (words::state_expired(l), Icon::History, "muted"),
    };
    view! { <StatusChip text=text icon=icon tone=tone/> }
}

/// Why it failed: what the person can know of it.
fn reason(l: Locale, code: &str, is_report: bool) -> &'static str {
    match code {
        "not_found" | "not_allowed" if is_report => words::reason_report(l),
        "invalid" | "not_found" => words::reason_changed(l),
        "internal" | "unavailable" | "too_many_requests" => words::reason_ours(l),
        _ => words::reason_rights(l),
    }
}
