//! Operations: permission, rules, SQL, audit and jobs in one transaction each.

pub mod expense_trace;
pub mod impact_figures;
pub mod ledger;
pub mod payment_events;
pub mod project_money;
pub mod refund_events;
