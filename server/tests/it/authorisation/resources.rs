//! What partners lend. The table has no partner: `resources/rights.rs` tries them, own × foreign.

use super::rights::{L, N, ORGANIZERS, OWN_ORGANIZER};
use super::table::{Gets, Line, On, WebLine, line, web, web_form};

/// Partners, of whom there is none here.
const PARTNERS: [Gets; 10] = [L, N, N, N, N, N, N, N, N, L];

/// The API.
pub const API: &[Line] = &[
    line("GET /api/partner/resources", On::Nothing, PARTNERS),
    line("POST /api/partner/resources", On::Nothing, PARTNERS),
    line("GET /api/partner/resources/{id}", On::Resource, PARTNERS),
    line("PATCH /api/partner/resources/{id}", On::Resource, PARTNERS),
    line("POST /api/partner/resources/{id}/photos", On::Resource, PARTNERS),
    line("DELETE /api/partner/resource-photos/{id}", On::Resource, PARTNERS),
    line("GET /api/partner/requests", On::Nothing, PARTNERS),
    line("POST /api/partner/approve-request/{id}", On::ResourceRequest, PARTNERS),
    line("POST /api/partner/reject-request/{id}", On::ResourceRequest, PARTNERS),
    line("POST /api/partner/counter-request/{id}", On::ResourceRequest, PARTNERS),
    line("GET /api/resources", On::Nothing, ORGANIZERS),
    line("GET /api/resources/{id}", On::Resource, ORGANIZERS),
    line("GET /api/partners/{id}", On::Partner, ORGANIZERS),
    line("POST /api/organizer/request-resource", On::Nothing, ORGANIZERS),
    line("GET /api/organizer/resource-requests", On::Nothing, ORGANIZERS),
    line("POST /api/organizer/resource-requests/{id}/accept", On::ResourceRequest, OWN_ORGANIZER),
    line("POST /api/organizer/resource-requests/{id}/decline", On::ResourceRequest, OWN_ORGANIZER),
    line("POST /api/organizer/resource-requests/{id}/thank", On::ResourceRequest, OWN_ORGANIZER),
    line("POST /api/organizer/resource-requests/{id}/withdraw", On::ResourceRequest, OWN_ORGANIZER),
];

/// The pages.
pub const WEB: &[WebLine] = &[
    web("GET /web/partner/home", "", PARTNERS),
    web("GET /web/partner/resource", "id=:resource", PARTNERS),
    web_form("POST /web/partner/resources/save", "title=", PARTNERS),
    web("POST /web/partner/resources/status", "input[id]=:resource&input[status]=paused", PARTNERS),
    web("POST /web/partner/resources/photos/remove", "input[id]=1", PARTNERS),
    web("GET /web/partner/requests", "", PARTNERS),
    web("GET /web/partner/request", "id=:resource_request", PARTNERS),
    web("POST /web/partner/requests/approve", "input[id]=:resource_request", PARTNERS),
    web("POST /web/partner/requests/reject", "input[id]=:resource_request&input[reason]=x", PARTNERS),
    web("POST /web/partner/requests/counter", "input[id]=:resource_request&input[date]=1.1.2099", PARTNERS),
    web("GET /web/resources", "", ORGANIZERS),
    web("GET /web/resource", "id=:resource", ORGANIZERS),
    web("GET /web/partner", "id=:partner", ORGANIZERS),
    web("POST /web/resources/request", "input[resource_id]=:resource", ORGANIZERS),
    web("GET /web/organizer/requests", "", ORGANIZERS),
    web("GET /web/organizer/request", "id=:resource_request", OWN_ORGANIZER),
    web("POST /web/organizer/requests/accept", "input[id]=:resource_request", OWN_ORGANIZER),
    web("POST /web/organizer/requests/decline", "input[id]=:resource_request", OWN_ORGANIZER),
    web("POST /web/organizer/requests/thank", "input[id]=:resource_request&input[thanks]=x", OWN_ORGANIZER),
    web("POST /web/organizer/requests/withdraw", "input[id]=:resource_request", OWN_ORGANIZER),
];
