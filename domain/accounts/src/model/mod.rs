//! Types shared with the browser and the API, and the pure rules on them.

mod application;
mod audit;
mod credentials;
mod document_type;
mod profile;
mod review;
mod role;
mod role_access;
mod role_plan;
mod tag;
mod user;
mod user_list;

pub use application::*;
pub use audit::*;
pub use credentials::*;
pub use document_type::*;
pub use profile::*;
pub use review::*;
pub use role::*;
pub use role_access::*;
pub use role_plan::*;
pub use tag::*;
pub use user::*;
pub use user_list::*;
