//! Pages, one per file.

mod person;
mod privacy;
mod review_verification;
mod sign_ins;
mod verification;

pub use person::PersonPage;
pub use privacy::PrivacyPage;
pub use review_verification::ReviewVerification;
pub use sign_ins::SignInsPage;
pub use verification::VerificationPage;
