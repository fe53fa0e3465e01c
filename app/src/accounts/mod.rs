//! Registration, sign-in, the application, the profile.

pub mod pages;
pub mod server_fns;
