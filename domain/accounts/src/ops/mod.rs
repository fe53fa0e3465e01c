//! What can be done with accounts. Each operation names its permission, opens its transaction,
//! does all that belongs together and commits.

pub mod access;
pub mod actor_changed;
pub mod admin;
pub mod applications;
pub mod audit_list;
pub mod audit_log;
mod blocking;
mod details;
pub mod document_retention;
pub mod documents;
pub mod email_tokens;
mod file_link;
mod grants;
pub mod identity;
mod last_admin;
mod limits;
pub mod password;
pub mod people;
pub mod profile;
pub mod profile_photo;
pub mod register;
pub mod review;
pub mod reviewable;
mod role_plan;
pub mod roles;
mod secret;
pub mod sessions;
pub mod sign_in;
pub mod sign_ins;
pub mod tags;
pub mod tokens;
pub mod users;
pub mod users_bulk;
pub mod verification;
pub mod verification_review;
pub mod verification_reviewable;
