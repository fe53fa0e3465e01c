//! Accounts: signing up and in, profiles, roles, tags.

use super::rights::{ADMINS, APPROVED, H, L, MODERATORS, N, OPEN, PUBLIC, SIGNED_IN, Y};
use super::table::{Line, On, WebLine, line, web, web_form};

/// The API.
pub const API: &[Line] = &[
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
    line("POST /api/admin/block-user/{id}", On::Victim, MODERATORS),
    line("POST /api/admin/unblock-user/{id}", On::Victim, MODERATORS),
    line("GET /api/admin/users", On::Nothing, MODERATORS),
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
];

/// The API, what comes after all else.
pub const API_LAST: &[Line] = &[
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
];

/// The pages.
pub const WEB: &[WebLine] = &[
    web("GET /web/organizer", "id=:organizer", OPEN),
    web("POST /web/locale", "locale=en", OPEN),
    web("POST /web/theme", "theme=dark", OPEN),
    web_form("POST /web/register", "email=", OPEN),
    web("POST /web/sign-in", "input[email]=&input[password]=&input[next]=", OPEN),
    web("POST /web/sign-out", "", OPEN),
    web("POST /web/password/forgot", "input[email]=", OPEN),
    // A token that was never given is 401 for everyone.
    web("POST /web/password/reset", "input[token]=x&input[password]=verblasst-Kamin-72-tulpe", [L; 10]),
    web("POST /web/email/confirm", "input[token]=x", [L; 10]),
    // One's own account.
    web("GET /web/application", "", SIGNED_IN),
    web("POST /web/application/resubmit", "input[name]=", SIGNED_IN),
    web_form("POST /web/documents/add", "documents=@charter", SIGNED_IN),
    web("POST /web/email/resend", "", SIGNED_IN),
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
    web("GET /web/person", "id=:organizer", OPEN),
    web("GET /web/admin/user", "id=:victim", MODERATORS),
    web("POST /web/admin/users/block", "input[id]=:victim&input[reason]=Spam", MODERATORS),
    web("POST /web/admin/users/unblock", "input[id]=:victim", MODERATORS),
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
];

/// The pages, what ends things.
pub const WEB_LAST: &[WebLine] = &[
    web("POST /web/documents/delete", "input[id]=:document", [L, Y, H, H, H, H, H, H, H, L]),
    web("POST /web/admin/tags/delete", "input[id]=:spare_tag", [L, N, N, N, N, N, N, Y, H, L]),
];
