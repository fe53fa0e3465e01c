//! Server functions: thin translations to the operations.

mod flags;
mod health;
mod home;
mod jobs;
mod settings;
mod storage;

pub use flags::*;
pub use health::*;
pub use home::*;
pub use jobs::*;
pub use settings::*;
pub use storage::*;
