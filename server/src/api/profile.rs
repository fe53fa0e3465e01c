//! One's own profile: data, photo, who sees what, verification, sign-ins; and others' pages.

use axum::http::{HeaderMap, StatusCode};
use birqadam_accounts::ops::{people, profile, profile_photo, sign_ins, verification};
use birqadam_accounts::{MyProfile, Person, PrivacyInput, SignedInAt, UpdateProfile, VerificationState, Viewer};
use birqadam_app::state::AppState;
use birqadam_core::{Error, FieldCode, UserId};
use birqadam_growth::ShownAchievements;
use birqadam_growth::ops::shown::list_shown_achievements;
use birqadam_volunteering::HistoryEntry;
use birqadam_volunteering::ops::history::list_shown_history;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::All;
use super::versioned::{Versioned, if_match};
use crate::http::current::Current;
use crate::http::error::{ApiResult, ErrorBody};
use crate::http::extract::{Caller, Id, Json, Name, Query};
use crate::http::upload::Upload;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(my_profile, update_profile))
        .routes(routes!(update_privacy))
        .routes(routes!(set_photo, remove_photo))
        .routes(routes!(my_verification, submit_verification))
        .routes(routes!(list_sign_ins, end_other_sign_ins))
        .routes(routes!(end_sign_in))
        .routes(routes!(find_person))
}

/// One's own profile with who sees what of it.
#[utoipa::path(get, path = "/api/profile", tag = "me", security(("bearer" = [])),
    responses((status = 200, body = MyProfile), (status = "default", body = ErrorBody)))]
async fn my_profile(caller: Caller) -> ApiResult<Versioned<MyProfile>> {
    let found = people::my_profile(&caller.ctx, &caller.actor).await?;
    Ok(Versioned(found.me.version, found))
}

/// Change one's own data.
#[utoipa::path(put, path = "/api/profile", tag = "me", security(("bearer" = [])), request_body = UpdateProfile,
    responses((status = 200, body = MyProfile), (status = "default", body = ErrorBody)))]
async fn update_profile(
    caller: Caller,
    headers: HeaderMap,
    Json(mut input): Json<UpdateProfile>,
) -> ApiResult<Versioned<MyProfile>> {
    if let Some(version) = if_match(&headers)? {
        input.version = version;
    }
    profile::update_profile(&caller.ctx, &caller.actor, input).await?;
    my_profile(caller).await
}

/// Choose who sees what; items left out stay as they are.
#[utoipa::path(put, path = "/api/profile/privacy", tag = "me", security(("bearer" = [])), request_body = PrivacyInput,
    responses((status = 200, body = MyProfile), (status = "default", body = ErrorBody)))]
async fn update_privacy(caller: Caller, Json(input): Json<PrivacyInput>) -> ApiResult<Versioned<MyProfile>> {
    let found = people::update_privacy(&caller.ctx, &caller.actor, input).await?;
    Ok(Versioned(found.me.version, found))
}

/// A form with one photo.
#[derive(utoipa::ToSchema)]
#[allow(dead_code)]
struct PhotoForm {
    /// JPEG, PNG or WebP, up to 15 MB.
    #[schema(value_type = Vec<u8>, format = Binary)]
    photo: Vec<u8>,
}

/// Where the photo is now.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct PhotoSet {
    photo_url: String,
}

/// Set the photo of one's profile; it is cut square.
#[utoipa::path(post, path = "/api/profile/photo", tag = "me", security(("bearer" = [])),
    request_body(content = PhotoForm, content_type = "multipart/form-data"),
    responses((status = 200, body = PhotoSet), (status = "default", body = ErrorBody)))]
async fn set_photo(caller: Caller, upload: Upload) -> ApiResult<Json<PhotoSet>> {
    caller.actor.require_user()?;
    let photo_url = profile_photo::set_photo(&caller.ctx, &caller.actor, one_photo(&upload)?).await?;
    Ok(Json(PhotoSet { photo_url }))
}

/// Remove the photo of one's profile.
#[utoipa::path(delete, path = "/api/profile/photo", tag = "me", security(("bearer" = [])),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn remove_photo(caller: Caller) -> ApiResult<StatusCode> {
    profile_photo::remove_photo(&caller.ctx, &caller.actor).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where one's own verification stands.
#[utoipa::path(get, path = "/api/profile/verification", tag = "me", security(("bearer" = [])),
    responses((status = 200, body = VerificationState), (status = "default", body = ErrorBody)))]
async fn my_verification(caller: Caller) -> ApiResult<Json<VerificationState>> {
    Ok(Json(verification::my_verification(&caller.ctx, &caller.actor).await?))
}

/// Send a photo of oneself for verification. Only reviewers see it.
#[utoipa::path(post, path = "/api/profile/verification", tag = "me", security(("bearer" = [])),
    request_body(content = PhotoForm, content_type = "multipart/form-data"),
    responses((status = 201, body = VerificationState), (status = "default", body = ErrorBody)))]
async fn submit_verification(caller: Caller, upload: Upload) -> ApiResult<(StatusCode, Json<VerificationState>)> {
    caller.actor.require_user()?;
    let state = verification::submit_verification(&caller.ctx, &caller.actor, one_photo(&upload)?).await?;
    Ok((StatusCode::CREATED, Json(state)))
}

fn one_photo(upload: &Upload) -> Result<Bytes, Error> {
    let mut photos = upload.files_of("photo");
    match photos.len() {
        0 => Err(Error::field("photo", FieldCode::Required)),
        1 => Ok(photos.remove(0)),
        _ => Err(Error::field("photo", FieldCode::TooMany(1))),
    }
}

/// Where one is signed in: browsers and applications.
#[utoipa::path(get, path = "/api/profile/sessions", tag = "me", security(("bearer" = [])),
    responses((status = 200, body = All<SignedInAt>), (status = "default", body = ErrorBody)))]
async fn list_sign_ins(caller: Caller, current: Current) -> ApiResult<Json<All<SignedInAt>>> {
    Ok(Json(sign_ins::list_sign_ins(&caller.ctx, &caller.actor, &current.0).await?.into()))
}

/// End one sign-in, at once.
#[utoipa::path(delete, path = "/api/profile/sessions/{id}", tag = "me", security(("bearer" = [])),
    params(("id" = String, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
async fn end_sign_in(caller: Caller, id: Name) -> ApiResult<StatusCode> {
    sign_ins::end_sign_in(&caller.ctx, &caller.actor, &id.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End all sign-ins but this one.
#[utoipa::path(delete, path = "/api/profile/sessions", tag = "me", security(("bearer" = [])),
    responses((status = 204), (status = "default", body = ErrorBody)))]
async fn end_other_sign_ins(caller: Caller, current: Current) -> ApiResult<StatusCode> {
    sign_ins::end_other_sign_ins(&caller.ctx, &caller.actor, &current.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// As whom to look, for one's own page.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Preview {
    /// `visitor`, `member` or `organizer`; only for one's own page.
    #[serde(rename = "as")]
    viewer: String,
}

/// A person's page: what its owner allows the caller to see.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct PersonPage {
    #[serde(flatten)]
    person: Person,
    /// Null when hidden.
    achievements: Option<ShownAchievements>,
    /// What the person did, the newest first. Null when hidden.
    history: Option<Vec<HistoryEntry>>,
}

/// Somebody's page. A closed one is not found, like one that never was.
#[utoipa::path(get, path = "/api/people/{id}", tag = "public", params(("id" = i64, Path), Preview),
    responses((status = 200, body = PersonPage), (status = "default", body = ErrorBody)))]
async fn find_person(caller: Caller, id: Id<UserId>, Query(preview): Query<Preview>) -> ApiResult<Json<PersonPage>> {
    let preview = match preview.viewer.as_str() {
        "" => None,
        name => Some(Viewer::parse_other(name).ok_or_else(|| Error::field("as", FieldCode::Unknown))?),
    };
    let (person, shown) = people::find_person(&caller.ctx, &caller.actor, id.0, preview).await?;
    Ok(Json(PersonPage {
        person,
        achievements: list_shown_achievements(&caller.ctx, &shown).await?,
        history: list_shown_history(&caller.ctx, &shown).await?,
    }))
}
