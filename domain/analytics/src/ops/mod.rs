//! Operations: asking for figures, and keeping them right.

mod ask;
mod catalogue;
mod narrowed;
mod plan;
mod read;
mod refresh;
mod sections;
mod statistics;
mod tally;

pub use ask::{ask, ask_many};
pub use narrowed::narrowed_to;
pub use refresh::{rebuild, refresh};
pub use sections::{cities, cohorts, funnel, load_forecast};
pub use statistics::{open_statistics, organizer_analytics, platform_statistics, volunteer_statistics};
