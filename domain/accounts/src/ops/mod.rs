//! What can be done with accounts. Each operation names its permission, opens its transaction,
//! does all that belongs together and commits.

pub mod applications;
pub mod audit_log;
pub mod documents;
pub mod email_tokens;
pub mod identity;
pub mod password;
pub mod profile;
pub mod register;
pub mod review;
pub mod roles;
pub mod sign_in;
pub mod tokens;
pub mod users;
