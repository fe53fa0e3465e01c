//! What stands beside every item: how long it waits, what changed, who looks, the decision, what
//! was before, the way on, the keys.

use birqadam_core::review::Pane;
use leptos::prelude::*;

use super::{Changes, DecisionForms, DecisionWords, Lock, PastDecisions, ReviewKeys, UndoBar, undo_bar};
use crate::{
    review::Section,
    texts::review as words,
    ui::{Icon, IconView, Notice, WaitingTime, use_locale},
};

/// The side. `about` stands above the decision, `decided` in its place when none is due.
#[component]
pub fn ReviewSide(
    pane: Pane,
    chip: AnyView,
    about: AnyView,
    decided: AnyView,
    words: DecisionWords,
    values: Vec<(String, String)>,
    #[prop(optional)] photos: bool,
) -> impl IntoView {
    let l = use_locale();
    let said = words;
    let waiting = (pane.waits || pane.held.is_some()).then(|| view! { <WaitingTime since=pane.item.since/> });
    let next = next_link(&pane);
    let (returns, rated) = (!pane.fields.is_empty(), pane.rated);
    let decision = match (&pane.held, pane.waits, pane.may_decide) {
        (Some(held), ..) => {
            let text = undo_bar::decided(l, held);
            let who = (!held.mine).then(|| words::held_by(l, &held.reviewer));
            view! {
                <Notice tone="waiting" title=text>
                    <p>{who} " " {words::held_text(l)}</p>
                </Notice>
            }
            .into_any()
        }
        (None, true, true) => {
            let (item, decided_on) = (pane.item.clone(), pane.clone());
            view! {
                <Lock kind=item.kind id=item.id claim=item.claim>
                    <DecisionForms pane=decided_on words=said values=values/>
                </Lock>
            }
            .into_any()
        }
        (None, true, false) if pane.mine => view! {
            <Notice tone="info" title=words::own_item(l)>
                <p>{words::own_item_text(l)}</p>
            </Notice>
        }
        .into_any(),
        (None, true, false) => view! {
            <Notice tone="info">
                <p>{words::not_yours(l)}</p>
            </Notice>
        }
        .into_any(),
        (None, false, _) => decided,
    };
    let skip = next.clone().map(|href| {
        view! {
            <a class="button" href=href>
                <span>{words::next(l)}</span>
                <IconView icon=Icon::ArrowRight/>
            </a>
        }
    });
    view! {
        <UndoBar held=pane.undoable.clone()/>
        <p class="cluster">{chip} {waiting}</p>
        <Changes changes=pane.changes.clone()/>
        {about}
        {decision}
        <div class="cluster">{skip}</div>
        <PastDecisions pane=pane/>
        <ReviewKeys next=next returns=returns rated=rated photos=photos/>
    }
}

/// The page of the next item.
pub fn next_link(pane: &Pane) -> Option<String> {
    pane.next.as_ref().map(|next| Section::current().item(&next.kind, next.id))
}

/// How far one is, or how many wait, beside the title.
pub fn pane_count(pane: &Pane) -> String {
    let l = use_locale();
    match pane.batch {
        Some(batch) => words::batch_progress(l, (batch.done + 1).min(batch.total).to_string(), batch.total.to_string()),
        None if pane.waiting > 0 => words::waiting_count(l, pane.waiting),
        None => String::new(),
    }
}
