//! The job `check_ledger`, every night: compares balances with postings and tells of differences.

use birqadam_funding::ops::ledger_check;

use super::clock::clock_job;

clock_job!(CheckLedgerJob, "check_ledger", state => ledger_check::check(&state.ctx));
