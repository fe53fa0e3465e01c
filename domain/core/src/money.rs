//! Money: integer minor units with their currency. Never a float.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An amount in minor units (tiyn for KZT) of an ISO 4217 currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
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

/// An amount as programs send and read it: minor units inside, major units (`100000`, `99.5`) in
/// JSON, as the documents of the API show them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(value_type = f64, example = 100000))]
pub struct Amount(
    /// Minor units.
    pub i64,
);

impl Amount {
    /// Reads what people and programs write: `100000`, `100 000`, `99,50`, `99.5`. Nothing for what
    /// is no amount, has parts of a tiyn or does not fit.
    pub fn parse(text: &str) -> Option<Amount> {
        let text: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '₸')).collect();
        let (negative, text) = text.strip_prefix('-').map_or((false, text.as_str()), |rest| (true, rest));
        let (major, minor) = text.split_once([',', '.']).unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if major.is_empty() || !digits(major) || !digits(minor) || minor.len() > 2 || text.ends_with([',', '.']) {
            return None;
        }
        let tiyn: i64 = format!("{minor:0<2}").parse().ok()?;
        let sum = major.parse::<i64>().ok()?.checked_mul(100)?.checked_add(tiyn)?;
        Some(Amount(if negative { -sum } else { sum }))
    }
}

/// `100000`, `99.50`: for fields of forms and for CSV.
impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (major, minor) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        if minor == 0 { write!(f, "{sign}{major}") } else { write!(f, "{sign}{major}.{minor:02}") }
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 {
            serializer.serialize_i64(self.0 / 100)
        } else {
            // Exact to the tiyn up to 2^53 minor units, far above what we take.
            serializer.serialize_f64(self.0 as f64 / 100.0)
        }
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Amount;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an amount with at most two decimals")
            }

            fn visit_i64<E: serde::de::Error>(self, major: i64) -> Result<Amount, E> {
                major.checked_mul(100).map(Amount).ok_or_else(|| E::custom("amount out of range"))
            }

            fn visit_u64<E: serde::de::Error>(self, major: u64) -> Result<Amount, E> {
                i64::try_from(major).map_err(E::custom).and_then(|major| self.visit_i64(major))
            }

            fn visit_f64<E: serde::de::Error>(self, major: f64) -> Result<Amount, E> {
                // The shortest text that reads back as this number is what was written.
                self.visit_str(&format!("{major}"))
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Amount, E> {
                Amount::parse(text).ok_or_else(|| E::custom("not an amount with at most two decimals"))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let table = [
            ("100000", Some(10_000_000)),
            ("100 000", Some(10_000_000)),
            ("100\u{a0}000 ₸", Some(10_000_000)),
            ("99,5", Some(9_950)),
            ("99.05", Some(9_905)),
            ("0.01", Some(1)),
            ("-3", Some(-300)),
            ("", None),
            (",5", None),
            ("5,", None),
            ("1.234", None),
            ("1e5", None),
            ("١٢", None),
            ("99999999999999999999", None),
        ];
        for (text, minor) in table {
            assert_eq!(Amount::parse(text).map(|amount| amount.0), minor, "{text}");
        }
    }

    #[test]
    fn json_holds_major_units() {
        assert_eq!(serde_json::to_string(&Amount(10_000_000)).expect("JSON"), "100000");
        assert_eq!(serde_json::to_string(&Amount(9_950)).expect("JSON"), "99.5");
        for bad in ["1.234", "1e300", "\"x\"", "null", "99999999999999999999"] {
            assert!(serde_json::from_str::<Amount>(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn amounts_survive_json_and_text(minor in -1_000_000_000_000_i64..1_000_000_000_000) {
            let json = serde_json::to_string(&Amount(minor)).expect("JSON");
            prop_assert_eq!(serde_json::from_str::<Amount>(&json).expect("read back"), Amount(minor));
            prop_assert_eq!(Amount::parse(&Amount(minor).to_string()), Some(Amount(minor)));
        }
    }
}
