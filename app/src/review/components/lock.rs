//! The soft lock: says who else looks at an item, lets one take it over, claims it when the page
//! opens and keeps that alive. Without JavaScript it tells what was so when the page was made, and
//! a button claims; deciding needs no claim.

use std::time::Duration;

use birqadam_core::{Code, Error, review::Claim};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::{
    format,
    review::server_fns::{ItemInput, LOOK_FORM, StartLooking, TAKE_OVER_FORM, TakeOver, keep_looking, look_away},
    texts::review as words,
    ui::{Form, Hidden, Icon, Notice, SubmitButton, use_locale},
};

/// How often a page says that its reader is still there.
const EVERY: Duration = Duration::from_secs(10);

/// What is known of who looks.
#[derive(Clone, Debug, PartialEq)]
enum Look {
    Nobodys,
    Mine,
    Others(Claim),
    /// Somebody decided meanwhile.
    Decided,
}

/// The children are hidden while somebody else looks at the item.
#[component]
pub fn Lock(kind: String, id: i64, claim: Option<Claim>, children: Children) -> impl IntoView {
    let l = use_locale();
    let look = RwSignal::new(match claim {
        Some(claim) if !claim.mine => Look::Others(claim),
        Some(_) => Look::Mine,
        None => Look::Nobodys,
    });
    let item = ItemInput { kind: kind.clone(), id };
    watch(item, look);
    let (start, take_over) = (ServerAction::<StartLooking>::new(), ServerAction::<TakeOver>::new());
    Effect::new(move |_| {
        if take_over.value().with(|value| matches!(value, Some(Ok(())))) {
            look.set(Look::Mine);
        }
    });
    let told = move || {
        let kind = kind.clone();
        match look.get() {
            Look::Mine => None,
            Look::Nobodys => Some(
                view! {
                    <div class="without-script">
                        <Form action=start name=LOOK_FORM>
                            <Hidden name="kind" value=kind/>
                            <Hidden name="id" value=id.to_string()/>
                            <SubmitButton label=words::look(l) tone="plain" icon=Icon::Key/>
                        </Form>
                    </div>
                }
                .into_any(),
            ),
            Look::Decided => Some(
                view! {
                    <Notice tone="waiting" title=words::decided_meanwhile(l)>
                        <p>{words::decided_meanwhile_text(l)}</p>
                    </Notice>
                }
                .into_any(),
            ),
            Look::Others(claim) => Some(
                view! {
                    <Notice tone="waiting" title=words::looks_at_this(l, claim.name, format::local_time(claim.since))>
                        <p>{words::looks_at_this_text(l)}</p>
                        <Form action=take_over name=TAKE_OVER_FORM>
                            <Hidden name="kind" value=kind/>
                            <Hidden name="id" value=id.to_string()/>
                            <SubmitButton label=words::take_over(l) tone="plain" icon=Icon::Key/>
                        </Form>
                    </Notice>
                }
                .into_any(),
            ),
        }
    };
    let away = move || look.with(|look| matches!(look, Look::Others(_) | Look::Decided));
    view! {
        <div class="lock" aria-live="polite">
            {told}
        </div>
        <div class="lock-inside" hidden=away>
            {children()}
        </div>
    }
}

/// Claims the item as soon as the page is open, goes on every few seconds, and lets go when it is left.
fn watch(item: ItemInput, look: RwSignal<Look>) {
    Effect::new(move |_| {
        let (asked, left) = (item.clone(), item.clone());
        let ask = move || {
            let item = asked.clone();
            spawn_local(async move {
                let now = match keep_looking(item).await {
                    Ok(claim) if claim.mine => Look::Mine,
                    Ok(claim) => Look::Others(claim),
                    Err(error) if error.0 == Error::Conflict(Code::AlreadyDecided) => Look::Decided,
                    // Out of reach for a moment: what was known stays.
                    Err(_) => return,
                };
                if look.try_with_untracked(|look| *look != now).unwrap_or(false) {
                    look.set(now);
                }
            });
        };
        ask();
        let timer = set_interval_with_handle(ask, EVERY);
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
            spawn_local(async move {
                let _ = look_away(left).await;
            });
        });
    });
}
