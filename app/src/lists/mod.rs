//! The lists there are: how each is read, its words, and all of them by name. What shows them is
//! `ui::list`; `docs/lists.md` tells how to declare one.

mod registry;
pub mod server_fns;
mod users;

#[cfg(feature = "ssr")]
pub use registry::{LISTS, find};
pub use registry::{LIST_UIS, find_ui};
pub use users::USERS_UI;
