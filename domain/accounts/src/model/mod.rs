//! Types shared with the browser and the API, and the pure rules on them.

mod application;
mod audit;
mod credentials;
mod document_type;
mod person;
mod privacy;
mod profile;
mod review;
mod role;
mod role_access;
mod role_plan;
mod sign_ins;
mod tag;
mod user;
mod user_list;
mod verification;

pub use application::*;
pub use audit::*;
pub use credentials::*;
pub use document_type::*;
pub use person::*;
pub use privacy::*;
pub use profile::*;
pub use review::*;
pub use role::*;
pub use role_access::*;
pub use role_plan::*;
pub use sign_ins::*;
pub use tag::*;
pub use user::*;
pub use user_list::*;
pub use verification::*;
