//! Pages of a project's money and of the ledger.

mod account;
mod all_expenses;
mod budget;
mod expense;
mod expenses;
mod impact;
mod ledger;
mod ledger_entry;
mod new_expense;
mod review_expense;

pub use account::ProjectMoneyPage;
pub use all_expenses::AllExpensesPage;
pub use budget::BudgetPage;
pub use expense::ExpensePage;
pub use expenses::ExpensesPage;
pub use impact::ImpactFiguresPage;
pub use ledger::LedgerPage;
pub use ledger_entry::LedgerEntryPage;
pub use new_expense::NewExpense;
pub use review_expense::ReviewExpensePage;
