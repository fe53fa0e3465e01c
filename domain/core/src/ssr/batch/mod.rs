//! Bulk actions: a plan that shows what will happen to whom, then exactly that plan record by record,
//! then, where it can be, the way back. Each record is a transaction of its own together with its
//! line of the plan, so a stop at any moment leaves nothing half done and nothing is done twice.

mod action;
mod finish;
mod plan;
mod read;
mod run;

pub use action::{Bulk, BulkAction, Item, Planned, find_action};
pub use plan::{Selection, clean_up, plan_batch};
pub use read::{find_batch, owner_of};
pub use run::{BatchJob, Started, Step, commit_batch, continue_batch, undo_batch};
