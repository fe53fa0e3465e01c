//! Money of several projects together.

use birqadam_core::Amount;
use serde::{Deserialize, Serialize};

/// What came and did not go back, what of it was spent, what is there. `raised` = `spent` + `available`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct RaisedMoney {
    pub raised: Amount,
    pub spent: Amount,
    pub available: Amount,
    /// Projects that got something.
    pub projects: i64,
    pub currency: String,
}
