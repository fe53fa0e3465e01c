//! The job `make_pledge_payments`, every day: the month's gifts of pledges, with their links to pay.

use birqadam_funding::ops::pledges;

use super::clock::clock_job;

clock_job!(MakePledgePaymentsJob, "make_pledge_payments", state => pledges::make_due(&state.ctx));
