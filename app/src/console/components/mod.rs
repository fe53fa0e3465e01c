//! Parts of the console's pages.

mod chips;
mod nav;
mod needs;
mod value;

pub use chips::{health_chip, job_chip, outcome_chip};
pub use nav::{ConsoleNav, opens_console};
pub use needs::{read_troubles, reviews_waiting, show_troubles, troubles};
pub use value::{rule_words, setting_value};
