//! Pages, one per file.

mod account;
mod appeal;
mod home_moderator;
mod project;
mod queue;
mod report;
mod templates;

pub use account::ReviewAccount;
pub use appeal::ReviewAppeal;
pub use home_moderator::HomeModerator;
pub use project::ReviewProject;
pub use queue::ReviewQueue;
pub use report::ReviewReport;
pub use templates::ReviewTemplates;
