//! What a form shows of its draft: the one that was found, and how the keeping goes.

use birqadam_core::Error;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_location;

use super::{
    ctx::FormCtx,
    draft::{Shown, Status},
};
use crate::{
    errors, format,
    forms::server_fns::{DRAFT_FORM, DRAFT_SUBJECT, DRAFT_VERSION, DiscardDraft, KeepDraft},
    texts::{common, forms as words},
    ui::{
        Notice,
        icon::{Icon, IconView},
        start::{use_locale, use_start},
    },
};

/// Above the form: continue or discard the draft that was found; or that this is the draft.
#[component]
pub(super) fn DraftOffer(form: FormCtx) -> impl IntoView {
    let draft = form.draft?;
    let at = draft.found_at()?;
    let l = use_locale();
    // A draft of today by its time, an older one by its day too.
    let today = format::local_day(at) == format::local_day(use_start().now);
    let when = if today { clock(at) } else { format::moment_short(at) };
    // What is typed and not yet kept is discarded with it.
    let discarding = draft.clone();
    let discard = view! {
        <form method="post" action=DiscardDraft::PATH on:submit=move |_| discarding.pause()>
            <input type="hidden" name="input[form]" value=draft.form/>
            <input type="hidden" name="input[subject]" value=draft.subject()/>
            <button type="submit" class="button">
                <IconView icon=Icon::Trash2/>
                <span>{words::draft_discard(l)}</span>
            </button>
        </form>
    };
    match draft.shown {
        Shown::No => None,
        Shown::Continued => Some(
            view! {
                <div class="draft-offer">
                    <Notice title=words::draft_shown(l, when)>
                        <div class="cluster">{discard}</div>
                    </Notice>
                </div>
            }
            .into_any(),
        ),
        Shown::Offered => {
            let here = use_location().pathname.get_untracked();
            let stale = draft.is_stale().then(|| view! { <p>{words::draft_stale(l)}</p> });
            Some(
                view! {
                    <div class="draft-offer">
                        <Notice tone="waiting" title=words::draft_offer(l, when)>
                            <p>{words::draft_offer_text(l)}</p>
                            {stale}
                            <div class="cluster">
                                // Anew from the server: the form begins with other values.
                                <a class="button button-primary" href=format!("{here}?draft=continue") rel="external">
                                    <IconView icon=Icon::Pencil/>
                                    <span>{words::draft_continue(l)}</span>
                                </a>
                                {discard}
                            </div>
                        </Notice>
                    </div>
                }
                .into_any(),
            )
        }
    }
}

/// Under the form: "Saved 14:02"; without JavaScript a button that keeps it.
#[component]
pub(super) fn DraftBar(form: FormCtx) -> impl IntoView {
    let draft = form.draft?;
    let l = use_locale();
    let scripted = RwSignal::new(false);
    Effect::new(move |_| scripted.set(true));
    let version = draft.version().map(|version| version.to_string()).unwrap_or_default();
    let hidden = [(DRAFT_FORM, draft.form.to_owned()), (DRAFT_SUBJECT, draft.subject()), (DRAFT_VERSION, version)]
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .into_iter()
        .collect_view();
    let status = draft.status;
    Some(view! {
        {hidden}
        <div class="draft-bar">
            {move || {
                (!scripted.get())
                    .then(|| {
                        view! {
                            <button
                                type="submit"
                                class="button button-quiet"
                                formaction=KeepDraft::PATH
                                formenctype="multipart/form-data"
                                formnovalidate=true
                            >
                                <IconView icon=Icon::Save/>
                                <span>{words::draft_keep(l)}</span>
                            </button>
                        }
                    })
            }}
            <p class="draft-status" role="status" aria-live="polite">
                {move || words_of(l, status)}
            </p>
        </div>
    })
}

fn words_of(l: birqadam_core::Locale, status: RwSignal<Status>) -> AnyView {
    match status.get() {
        Status::Nothing => ().into_any(),
        Status::Saving => words::draft_saving(l).into_any(),
        Status::Paused => words::draft_paused(l).into_any(),
        Status::Saved(saved) => {
            let replaced = saved.replaced.map(|at| words::draft_replaced(l, clock(at)));
            view! {
                <IconView icon=Icon::Check/>
                <span>{words::draft_saved(l, clock(saved.saved_at))} {replaced.map(|text| format!(" {text}"))}</span>
            }
            .into_any()
        }
        Status::Failed(Error::Unauthenticated) => view! {
            <span>
                {words::draft_signed_out(l)} " "
                <a href="/sign-in" target="_blank">
                    {common::sign_in(l)}
                </a>
            </span>
        }
        .into_any(),
        Status::Failed(Error::NotFound) => words::draft_gone(l).into_any(),
        Status::Failed(Error::Unavailable) => words::draft_offline(l).into_any(),
        Status::Failed(error) => errors::message(l, &error).into_any(),
    }
}

/// The time of day here.
fn clock(at: chrono::DateTime<chrono::Utc>) -> String {
    format::local_time(at)
}
