//! What the page knows from its start: language, person, numbers of the frame. See `page_start`.

use std::sync::Arc;

use birqadam_accounts::Me;
use birqadam_core::{Approval, Code, Error, Locale, Permission};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};

use crate::page_start::{Flash, PageStart};

/// Reads the page's start from the request (server) or from the page (browser), and gives it
/// to every component below.
pub fn provide_start() {
    let start = SharedValue::new(from_request).into_inner();
    provide_context(Arc::new(start));
    provide_context(MovedOn(RwSignal::new(false)));
}

/// Whether the reader has gone on to another page since: what a form could not accept at the
/// start is then old.
#[derive(Clone, Copy)]
pub(super) struct MovedOn(pub RwSignal<bool>);

/// Everything known at the start of the page.
pub fn use_start() -> Arc<PageStart> {
    use_context::<Arc<PageStart>>().unwrap_or_default()
}

/// The language; fixed for the life of a page.
pub fn use_locale() -> Locale {
    use_start().locale
}

/// The signed-in person.
pub fn use_me() -> Option<Me> {
    use_start().me.clone()
}

/// Whether the signed-in person may do this. Only for what is shown: the operation decides.
pub fn may(permission: Permission) -> bool {
    use_start().me.as_ref().is_some_and(|me| me.can(permission))
}

/// Why the signed-in person may not do this, before they fill in what cannot be sent. Only for what is
/// shown: the operation decides.
pub fn why_not(permission: Permission) -> Option<Error> {
    let Some(me) = use_me() else { return Some(Error::Unauthenticated) };
    match me.approval() {
        Approval::Pending => Some(Error::Forbidden(Code::AccountPending)),
        Approval::Rejected => Some(Error::Forbidden(Code::AccountRejected)),
        Approval::Approved => (!may(permission)).then_some(Error::Forbidden(Code::NotAllowed)),
    }
}

/// What this form could not take a moment ago, if this is the page to show it.
pub fn use_flash(form: &str) -> Option<Flash> {
    let path = use_location().pathname.get_untracked();
    let old = use_context::<MovedOn>().is_some_and(|moved| moved.0.get_untracked());
    let is_here = |flash: &Flash| flash.form == form && (flash.page.is_empty() || flash.page == path) && !old;
    let flash = use_start().flash.clone().filter(is_here);
    #[cfg(feature = "ssr")]
    if flash.is_some() {
        mark_shown();
    }
    flash
}

/// Lets the middleware forget what is shown now.
#[cfg(feature = "ssr")]
fn mark_shown() {
    let parts = use_context::<axum::http::request::Parts>();
    if let Some(shown) = parts.and_then(|p| p.extensions.get::<crate::page_start::FlashShown>().cloned()) {
        shown.0.store(true, std::sync::atomic::Ordering::Release);
    }
}

/// The number in the path, reactive; 0 (which no record has) when it is none.
pub fn use_id(name: &'static str) -> Memo<i64> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|p| p.get(name).and_then(|text| text.parse().ok()).unwrap_or(0)))
}

/// A parameter of the URL, reactive; several of one name are joined by commas; else empty.
pub fn use_query(name: &'static str) -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|q| q.get_all(name).map(|all| all.join(",")).unwrap_or_default()))
}

/// The parameter `cursor` of the URL, as a page request takes it.
pub fn use_cursor() -> Memo<Option<String>> {
    let cursor = use_query("cursor");
    Memo::new(move |_| Some(cursor.get()).filter(|c| !c.is_empty()))
}

#[cfg(feature = "ssr")]
pub(crate) fn from_request() -> PageStart {
    use_context::<axum::http::request::Parts>()
        .and_then(|parts| parts.extensions.get::<PageStart>().cloned())
        .unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
fn from_request() -> PageStart {
    PageStart::default()
}
