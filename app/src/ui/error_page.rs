//! A page that cannot be shown: what happened, why, and what to do next.

use birqadam_core::Error;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{components::Redirect, hooks::use_location};

use super::{empty::Stair, start::use_locale};
use crate::{errors, texts::errors as words};

/// The error in words with a way out. Sets the status code; leads to sign-in and back when
/// nobody is signed in.
#[component]
pub fn ErrorPage(error: Error) -> impl IntoView {
    let l = use_locale();
    if error == Error::Unauthenticated {
        let location = use_location();
        let here = format!("{}{}", location.pathname.get_untracked(), query(&location.search.get_untracked()));
        let path = format!("/sign-in?next={}", encode(&here));
        // `Redirect` leaves the status alone for clients that do not say they take HTML.
        #[cfg(feature = "ssr")]
        crate::server_ctx::set_status(303);
        return view! { <Redirect path=path/> }.into_any();
    }
    #[cfg(feature = "ssr")]
    crate::server_ctx::set_status(error.status());
    let title = errors::title(l, &error);
    view! {
        <Title text=title/>
        <div class="page page-narrow error-page">
            <Stair/>
            <h1>{title}</h1>
            <p class="page-lead">{errors::message(l, &error)}</p>
            <p class="error-actions">
                <a class="button" href="/">
                    {errors::way_out(l)}
                </a>
                <a class="button" href="/projects">
                    {words::to_projects(l)}
                </a>
            </p>
        </div>
    }
    .into_any()
}

/// No such page.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <ErrorPage error=Error::NotFound/> }
}

fn query(search: &str) -> String {
    if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) }
}

/// Percent-encodes a path for use as a parameter (RFC 3986 unreserved characters and `/` stay).
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => encoded.push(byte as char),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}
