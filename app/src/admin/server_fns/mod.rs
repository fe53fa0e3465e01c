//! Server functions, one per file: thin translations to the domain's operations.

mod block_account;
mod grant_role;
mod log;
mod mail;
mod roles;
mod save_role;
mod user;
mod users;

pub use block_account::*;
pub use grant_role::*;
pub use log::*;
pub use mail::*;
pub use roles::*;
pub use save_role::*;
pub use user::*;
pub use users::*;
