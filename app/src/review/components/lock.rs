//! The soft lock: says who else looks at an item, lets one take it over, and keeps one's own look
//! alive. Without JavaScript it tells what was so when the page was made.

use std::time::Duration;

use birqadam_core::{Code, Error, review::Claim};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::{
    format,
    review::server_fns::{ItemInput, TAKE_OVER_FORM, TakeOver, keep_looking, look_away},
    texts::review as words,
    ui::{Form, Hidden, Icon, Notice, SubmitButton, use_locale},
};

/// How often a page says that its reader is still there.
const EVERY: Duration = Duration::from_secs(10);

/// What is known of who looks.
#[derive(Clone, Debug, PartialEq)]
enum Look {
    Mine,
    Others(Claim),
    /// Somebody decided meanwhile.
    Decided,
}

/// The children are shown only to who looks at the item themselves.
#[component]
pub fn Lock(kind: String, id: i64, claim: Option<Claim>, children: Children) -> impl IntoView {
    let l = use_locale();
    let look = RwSignal::new(match claim {
        Some(claim) if !claim.mine => Look::Others(claim),
        _ => Look::Mine,
    });
    let item = ItemInput { kind: kind.clone(), id };
    watch(item, look);
    let take_over = ServerAction::<TakeOver>::new();
    Effect::new(move |_| {
        if take_over.value().with(|value| matches!(value, Some(Ok(())))) {
            look.set(Look::Mine);
        }
    });
    let others =
        move || {
            let kind = kind.clone();
            match look.get() {
            Look::Mine => None,
            Look::Decided => Some(view! {
                <Notice tone="waiting" title=words::decided_meanwhile(l)>
                    <p>{words::decided_meanwhile_text(l)}</p>
                </Notice>
            }
            .into_any()),
            Look::Others(claim) => Some(view! {
                <Notice tone="waiting" title=words::looks_at_this(l, claim.name, format::local_time(claim.since))>
                    <p>{words::looks_at_this_text(l)}</p>
                    <Form action=take_over name=TAKE_OVER_FORM>
                        <Hidden name="kind" value=kind/>
                        <Hidden name="id" value=id.to_string()/>
                        <SubmitButton label=words::take_over(l) tone="plain" icon=Icon::Key/>
                    </Form>
                </Notice>
            }
            .into_any()),
        }
        };
    let away = move || look.with(|look| *look != Look::Mine);
    view! {
        <div class="lock" aria-live="polite">
            {others}
        </div>
        <div class="lock-inside" hidden=away>
            {children()}
        </div>
    }
}

/// Asks every few seconds while the page is open, and lets go when it is left.
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
