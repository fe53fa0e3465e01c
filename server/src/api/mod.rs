//! The JSON API: one file per area. Handlers translate and nothing else; rules and rights are
//! the domain's.

mod admin;
mod answers;
mod approval;
mod auth;
mod document;
mod idempotent;
mod me;
mod notifications;
mod organizer;
mod organizer_reports;
mod public;
mod roles;
mod tags;
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
        .merge(public::routes())
        .merge(volunteer::routes())
        .merge(volunteer_reports::routes())
        .merge(organizer::routes())
        .merge(organizer_reports::routes())
        .merge(admin::routes())
        .merge(roles::routes())
        .merge(tags::routes())
        .merge(notifications::routes())
        .layer(from_fn(approval::require))
}

/// The OpenAPI document at `/api/openapi.json`, to be browsed at `/api/docs`.
pub fn docs(document: OpenApi) -> Router<AppState> {
    let config = Config::default().try_it_out_enabled(true).persist_authorization(false).validator_url("none");
    SwaggerUi::new("/api/docs").config(config).url("/api/openapi.json", document).into()
}
