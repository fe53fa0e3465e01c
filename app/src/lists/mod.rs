//! The lists there are: how each is read, its words, and all of them by name. What shows them is
//! `ui::list`; `docs/lists.md` tells how to declare one.

mod action_words;
mod console;
mod deliveries;
#[cfg(feature = "ssr")]
mod open;
pub mod pages;
mod payments;
mod registry;
mod resources;
mod screen;
pub mod server_fns;
mod sponsor_expenses;
mod sponsorships;
mod users;
mod volunteering;
mod work;

pub use action_words::{action_field, action_label, batch_title};
pub use console::{JOB_RUNS_UI, JOBS_UI, STORAGE_FINDINGS_UI};
pub use deliveries::DELIVERIES_UI;
#[cfg(feature = "ssr")]
pub use open::{Asked, Opened, open};
pub use payments::PAYMENTS_UI;
pub use registry::{LIST_UIS, find_ui};
#[cfg(feature = "ssr")]
pub use registry::{LISTS, find};
pub use resources::PARTNER_RESOURCES_UI;
pub use screen::{ActionOffer, FieldOffer, ListScreen};
pub use sponsor_expenses::SPONSOR_EXPENSES_UI;
pub use sponsorships::SPONSORSHIPS_UI;
pub use users::USERS_UI;
pub use volunteering::*;
pub use work::*;
