//! How a payment provider answers, and what it last told us.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A provider that is set up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ProviderHealth {
    /// `stripe`, `payme`, `click`, `kaspi`, `simulator`.
    pub provider: String,
    /// When it last did what we asked.
    pub answered_at: Option<DateTime<Utc>>,
    /// When it last did not, and why.
    pub failed_at: Option<DateTime<Utc>>,
    pub failure: Option<String>,
    /// When its last accepted call came.
    pub told_at: Option<DateTime<Utc>>,
    /// When a call was last refused, and why.
    pub refused_at: Option<DateTime<Utc>>,
    pub refusal: Option<String>,
}

impl ProviderHealth {
    /// Whether the last that we asked was done; nothing before anything was asked.
    pub fn answers(&self) -> Option<bool> {
        match (self.answered_at, self.failed_at) {
            (None, None) => None,
            (answered, failed) => Some(answered >= failed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_answer_counts() {
        let at = |minute: i64| DateTime::from_timestamp(minute * 60, 0);
        let table = [
            (None, None, None),
            (at(1), None, Some(true)),
            (None, at(1), Some(false)),
            (at(1), at(2), Some(false)),
            (at(3), at(2), Some(true)),
        ];
        for (answered_at, failed_at, expected) in table {
            let health = ProviderHealth { answered_at, failed_at, ..ProviderHealth::default() };
            assert_eq!(health.answers(), expected, "{answered_at:?} {failed_at:?}");
        }
    }
}
