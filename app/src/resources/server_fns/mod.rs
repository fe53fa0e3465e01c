//! Server functions, one per file.

mod answer_request;
mod change_status;
mod decide_request;
mod find_resource;
mod own_resource;
mod partner_home;
mod remove_photo;
mod request_resource;
mod requests;
mod save_resource;
mod search_resources;

pub use answer_request::*;
pub use change_status::*;
pub use decide_request::*;
pub use find_resource::*;
pub use own_resource::*;
pub use partner_home::*;
pub use remove_photo::*;
pub use request_resource::*;
pub use requests::*;
pub use save_resource::*;
pub use search_resources::*;
