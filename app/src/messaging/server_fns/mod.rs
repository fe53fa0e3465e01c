//! Server functions: thin translations to the domain's operations.

mod deliveries;
mod inbox;
mod preferences;
mod templates;
mod unsubscribe;

pub use deliveries::*;
pub use inbox::*;
pub use preferences::*;
pub use templates::*;
pub use unsubscribe::*;
