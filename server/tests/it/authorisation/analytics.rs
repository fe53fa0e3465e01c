//! Figures: of the platform, of one's own projects, of one's own work.

use super::rights::{L, MODERATORS, N, ORGANIZERS, SIGNED_IN, VOLUNTEERS, Y};
use super::table::{Gets, Line, On, WebLine, line, web};

/// What is open to sponsors.
const SPONSORS: [Gets; 10] = [L, N, N, N, N, N, Y, N, N, L];
/// Who moderates, organizes or helps.
const HAVE_FIGURES: [Gets; 10] = [L, Y, Y, Y, Y, N, N, Y, Y, L];
/// There is no partner among these.
const NO_PARTNER: [Gets; 10] = [L, N, N, N, N, N, N, N, N, L];

/// The API. Another's project is hidden: `statistics.rs` tries that.
pub const API: &[Line] = &[
    line("GET /api/admin/platform-statistics", On::Nothing, MODERATORS),
    line("GET /api/organizer/analytics", On::Nothing, ORGANIZERS),
    line("GET /api/volunteer/statistics", On::Nothing, VOLUNTEERS),
    line("GET /api/sponsor/statistics", On::Nothing, SPONSORS),
    line("GET /api/partner/statistics", On::Nothing, NO_PARTNER),
];

/// The pages: a home for everybody signed in, statistics for who has figures of their own.
pub const WEB: &[WebLine] =
    &[web("GET /web/analytics/home", "", SIGNED_IN), web("GET /web/analytics/statistics", "", HAVE_FIGURES)];
