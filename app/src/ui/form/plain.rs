//! A form that the browser itself sends.

use leptos::context::Provider;
use leptos::prelude::*;
use leptos::web_sys::SubmitEvent;

use super::{
    ctx::FormCtx,
    declared::Declared,
    draft::DraftSlot,
    draft_view::{DraftBar, DraftOffer},
    summary::ErrorSummary,
};

/// A form whose answer is a page: for what changes who is signed in and what the frame shows.
/// `action` is the server function's address.
#[component]
pub fn PlainForm(
    /// `<TheFunction as ServerFn>::PATH`, or `TheFunction::PATH` with the trait in scope.
    action: &'static str,
    #[prop(into)] name: Declared,
    /// Carries files; fields are then named plainly and read by `forms::Multipart`.
    #[prop(optional)]
    multipart: bool,
    #[prop(default = "form")] class: &'static str,
    #[prop(optional)] draft: Option<DraftSlot>,
    children: Children,
) -> impl IntoView {
    let pending = RwSignal::new(false);
    let form = FormCtx::new(name, !multipart, Signal::derive(|| None), pending.into(), draft);
    let (sending, typing, leaving) = (form.clone(), form.clone(), form.clone());
    let submit = move |event: SubmitEvent| {
        if sending.may_send(&event) {
            pending.set(true);
        }
    };
    let node = form.node;
    let children = view! { <Provider value=form.clone()>{children()}</Provider> };
    view! {
        <DraftOffer form=form.clone()/>
        <form
            class=class
            method="post"
            action=action
            enctype=multipart.then_some("multipart/form-data")
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
