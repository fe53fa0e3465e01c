//! Pages, one per file.

mod home;
mod landing;

pub use home::Home;
pub use landing::Landing;
