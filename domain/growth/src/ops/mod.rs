//! What can be done with points and achievements.

pub mod achievements;
pub mod catalogue;
pub mod points;
pub mod shown;
