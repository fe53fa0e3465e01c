//! Server functions, one per file: thin translations to the domain's operations.

mod person;
mod photo;
mod privacy;
mod review_verification;
mod sign_ins;
mod verification;

pub use person::*;
pub use photo::*;
pub use privacy::*;
pub use review_verification::*;
pub use sign_ins::*;
pub use verification::*;
