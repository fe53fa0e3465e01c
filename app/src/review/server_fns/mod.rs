//! Server functions, one per file: thin translations to the domain's operations.

mod account;
mod decide_account;
mod decide_project;
mod home;
mod project;
mod queue;

pub use account::*;
pub use decide_account::*;
pub use decide_project::*;
pub use home::*;
pub use project::*;
pub use queue::*;
