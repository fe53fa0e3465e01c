//! What was decided before: on this item, and on everything of its author.

use birqadam_core::review::{Decision, Pane, PastDecision};
use leptos::prelude::*;

use crate::{
    format,
    review::field_label,
    texts::{common, review as words},
    ui::{Section, use_locale},
};

/// Earlier decisions with their reasons, and the author's record.
#[component]
pub fn PastDecisions(pane: Pane) -> impl IntoView {
    let l = use_locale();
    let track = pane.track;
    let count = (track.approved + track.returned + track.rejected > 0).then(|| {
        view! {
            <p class="muted small">
                {words::track(
                    l,
                    format::number(track.approved),
                    format::number(track.returned),
                    format::number(track.rejected),
                )}
            </p>
        }
    });
    let rows = past_rows(pane.history);
    (count.is_some() || rows.is_some()).then(|| {
        view! {
            <Section title=words::before(l)>
                {rows} {count}
            </Section>
        }
    })
}

/// The decisions as a list.
pub fn past_rows(history: Vec<PastDecision>) -> Option<AnyView> {
    let l = use_locale();
    if history.is_empty() {
        return None;
    }
    let rows = history
        .into_iter()
        .map(|past| {
            let what = match past.decision {
                Decision::Approve => words::past_approved(l),
                Decision::Return => words::past_returned(l),
                Decision::Reject => words::past_rejected(l),
            };
            let stars = past.rating.map(|rating| format!(", {}", common::stars(l, i64::from(rating))));
            let fields = past
                .fields
                .into_iter()
                .map(|field| {
                    let label = field_label(l, &field.field);
                    let comment = if field.comment.is_empty() { String::new() } else { format!(": {}", field.comment) };
                    view! { <li>{label}{comment}</li> }
                })
                .collect_view();
            let said = (!past.words.is_empty()).then(|| view! { <p class="preline">{past.words}</p> });
            view! {
                <li class="past">
                    <p class="past-head">
                        <strong>{what}{stars}</strong>
                        <span class="muted">{past.reviewer} ", " {format::moment_short(past.at)}</span>
                    </p>
                    {said}
                    <ul class="past-fields">{fields}</ul>
                </li>
            }
        })
        .collect_view();
    Some(view! { <ul class="pasts">{rows}</ul> }.into_any())
}
