//! Points and achievements.

use super::rights::{ADMINS, APPROVED};
use super::table::{Line, On, WebLine, line, web};

/// The API.
pub const API: &[Line] = &[
    line("GET /api/volunteer/points", On::Nothing, APPROVED),
    line("GET /api/volunteer/achievements", On::Nothing, APPROVED),
    line("GET /api/admin/achievements", On::Nothing, ADMINS),
    // Without words: 422.
    line("PUT /api/admin/achievements/{id}", On::Achievement, ADMINS),
];

/// The pages.
pub const WEB: &[WebLine] = &[
    // Administrators.
    web("GET /web/admin/achievements", "", ADMINS),
    web("GET /web/admin/achievement", "id=:achievement", ADMINS),
    web(
        "POST /web/admin/achievements/update",
        "input[id]=:achievement&input[title][ru]=A&input[description][ru]=B",
        ADMINS,
    ),
];
