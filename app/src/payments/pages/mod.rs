//! Pages, one per file.

mod payment;
mod payments;
mod pledges;
mod sponsor_form;
mod sponsorship;

pub use payment::PaymentPage;
pub use payments::Payments;
pub use pledges::PledgesPage;
pub use sponsor_form::SponsorForm;
pub use sponsorship::SponsorshipPage;
