//! Pure rules: who is told when by which channel.

mod backoff;
mod hours;
mod plan;

pub use backoff::{Next, after_failure};
pub use hours::{QuietHours, next_digest, time_zone};
pub use plan::{Person, Plan, plan};
