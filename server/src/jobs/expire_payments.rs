//! The job `expire_payments`, every minute: payments that nobody paid in time are given up, after the
//! provider was asked once more.

use birqadam_funding::ops::reconcile;

use super::clock::clock_job;

clock_job!(ExpirePaymentsJob, "expire_payments", state => reconcile::expire(&state.ctx));
