//! Points and achievements.

use super::rights::{ADMINS, APPROVED, H, L, OPEN, PUBLIC, SIGNED_IN, VOLUNTEERS, Y};
use super::table::{Gets, Line, On, WebLine, line, web};

/// The volunteer's passport: its owner, and who may revoke anybody's.
const REVOKERS: [Gets; 10] = [L, Y, H, H, H, H, H, Y, Y, L];

/// The API.
pub const API: &[Line] = &[
    line("GET /api/volunteer/points", On::Nothing, APPROVED),
    line("GET /api/volunteer/achievements", On::Nothing, APPROVED),
    line("GET /api/admin/achievements", On::Nothing, ADMINS),
    line("GET /api/passports", On::Nothing, SIGNED_IN),
    line("GET /api/passports/preview", On::Nothing, VOLUNTEERS),
    // With nothing to state: 409.
    line("POST /api/passports", On::Nothing, VOLUNTEERS),
    line("GET /api/passport/{code}", On::Nothing, PUBLIC),
    line("POST /api/passports/{id}/revoke", On::Passport, REVOKERS),
    // Without words: 422.
    line("PUT /api/admin/achievements/{id}", On::Achievement, ADMINS),
];

/// The pages.
pub const WEB: &[WebLine] = &[
    web("GET /web/passport", "code=7k3qm9xv2t0123456789", OPEN),
    web("GET /web/passports", "", VOLUNTEERS),
    web("POST /web/passports/issue", "", VOLUNTEERS),
    web("POST /web/passports/revoke", "input[id]=:passport&input[reason]=x", REVOKERS),
    // Administrators.
    web("GET /web/admin/achievements", "", ADMINS),
    web("GET /web/admin/achievement", "id=:achievement", ADMINS),
    web(
        "POST /web/admin/achievements/update",
        "input[id]=:achievement&input[title][ru]=A&input[description][ru]=B",
        ADMINS,
    ),
];
