//! Operations: permission, rules, SQL, audit and jobs in one transaction each.

pub mod budget;
pub mod expense_decision;
mod expense_posting;
pub mod expense_receipts;
mod expense_records;
pub mod expense_reviewable;
pub mod expense_trace;
pub mod expenses;
pub mod impact_figures;
pub mod ledger;
pub mod ledger_check;
mod own_project;
pub mod payment_events;
pub mod project_money;
pub mod provider_calls;
pub mod provider_transactions;
pub mod refund_events;
pub mod sponsor_files;
pub mod sponsor_home;
pub mod sponsor_list;
pub mod sponsor_projects;
pub mod sponsor_report;
