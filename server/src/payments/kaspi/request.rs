//! Requests: `command=check|pay&txn_id=…&account=…&sum=…&txn_date=YYYYMMDDHHMMSS`.

use std::collections::BTreeMap;

use birqadam_core::Amount;
use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};

/// Kaspi writes the time of Kazakhstan: UTC+5 since March 2024.
const KASPI_UTC_OFFSET_SECONDS: i32 = 5 * 3600;

/// A request that is as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KaspiRequest {
    pub txn_id: String,
    /// Our `transaction_id`.
    pub account: String,
    pub command: Command,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Without a sum while the payer has not typed it.
    Check {
        sum_minor: Option<i64>,
    },
    Pay {
        sum_minor: i64,
        at: DateTime<Utc>,
    },
}

/// What cannot be read, with the `txn_id` where that was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    pub txn_id: String,
    pub field: &'static str,
}

impl KaspiRequest {
    /// Reads a query.
    ///
    /// # Errors
    /// Which field is missing or wrong.
    pub fn read(query: &str) -> Result<KaspiRequest, Unreadable> {
        let fields: BTreeMap<String, String> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let get = |name: &str| fields.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
        let is_id = |text: &&str| text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit());
        let txn_id = get("txn_id").filter(is_id).unwrap_or_default().to_owned();
        let wrong = |field: &'static str| Unreadable { txn_id: txn_id.clone(), field };
        if txn_id.is_empty() {
            return Err(wrong("txn_id"));
        }
        let account = get("account").filter(|account| account.len() <= 200 && !account.contains('\0'));
        let account = account.ok_or_else(|| wrong("account"))?.to_owned();
        let command = match get("command") {
            Some("check") => {
                let sum_minor = match get("sum") {
                    Some(sum) => Some(minor(sum).ok_or_else(|| wrong("sum"))?),
                    None => None,
                };
                Command::Check { sum_minor }
            }
            Some("pay") => Command::Pay {
                sum_minor: get("sum").and_then(minor).ok_or_else(|| wrong("sum"))?,
                at: get("txn_date").and_then(moment).ok_or_else(|| wrong("txn_date"))?,
            },
            _ => return Err(wrong("command")),
        };
        Ok(KaspiRequest { txn_id, account, command })
    }
}

/// `200.00`: digits and a point.
fn minor(sum: &str) -> Option<i64> {
    let plain = sum.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    Amount::parse(sum).filter(|amount| plain && amount.0 > 0).map(|amount| amount.0)
}

fn moment(text: &str) -> Option<DateTime<Utc>> {
    let local = NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").ok().filter(|_| text.len() == 14)?;
    let zone = FixedOffset::east_opt(KASPI_UTC_OFFSET_SECONDS)?;
    Some(local.and_local_timezone(zone).single()?.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documented_requests_are_read() {
        let check = KaspiRequest::read("command=check&txn_id=1234567&account=4957835959&sum=200.00").expect("a check");
        assert_eq!(check.command, Command::Check { sum_minor: Some(20_000) });
        assert_eq!((check.txn_id.as_str(), check.account.as_str()), ("1234567", "4957835959"));
        let bare = KaspiRequest::read("command=check&txn_id=1&account=A").expect("a check without a sum");
        assert_eq!(bare.command, Command::Check { sum_minor: None });
        let pay = "command=pay&txn_id=1234567&txn_date=20110101120005&account=4957835959&sum=200.00";
        let at = "2011-01-01T07:00:05Z".parse().expect("a moment");
        assert_eq!(KaspiRequest::read(pay).expect("a payment").command, Command::Pay { sum_minor: 20_000, at });
    }

    #[test]
    fn what_is_wrong_is_named() {
        let table = [
            ("", "txn_id"),
            ("command=pay&account=A&sum=1", "txn_id"),
            ("command=check&txn_id=12a&account=A", "txn_id"),
            ("command=check&txn_id=123456789012345678901&account=A", "txn_id"),
            ("command=check&txn_id=1", "account"),
            ("command=check&txn_id=1&account=%00", "account"),
            ("command=cancel&txn_id=1&account=A", "command"),
            ("txn_id=1&account=A", "command"),
            ("command=check&txn_id=1&account=A&sum=-5", "sum"),
            ("command=pay&txn_id=1&account=A&txn_date=20110101120005", "sum"),
            ("command=pay&txn_id=1&account=A&sum=0&txn_date=20110101120005", "sum"),
            ("command=pay&txn_id=1&account=A&sum=1e5&txn_date=20110101120005", "sum"),
            ("command=pay&txn_id=1&account=A&sum=1.005&txn_date=20110101120005", "sum"),
            ("command=pay&txn_id=1&account=A&sum=1", "txn_date"),
            ("command=pay&txn_id=1&account=A&sum=1&txn_date=20111301120005", "txn_date"),
            ("command=pay&txn_id=1&account=A&sum=1&txn_date=2011-01-01", "txn_date"),
        ];
        for (query, field) in table {
            assert_eq!(KaspiRequest::read(query).map_err(|wrong| wrong.field), Err(field), "{query}");
        }
    }
}
