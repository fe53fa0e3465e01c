//! Pages, one per file.

mod achievement;
mod achievements;

pub use achievement::AchievementPage;
pub use achievements::Achievements;
