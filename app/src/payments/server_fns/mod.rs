//! Server functions, one file per area.

mod payments;
mod pledges;
mod sponsorships;

pub use payments::*;
pub use pledges::*;
pub use sponsorships::*;
