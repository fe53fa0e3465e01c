//! Pages, one per file.

mod notifications;

pub use notifications::Notifications;
