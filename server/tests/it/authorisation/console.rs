//! The console: settings, jobs, files, the log and the history of records.

use super::rights::{ADMINS, H, L, N, Y};
use super::table::{Line, On, WebLine, line, web};

/// The API.
pub const API: &[Line] = &[
    // What a moderator is not shown has no history for them either.
    line("GET /api/history/{kind}/{id}", On::Draft, [L, N, N, Y, H, N, N, H, Y, L]),
    line("GET /api/admin/log", On::Nothing, ADMINS),
    // The organizer of the project, who moderates projects, who reads the log.
    line("GET /api/history/{kind}/{id}", On::Project, [L, N, N, Y, H, N, N, Y, Y, L]),
    line("GET /api/admin/settings", On::Nothing, ADMINS),
    line("PUT /api/admin/settings", On::Nothing, ADMINS),
    line("GET /api/admin/flags", On::Nothing, ADMINS),
    line("PUT /api/admin/flags", On::Nothing, ADMINS),
    line("GET /api/admin/job-schedules", On::Nothing, ADMINS),
    line("GET /api/admin/jobs/{id}", On::Job, ADMINS),
    line("POST /api/admin/jobs/{id}/retry", On::Job, ADMINS),
    line("DELETE /api/admin/jobs/{id}", On::Job, ADMINS),
    line("GET /api/admin/health", On::Nothing, ADMINS),
    line("POST /api/admin/health", On::Nothing, ADMINS),
    line("GET /api/admin/storage", On::Nothing, ADMINS),
    line("POST /api/admin/storage", On::Nothing, ADMINS),
    line("POST /api/admin/storage/delete-orphans", On::Nothing, ADMINS),
];

/// The pages.
pub const WEB: &[WebLine] = &[
    web("GET /web/history", "kind=project&id=:project", [L, N, N, Y, H, N, N, Y, Y, L]),
    web("GET /web/console/home", "", ADMINS),
    web("GET /web/console/settings", "", ADMINS),
    web("GET /web/console/setting", "name=platform_name", ADMINS),
    web("POST /web/console/settings/save", "input[name]=sign_in_attempts&input[value]=11", ADMINS),
    web("POST /web/console/settings/restore", "input[name]=sign_in_attempts&input[change]=:setting_change", ADMINS),
    web("GET /web/console/flags", "", ADMINS),
    web("GET /web/console/flag", "name=saved_views", ADMINS),
    web("POST /web/console/flags/save", "input[name]=saved_views&input[state]=on", ADMINS),
    web("GET /web/console/job-counts", "", ADMINS),
    web("GET /web/console/job-schedules", "", ADMINS),
    web("GET /web/console/job", "id=:job", ADMINS),
    web("POST /web/console/jobs/retry", "input[id]=:job", ADMINS),
    web("POST /web/console/jobs/cancel", "input[id]=:job", ADMINS),
    web("POST /web/console/jobs/run-now", "input[task]=clean_up", ADMINS),
    web("GET /web/console/health", "", ADMINS),
    web("POST /web/console/health/check", "", ADMINS),
    web("GET /web/console/storage", "", ADMINS),
    web("POST /web/console/storage/look", "", ADMINS),
    web("POST /web/console/storage/delete", "input[expected]=1", ADMINS),
];
