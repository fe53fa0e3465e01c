//! Pages, one per file.

mod my_passports;
mod verify_passport;

pub use my_passports::MyPassportsPage;
pub use verify_passport::VerifyPassportPage;
