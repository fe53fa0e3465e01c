//! Parts of pages, one per file.

mod amount_chips;
mod may_give;
mod ways_to_pay;

pub use amount_chips::AmountChips;
pub use may_give::may_give_or_how;
pub use ways_to_pay::WaysToPay;
