//! One mechanism for all forms, with and without JavaScript. See `ui/README.md`.

pub mod server_fns;

#[cfg(feature = "ssr")]
pub mod draft_forms;
#[cfg(feature = "ssr")]
mod multipart;
#[cfg(feature = "ssr")]
mod staged;
#[cfg(feature = "ssr")]
mod submit;

#[cfg(feature = "ssr")]
pub use multipart::{Multipart, UploadedFile};
#[cfg(feature = "ssr")]
pub use submit::{back, back_to, forget_draft, keep, read, redirect, refuse, submit};

pub use server_fns::with_draft;
