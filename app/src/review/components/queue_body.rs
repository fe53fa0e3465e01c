//! The queue itself, on the moderators' page and on the organizers': what can be undone, how it
//! stands, "give me 20", the items.

use birqadam_core::FormInput;
use birqadam_core::review::{KindWaits, ReviewQueue};
use leptos::prelude::*;

use super::{QueueRow, UndoBar, queue_row::kind_name};
use crate::{
    format,
    review::{
        Section,
        server_fns::{TakeInput, TakeItems},
    },
    texts::review as words,
    ui::{
        EmptyState, Form, Hidden, Icon, IconView, ListHeading, Pager, SubmitButton, TextField, declared, use_flash,
        use_locale, use_start,
    },
};

/// The parts, from top to bottom.
#[component]
pub fn QueueBody(
    queue: ReviewQueue,
    /// Name of the kind that is shown; empty for all.
    kind: String,
    /// Whether only what one took is shown.
    mine: bool,
) -> impl IntoView {
    let l = use_locale();
    let shown: Vec<KindWaits> =
        queue.kinds.iter().filter(|waits| kind.is_empty() || waits.kind == kind).cloned().collect();
    let any = shown.iter().any(|waits| waits.count > 0);
    let list = if queue.items.is_empty() {
        view! { <EmptyState title=words::queue_empty(l) text=words::queue_empty_text(l)/> }.into_any()
    } else {
        let rows = queue.items.into_iter().map(|item| view! { <QueueRow item=item/> }).collect_view();
        view! { <ListHeading/> <ul class="rows">{rows}</ul> }.into_any()
    };
    let batch = queue.batch.map(|batch| {
        let href = if mine { format!("{}?kind={kind}", Section::current().queue()) } else { mine_href(&kind) };
        let link = if mine { words::show_all(l) } else { words::show_mine(l) };
        view! {
            <p class="batch">
                <progress max=batch.total value=batch.done aria-label=words::taken_by_me(l)></progress>
                <span>{words::batch_done(l, batch.done.to_string(), batch.total.to_string())}</span>
                <a href=href>{link}</a>
            </p>
        }
    });
    let take = any.then(|| view! { <Take kind=kind/> });
    view! {
        <UndoBar held=queue.held/>
        <div class="queue-head">{standing(shown)} {take}</div>
        {batch}
        {list}
        <Pager next=queue.next/>
    }
}

fn mine_href(kind: &str) -> String {
    format!("{}?kind={}&mine=1", Section::current().queue(), if kind.is_empty() { "all" } else { kind })
}

/// How many wait and for how long, by kind.
fn standing(kinds: Vec<KindWaits>) -> impl IntoView {
    let l = use_locale();
    let now = use_start().now;
    let several = kinds.len() > 1;
    let lines = kinds
        .into_iter()
        .filter(|waits| waits.count > 0)
        .map(|waits| {
            let oldest = waits.oldest_at.map(|since| words::longest(l, format::duration(l, now - since)));
            let median = waits
                .median_seconds
                .map(|seconds| words::median(l, format::duration(l, chrono::Duration::seconds(seconds))));
            let times = [median, oldest].into_iter().flatten().collect::<Vec<_>>().join(", ");
            let name = several.then(|| format!("{}: ", kind_name(l, &waits.kind)));
            view! {
                <li>
                    {name} <strong>{words::waiting_count(l, waits.count)}</strong> " " <span class="muted">{times}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="standing">{lines}</ul> }
}

/// "Give me 20".
#[component]
fn Take(kind: String) -> impl IntoView {
    let l = use_locale();
    let take = ServerAction::<TakeItems>::new();
    // Refused without JavaScript: what is wrong must be seen.
    let refused = use_flash(TakeInput::NAME).is_some();
    view! {
        <details class="take" open=refused>
            <summary class="button button-primary">
                <IconView icon=Icon::ListChecks/>
                <span>{words::take(l)}</span>
            </summary>
            <Form action=take name={declared::<TakeInput>()}>
                <p class="muted">{words::take_text(l)}</p>
                <Hidden name="kind" value=kind/>
                <Hidden name="section" value=Section::current().as_str()/>
                <TextField name="count" label=words::take_count(l) value="20" inputmode="numeric" required=true/>
                <SubmitButton label=words::take_yes(l) icon=Icon::ArrowRight/>
            </Form>
        </details>
    }
}
