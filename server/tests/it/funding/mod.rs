//! Money: payments and what follows them, refunds, promises, the sponsor's side, the books.

mod demo;
pub mod desk;
mod expense_input;
mod expenses;
pub mod giving;
mod killed;
mod ledger;
mod money_charts;
mod payment_events;
mod payment_history;
mod pledges;
mod project_money;
mod provider_health;
mod receipt;
mod reconcile;
mod refunds;
mod repeated;
mod sponsor_projects;
mod sponsor_report;
mod sponsorships;
pub mod till;
