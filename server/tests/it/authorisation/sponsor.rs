//! The sponsor's side. Who gave nothing to a project has no report of it: `funding` tries the others.

use super::rights::{H, L, N, Y};
use super::table::{Gets, Line, On, WebLine, line, web};

const SPONSORS: [Gets; 10] = [L, N, N, N, N, N, Y, N, N, L];
/// Sponsors, and this is nothing of theirs.
const NO_SPONSORS: [Gets; 10] = [L, N, N, N, N, N, H, N, N, L];

/// The API.
pub const API: &[Line] = &[
    line("GET /api/sponsor/projects", On::Nothing, SPONSORS),
    line("POST /api/sponsor/projects/{id}/follow", On::Project, SPONSORS),
    line("DELETE /api/sponsor/projects/{id}/follow", On::Project, SPONSORS),
    line("GET /api/sponsor/project-reports/{id}", On::Project, NO_SPONSORS),
    // No sponsorship has this number.
    line("GET /api/sponsor/sponsorships/{id}/receipt", On::UserList, NO_SPONSORS),
];

/// The pages.
pub const WEB: &[WebLine] = &[
    web("GET /web/sponsor/home", "", SPONSORS),
    web("GET /web/sponsor/projects", "", SPONSORS),
    web("POST /web/sponsor/follow", "input[project_id]=:project&input[to]=follow", SPONSORS),
    web("GET /web/sponsor/report", "id=:project", NO_SPONSORS),
];
