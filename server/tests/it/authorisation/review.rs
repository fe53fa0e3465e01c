//! The review: the queue, decisions, appeals.

use super::rights::{H, L, MODERATORS, N, ON_REPORT, OWN_ITEM, OWN_ORGANIZER, REVIEWERS, SIGNED_IN, Y};
use super::table::{Line, On, WebLine, line, web};

/// The API.
pub const API: &[Line] = &[
    line("GET /api/review/queue", On::Nothing, REVIEWERS),
    line("GET /api/review/items/{kind}/{id}", On::Report, ON_REPORT),
    line("GET /api/review/items/{kind}/{id}", On::PendingProject, [L, N, N, H, H, N, N, Y, Y, L]),
    line("POST /api/review/claims/{kind}/{id}", On::Report, ON_REPORT),
    line("DELETE /api/review/claims/{kind}/{id}", On::Report, ON_REPORT),
    line("POST /api/review/decisions/{kind}/{id}", On::Report, ON_REPORT),
    line("POST /api/review/take", On::Nothing, REVIEWERS),
    // Somebody else's decision.
    line("POST /api/review/undo/{id}", On::Project, [L, H, H, H, H, N, H, H, H, L]),
    line("GET /api/review/templates", On::Nothing, MODERATORS),
    line("POST /api/review/templates", On::Nothing, MODERATORS),
    line("PUT /api/review/templates/{id}", On::Template, MODERATORS),
    // The moderator comes first, then it is gone.
    line("DELETE /api/review/templates/{id}", On::Template, [L, N, N, N, N, N, N, Y, H, L]),
    // Without saying what about.
    line("POST /api/appeals", On::Nothing, [L, H, H, H, H, H, H, H, H, L]),
    line("GET /api/appeals/{kind}/{id}", On::Report, OWN_ITEM),
    line("POST /api/organizer/photo-reports/{id}/return", On::Report, OWN_ORGANIZER),
    line("POST /api/organizer/photo-reports/{id}/reject", On::Report, OWN_ORGANIZER),
    line("POST /api/organizer/photo-reports/{id}/approve", On::Report, OWN_ORGANIZER),
    line("GET /api/admin/pending-users", On::Nothing, MODERATORS),
    line("GET /api/admin/user-details/{id}", On::Applicant, MODERATORS),
    line("POST /api/admin/reject-user/{id}", On::Applicant, MODERATORS),
    line("POST /api/admin/approve-user/{id}", On::Applicant, MODERATORS),
    line("GET /api/admin/pending-projects", On::Nothing, MODERATORS),
    line("GET /api/admin/projects/{id}", On::PendingProject, MODERATORS),
    line("POST /api/admin/return-project/{id}", On::PendingProject, MODERATORS),
    line("POST /api/admin/reject-project/{id}", On::PendingProject, MODERATORS),
    line("POST /api/admin/approve-project/{id}", On::PendingProject, MODERATORS),
];

/// The pages.
pub const WEB: &[WebLine] = &[
    web("GET /web/review/verification", "id=:verification", MODERATORS),
    // It waits: 409.
    web("POST /web/review/verifications/send-back", "input[id]=:verification&input[reason]=Blurred", MODERATORS),
    // Moderators.
    web("GET /web/review/home", "", REVIEWERS),
    web("GET /web/review/queue", "", REVIEWERS),
    web("GET /web/review/report", "id=:report", [L, N, N, Y, H, N, N, Y, Y, L]),
    web("GET /web/review/appeal", "id=:report", [L, N, N, H, H, N, N, H, H, L]),
    web("POST /web/review/claims/keep", "input[kind]=report&input[id]=:report", ON_REPORT),
    web("POST /web/review/claims/start", "input[kind]=report&input[id]=:report", ON_REPORT),
    web("POST /web/review/claims/take-over", "input[kind]=report&input[id]=:report", ON_REPORT),
    web("POST /web/review/claims/leave", "input[kind]=report&input[id]=:report", SIGNED_IN),
    web(
        "POST /web/review/decide",
        "input[kind]=report&input[id]=:report&input[version]=1&input[decision]=approve&input[rating]=5",
        ON_REPORT,
    ),
    web("POST /web/review/take", "input[count]=1", REVIEWERS),
    // Nobody's decision.
    web("POST /web/review/undo", "input[id]=999999", [L, H, H, H, H, H, H, H, H, L]),
    web("GET /web/review/templates", "", MODERATORS),
    web("POST /web/review/templates/save", "input[target]=account.reject&input[ru]=No", MODERATORS),
    // The moderator comes first, then it is gone.
    web("POST /web/review/templates/delete", "input[id]=:template", [L, N, N, N, N, N, N, Y, H, L]),
    web("GET /web/appeals/find", "kind=report&id=:report", OWN_ITEM),
    web("POST /web/appeals/create", "input[kind]=report&input[id]=:report", OWN_ITEM),
    web("GET /web/review/account", "id=:applicant", MODERATORS),
    web("GET /web/review/project", "id=:pending", MODERATORS),
];
