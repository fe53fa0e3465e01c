//! Pages, one per file.

mod schedules;

pub use schedules::Schedules;
