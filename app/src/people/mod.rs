//! People: their pages, who sees what, verification by photo, sign-ins.

pub mod components;
pub mod pages;
pub mod server_fns;
