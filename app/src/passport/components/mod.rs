//! Parts of the passport's pages.

mod hours;
mod projects;
mod revoke;

pub use hours::HowHours;
pub use projects::ProjectsTable;
pub use revoke::Revoke;
