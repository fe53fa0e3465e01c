//! Decisions: held for some seconds, in which they can be taken back, then applied by a job with
//! all their effects in one transaction (docs/adr/0008).

mod decide;
mod hold;
mod store;

pub(super) use decide::overturn;
pub use decide::{Outcome, decide, decide_now};
pub use hold::{ApplyDecision, Reviewer, apply, find_reviewer, pick_up_forgotten, undo};
pub use store::held_ids;
pub(super) use store::{held_by, held_on};
