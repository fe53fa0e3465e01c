//! The composition root of BirQadam: configuration, command line, HTTP, the JSON API, jobs and
//! the adapters to the outside. A library, so that the tests drive the same code that ships.

pub mod adapters;
pub mod api;
pub mod app_role;
pub mod channels;
pub mod cli;
pub mod config;
pub mod console;
pub mod demo;
pub mod embedded;
pub mod exports;
pub mod first_start;
pub mod foundation;
pub mod http;
pub mod jobs;
pub mod live;
pub mod logging;
pub mod payments;
mod qr_image;
pub mod reports;
pub mod serve;
pub mod worker;
