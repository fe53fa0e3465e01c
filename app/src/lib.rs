//! What people see: pages, components and server functions, in three languages.
//!
//! For the composition root: `state::AppState`, `app::{App, shell}`, the middleware
//! `page_start::load` (around the pages; inside the session's and the actor's), and the words of
//! errors, mails and notices (`errors`, `mail`, `notices`, `labels`, `format`).

#![recursion_limit = "512"]

pub mod app;
pub mod error;
pub mod errors;
#[cfg(feature = "ssr")]
pub mod file_forms;
pub mod format;
pub mod forms;
pub mod labels;
mod lazy;
pub mod notices;
pub mod page_start;
pub mod routes;
pub(crate) mod texts;
pub mod ui;

pub mod accounts;
pub mod admin;
pub mod analytics;
pub mod audit;
pub mod console;
pub mod exports;
pub mod growth;
pub mod home;
pub mod impact;
pub mod lists;
pub mod messaging;
pub mod money;
pub mod organizer;
pub mod passport;
pub mod payments;
pub mod people;
pub mod reports;
pub mod resources;
pub mod review;
pub mod sponsor;
pub mod volunteering;

#[cfg(feature = "ssr")]
pub mod api_words;
#[cfg(feature = "ssr")]
pub mod assets;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod paper;
#[cfg(feature = "ssr")]
pub mod server_ctx;
#[cfg(feature = "ssr")]
pub mod simulator;
#[cfg(feature = "ssr")]
pub mod state;
