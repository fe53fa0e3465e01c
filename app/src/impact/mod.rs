//! What volunteers did, for everyone to see; the organizer's choice to show it; the badge for other
//! sites; QR codes of projects.

#[cfg(feature = "ssr")]
pub mod badge;
pub mod components;
pub mod pages;
pub mod server_fns;
#[cfg(feature = "ssr")]
pub mod sheet;
