//! Server functions, one per file.

mod my_impact;
mod open_qr;
mod public_impact;
mod renew_qr;
mod share_impact;

pub use my_impact::*;
pub use open_qr::*;
pub use public_impact::*;
pub use renew_qr::*;
pub use share_impact::*;
