//! A form with files that keeps them: a browser forgets chosen files when a page comes back
//! with an error, so with JavaScript the form is sent in the background and the page stays.

use std::future::Future;

use leptos::context::Provider;
use leptos::prelude::*;
use leptos::server_fn::codec::MultipartData;
use leptos::web_sys::{FormData, HtmlFormElement};
use wasm_bindgen::JsCast;

use super::form::{ErrorSummary, FormCtx};
use crate::error::Result;

/// A multipart form with one button. Without JavaScript it is sent as a plain one. Its server
/// function leads to another page when it is done.
#[component]
pub fn UploadForm<F, R>(
    /// The server function's address.
    action: &'static str,
    /// The server function.
    send: F,
    /// As given to `forms::submit`.
    name: &'static str,
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
    let form = FormCtx::new(name, false, error, upload.pending().into());
    let children = view! { <Provider value=form.clone()>{children()}</Provider> };
    let submit = move |event: leptos::ev::SubmitEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        let Some(data) = target.and_then(|form| FormData::new_with_form(&form).ok()) else { return };
        event.prevent_default();
        if !upload.pending().get_untracked() {
            upload.dispatch_local(data);
        }
    };
    view! {
        <form
            class="form"
            method="post"
            action=action
            enctype="multipart/form-data"
            novalidate=true
            on:submit=submit
        >
            <ErrorSummary form=form/>
            {children}
        </form>
    }
}
