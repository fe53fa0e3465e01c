//! Parts of the console's pages.

mod chips;
mod nav;
mod value;

pub use chips::{health_chip, job_chip, outcome_chip};
pub use nav::{ConsoleNav, opens_console};
pub use value::{rule_words, setting_value};
