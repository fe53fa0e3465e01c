//! Many changes made as one: an import, a bulk action. Every entry that the action log gets
//! meanwhile carries the batch's id, so that it can be found, and undone, as a whole.

use serde::{Deserialize, Serialize};

/// Names a batch; a UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BatchId(u128);

impl BatchId {
    /// A new one (UUID version 4, RFC 9562 §5.4).
    #[cfg(feature = "ssr")]
    pub fn random() -> Self {
        let bits: u128 = rand::random();
        BatchId(bits & !(0xf << 76) & !(0x3 << 62) | 0x4 << 76 | 0x2 << 62)
    }
}

impl std::fmt::Display for BatchId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hex = format!("{:032x}", self.0);
        write!(f, "{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }
}

/// The text is no UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a batch")]
pub struct NotABatch;

impl std::str::FromStr for BatchId {
    type Err = NotABatch;

    fn from_str(text: &str) -> Result<Self, NotABatch> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let right = parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12])
            && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if !right {
            return Err(NotABatch);
        }
        u128::from_str_radix(&parts.concat(), 16).map(BatchId).map_err(|_| NotABatch)
    }
}

impl TryFrom<String> for BatchId {
    type Error = NotABatch;

    fn try_from(text: String) -> Result<Self, NotABatch> {
        text.parse()
    }
}

impl From<BatchId> for String {
    fn from(batch: BatchId) -> String {
        batch.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_batch_survives_the_round_trip(bits in any::<u128>()) {
            prop_assert_eq!(BatchId(bits).to_string().parse(), Ok(BatchId(bits)));
        }

        #[test]
        fn what_is_typed_by_hand_is_an_error_not_a_panic(text in ".*") {
            let _ = text.parse::<BatchId>();
        }
    }

    #[test]
    fn only_the_usual_form_is_read() {
        let table = [
            ("6ba7b810-9dad-41d1-80b4-00c04fd430c8", true),
            (" 6BA7B810-9DAD-41D1-80B4-00C04FD430C8 ", true),
            ("6ba7b8109dad41d180b400c04fd430c8", false),
            ("6ba7b810-9dad-41d1-80b4-00c04fd430c", false),
            ("+ba7b810-9dad-41d1-80b4-00c04fd430c8", false),
            ("ыba7b81-9dad-41d1-80b4-00c04fd430c8", false),
            ("", false),
        ];
        for (text, good) in table {
            assert_eq!(text.parse::<BatchId>().is_ok(), good, "{text}");
        }
    }
}
