//! A form sent in the background.

use birqadam_core::{Error, FieldCode};
use leptos::context::Provider;
use leptos::form::FromFormData;
use leptos::prelude::*;
use leptos::server_fn::{Http, ServerFn, client::Client, codec::PostUrl, request::ClientReq};
use leptos::web_sys::{FormData, SubmitEvent};
use serde::de::DeserializeOwned;

use super::{
    ctx::FormCtx,
    declared::Declared,
    dom,
    draft::DraftSlot,
    draft_view::{DraftBar, DraftOffer},
    summary::ErrorSummary,
};
use crate::error::AppError;

/// A form whose server function takes one argument called `input`. With JavaScript it is sent
/// in the background and the page stays as it is when it cannot be accepted; without, the
/// browser sends it. `name` is what the server function gives to `forms::submit`.
#[component]
pub fn Form<S, O>(
    action: ServerAction<S>,
    #[prop(into)] name: Declared,
    #[prop(default = "form")] class: &'static str,
    #[prop(optional)] draft: Option<DraftSlot>,
    children: Children,
) -> impl IntoView
where
    S: DeserializeOwned + ServerFn<Protocol = Http<PostUrl, O>, Error = AppError> + Clone + Send + Sync + 'static,
    <<S::Client as Client<AppError>>::Request as ClientReq<AppError>>::FormData: From<FormData>,
    S::Output: Send + Sync + 'static,
    S::Client: Client<AppError>,
{
    let value = action.value();
    let error = Signal::derive(move || {
        value.with(|value| match value {
            Some(Err(error)) => Some(error.0.clone()),
            _ => None,
        })
    });
    let form = FormCtx::new(name, true, error, action.pending().into(), draft);
    follow(&form, error);
    let send = move |event: &SubmitEvent| {
        if action.pending().get_untracked() {
            return;
        }
        match S::from_event(event) {
            Ok(input) => {
                action.dispatch(input);
            }
            Err(_) => value.set(Some(Err(AppError(Error::field("", FieldCode::Malformed))))),
        }
    };
    frame(form, S::url(), class, Box::new(send), children)
}

/// The form itself, of the same kind whatever it sends.
fn frame(
    form: FormCtx,
    url: &'static str,
    class: &'static str,
    send: Box<dyn Fn(&SubmitEvent) + Send + Sync>,
    children: Children,
) -> AnyView {
    let sending = form.clone();
    let submit = move |event: SubmitEvent| {
        // A button with an address of its own is the browser's.
        let elsewhere = dom::submitter(&event).is_some_and(|button| button.has_attribute("formaction"));
        if event.default_prevented() || !sending.may_send(&event) || elsewhere {
            return;
        }
        event.prevent_default();
        send(&event);
    };
    let (typing, leaving) = (form.clone(), form.clone());
    let node = form.node;
    let children = view! { <Provider value=form.clone()>{children()}</Provider> };
    view! {
        <DraftOffer form=form.clone()/>
        <form
            class=class
            method="post"
            action=url
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
    .into_any()
}

/// What a form sent in the background does when it is refused.
pub(super) fn follow(form: &FormCtx, error: Signal<Option<Error>>) {
    let form = form.clone();
    Effect::new(move |_| match error.get() {
        Some(Error::Unauthenticated) => form.send_plainly(),
        Some(_) => form.came_back(),
        None => {}
    });
}
