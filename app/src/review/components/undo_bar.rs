//! What was just decided and can still be taken back. A plain form; the key is `z`.

use std::time::Duration;

use birqadam_core::{
    Locale,
    review::{Decision, Held},
};
use leptos::prelude::*;

use crate::{
    review::{
        Section,
        server_fns::{UNDO_FORM, UndoDecision},
    },
    texts::review as words,
    ui::{Form, Hidden, Icon, IconView, Refused, SubmitButton, use_locale},
};

/// A line for each held decision, the last first; each goes away when its time is over.
#[component]
pub fn UndoBar(held: Vec<Held>) -> impl IntoView {
    let rows = held.into_iter().map(|held| view! { <Row held=held/> }).collect_view();
    view! {
        <Refused form=UNDO_FORM/>
        <div class="undo-bars" role="status">
            {rows}
        </div>
    }
}

#[component]
fn Row(held: Held) -> impl IntoView {
    let l = use_locale();
    let undo = ServerAction::<UndoDecision>::new();
    let left = RwSignal::new(held.seconds_left);
    Effect::new(move |_| {
        let timer = set_interval_with_handle(move || left.update(|left| *left -= 1), Duration::from_secs(1));
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
        });
    });
    // A second longer than promised: the server may be about to do it.
    let over = move || left.get() < -1;
    let said = decided(l, &held);
    view! {
        <div class="undo-bar" hidden=over>
            <IconView icon=Icon::Hourglass/>
            <p class="undo-text">
                {said} " "
                <span class="muted" aria-hidden="true">
                    {move || words::undo_seconds(l, left.get().max(0))}
                </span>
            </p>
            <Form action=undo name=UNDO_FORM class="undo-form">
                <Hidden name="id" value=held.id.to_string()/>
                <Hidden name="section" value=Section::current().as_str()/>
                <SubmitButton label=words::undo(l) tone="plain" icon=Icon::Undo2/>
            </Form>
        </div>
    }
}

/// «Название»: одобрено.
pub(super) fn decided(l: Locale, held: &Held) -> String {
    let title = &held.title;
    match held.decision {
        Decision::Approve => words::held_approve(l, title),
        Decision::Return => words::held_return(l, title),
        Decision::Reject => words::held_reject(l, title),
    }
}
