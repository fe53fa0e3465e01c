//! The router: pages, server functions, API, files and assets, inside the layers that every
//! request passes.

use std::any::Any;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::Uri;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use birqadam_app::app::{App, shell};
use birqadam_app::page_start;
use birqadam_app::state::AppState;
use birqadam_core::Error;
use birqadam_core::ssr::db_error::internal;
use leptos_axum::{AxumRouteListing, LeptosRoutes, file_and_error_handler_with_context, generate_route_list};
use tower::ServiceBuilder;
use tower::util::MapRequest;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::trace::{DefaultOnResponse, TraceLayer};

use super::recent_actors::RecentActors;
use super::security_headers::Https;
use super::shared::Shared;
use super::visitor_cache::VisitorCache;
use super::*;
use crate::console::metrics;
use crate::live::{self, Hub};
use crate::{api, exports, payments};

/// Everything that answers HTTP, ready to serve. Serve it with connection information
/// (`into_make_service_with_connect_info::<SocketAddr>`), else client addresses are unknown.
pub fn router(state: AppState, options: HttpOptions) -> Router {
    let https = Https(session::is_https(&state.ctx));
    let proxies: Arc<[client::Network]> = options.trusted_proxies.clone().into();
    let whole = outside_identity(&state, &options)
        .merge(inside_identity(&state, &options))
        .with_state(state)
        // One stack around all routes: a layer of its own costs each request an allocation more.
        .layer(
            ServiceBuilder::new()
                .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
                .layer(from_fn_with_state(https, security_headers::add))
                .layer(from_fn_with_state(proxies, client::recognise))
                .layer(from_fn(error::render))
                .layer(from_fn_with_state(options.timeout, limits::enforce))
                .layer(DefaultBodyLimit::disable())
                .layer(from_fn(metrics::count))
                .layer(CatchPanicLayer::custom(after_panic))
                .layer_fn(Shared::new),
        );
    // Routing happens inside, so that the path can be rewritten before.
    Router::new().fallback_service(MapRequest::new(whole, trailing_slash::strip as fn(Request) -> Request)).layer(
        TraceLayer::new_for_http()
            // The path only: queries carry tokens of e-mail links.
            .make_span_with(|request: &Request| {
                tracing::info_span!("request", method = %request.method(), path = request.uri().path())
            })
            .on_request(())
            .on_response(DefaultOnResponse::new().level(tracing::Level::INFO)),
    )
}

/// What answers alike to everyone, and payment providers, who prove by themselves who they are: no
/// session, no token, no check of where a request comes from.
fn outside_identity(state: &AppState, http: &HttpOptions) -> Router<AppState> {
    let options = &state.leptos_options;
    let (providers, _) = payments::routes().split_for_parts();
    Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .merge(badge::routes())
        .merge(rate_limit::limit(providers, Some(WEBHOOKS_PER_MINUTE)).layer(Extension(http.payments.clone())))
        .merge(assets::compiled(&site_root(state), &options.site_pkg_dir))
}

/// Calls of providers per address.
const WEBHOOKS_PER_MINUTE: u32 = 1000;

fn inside_identity(state: &AppState, options: &HttpOptions) -> Router<AppState> {
    let ctx = &state.ctx;
    let (api, document) = api::routes().split_for_parts();
    let api = rate_limit::limit(api, options.api_per_minute);
    let leptos_options = state.leptos_options.clone();
    let pages = Router::new()
        .leptos_routes_with_context(state, addresses_of_pages(), content_policy::set_for_page, move || {
            shell(leptos_options.clone())
        })
        .fallback(missing)
        .layer(from_fn_with_state(state.clone(), page_start::load));
    let kept = || from_fn_with_state(VisitorCache::default(), visitor_cache::answer);
    Router::new()
        .merge(api.layer(from_fn(error::render)).layer(from_fn(entity_tag::stamp)))
        .merge(api::docs(api::with_providers(document)))
        .merge(payments::pages(options))
        .merge(files::routes())
        .merge(unsubscribe::routes())
        .route("/ws", get(live::connect).layer(Extension(Hub::new(ctx.clone(), options.ending.clone()))))
        .merge(exports::fetch::routes())
        .merge(pages)
        .method_not_allowed_fallback(missing)
        .layer(
            ServiceBuilder::new()
                .layer(from_fn(entity_tag::compare))
                .option_layer(options.visitor_cache.then(kept))
                .layer_fn(Shared::new)
                .layer(session::layer(ctx))
                .layer(from_fn_with_state((ctx.clone(), RecentActors::default()), identify::identify))
                .layer(from_fn_with_state(ctx.clone(), same_origin::check))
                .layer(from_fn(file_forms::check))
                .layer_fn(Shared::new),
        )
}

/// The addresses of all pages, asked of the application once per process and before any page is
/// answered. While Leptos looks for them, no resource of the whole process loads (a global switch):
/// a page that began to read in that moment, of another router, would wait for ever.
fn addresses_of_pages() -> Vec<AxumRouteListing> {
    static ADDRESSES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    ADDRESSES.get_or_init(|| generate_route_list(App)).clone()
}

/// A public file, or the application's "not found" page; for programs an error.
async fn missing(State(state): State<AppState>, uri: Uri, request: Request) -> Response {
    if uri.path().starts_with("/api/") {
        return error::respond(&Error::NotFound, error::locale_of(&request));
    }
    let (method, headers) = (request.method().clone(), request.headers().clone());
    if let Some(file) = assets::public_file(&site_root(&state), &method, &uri, &headers).await {
        return file;
    }
    let page = file_and_error_handler_with_context::<AppState, _>(content_policy::set_for_page, shell);
    page(uri, State(state), request).await
}

fn site_root(state: &AppState) -> PathBuf {
    PathBuf::from(&*state.leptos_options.site_root)
}

/// A panic is our fault: its text goes to the log, an id to the caller.
fn after_panic(cause: Box<dyn Any + Send + 'static>) -> Response {
    let text = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("panic without words");
    error::ApiError(internal(text)).into_response()
}
