//! Operations: permission, rules, SQL, audit and jobs in one transaction each.

pub mod ledger;
