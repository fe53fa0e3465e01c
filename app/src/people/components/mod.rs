//! Parts of people's pages, also used elsewhere.

mod face;
mod level;
mod own_photo;

pub use face::{Face, VerifiedMark, verification_chip};
pub use level::LevelView;
pub use own_photo::OwnPhoto;
