//! Lists, batches, exports and reports.

use super::rights::{
    MODERATORS, NO_MODERATORS, NOBODYS, ON_REPORT, ORGANIZERS, OWN_EXPORT, REVIEWERS, SIGNED_IN, VOLUNTEERS,
};
use super::table::{Line, On, WebLine, line, web};

/// The API.
pub const API: &[Line] = &[
    line("GET /api/lists/{list}", On::UserList, MODERATORS),
    line("GET /api/lists/{list}/views", On::UserList, MODERATORS),
    line("POST /api/lists/{list}/views", On::UserList, MODERATORS),
    // A view that is somebody else's, or nobody's.
    line("GET /api/lists/{list}/views/{id}", On::UserList, NO_MODERATORS),
    line("PUT /api/lists/{list}/views/{id}", On::UserList, NO_MODERATORS),
    line("DELETE /api/lists/{list}/views/{id}", On::UserList, NO_MODERATORS),
    line("PUT /api/lists/{list}/default-view", On::UserList, MODERATORS),
    line("POST /api/lists/{list}/bulk/{action}/preview", On::UserList, MODERATORS),
    line("POST /api/lists/{list}/bulk/{action}/commit", On::UserList, MODERATORS),
    // A batch that is somebody else's, or nobody's.
    line("GET /api/batches/{batch}", On::UserList, NOBODYS),
    line("POST /api/batches/{batch}/undo", On::UserList, NOBODYS),
    line("GET /api/exports", On::Nothing, SIGNED_IN),
    line("POST /api/exports", On::Nothing, SIGNED_IN),
    line("GET /api/exports/{id}", On::Export, OWN_EXPORT),
    line("GET /api/exports/{id}/download", On::Export, OWN_EXPORT),
    // Without saying of which project: the right comes first.
    line("GET /api/organizer/export-report", On::Nothing, ORGANIZERS),
    line("GET /api/admin/export-report", On::Nothing, MODERATORS),
    line("GET /api/report-schedules", On::Nothing, REVIEWERS),
    line("POST /api/report-schedules", On::Nothing, REVIEWERS),
    // The organizer's.
    line("PUT /api/report-schedules/{id}", On::Schedule, ON_REPORT),
];

/// The API, what comes after all else.
pub const API_LAST: &[Line] = &[
    line("DELETE /api/exports/{id}", On::Export, OWN_EXPORT),
    line("DELETE /api/report-schedules/{id}", On::Schedule, ON_REPORT),
];

/// The pages.
pub const WEB: &[WebLine] = &[
    web("GET /web/lists/read", "list=users", MODERATORS),
    web("GET /web/lists/read", "list=reports", MODERATORS),
    web("GET /web/lists/read", "list=tasks", MODERATORS),
    web("GET /web/lists/read", "list=participations", MODERATORS),
    web("GET /web/lists/read", "list=volunteers", MODERATORS),
    web("GET /web/lists/read", "list=organizer_participations", ORGANIZERS),
    web("GET /web/lists/read", "list=organizer_volunteers", ORGANIZERS),
    web("GET /web/lists/read", "list=my_participations", VOLUNTEERS),
    web("GET /web/lists/read", "list=my_reports", VOLUNTEERS),
    web("POST /web/lists/views/create", "input[list]=users&input[name]=", MODERATORS),
    web("POST /web/lists/views/update", "input[list]=users&input[id]=0&input[name]=A", NO_MODERATORS),
    web("POST /web/lists/views/delete", "input[list]=users&input[id]=0", NO_MODERATORS),
    web("POST /web/lists/views/default", "input[list]=users", MODERATORS),
    web("POST /web/lists/plan", "input[list]=users&input[action]=block", MODERATORS),
    web("GET /web/batches/find", "id=6ba7b810-9dad-41d1-80b4-00c04fd430c8", NOBODYS),
    web("POST /web/batches/commit", "input[id]=6ba7b810-9dad-41d1-80b4-00c04fd430c8", NOBODYS),
    web("POST /web/batches/undo", "input[id]=6ba7b810-9dad-41d1-80b4-00c04fd430c8", NOBODYS),
    web("GET /web/exports", "", SIGNED_IN),
    web("GET /web/schedules", "", REVIEWERS),
    web(
        "POST /web/schedules/save",
        "input[about]=all&input[period]=weekly&input[format]=pdf&input[locale]=ru",
        REVIEWERS,
    ),
    web("POST /web/schedules/switch", "input[id]=:schedule&input[to]=off", ON_REPORT),
];

/// The pages, what ends things.
pub const WEB_LAST: &[WebLine] = &[
    web("POST /web/exports/delete", "input[id]=:export", OWN_EXPORT),
    web("POST /web/schedules/delete", "input[id]=:schedule", ON_REPORT),
];
