//! Server functions, one per file: thin translations to the domain's operations.

mod access;
mod block_account;
mod grant_role;
mod roles;
mod save_role;
mod tags;
mod user;

pub use access::*;
pub use block_account::*;
pub use grant_role::*;
pub use roles::*;
pub use save_role::*;
pub use tags::*;
pub use user::*;
