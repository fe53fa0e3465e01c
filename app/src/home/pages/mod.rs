//! Pages, one per file.

mod home;
mod home_supporter;
mod landing;

pub use home::Home;
pub use landing::Landing;
