//! Reading and writing a project's money from its pages.

mod account;
mod approve_ahead;
mod budget;
mod expense;
mod gifts;
mod impact;
mod ledger;
mod resubmit;
mod review;
mod submit;
mod take_back;

pub use account::*;
pub use approve_ahead::*;
pub use budget::*;
pub use expense::*;
pub use gifts::*;
pub use impact::*;
pub use ledger::*;
pub use resubmit::*;
pub use review::*;
pub use submit::*;
pub use take_back::*;
