//! Giving money and looking after payments. Who sees whose gift is tried in `funding/sponsorships`.

use super::rights::{ADMINS, H, L, N, OPEN, Y};
use super::table::{Gets, Line, On, WebLine, line, web};

const SPONSORS: [Gets; 10] = [L, N, N, N, N, N, Y, N, N, L];
/// Sponsors, and this is nothing of theirs: nothing has this number.
const NO_SPONSORS: [Gets; 10] = [L, N, N, N, N, N, H, N, N, L];
/// Administrators, and nothing has this number.
const NO_ADMINS: [Gets; 10] = [L, N, N, N, N, N, N, N, H, L];

/// The API.
pub const API: &[Line] = &[
    // Without saying to whom: 422.
    line("POST /api/sponsor/sponsor-project", On::Nothing, SPONSORS),
    line("GET /api/sponsor/sponsorships", On::Nothing, SPONSORS),
    line("GET /api/sponsor/sponsorships/{id}", On::UserList, NO_SPONSORS),
    line("POST /api/sponsor/sponsorships/{id}/pay", On::UserList, NO_SPONSORS),
    line("GET /api/sponsor/pledges", On::Nothing, SPONSORS),
    line("POST /api/sponsor/pledges", On::Nothing, SPONSORS),
    line("POST /api/sponsor/pledges/{id}/pause", On::UserList, NO_SPONSORS),
    line("POST /api/sponsor/pledges/{id}/resume", On::UserList, NO_SPONSORS),
    line("POST /api/sponsor/pledges/{id}/end", On::UserList, NO_SPONSORS),
    line("GET /api/admin/payments/{id}", On::UserList, NO_ADMINS),
    // Without a reason: 422.
    line("POST /api/admin/payments/{id}/refund", On::UserList, ADMINS),
    line("POST /api/admin/payments/{id}/look", On::UserList, NO_ADMINS),
    line("POST /api/admin/refunds/{id}/sent", On::UserList, NO_ADMINS),
    line("POST /api/admin/refunds/{id}/give-up", On::UserList, NO_ADMINS),
];

/// The pages.
pub const WEB: &[WebLine] = &[
    web("GET /web/sponsor-offer", "id=:project", OPEN),
    web("POST /web/sponsorships/give", "input[project_id]=:project&input[amount]=0", SPONSORS),
    web("GET /web/sponsorships/find", "id=0", NO_SPONSORS),
    web("POST /web/sponsorships/pay", "input[id]=0", NO_SPONSORS),
    web("GET /web/pledges", "", SPONSORS),
    web("POST /web/pledges/create", "input[project_id]=:project&input[amount]=0", SPONSORS),
    web("POST /web/pledges/change", "input[id]=0&input[to]=paused", NO_SPONSORS),
    web("GET /web/admin/payment", "id=0", NO_ADMINS),
    web("POST /web/admin/payments/refund", "input[id]=0&input[reason]=", ADMINS),
    web("POST /web/admin/payments/look", "input[id]=0", NO_ADMINS),
    web("POST /web/admin/refunds/settle", "input[id]=0&input[how]=sent", NO_ADMINS),
];
