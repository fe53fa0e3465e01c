//! The JSON API: one file per area. Handlers translate and nothing else; rules and rights are
//! the domain's.

mod admin;
mod answers;
mod approval;
mod auth;
mod batches;
mod console;
mod deliveries;
mod document;
mod drafts;
mod expenses;
mod exports;
mod history;
mod idempotent;
mod impact;
mod impact_figures;
mod list_views;
mod lists;
mod me;
mod money;
mod notifications;
mod organizer;
mod organizer_reports;
mod passports;
mod payments;
mod pledges;
mod profile;
mod public;
mod qr;
mod reports;
mod resource_requests;
mod resources;
mod review;
mod roles;
mod sponsor;
mod sponsorships;
mod statistics;
mod tags;
mod verifications;
mod versioned;
mod volunteer;
mod volunteer_reports;

use axum::Router;
use axum::middleware::from_fn;
use birqadam_app::state::AppState;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_swagger_ui::{Config, SwaggerUi};

/// Every route of the API with its description.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(document::base())
        .merge(auth::routes())
        .merge(me::routes())
        .merge(drafts::routes())
        .merge(profile::routes())
        .merge(passports::routes())
        .merge(qr::routes())
        .merge(impact::routes())
        .merge(public::routes())
        .merge(volunteer::routes())
        .merge(volunteer_reports::routes())
        .merge(organizer::routes())
        .merge(organizer_reports::routes())
        .merge(admin::routes())
        .merge(roles::routes())
        .merge(console::routes())
        .merge(resources::routes())
        .merge(resource_requests::routes())
        .merge(review::routes())
        .merge(lists::routes())
        .merge(list_views::routes())
        .merge(batches::routes())
        .merge(statistics::routes())
        .merge(sponsor::routes())
        .merge(tags::routes())
        .merge(verifications::routes())
        .merge(notifications::routes())
        .merge(exports::routes())
        .merge(reports::routes())
        .merge(history::routes())
        .merge(deliveries::routes())
        .merge(sponsorships::routes())
        .merge(pledges::routes())
        .merge(payments::routes())
        .merge(money::routes())
        .merge(expenses::routes())
        .merge(impact_figures::routes())
        .layer(from_fn(approval::require))
}

/// The document with what payment providers call, which is routed apart.
pub fn with_providers(mut document: OpenApi) -> OpenApi {
    document.merge(crate::payments::routes().into_openapi());
    document
}

/// The OpenAPI document as it is kept in `docs/openapi.json`: the same for the same API, a line
/// per member, so that a change of the API can be read as a difference.
pub fn document_text() -> String {
    let document = serde_json::to_value(with_providers(routes().into_openapi())).unwrap_or_default();
    format!("{document:#}\n")
}

/// The OpenAPI document at `/api/openapi.json`, to be browsed at `/api/docs`.
pub fn docs(document: OpenApi) -> Router<AppState> {
    let config = Config::default().try_it_out_enabled(true).persist_authorization(false).validator_url("none");
    SwaggerUi::new("/api/docs").config(config).url("/api/openapi.json", document).into()
}
