//! Pages, one per file.

mod account;
mod home_moderator;
mod project;
mod queue;

pub use account::ReviewAccount;
pub use home_moderator::HomeModerator;
pub use project::ReviewProject;
pub use queue::ReviewQueue;
