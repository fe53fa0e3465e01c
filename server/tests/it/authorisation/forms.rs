//! Forms: drafts and files sent ahead.

use super::rights::{OWN_ORGANIZER, SIGNED_IN};
use super::table::{Line, On, WebLine, line, web, web_form};

/// The API.
pub const API: &[Line] = &[
    // The form of the organizer's project.
    line("PUT /api/drafts/{form}/{subject}", On::Project, OWN_ORGANIZER),
    line("GET /api/drafts/{form}/{subject}", On::Project, OWN_ORGANIZER),
    line("DELETE /api/drafts/{form}/{subject}", On::Project, SIGNED_IN),
    line("POST /api/uploads", On::Nothing, SIGNED_IN),
];

/// The pages.
pub const WEB: &[WebLine] = &[
    web("GET /web/drafts/find", "form=project&subject=:project", OWN_ORGANIZER),
    web("POST /web/drafts/save", "input[form]=project&input[subject]=:project&input[fields]=%7B%7D", OWN_ORGANIZER),
    web_form("POST /web/drafts/keep", "draft_form=project&draft_subject=:project", OWN_ORGANIZER),
    web("POST /web/drafts/discard", "input[form]=project&input[subject]=:project", SIGNED_IN),
    web_form("POST /web/uploads", "file=@charter", SIGNED_IN),
    web("POST /web/uploads/discard", "token=x", SIGNED_IN),
];
