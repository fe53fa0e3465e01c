//! What only the server needs: the context of an operation, the action log, jobs, notices,
//! points, returns and the ports to the outside.

pub mod audit;
pub mod batch;
pub mod constraints;
pub mod ctx;
pub mod db_error;
pub mod drafts;
pub mod export;
pub mod files;
pub mod flags;
pub mod idempotency;
pub mod jobs;
pub mod list;
pub mod live;
pub mod mail;
pub mod notify;
pub mod payment_provider;
pub mod photo;
pub mod points;
pub mod rate_limit;
pub mod replica;
pub mod returns;
pub mod review;
pub mod settings;
pub mod uploads;

pub use ctx::{Clock, Config, Ctx, SystemClock};
pub use db_error::DbResultExt;
pub use live::Live;
pub use replica::Replica;
