//! Types, validation and pure rules; they compile for the browser too.

mod draw;
mod status;

pub use draw::draw;
pub use status::*;
