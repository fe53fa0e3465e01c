//! What several of these pages show.

mod follow;
mod impact_figures;
mod progress;
mod sponsor_card;

pub use follow::Follow;
pub use impact_figures::ImpactFigures;
pub use progress::Raised;
pub use sponsor_card::SponsorCard;
