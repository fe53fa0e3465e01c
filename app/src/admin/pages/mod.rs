//! Pages, one per file.

mod log;
mod mail;
mod roles;
mod user;
mod users;

pub use log::Log;
pub use mail::MailPage;
pub use roles::Roles;
pub use user::UserPage;
pub use users::Users;
