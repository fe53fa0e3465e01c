//! The part of the OpenAPI document that belongs to no single route.

use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};

use crate::http::error::ErrorBody;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "BirQadam",
        description = "Volunteering: from a project to an approved photo report.\n\n\
            Lists answer `{\"items\", \"next\"}`; pass `next` as `cursor` to go on. Errors answer \
            `{\"error\": {\"code\", \"message\", \"fields\"}}` with the message in the language of \
            `Accept-Language` (ru, kk, en). A trailing slash is optional everywhere. A record that is not \
            yours answers 404. `Idempotency-Key` is honoured wherever something is created that must not be twice: \
            projects, reports, resources and requests for them, gifts and monthly gifts, expenses, gifts in kind, \
            counts, refunds. The same key gets the first answer again for a day. \
            Editable records carry their version as `ETag`; send it back as `If-Match` (or `version`), \
            a stale one is answered with 409 and both versions.",
        license(name = "MIT OR Apache-2.0")
    ),
    components(schemas(ErrorBody)),
    tags(
        (name = "auth", description = "Registration, sign-in, tokens, links by e-mail"),
        (name = "me", description = "One's own account"),
        (name = "volunteer", description = "Finding projects, joining tasks, reporting"),
        (name = "organizer", description = "Projects, participants, review of reports"),
        (name = "sponsor", description = "What sponsors see"),
        (name = "partner", description = "What partners see"),
        (name = "payments", description = "What payment providers tell, each in its own protocol"),
        (name = "resources", description = "What partners lend"),
        (name = "review", description = "The one queue of accounts, projects, reports and appeals"),
        (name = "admin", description = "Moderation and administration"),
        (name = "lists", description = "Any list by its name, with filters, order and columns"),
        (name = "exports", description = "Lists as files"),
        (name = "passports", description = "What volunteers state of their work"),
        (name = "notifications", description = "The in-app inbox"),
        (name = "public", description = "What everyone may read")
    )
)]
struct Base;

/// Title, tags, security scheme.
pub fn base() -> utoipa::openapi::OpenApi {
    let mut document = Base::openapi();
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    document
        .components
        .get_or_insert_with(Default::default)
        .add_security_scheme("bearer", SecurityScheme::Http(bearer));
    document
}
