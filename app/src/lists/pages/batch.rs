//! `/batches/:id`: the plan of a bulk action, then how far it is, then what came of each record.

use birqadam_core::{
    Locale,
    list::{Batch, BatchItem, BatchPage, BatchState, Verdict},
};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;

use super::super::{
    action_field,
    action_words::action_about,
    batch_title,
    server_fns::{BATCH_FORM, CommitBatch, UndoBatch, find_batch},
};
use crate::{
    errors,
    texts::lists as words,
    ui::{
        Confirm, Crumb, Fact, Facts, Hidden, Icon, Notice, Page, PlainForm, Section, StatusChip, SubmitButton, load,
        use_locale, use_query,
    },
};

/// Seconds between two looks at one that runs.
const AGAIN: &str = "2";

/// The page.
#[component]
pub fn BatchView() -> impl IntoView {
    let l = use_locale();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let offset = use_query("from");
    let batch =
        crate::ui::read(move || (id.get(), offset.get().parse().unwrap_or(0)), |(id, offset)| find_batch(id, offset));
    load(batch, move |page| show(l, page))
}

fn show(l: Locale, page: BatchPage) -> AnyView {
    let batch = page.batch;
    let runs = matches!(batch.state, BatchState::Running | BatchState::Undoing);
    let again = runs.then(|| view! { <Meta http_equiv="refresh" content=AGAIN/> });
    let title = batch_title(l, &batch.list, &batch.action, batch.counts.applies);
    let facts: Vec<_> = batch
        .input
        .iter()
        .map(|(field, value)| (action_field(l, &batch.list, &batch.action, field), value.clone()))
        .collect();
    let records = records(l, &batch, page.items, page.next);
    let up = Crumb::new(list_path(&batch.list), words::batch_to_list(l));
    let state = state(l, &batch);
    view! {
        {again}
        <Page title=title up=up>
            {state}
            {(!facts.is_empty()).then(|| input(facts))}
            {records}
        </Page>
    }
    .into_any()
}

/// What was typed for all records.
fn input(facts: Vec<(&'static str, String)>) -> impl IntoView {
    let facts = facts.into_iter().map(|(label, value)| view! { <Fact label=label>{value}</Fact> }).collect_view();
    view! { <Facts>{facts}</Facts> }
}

/// What can be done next, in the batch's state.
fn state(l: Locale, batch: &Batch) -> AnyView {
    let (counts, id, list) = (batch.counts, batch.id.to_string(), list_path(&batch.list));
    let about = action_about(l, &batch.list, &batch.action);
    match batch.state {
        BatchState::Planned if counts.applies == 0 => view! {
            <Notice tone="bad" title=words::batch_none(l)>
                <p>{words::batch_none_text(l)}</p>
                <a class="button" href=list>{words::batch_to_list(l)}</a>
            </Notice>
        }
        .into_any(),
        BatchState::Planned => view! {
            <Notice title=words::batch_planned(l)>
                {about.map(|about| view! { <p>{about}</p> })}
                <div class="cluster">
                    <PlainForm action=CommitBatch::PATH name=BATCH_FORM>
                        <Hidden name="id" value=id/>
                        <SubmitButton label=words::batch_commit(l, counts.applies)/>
                    </PlainForm>
                    <a class="button" href=list>{words::batch_cancel(l)}</a>
                </div>
            </Notice>
        }
        .into_any(),
        BatchState::Running => progress(l, words::batch_running(l), counts.done + counts.failed, counts.applies),
        BatchState::Undoing => progress(l, words::batch_undoing(l), counts.undone + counts.undo_failed, counts.done),
        BatchState::Done => {
            let undo = (batch.undoable && counts.done > 0).then(|| undo(l, batch));
            let failed = (counts.failed > 0).then(|| view! { <p>{words::batch_failed(l, counts.failed)}</p> });
            let tone = if counts.failed > 0 { "waiting" } else { "good" };
            view! {
                <Notice tone=tone title=words::batch_done(l, counts.done)>
                    {failed}
                    {undo}
                </Notice>
            }
            .into_any()
        }
        BatchState::Undone => {
            let failed =
                (counts.undo_failed > 0).then(|| view! { <p>{words::batch_undo_failed(l, counts.undo_failed)}</p> });
            let tone = if counts.undo_failed > 0 { "waiting" } else { "good" };
            view! { <Notice tone=tone title=words::batch_undone(l, counts.undone)>{failed}</Notice> }.into_any()
        }
    }
}

fn progress(l: Locale, title: &'static str, done: i64, of: i64) -> AnyView {
    view! {
        <Notice title=title>
            <progress class="progress" max=of value=done aria-label=title></progress>
            <p>{words::batch_progress(l, done, of)}</p>
        </Notice>
    }
    .into_any()
}

fn undo(l: Locale, batch: &Batch) -> impl IntoView + use<> {
    let id = batch.id.to_string();
    view! {
        <Confirm label=words::batch_undo(l) icon=Icon::Undo2>
            <PlainForm action=UndoBatch::PATH name=BATCH_FORM>
                <Hidden name="id" value=id/>
                <p>{words::batch_undo_text(l)}</p>
                <SubmitButton label=words::batch_undo_yes(l)/>
            </PlainForm>
        </Confirm>
    }
}

fn records(l: Locale, batch: &Batch, items: Vec<BatchItem>, next: Option<i64>) -> impl IntoView + use<> {
    let total = batch.counts.applies + batch.counts.refused;
    let rows = items.into_iter().map(|item| record(l, item)).collect_view();
    let more = next.map(|offset| {
        view! {
            <nav class="pager">
                <a class="button" href=format!("/batches/{}?from={offset}", batch.id)>
                    {words::batch_more(l)}
                </a>
            </nav>
        }
    });
    view! {
        <Section title=words::batch_records(l) count=total.to_string()>
            <ul class="rows">{rows}</ul>
            {more}
        </Section>
    }
}

fn record(l: Locale, item: BatchItem) -> impl IntoView {
    let (text, icon, tone) = match item.verdict {
        Verdict::Applies => (words::verdict_applies(l), Icon::CircleDot, "active"),
        Verdict::Refused => (words::verdict_refused(l), Icon::Ban, "muted"),
        Verdict::Done => (words::verdict_done(l), Icon::Check, "good"),
        Verdict::Failed => (words::verdict_failed(l), Icon::X, "bad"),
        Verdict::Undone => (words::verdict_undone(l), Icon::Undo2, "muted"),
        Verdict::UndoFailed => (words::verdict_undo_failed(l), Icon::X, "bad"),
    };
    let why = item.error.map(|error| view! { <p class="row-text">{errors::message(l, &error)}</p> });
    view! {
        <li class="row">
            <div class="row-main">
                <p class="row-title">{item.label}</p>
                {why}
            </div>
            <div class="row-end">
                <StatusChip text=text icon=icon tone=tone/>
            </div>
        </li>
    }
}

/// Where the list is shown.
fn list_path(list: &str) -> &'static str {
    match list {
        "users" => "/admin/users",
        "organizer_projects" => "/organizer/projects",
        "organizer_tasks" => "/organizer/tasks",
        "deliveries" => "/admin/deliveries",
        "jobs" => "/admin/jobs",
        _ => "/home",
    }
}
