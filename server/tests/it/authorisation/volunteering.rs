//! Volunteering: projects, tasks, reports.

use super::rights::{APPROVED, H, L, OPEN, ORGANIZERS, OWN_ORGANIZER, OWN_VOLUNTEER, PUBLIC, VOLUNTEERS, Y};
use super::table::{Line, On, WebLine, line, web, web_form};

/// The API.
pub const API: &[Line] = &[
    line("GET /api/volunteer/projects", On::Nothing, PUBLIC),
    line("GET /api/volunteer/projects/{id}", On::Project, PUBLIC),
    // Before publication: only its organizer and moderators.
    line("GET /api/volunteer/projects/{id}", On::PendingProject, [H, H, H, Y, H, H, H, Y, Y, L]),
    line("GET /api/volunteer/projects/{id}/tasks", On::Project, PUBLIC),
    line("GET /api/volunteer/my-tasks", On::Nothing, VOLUNTEERS),
    line("GET /api/volunteer/photo-reports", On::Nothing, VOLUNTEERS),
    line("GET /api/volunteer/history", On::Nothing, APPROVED),
    line("GET /api/volunteer/photo-reports/{id}", On::Report, OWN_VOLUNTEER),
    line("POST /api/volunteer/photo-reports", On::Nothing, VOLUNTEERS),
    line("POST /api/volunteer/photo-reports/{id}/resubmit", On::Report, OWN_VOLUNTEER),
    line("POST /api/volunteer/join-task/{id}", On::Task, VOLUNTEERS),
    line("GET /api/organizer/projects", On::Nothing, ORGANIZERS),
    line("POST /api/organizer/projects", On::Nothing, ORGANIZERS),
    line("GET /api/organizer/projects/{id}", On::Project, OWN_ORGANIZER),
    line("PUT /api/organizer/projects/{id}", On::Project, OWN_ORGANIZER),
    line("PUT /api/organizer/projects/{id}/cover", On::Project, OWN_ORGANIZER),
    line("GET /api/organizer/participants/{project}", On::Project, OWN_ORGANIZER),
    line("GET /api/organizer/participant-details/{user}", On::Volunteer, OWN_ORGANIZER),
    line("GET /api/organizer/photo-reports", On::Nothing, ORGANIZERS),
    line("GET /api/organizer/photo-reports/{id}", On::Report, OWN_ORGANIZER),
    line("GET /api/qr/{project}", On::Project, OWN_ORGANIZER),
    line("POST /api/qr/{project}/renew", On::Project, OWN_ORGANIZER),
    line("GET /api/organizer/impact", On::Nothing, ORGANIZERS),
    line("PUT /api/organizer/impact", On::Nothing, ORGANIZERS),
    // Nobody shows it unless they say so.
    line("GET /api/impact", On::Nothing, [H, H, H, H, H, H, H, H, H, L]),
    line("GET /api/organizers/{id}/impact", On::Organizer, [H, H, H, H, H, H, H, H, H, L]),
];

/// The API, what comes after all else.
pub const API_LAST: &[Line] = &[
    line("POST /api/organizer/projects/{id}/submit", On::Draft, OWN_ORGANIZER),
    line("DELETE /api/volunteer/leave-task/{id}", On::Task, VOLUNTEERS),
    line("POST /api/organizer/projects/{id}/complete", On::Project, OWN_ORGANIZER),
    line("POST /api/organizer/projects/{id}/archive", On::Project, OWN_ORGANIZER),
];

/// The pages.
pub const WEB: &[WebLine] = &[
    web("GET /web/start", "", OPEN),
    web("GET /web/projects", "filter[city]=Almaty", OPEN),
    web("GET /web/project", "id=:project", OPEN),
    web("GET /web/qr", "code=x", OPEN),
    // Nobody shows it unless they say so.
    web("GET /web/impact", "organizer=:organizer", [H; 10]),
    // Volunteers.
    web("GET /web/volunteer/home", "", VOLUNTEERS),
    web("GET /web/tasks/mine", "", VOLUNTEERS),
    web("GET /web/tasks/find", "id=:task", OWN_VOLUNTEER),
    web("GET /web/reports/mine", "", VOLUNTEERS),
    web("GET /web/reports/find", "id=:report", OWN_VOLUNTEER),
    web_form("POST /web/reports/submit", "task_id=:task", VOLUNTEERS),
    web_form("POST /web/reports/resubmit", "report_id=:report", OWN_VOLUNTEER),
    web("POST /web/tasks/join", "input[task_id]=:task", VOLUNTEERS),
    // Organizers.
    web("GET /web/organizer/home", "", ORGANIZERS),
    web("GET /web/organizer/project", "id=:project", OWN_ORGANIZER),
    web("GET /web/organizer/participant", "user=:volunteer", OWN_ORGANIZER),
    web("GET /web/organizer/task", "id=:task", OWN_ORGANIZER),
    web_form("POST /web/organizer/projects/save", "title=", ORGANIZERS),
    web("GET /web/impact/mine", "", ORGANIZERS),
    web("POST /web/impact/share", "input[shown]=false", ORGANIZERS),
    web("POST /web/qr/renew", "input[id]=:project", OWN_ORGANIZER),
    web("POST /web/organizer/projects/submit", "input[id]=:draft", OWN_ORGANIZER),
];

/// The pages, what ends things.
pub const WEB_LAST: &[WebLine] = &[
    web("POST /web/tasks/leave", "input[task_id]=:task", VOLUNTEERS),
    web("POST /web/organizer/projects/complete", "input[id]=:project", OWN_ORGANIZER),
    web("POST /web/organizer/projects/archive", "input[id]=:project", OWN_ORGANIZER),
];
