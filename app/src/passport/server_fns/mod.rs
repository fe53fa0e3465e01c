//! Server functions, one per file.

mod issue_passport;
mod my_passports;
mod revoke_passport;
mod verify_passport;

pub use issue_passport::*;
pub use my_passports::*;
pub use revoke_passport::*;
pub use verify_passport::*;
