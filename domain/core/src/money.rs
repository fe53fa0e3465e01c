//! Money: integer minor units with their currency. Never a float.

use serde::{Deserialize, Serialize};

/// An amount in minor units (tiyn for KZT) of an ISO 4217 currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: String,
}

impl Money {
    pub fn kzt(minor: i64) -> Self {
        Money { minor, currency: "KZT".into() }
    }

    /// Whole major units, for showing (`1250000` for 1 250 000 ₸).
    pub fn major(&self) -> i64 {
        self.minor / 100
    }
}
