//! Calls of the Merchant API as they come: who calls, which method, which parameters.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, Mac};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::Sha256;

use super::fault::{ACCOUNT_FIELD, Fault};

/// Payme's name for itself.
const LOGIN: &str = "Paycom";

/// Whether `Authorization: Basic base64(Paycom:<key>)` was sent. Compares in constant time.
pub fn is_authorised(header: Option<&str>, key: &str) -> bool {
    let given = header.and_then(|header| {
        let (scheme, credentials) = header.split_once(' ')?;
        let credentials = BASE64_STANDARD.decode(credentials.trim()).ok()?;
        scheme.eq_ignore_ascii_case("basic").then_some(credentials)
    });
    same_secret(&given.unwrap_or_default(), format!("{LOGIN}:{key}").as_bytes())
}

/// Compares MACs by a key nobody knows, so that neither content nor length shows in the time taken.
fn same_secret(given: &[u8], expected: &[u8]) -> bool {
    let key: [u8; 32] = rand::random();
    let mac = |text: &[u8]| {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).ok()?;
        mac.update(text);
        Some(mac)
    };
    match (mac(given), mac(expected)) {
        (Some(given), Some(expected)) => given.verify(&expected.finalize().into_bytes()).is_ok(),
        _ => false,
    }
}

/// A call.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Echoed.
    pub id: Value,
    pub method: Method,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Method {
    CheckPerform { amount: i64, account: Account },
    Create { id: String, time: i64, amount: i64, account: Account },
    Perform { id: String },
    Cancel { id: String, reason: i16 },
    Check { id: String },
    Statement { from: i64, to: i64 },
}

/// Which payment it is about; nothing when the field is missing or no text.
#[derive(Clone, Debug, PartialEq)]
pub struct Account(pub Option<String>);

impl<'de> Deserialize<'de> for Account {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let account = serde_json::Map::<String, Value>::deserialize(deserializer)?;
        Ok(Account(account.get(ACCOUNT_FIELD).and_then(Value::as_str).map(ToOwned::to_owned)))
    }
}

#[derive(Deserialize)]
struct OfAmount {
    amount: i64,
    account: Account,
}

#[derive(Deserialize)]
struct OfCreate {
    id: String,
    time: i64,
    amount: i64,
    account: Account,
}

#[derive(Deserialize)]
struct OfId {
    id: String,
}

#[derive(Deserialize)]
struct OfCancel {
    id: String,
    reason: i16,
}

#[derive(Deserialize)]
struct OfPeriod {
    from: i64,
    to: i64,
}

/// Longer names are none of Payme's (they have 24 characters).
const ID_MAX: usize = 100;

/// Reads a call. The id comes with the fault, so that it can be echoed.
///
/// # Errors
/// [`Fault::Unreadable`], [`Fault::BadRequest`], [`Fault::UnknownMethod`].
pub fn read(body: &[u8]) -> Result<Call, (Value, Fault)> {
    let json: Value = serde_json::from_slice(body).map_err(|_| (Value::Null, Fault::Unreadable))?;
    let id = json.get("id").cloned().unwrap_or_default();
    match read_method(&json) {
        Ok(method) => Ok(Call { id, method }),
        Err(fault) => Err((id, fault)),
    }
}

fn read_method(json: &Value) -> Result<Method, Fault> {
    let name = json.get("method").and_then(Value::as_str).ok_or(Fault::BadRequest)?;
    let params = json.get("params").cloned().unwrap_or_default();
    let method = match name {
        "CheckPerformTransaction" => {
            let OfAmount { amount, account } = parameters(params)?;
            Method::CheckPerform { amount, account }
        }
        "CreateTransaction" => {
            let OfCreate { id, time, amount, account } = parameters(params)?;
            Method::Create { id, time, amount, account }
        }
        "PerformTransaction" => Method::Perform { id: parameters::<OfId>(params)?.id },
        "CancelTransaction" => {
            let OfCancel { id, reason } = parameters(params)?;
            Method::Cancel { id, reason }
        }
        "CheckTransaction" => Method::Check { id: parameters::<OfId>(params)?.id },
        "GetStatement" => {
            let OfPeriod { from, to } = parameters(params)?;
            Method::Statement { from, to }
        }
        other => return Err(Fault::UnknownMethod(other.chars().take(100).collect())),
    };
    let fits = match &method {
        Method::Create { id, time, .. } => is_id(id) && *time > 0,
        Method::Perform { id } | Method::Cancel { id, .. } | Method::Check { id } => is_id(id),
        Method::CheckPerform { .. } | Method::Statement { .. } => true,
    };
    if fits { Ok(method) } else { Err(Fault::BadRequest) }
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= ID_MAX && !id.contains('\0')
}

fn parameters<T: for<'de> Deserialize<'de>>(params: Value) -> Result<T, Fault> {
    // An array would be taken for the fields in their order.
    if !params.is_object() {
        return Err(Fault::BadRequest);
    }
    serde_json::from_value(params).map_err(|_| Fault::BadRequest)
}

/// The whole answer.
pub fn answer(id: &Value, result: Result<Value, Fault>) -> Value {
    match result {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(fault) => json!({ "jsonrpc": "2.0", "id": id, "error": fault.to_json() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_payme_with_the_key_is_let_in() {
        let basic = |text: &str| format!("Basic {}", BASE64_STANDARD.encode(text));
        // As documented: `Basic TG9naW46UGFzcw==` is `Login:Pass`.
        let table = [
            (Some(basic("Paycom:key")), true),
            (Some(basic("Paycom:key").replace("Basic", "basic")), true),
            (Some(basic("Paycom:another")), false),
            (Some(basic("Paycom:")), false),
            (Some(basic("paycom:key")), false),
            (Some(basic("Paycom:key:more")), false),
            (Some("Basic TG9naW46UGFzcw==".into()), false),
            (Some("Basic not base64".into()), false),
            (Some("Bearer key".into()), false),
            (Some(String::new()), false),
            (None, false),
        ];
        for (header, expected) in table {
            assert_eq!(is_authorised(header.as_deref(), "key"), expected, "{header:?}");
        }
    }

    #[test]
    fn documented_calls_are_read() {
        let id = "5305e3bab097f420a62ced0b";
        let order = || Account(Some("TXN_A".into()));
        let table = [
            (
                r#"{"id":1,"method":"CheckPerformTransaction","params":{"amount":500000,"account":{"transaction_id":"TXN_A"}}}"#,
                Method::CheckPerform { amount: 500_000, account: order() },
            ),
            (
                r#"{"id":1,"method":"CreateTransaction","params":{"id":"5305e3bab097f420a62ced0b","time":1399114284039,"amount":500000,"account":{"transaction_id":"TXN_A"}}}"#,
                Method::Create { id: id.into(), time: 1_399_114_284_039, amount: 500_000, account: order() },
            ),
            (
                r#"{"id":1,"method":"PerformTransaction","params":{"id":"5305e3bab097f420a62ced0b"}}"#,
                Method::Perform { id: id.into() },
            ),
            (
                r#"{"id":1,"method":"CancelTransaction","params":{"id":"5305e3bab097f420a62ced0b","reason":1}}"#,
                Method::Cancel { id: id.into(), reason: 1 },
            ),
            (
                r#"{"id":1,"method":"CheckTransaction","params":{"id":"5305e3bab097f420a62ced0b"}}"#,
                Method::Check { id: id.into() },
            ),
            (
                r#"{"id":1,"method":"GetStatement","params":{"from":1399114284039,"to":1399120284000}}"#,
                Method::Statement { from: 1_399_114_284_039, to: 1_399_120_284_000 },
            ),
        ];
        for (body, method) in table {
            assert_eq!(read(body.as_bytes()), Ok(Call { id: json!(1), method }), "{body}");
        }
    }

    #[test]
    fn what_is_no_call_is_told_why() {
        let table = [
            ("", Fault::Unreadable),
            ("{", Fault::Unreadable),
            ("[]", Fault::BadRequest),
            ("{}", Fault::BadRequest),
            (r#"{"method":5}"#, Fault::BadRequest),
            (r#"{"method":"PerformTransaction"}"#, Fault::BadRequest),
            (r#"{"method":"PerformTransaction","params":["5305e3bab097f420a62ced0b"]}"#, Fault::BadRequest),
            (r#"{"method":"PerformTransaction","params":{"id":""}}"#, Fault::BadRequest),
            (r#"{"method":"PerformTransaction","params":{"id":12}}"#, Fault::BadRequest),
            (r#"{"method":"CancelTransaction","params":{"id":"a"}}"#, Fault::BadRequest),
            (r#"{"method":"CheckPerformTransaction","params":{"amount":1.5,"account":{}}}"#, Fault::BadRequest),
            (r#"{"method":"CheckPerformTransaction","params":{"amount":"5","account":{}}}"#, Fault::BadRequest),
            (r#"{"method":"CheckPerformTransaction","params":{"amount":5,"account":"TXN_A"}}"#, Fault::BadRequest),
            (r#"{"method":"ChangePassword","params":{}}"#, Fault::UnknownMethod("ChangePassword".into())),
        ];
        for (body, fault) in table {
            assert_eq!(read(body.as_bytes()).map_err(|(_, fault)| fault), Err(fault), "{body}");
        }
        // An account without our field is a payment we do not know.
        let body =
            r#"{"id":7,"method":"CheckPerformTransaction","params":{"amount":5,"account":{"phone":"903595731"}}}"#;
        let method = Method::CheckPerform { amount: 5, account: Account(None) };
        assert_eq!(read(body.as_bytes()), Ok(Call { id: json!(7), method }));
        assert_eq!(read(br#"{"id":9,"method":"X"}"#).expect_err("unknown").0, json!(9));
    }
}
