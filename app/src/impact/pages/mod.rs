//! Pages, one per file.

mod my_impact;
mod organizer_impact;
mod platform_impact;
mod qr;

pub use my_impact::MyImpactPage;
pub use organizer_impact::OrganizerImpact;
pub use platform_impact::PlatformImpact;
pub use qr::QrPage;
