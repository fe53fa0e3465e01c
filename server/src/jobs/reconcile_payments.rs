//! The job `reconcile_payments`, every hour: payments are compared with what their providers know.

use birqadam_funding::ops::reconcile;

use super::clock::clock_job;

clock_job!(ReconcilePaymentsJob, "reconcile_payments", state => reconcile::reconcile(&state.ctx));
