//! What partners lend: their own side, and finding it.

use axum::http::HeaderMap;
use axum::response::Response;
use birqadam_app::state::AppState;
use birqadam_core::{Page, PageRequest, Permission, ResourceId, ResourcePhotoId, UserId};
use birqadam_funding::ops::{resource_photos, resource_search, resources};
use birqadam_funding::{
    PartnerPage, Resource, ResourceChange, ResourceFilter, ResourceInput, ResourceStatus, ResourceView,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::idempotent;
use super::versioned::{Versioned, if_match};
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Query};
use crate::http::upload::Upload;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_own_resources, create_resource))
        .routes(routes!(find_own_resource, change_resource))
        .routes(routes!(add_resource_photos))
        .routes(routes!(remove_resource_photo))
        .routes(routes!(search_resources))
        .routes(routes!(find_resource))
        .routes(routes!(find_partner))
}

/// Answer to offering a resource.
#[derive(Debug, Serialize, ToSchema)]
struct OfferedResource {
    resource_id: ResourceId,
    status: ResourceStatus,
}

/// One's own resources, the latest first.
#[utoipa::path(get, path = "/api/partner/resources", tag = "partner", security(("bearer" = [])), params(PageRequest),
    responses((status = 200, body = Page<Resource>), (status = "default", body = ErrorBody)))]
async fn list_own_resources(caller: Caller, Query(page): Query<PageRequest>) -> ApiResult<Json<Page<Resource>>> {
    Ok(Json(resources::list_own_resources(&caller.ctx, &caller.actor, page).await?))
}

/// Offer a resource: it can be found at once.
#[utoipa::path(post, path = "/api/partner/resources", tag = "partner", security(("bearer" = [])),
    request_body = ResourceInput, params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = OfferedResource), (status = "default", body = ErrorBody)))]
async fn create_resource(caller: Caller, headers: HeaderMap, Json(input): Json<ResourceInput>) -> ApiResult<Response> {
    idempotent::created(&caller, &headers, "partner/resources", async {
        let made = resources::create_resource(&caller.ctx, &caller.actor, input).await?;
        Ok(OfferedResource { resource_id: made.id, status: made.status })
    })
    .await
}

/// One of one's own resources.
#[utoipa::path(get, path = "/api/partner/resources/{id}", tag = "partner", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Resource), (status = "default", body = ErrorBody)))]
async fn find_own_resource(caller: Caller, id: Id<ResourceId>) -> ApiResult<Versioned<Resource>> {
    let found = resources::find_own_resource(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(found.version, found))
}

/// Change a resource: what is left out stays. `status` pauses it, puts it away or brings it back.
#[utoipa::path(patch, path = "/api/partner/resources/{id}", tag = "partner", security(("bearer" = [])),
    params(("id" = i64, Path), ("If-Match" = Option<String>, Header)), request_body = ResourceChange,
    responses((status = 200, body = Resource), (status = "default", body = ErrorBody)))]
async fn change_resource(
    caller: Caller,
    id: Id<ResourceId>,
    headers: HeaderMap,
    Json(mut change): Json<ResourceChange>,
) -> ApiResult<Versioned<Resource>> {
    if let Some(version) = if_match(&headers)? {
        change.version = Some(version);
    }
    let resource = resources::update_resource(&caller.ctx, &caller.actor, id.0, change).await?;
    Ok(Versioned(resource.version, resource))
}

/// A form with photos.
#[derive(ToSchema)]
#[allow(dead_code)]
struct ResourcePhotos {
    #[schema(value_type = Vec<String>, format = Binary)]
    photo: Vec<String>,
}

/// Add photos: JPEG, PNG or WebP, up to 15 MB and 50 megapixels each, eight in all.
#[utoipa::path(post, path = "/api/partner/resources/{id}/photos", tag = "partner", security(("bearer" = [])),
    params(("id" = i64, Path)), request_body(content = ResourcePhotos, content_type = "multipart/form-data"),
    responses((status = 200, body = Resource), (status = "default", body = ErrorBody)))]
async fn add_resource_photos(caller: Caller, id: Id<ResourceId>, upload: Upload) -> ApiResult<Versioned<Resource>> {
    caller.actor.require(Permission::ResourcesManageOwn)?;
    let photos = upload.files_of("photo");
    let resource = resource_photos::add_photos(&caller.ctx, &caller.actor, id.0, photos).await?;
    Ok(Versioned(resource.version, resource))
}

/// Remove a photo.
#[utoipa::path(delete, path = "/api/partner/resource-photos/{id}", tag = "partner", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = Resource), (status = "default", body = ErrorBody)))]
async fn remove_resource_photo(caller: Caller, id: Id<ResourcePhotoId>) -> ApiResult<Versioned<Resource>> {
    let resource = resource_photos::remove_photo(&caller.ctx, &caller.actor, id.0).await?;
    Ok(Versioned(resource.version, resource))
}

/// What partners lend, the latest first; `date` leaves only what is free on that day.
#[utoipa::path(get, path = "/api/resources", tag = "resources", security(("bearer" = [])),
    params(ResourceFilter, PageRequest),
    responses((status = 200, body = Page<Resource>), (status = "default", body = ErrorBody)))]
async fn search_resources(
    caller: Caller,
    Query(filter): Query<ResourceFilter>,
    Query(page): Query<PageRequest>,
) -> ApiResult<Json<Page<Resource>>> {
    Ok(Json(resource_search::search_resources(&caller.ctx, &caller.actor, &filter, page).await?))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct InMonth {
    /// `2026-12`; this month when left out.
    month: String,
}

/// One resource with a month of its calendar: what is promised and asked for.
#[utoipa::path(get, path = "/api/resources/{id}", tag = "resources", security(("bearer" = [])),
    params(("id" = i64, Path), InMonth),
    responses((status = 200, body = ResourceView), (status = "default", body = ErrorBody)))]
async fn find_resource(
    caller: Caller,
    id: Id<ResourceId>,
    Query(asked): Query<InMonth>,
) -> ApiResult<Json<ResourceView>> {
    Ok(Json(resource_search::find_resource(&caller.ctx, &caller.actor, id.0, &asked.month).await?))
}

/// A partner: what they lend and what they were thanked for.
#[utoipa::path(get, path = "/api/partners/{id}", tag = "resources", security(("bearer" = [])),
    params(("id" = i64, Path)), responses((status = 200, body = PartnerPage), (status = "default", body = ErrorBody)))]
async fn find_partner(caller: Caller, id: Id<UserId>) -> ApiResult<Json<PartnerPage>> {
    Ok(Json(resource_search::find_partner(&caller.ctx, &caller.actor, id.0).await?))
}
