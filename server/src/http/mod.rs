//! HTTP: the router with everything around it. Handlers live in [`crate::api`] and in `app`.

pub mod assets;
pub mod badge;
pub mod client;
pub mod content_policy;
pub mod current;
pub mod disposition;
pub mod entity_tag;
pub mod error;
pub mod error_page;
pub mod extract;
pub mod file_forms;
pub mod files;
pub mod health;
pub mod identify;
pub mod limits;
pub mod options;
pub mod rate_limit;
pub mod recent_actors;
pub mod router;
pub mod same_origin;
pub mod security_headers;
pub mod session;
mod shared;
pub mod trailing_slash;
pub mod unsubscribe;
pub mod upload;
pub mod visitor_cache;

pub use options::HttpOptions;
pub use router::router;
