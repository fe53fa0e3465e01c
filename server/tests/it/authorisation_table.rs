//! Who may do what: every operation of the API and of the pages' server functions, by role.
//! The tests walk the OpenAPI document and the registered server functions and fail on one that
//! is not here. A new route needs a line; that is the point.

/// What a role gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gets {
    /// Past every check of rights: a success, or at worst an objection to the input (422) or to
    /// the record's state (409).
    Yes,
    /// 401: nobody is signed in, or the account is blocked.
    SignIn,
    /// 403: signed in and not allowed.
    No,
    /// 404: not theirs to know of.
    Hidden,
}

/// The roles of the table, in the order of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Anonymous,
    /// Holds the place on the task and wrote the report, owns the document.
    Volunteer,
    /// Another volunteer.
    Stranger,
    /// Owns the project.
    Organizer,
    /// An approved organizer with nothing in common with the project.
    OtherOrganizer,
    PendingOrganizer,
    Sponsor,
    Moderator,
    Admin,
    Blocked,
}

use Who::*;

pub const COLUMNS: [Who; 10] =
    [Anonymous, Volunteer, Stranger, Organizer, OtherOrganizer, PendingOrganizer, Sponsor, Moderator, Admin, Blocked];

/// What stands for `{id}` and its like in the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    Nothing,
    /// The list of users.
    UserList,
    /// The organizer's published project.
    Project,
    /// A draft of the organizer's.
    Draft,
    /// A project that waits for a moderator.
    PendingProject,
    Task,
    /// The volunteer's report on the organizer's project.
    Report,
    /// The volunteer's account.
    Volunteer,
    /// The organizer's account.
    Organizer,
    /// An account that waits for a moderator.
    Applicant,
    /// An account nobody needs.
    Victim,
    /// The volunteer's document.
    Document,
    /// An entry of the volunteer's inbox.
    Notification,
    /// A mail that was given up.
    Delivery,
    /// The first achievement.
    Achievement,
    /// A job that waits for next year.
    Job,
    /// The role `partner`.
    Role,
    /// A ready reason.
    Template,
    /// The account nobody needs and the role `partner`.
    VictimAndRole,
    /// A finished export of the administrator.
    Export,
    /// The name of the permission `users.view`.
    Permission,
    /// A tag on people.
    Tag,
    /// The account nobody needs and the tag.
    VictimAndTag,
    /// A tag that nobody needs.
    SpareTag,
    /// The volunteer's photo for verification.
    Verification,
}

/// A line of the table.
pub struct Line {
    /// Method and path as in the OpenAPI document.
    pub operation: &'static str,
    pub on: On,
    pub gets: [Gets; 10],
}

const Y: Gets = Gets::Yes;
const L: Gets = Gets::SignIn;
const N: Gets = Gets::No;
const H: Gets = Gets::Hidden;

/// Rights that most lines share.
#[rustfmt::skip]
mod rights {
    use super::*;
    //                                     anon vol  stra org  othe pend spon mode admi bloc
    /// Anyone; a blocked account's token is worth nothing.
    pub const PUBLIC: [Gets; 10] =        [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   L];
    /// Anyone, whatever token they send.
    pub const OPEN: [Gets; 10] =          [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y];
    /// Anyone with an account, also one that waits.
    pub const SIGNED_IN: [Gets; 10] =     [L,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   L];
    /// Anyone whose account is approved.
    pub const APPROVED: [Gets; 10] =      [L,   Y,   Y,   Y,   Y,   N,   Y,   Y,   Y,   L];
    pub const VOLUNTEERS: [Gets; 10] =    [L,   Y,   Y,   N,   N,   N,   N,   N,   N,   L];
    /// Volunteers; the record is one volunteer's.
    pub const OWN_VOLUNTEER: [Gets; 10] = [L,   Y,   H,   N,   N,   N,   N,   N,   N,   L];
    pub const ORGANIZERS: [Gets; 10] =    [L,   N,   N,   Y,   Y,   N,   N,   N,   N,   L];
    /// Organizers; the record is one organizer's.
    pub const OWN_ORGANIZER: [Gets; 10] = [L,   N,   N,   Y,   H,   N,   N,   N,   N,   L];
    /// Who decides on anything: organizers on reports, moderators on the rest.
    pub const REVIEWERS: [Gets; 10] =     [L,   N,   N,   Y,   Y,   N,   N,   Y,   Y,   L];
    /// Reviewers; the report is one organizer's and new.
    pub const ON_REPORT: [Gets; 10] =     [L,   N,   N,   Y,   H,   N,   N,   H,   H,   L];
    /// One's own, whatever one is; nothing to others.
    pub const OWN_ITEM: [Gets; 10] =      [L,   Y,   H,   H,   H,   H,   H,   H,   H,   L];
    pub const MODERATORS: [Gets; 10] =    [L,   N,   N,   N,   N,   N,   N,   Y,   Y,   L];
    /// Moderators see the list, and this record of it is not theirs.
    pub const NO_MODERATORS: [Gets; 10] = [L,   N,   N,   N,   N,   N,   N,   H,   H,   L];
    /// Nobody's of these.
    pub const NOBODYS: [Gets; 10] =       [L,   H,   H,   H,   H,   H,   H,   H,   H,   L];
    pub const ADMINS: [Gets; 10] =        [L,   N,   N,   N,   N,   N,   N,   N,   Y,   L];
    /// Anyone has exports; this one is the administrator's.
    pub const OWN_EXPORT: [Gets; 10] =    [L,   H,   H,   H,   H,   H,   H,   H,   Y,   L];
}
use rights::*;

const fn line(operation: &'static str, on: On, gets: [Gets; 10]) -> Line {
    Line { operation, on, gets }
}

/// The API. Lines that change what others look at come last.
pub const API: &[Line] = &[
    line("GET /api/volunteer/projects", On::Nothing, PUBLIC),
    line("GET /api/volunteer/projects/{id}", On::Project, PUBLIC),
    // Before publication: only its organizer and moderators.
    line("GET /api/volunteer/projects/{id}", On::PendingProject, [H, H, H, Y, H, H, H, Y, Y, L]),
    line("GET /api/volunteer/projects/{id}/tasks", On::Project, PUBLIC),
    line("GET /api/organizers/{id}", On::Organizer, PUBLIC),
    line("GET /api/me", On::Nothing, SIGNED_IN),
    line("PATCH /api/me", On::Nothing, APPROVED),
    // For an approved account there is nothing to ask again: 409.
    line("POST /api/me/resubmit", On::Nothing, SIGNED_IN),
    line("POST /api/me/resend-confirmation", On::Nothing, SIGNED_IN),
    line("GET /api/me/documents", On::Nothing, SIGNED_IN),
    line("POST /api/me/documents", On::Nothing, SIGNED_IN),
    line("GET /api/profile", On::Nothing, SIGNED_IN),
    line("PUT /api/profile", On::Nothing, APPROVED),
    line("PUT /api/profile/privacy", On::Nothing, APPROVED),
    line("POST /api/profile/photo", On::Nothing, APPROVED),
    line("DELETE /api/profile/photo", On::Nothing, APPROVED),
    // Who never sent a photo has none.
    line("GET /api/profile/verification", On::Nothing, [L, Y, H, H, H, H, H, H, H, L]),
    line("POST /api/profile/verification", On::Nothing, APPROVED),
    line("GET /api/profile/sessions", On::Nothing, SIGNED_IN),
    line("DELETE /api/profile/sessions", On::Nothing, SIGNED_IN),
    // A sign-in that is nobody's.
    line("DELETE /api/profile/sessions/{id}", On::Victim, [L, H, H, H, H, H, H, H, H, L]),
    line("GET /api/people/{id}", On::Organizer, PUBLIC),
    // A volunteer's page is for members, unless the owner says otherwise.
    line("GET /api/people/{id}", On::Volunteer, [H, Y, Y, Y, Y, H, Y, Y, Y, L]),
    line("GET /api/admin/verifications", On::Nothing, MODERATORS),
    line("GET /api/admin/verifications/{id}", On::Verification, MODERATORS),
    line("POST /api/admin/verifications/{id}/confirm", On::Verification, MODERATORS),
    line("POST /api/admin/verifications/{id}/send-back", On::Verification, MODERATORS),
    line("POST /api/admin/verifications/{id}/reject", On::Verification, MODERATORS),
    // The form of the organizer's project.
    line("PUT /api/drafts/{form}/{subject}", On::Project, OWN_ORGANIZER),
    line("GET /api/drafts/{form}/{subject}", On::Project, OWN_ORGANIZER),
    line("DELETE /api/drafts/{form}/{subject}", On::Project, SIGNED_IN),
    line("POST /api/uploads", On::Nothing, SIGNED_IN),
    line("GET /api/notifications", On::Nothing, APPROVED),
    line("POST /api/notifications/read", On::Nothing, APPROVED),
    line("POST /api/notifications/read-all", On::Nothing, APPROVED),
    line("POST /api/notifications/{id}/read", On::Notification, [L, Y, H, H, H, N, H, H, H, L]),
    line("GET /api/notification-preferences", On::Nothing, APPROVED),
    line("PUT /api/notification-preferences", On::Nothing, APPROVED),
    line("GET /api/volunteer/my-tasks", On::Nothing, VOLUNTEERS),
    line("GET /api/volunteer/photo-reports", On::Nothing, VOLUNTEERS),
    line("GET /api/volunteer/points", On::Nothing, APPROVED),
    line("GET /api/volunteer/achievements", On::Nothing, APPROVED),
    line("GET /api/volunteer/history", On::Nothing, APPROVED),
    line("GET /api/volunteer/photo-reports/{id}", On::Report, OWN_VOLUNTEER),
    line("POST /api/volunteer/photo-reports", On::Nothing, VOLUNTEERS),
    line("POST /api/volunteer/photo-reports/{id}/resubmit", On::Report, OWN_VOLUNTEER),
    line("POST /api/volunteer/join-task/{id}", On::Task, VOLUNTEERS),
    line("GET /api/organizer/projects", On::Nothing, ORGANIZERS),
    line("POST /api/organizer/projects", On::Nothing, ORGANIZERS),
    line("GET /api/organizer/projects/{id}", On::Project, OWN_ORGANIZER),
    // What a moderator is not shown has no history for them either.
    line("GET /api/history/{kind}/{id}", On::Draft, [L, N, N, Y, H, N, N, H, Y, L]),
    line("PUT /api/organizer/projects/{id}", On::Project, OWN_ORGANIZER),
    line("PUT /api/organizer/projects/{id}/cover", On::Project, OWN_ORGANIZER),
    line("GET /api/organizer/participants/{project}", On::Project, OWN_ORGANIZER),
    line("GET /api/organizer/participant-details/{user}", On::Volunteer, OWN_ORGANIZER),
    line("GET /api/organizer/photo-reports", On::Nothing, ORGANIZERS),
    line("GET /api/organizer/photo-reports/{id}", On::Report, OWN_ORGANIZER),
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
    line("POST /api/organizer/projects/{id}/submit", On::Draft, OWN_ORGANIZER),
    line("GET /api/admin/pending-users", On::Nothing, MODERATORS),
    line("GET /api/admin/user-details/{id}", On::Applicant, MODERATORS),
    line("POST /api/admin/reject-user/{id}", On::Applicant, MODERATORS),
    line("POST /api/admin/approve-user/{id}", On::Applicant, MODERATORS),
    line("POST /api/admin/block-user/{id}", On::Victim, MODERATORS),
    line("POST /api/admin/unblock-user/{id}", On::Victim, MODERATORS),
    line("GET /api/admin/users", On::Nothing, MODERATORS),
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
    line("GET /api/admin/pending-projects", On::Nothing, MODERATORS),
    line("GET /api/admin/projects/{id}", On::PendingProject, MODERATORS),
    line("POST /api/admin/return-project/{id}", On::PendingProject, MODERATORS),
    line("POST /api/admin/reject-project/{id}", On::PendingProject, MODERATORS),
    line("POST /api/admin/approve-project/{id}", On::PendingProject, MODERATORS),
    line("GET /api/admin/achievements", On::Nothing, ADMINS),
    // Without words: 422.
    line("PUT /api/admin/achievements/{id}", On::Achievement, ADMINS),
    line("GET /api/admin/roles", On::Nothing, ADMINS),
    line("POST /api/admin/roles", On::Nothing, ADMINS),
    line("PUT /api/admin/roles/{id}", On::Role, ADMINS),
    line("POST /api/admin/roles/{id}/preview", On::Role, ADMINS),
    // A role that comes with the platform stays: 409.
    line("GET /api/admin/roles/{id}/removal", On::Role, ADMINS),
    line("DELETE /api/admin/roles/{id}", On::Role, ADMINS),
    line("GET /api/admin/permissions", On::Nothing, ADMINS),
    line("GET /api/admin/permissions/{name}", On::Permission, ADMINS),
    line("GET /api/admin/users/{id}/access", On::Victim, ADMINS),
    line("GET /api/admin/tags", On::Nothing, MODERATORS),
    line("POST /api/admin/tags", On::Nothing, MODERATORS),
    line("PUT /api/admin/tags/{id}", On::Tag, MODERATORS),
    line("GET /api/admin/users/{id}/tags", On::Victim, MODERATORS),
    line("PUT /api/admin/users/{id}/tags/{tag}", On::VictimAndTag, MODERATORS),
    line("DELETE /api/admin/users/{id}/tags/{tag}", On::VictimAndTag, MODERATORS),
    line("POST /api/admin/users/{id}/roles/{role}", On::VictimAndRole, ADMINS),
    line("DELETE /api/admin/users/{id}/roles/{role}", On::VictimAndRole, ADMINS),
    line("GET /api/admin/log", On::Nothing, ADMINS),
    // The organizer of the project, who moderates projects, who reads the log.
    line("GET /api/history/{kind}/{id}", On::Project, [L, N, N, Y, H, N, N, Y, Y, L]),
    line("GET /api/exports", On::Nothing, SIGNED_IN),
    line("POST /api/exports", On::Nothing, SIGNED_IN),
    line("GET /api/exports/{id}", On::Export, OWN_EXPORT),
    line("GET /api/exports/{id}/download", On::Export, OWN_EXPORT),
    line("GET /api/admin/deliveries", On::Nothing, ADMINS),
    line("GET /api/admin/deliveries/{id}", On::Delivery, ADMINS),
    line("POST /api/admin/deliveries/{id}/retry", On::Delivery, ADMINS),
    line("POST /api/admin/deliveries/retry-failed", On::Nothing, ADMINS),
    line("GET /api/admin/settings", On::Nothing, ADMINS),
    line("PUT /api/admin/settings", On::Nothing, ADMINS),
    line("GET /api/admin/flags", On::Nothing, ADMINS),
    line("PUT /api/admin/flags", On::Nothing, ADMINS),
    line("GET /api/admin/jobs", On::Nothing, ADMINS),
    line("GET /api/admin/job-runs", On::Nothing, ADMINS),
    line("GET /api/admin/job-schedules", On::Nothing, ADMINS),
    line("POST /api/admin/jobs/retry-failed", On::Nothing, ADMINS),
    line("GET /api/admin/jobs/{id}", On::Job, ADMINS),
    line("POST /api/admin/jobs/{id}/retry", On::Job, ADMINS),
    line("DELETE /api/admin/jobs/{id}", On::Job, ADMINS),
    line("GET /api/admin/health", On::Nothing, ADMINS),
    line("POST /api/admin/health", On::Nothing, ADMINS),
    line("GET /api/admin/storage", On::Nothing, ADMINS),
    line("POST /api/admin/storage", On::Nothing, ADMINS),
    line("GET /api/admin/storage/findings", On::Nothing, ADMINS),
    line("POST /api/admin/storage/delete-orphans", On::Nothing, ADMINS),
    line("POST /api/register", On::Nothing, OPEN),
    line("POST /api/login", On::Nothing, OPEN),
    // A token that was never given is 401 for everyone.
    line("POST /api/token/refresh", On::Nothing, [L; 10]),
    line("POST /api/logout", On::Nothing, OPEN),
    line("POST /api/password/forgot", On::Nothing, OPEN),
    line("POST /api/password/reset", On::Nothing, [L; 10]),
    line("POST /api/email/confirm", On::Nothing, [L; 10]),
    line("DELETE /api/me/documents/{id}", On::Document, [L, Y, H, H, H, H, H, H, H, L]),
    line("DELETE /api/admin/tags/{id}", On::SpareTag, [L, N, N, N, N, N, N, Y, H, L]),
    line("DELETE /api/exports/{id}", On::Export, OWN_EXPORT),
    line("DELETE /api/volunteer/leave-task/{id}", On::Task, VOLUNTEERS),
    line("POST /api/organizer/projects/{id}/complete", On::Project, OWN_ORGANIZER),
    line("POST /api/organizer/projects/{id}/archive", On::Project, OWN_ORGANIZER),
];

/// A server function of the pages, called by a browser's session. A blocked person's browser
/// is a visitor's.
pub struct WebLine {
    /// Method and path as registered.
    pub operation: &'static str,
    /// Its arguments; `:name` stands for the id of a record of [`crate::support::cast::Cast`],
    /// `@charter` for a document.
    pub arguments: &'static str,
    /// Whether it takes a form with files.
    pub form: bool,
    pub gets: [Gets; 10],
}

/// Rights by session: the last column is the first.
#[rustfmt::skip]
mod web {
    use super::*;
    //                                     anon vol  stra org  othe pend spon mode admi bloc
    pub const OPEN: [Gets; 10] =          [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y];
}

const fn web(operation: &'static str, arguments: &'static str, gets: [Gets; 10]) -> WebLine {
    WebLine { operation, arguments, form: false, gets }
}

const fn web_form(operation: &'static str, arguments: &'static str, gets: [Gets; 10]) -> WebLine {
    WebLine { operation, arguments, form: true, gets }
}

/// The pages. Lines that change what others look at come last.
pub const WEB: &[WebLine] = &[
    web("GET /web/start", "", web::OPEN),
    web("GET /web/projects", "filter[city]=Almaty", web::OPEN),
    web("GET /web/project", "id=:project", web::OPEN),
    web("GET /web/organizer", "id=:organizer", web::OPEN),
    web("POST /web/locale", "locale=en", web::OPEN),
    web("POST /web/theme", "theme=dark", web::OPEN),
    web_form("POST /web/register", "email=", web::OPEN),
    web("POST /web/sign-in", "input[email]=&input[password]=&input[next]=", web::OPEN),
    web("POST /web/sign-out", "", web::OPEN),
    web("POST /web/password/forgot", "input[email]=", web::OPEN),
    // A token that was never given is 401 for everyone.
    web("POST /web/password/reset", "input[token]=x&input[password]=verblasst-Kamin-72-tulpe", [L; 10]),
    web("POST /web/email/confirm", "input[token]=x", [L; 10]),
    // One's own account.
    web("GET /web/application", "", SIGNED_IN),
    web("POST /web/application/resubmit", "input[name]=", SIGNED_IN),
    web_form("POST /web/documents/add", "documents=@charter", SIGNED_IN),
    web("POST /web/email/resend", "", SIGNED_IN),
    web("GET /web/drafts/find", "form=project&subject=:project", OWN_ORGANIZER),
    web("POST /web/drafts/save", "input[form]=project&input[subject]=:project&input[fields]=%7B%7D", OWN_ORGANIZER),
    web_form("POST /web/drafts/keep", "draft_form=project&draft_subject=:project", OWN_ORGANIZER),
    web("POST /web/drafts/discard", "input[form]=project&input[subject]=:project", SIGNED_IN),
    web_form("POST /web/uploads", "file=@charter", SIGNED_IN),
    web("POST /web/uploads/discard", "token=x", SIGNED_IN),
    web("GET /web/profile", "", SIGNED_IN),
    web("POST /web/profile/update", "input[name]=", APPROVED),
    web("GET /web/profile/mine", "", SIGNED_IN),
    web("POST /web/profile/privacy", "input[privacy][photo]=members", APPROVED),
    web_form("POST /web/profile/photo", "a=b", APPROVED),
    web("POST /web/profile/photo/remove", "", APPROVED),
    web_form("POST /web/profile/verification", "a=b", APPROVED),
    web("GET /web/profile/sessions", "", SIGNED_IN),
    // A sign-in that is nobody's.
    web("POST /web/profile/sessions/end", "input[id]=x", [L, H, H, H, H, H, H, H, H, L]),
    web("POST /web/profile/sessions/end-others", "", SIGNED_IN),
    web("GET /web/person", "id=:organizer", web::OPEN),
    web("GET /web/review/verification", "id=:verification", MODERATORS),
    // It waits: 409.
    web("POST /web/review/verifications/send-back", "input[id]=:verification&input[reason]=Blurred", MODERATORS),
    web("GET /web/notifications", "", SIGNED_IN),
    web("POST /web/notifications/read", "", SIGNED_IN),
    web("POST /web/notifications/read-one", "input[id]=:notification", [L, Y, H, H, H, H, H, H, H, L]),
    web("GET /web/notification-preferences", "", SIGNED_IN),
    web("POST /web/notification-preferences/save", "input[time_zone]=", SIGNED_IN),
    web("POST /web/notification-preferences/test", "", SIGNED_IN),
    // A link we did not make.
    web("GET /web/unsubscribe", "token=x", [H; 10]),
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
    web_form("POST /web/organizer/projects/save", "title=", ORGANIZERS),
    web("POST /web/organizer/projects/submit", "input[id]=:draft", OWN_ORGANIZER),
    // Moderators.
    web("GET /web/review/home", "", REVIEWERS),
    web("GET /web/review/queue", "", REVIEWERS),
    web("GET /web/review/report", "id=:report", [L, N, N, Y, H, N, N, Y, Y, L]),
    web("GET /web/review/appeal", "id=:report", [L, N, N, H, H, N, N, H, H, L]),
    web("POST /web/review/claims/keep", "input[kind]=report&input[id]=:report", ON_REPORT),
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
    web("GET /web/lists/read", "list=users", MODERATORS),
    web("POST /web/lists/views/create", "input[list]=users&input[name]=", MODERATORS),
    web("POST /web/lists/views/update", "input[list]=users&input[id]=0&input[name]=A", NO_MODERATORS),
    web("POST /web/lists/views/delete", "input[list]=users&input[id]=0", NO_MODERATORS),
    web("POST /web/lists/views/default", "input[list]=users", MODERATORS),
    web("POST /web/lists/plan", "input[list]=users&input[action]=block", MODERATORS),
    web("GET /web/batches/find", "id=6ba7b810-9dad-41d1-80b4-00c04fd430c8", NOBODYS),
    web("POST /web/batches/commit", "input[id]=6ba7b810-9dad-41d1-80b4-00c04fd430c8", NOBODYS),
    web("POST /web/batches/undo", "input[id]=6ba7b810-9dad-41d1-80b4-00c04fd430c8", NOBODYS),
    web("GET /web/admin/user", "id=:victim", MODERATORS),
    web("POST /web/admin/users/block", "input[id]=:victim&input[reason]=Spam", MODERATORS),
    web("POST /web/admin/users/unblock", "input[id]=:victim", MODERATORS),
    // Administrators.
    web("GET /web/admin/achievements", "", ADMINS),
    web("GET /web/admin/achievement", "id=:achievement", ADMINS),
    web(
        "POST /web/admin/achievements/update",
        "input[id]=:achievement&input[title][ru]=A&input[description][ru]=B",
        ADMINS,
    ),
    web("GET /web/admin/roles", "", ADMINS),
    web("GET /web/admin/role", "id=:role", ADMINS),
    // A role that comes with the platform stays: 409.
    web("GET /web/admin/role/removal", "id=:role", ADMINS),
    web("POST /web/admin/roles/delete", "input[id]=:role", ADMINS),
    web("GET /web/admin/permissions", "", ADMINS),
    web("GET /web/admin/permission", "name=users.view", ADMINS),
    web("GET /web/admin/user/access", "id=:victim", ADMINS),
    web("GET /web/admin/tags", "", MODERATORS),
    web("POST /web/admin/tags/save", "input[id]=:tag&input[name]=Experienced", MODERATORS),
    web("POST /web/admin/users/add-tag", "input[id]=:victim&input[tag]=:tag", MODERATORS),
    web("POST /web/admin/users/remove-tag", "input[id]=:victim&input[tag]=:tag", MODERATORS),
    web("POST /web/admin/roles/save", "input[id]=:role&input[label_ru]=A&input[label_kk]=A&input[label_en]=A", ADMINS),
    web("POST /web/admin/users/grant-role", "input[id]=:victim&input[role]=:role", ADMINS),
    web("POST /web/admin/users/revoke-role", "input[id]=:victim&input[role]=:role", ADMINS),
    web("GET /web/history", "kind=project&id=:project", [L, N, N, Y, H, N, N, Y, Y, L]),
    web("GET /web/exports", "", SIGNED_IN),
    web("GET /web/admin/delivery", "id=:delivery", ADMINS),
    web("POST /web/admin/deliveries/retry", "input[id]=:delivery", ADMINS),
    web("GET /web/admin/templates", "", ADMINS),
    web("GET /web/admin/template", "kind=test&channel=email&locale=ru", ADMINS),
    web(
        "POST /web/admin/templates/save",
        "input[kind]=test&input[channel]=email&input[locale]=ru&input[body]=",
        ADMINS,
    ),
    web("POST /web/admin/templates/preview", "input[kind]=test&input[channel]=email&input[locale]=ru", ADMINS),
    web(
        "POST /web/admin/templates/reset",
        "input[kind]=test&input[channel]=email&input[locale]=ru",
        [L, N, N, N, N, N, N, N, H, L],
    ),
    web("GET /web/console/home", "", ADMINS),
    web("GET /web/console/settings", "", ADMINS),
    web("GET /web/console/setting", "name=platform_name", ADMINS),
    web("POST /web/console/settings/save", "input[name]=sign_in_attempts&input[value]=11", ADMINS),
    web("POST /web/console/settings/restore", "input[name]=sign_in_attempts&input[change]=:setting_change", ADMINS),
    web("GET /web/console/flags", "", ADMINS),
    web("GET /web/console/flag", "name=saved_views", ADMINS),
    web("POST /web/console/flags/save", "input[name]=saved_views&input[state]=on", ADMINS),
    web("GET /web/console/jobs", "", ADMINS),
    web("GET /web/console/job-runs", "", ADMINS),
    web("GET /web/console/job-schedules", "", ADMINS),
    web("GET /web/console/job", "id=:job", ADMINS),
    web("POST /web/console/jobs/retry", "input[id]=:job", ADMINS),
    web("POST /web/console/jobs/cancel", "input[id]=:job", ADMINS),
    web("POST /web/console/jobs/retry-failed", "input[task]=clean_up", ADMINS),
    web("POST /web/console/jobs/run-now", "input[task]=clean_up", ADMINS),
    web("GET /web/console/health", "", ADMINS),
    web("POST /web/console/health/check", "", ADMINS),
    web("GET /web/console/storage", "", ADMINS),
    web("GET /web/console/storage/findings", "problem=orphan", ADMINS),
    web("POST /web/console/storage/look", "", ADMINS),
    web("POST /web/console/storage/delete", "input[expected]=1", ADMINS),
    // What ends things.
    web("POST /web/documents/delete", "input[id]=:document", [L, Y, H, H, H, H, H, H, H, L]),
    web("POST /web/admin/tags/delete", "input[id]=:spare_tag", [L, N, N, N, N, N, N, Y, H, L]),
    web("POST /web/exports/delete", "input[id]=:export", OWN_EXPORT),
    web("POST /web/tasks/leave", "input[task_id]=:task", VOLUNTEERS),
    web("POST /web/organizer/projects/complete", "input[id]=:project", OWN_ORGANIZER),
    web("POST /web/organizer/projects/archive", "input[id]=:project", OWN_ORGANIZER),
];
