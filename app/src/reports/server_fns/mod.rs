//! Server functions, one per file.

mod delete_schedule;
mod my_schedules;
mod save_schedule;
mod switch_schedule;

pub use delete_schedule::*;
pub use my_schedules::*;
pub use save_schedule::*;
pub use switch_schedule::*;
