//! What several of these pages show.

mod expense_facts;
mod expense_fields;
mod gifts;
mod public_money;
mod spent_bars;
mod tabs;
mod take_back;

pub use expense_facts::{ExpenseFacts, ReceiptView};
pub use expense_fields::ExpenseFields;
pub use gifts::Gifts;
pub use public_money::PublicMoneySection;
pub use spent_bars::{SpentBar, SpentBars};
pub use tabs::MoneyTabs;
pub use take_back::TakeBack;
