//! A form with files, sent in the background: the page stays when it cannot be accepted.

use std::future::Future;

use leptos::context::Provider;
use leptos::prelude::*;
use leptos::server_fn::codec::MultipartData;
use leptos::web_sys::{FormData, SubmitEvent};

use super::{
    ctx::FormCtx,
    declared::Declared,
    dom,
    draft::DraftSlot,
    draft_view::{DraftBar, DraftOffer},
    scripted::follow,
    summary::ErrorSummary,
};
use crate::error::Result;

/// A multipart form. Without JavaScript it is sent as a plain one. Its server function leads to
/// another page when it is done; one that leads back to its own page has that read anew by
/// `accepted`.
#[component]
pub fn UploadForm<F, R>(
    /// The server function's address.
    action: &'static str,
    /// The server function.
    send: F,
    #[prop(into)] name: Declared,
    #[prop(optional)] draft: Option<DraftSlot>,
    /// Counts how often the form was accepted.
    #[prop(optional)]
    accepted: Option<RwSignal<u32>>,
    children: Children,
) -> impl IntoView
where
    F: Fn(MultipartData) -> R + 'static,
    R: Future<Output = Result<()>> + 'static,
{
    let upload = Action::new_local(move |data: &FormData| send(data.clone().into()));
    let value = upload.value();
    let error = Signal::derive(move || match &*value.read() {
        Some(Err(error)) => Some(error.0.clone()),
        _ => None,
    });
    Effect::new(move |_| {
        let good = matches!(&*value.read(), Some(Ok(())));
        if let Some(accepted) = accepted.filter(|_| good) {
            accepted.update(|count| *count += 1);
        }
    });
    let form = FormCtx::new(name, false, error, upload.pending().into(), draft);
    follow(&form, error);
    let sending = form.clone();
    let submit = move |event: SubmitEvent| {
        if !sending.may_send(&event) {
            return;
        }
        let submitter = dom::submitter(&event);
        // A button with an address of its own is the browser's.
        if submitter.as_ref().is_some_and(|button| button.has_attribute("formaction")) {
            return;
        }
        let data = sending.node.get_untracked().and_then(|form| dom::data_of(&form, submitter.as_ref()));
        let Some(data) = data else { return };
        event.prevent_default();
        if !upload.pending().get_untracked() {
            upload.dispatch_local(data);
        }
    };
    let (typing, leaving) = (form.clone(), form.clone());
    let node = form.node;
    let children = view! { <Provider value=form.clone()>{children()}</Provider> };
    view! {
        <DraftOffer form=form.clone()/>
        <form
            class="form"
            method="post"
            action=action
            enctype="multipart/form-data"
            novalidate=true
            node_ref=node
            on:submit=submit
            on:input=move |event| typing.on_input(&event)
            on:focusout=move |event| leaving.on_leave(&event)
        >
            <ErrorSummary form=form.clone()/>
            {children}
            <DraftBar form=form/>
        </form>
    }
}
