//! Pages, one per file.

mod home_sponsor;
mod projects;
mod report;
mod spent;
mod sponsorships;

pub use home_sponsor::HomeSponsor;
pub use projects::SponsorProjects;
pub use report::SponsorReportPage;
pub use spent::SponsorExpenses;
pub use sponsorships::Sponsorships;
