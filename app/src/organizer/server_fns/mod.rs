//! The organizer's side of the web: thin translations to the operations.

mod change_project;
mod home;
mod participants;
mod projects;
mod save_project;
mod task;

pub use change_project::*;
pub use home::*;
pub use participants::*;
pub use projects::*;
pub use save_project::*;
pub use task::*;
