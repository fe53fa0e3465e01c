//! Who may do what: every operation of the API and of the pages' server functions, by role.
//! The tests walk the OpenAPI document and the registered server functions and fail on one that
//! is in no file of this folder. A new route needs a line; that is the point. Each context has its
//! file; what changes things that other lines look at stands in its `…_LAST`.

mod accounts;
mod analytics;
mod api;
mod audited;
mod console;
mod forms;
mod growth;
mod lists;
mod messaging;
mod money;
mod payments;
mod providers;
mod resources;
mod review;
#[rustfmt::skip]
mod rights;
mod sponsor;
pub mod table;
mod volunteering;
mod web;
mod worked;

use table::{Line, WebLine};

/// The lines of the API, in the order in which they are tried.
fn api_lines() -> impl Iterator<Item = &'static Line> {
    [
        accounts::API,
        messaging::API,
        forms::API,
        growth::API,
        volunteering::API,
        providers::API,
        review::API,
        lists::API,
        console::API,
        analytics::API,
        resources::API,
        sponsor::API,
        money::API,
        payments::API,
        accounts::API_LAST,
        lists::API_LAST,
        volunteering::API_LAST,
    ]
    .into_iter()
    .flatten()
}

/// The lines of the pages, in the order in which they are tried.
fn web_lines() -> impl Iterator<Item = &'static WebLine> {
    [
        accounts::WEB,
        messaging::WEB,
        forms::WEB,
        growth::WEB,
        volunteering::WEB,
        review::WEB,
        lists::WEB,
        console::WEB,
        analytics::WEB,
        resources::WEB,
        sponsor::WEB,
        money::WEB,
        payments::WEB,
        accounts::WEB_LAST,
        lists::WEB_LAST,
        volunteering::WEB_LAST,
    ]
    .into_iter()
    .flatten()
}
