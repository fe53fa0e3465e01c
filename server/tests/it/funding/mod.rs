//! Money: payments and what follows them, refunds, promises, the sponsor's side, the books.

mod demo;
mod expenses;
pub mod giving;
mod killed;
mod ledger;
mod payment_events;
mod payment_history;
mod pledges;
mod project_money;
mod receipt;
mod provider_health;
mod reconcile;
mod refunds;
mod sponsor_projects;
mod repeated;
mod sponsor_report;
mod sponsorships;
pub mod till;
