//! Words of the report for a period.

use super::open;

open!(
    period_report: kind, city, direction, as_of, nothing, joins, month, registered, sign_prepared, sign_approved,
);
