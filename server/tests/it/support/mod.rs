//! The harness: a database per test, an S3 server per test, clients by role.

pub mod accounts;
pub mod app;
pub mod cast;
pub mod client;
pub mod clock;
pub mod database;
pub mod deliveries;
pub mod foreign_s3;
pub mod form;
pub mod people;
pub mod photos;
pub mod smtp;
pub mod smtp_tls;
pub mod world;

pub use app::TestApp;
pub use client::{Client, Reply};
pub use form::Form;
