//! Server functions, one per file: thin translations to the domain's operations.

mod application;
mod documents;
mod email;
mod password;
mod preferences;
mod profile;
mod register;
mod sign_in;
mod sign_out;

pub use application::*;
pub use documents::*;
pub use email::*;
pub use password::*;
pub use preferences::*;
pub use profile::*;
pub use register::*;
pub use sign_in::*;
pub use sign_out::*;
