//! Requests of the SHOP-API and their signature.

use std::collections::BTreeMap;

use birqadam_core::Amount;
use hmac::{Hmac, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;

/// What Click asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Prepare,
    Complete,
}

/// A request whose fields are all there. Texts are kept as they came: the signature is made of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopRequest {
    pub click_trans_id: String,
    pub service_id: String,
    pub merchant_trans_id: String,
    /// Only of Complete.
    pub merchant_prepare_id: String,
    pub amount: String,
    pub action: String,
    /// Below zero: the payment failed on Click's side.
    pub error: i64,
    pub error_note: String,
    pub sign_time: String,
    pub sign_string: String,
}

impl ShopRequest {
    /// Reads a form. `None` when a field is missing or no number where one belongs.
    pub fn read(body: &[u8]) -> Option<ShopRequest> {
        let mut fields: BTreeMap<String, String> = form_urlencoded::parse(body).into_owned().collect();
        if fields.values().any(|value| value.contains('\0') || value.len() > 1000) {
            return None;
        }
        let mut take = |name: &str| fields.remove(name).filter(|value| !value.is_empty());
        let request = ShopRequest {
            click_trans_id: take("click_trans_id")?,
            service_id: take("service_id")?,
            merchant_trans_id: take("merchant_trans_id")?,
            merchant_prepare_id: take("merchant_prepare_id").unwrap_or_default(),
            amount: take("amount")?,
            action: take("action")?,
            error: take("error")?.parse().ok()?,
            error_note: take("error_note").unwrap_or_default(),
            sign_time: take("sign_time")?,
            sign_string: take("sign_string")?,
        };
        let is_number = |text: &str| text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit());
        let complete = request.action() == Some(Action::Complete);
        let sound = is_number(&request.click_trans_id) && (!complete || !request.merchant_prepare_id.is_empty());
        sound.then_some(request)
    }

    pub fn action(&self) -> Option<Action> {
        match self.action.as_str() {
            "0" => Some(Action::Prepare),
            "1" => Some(Action::Complete),
            _ => None,
        }
    }

    /// In minor units. `1000`, `1000.0` and `1000.00` are the same.
    pub fn amount_minor(&self) -> Option<i64> {
        let text = match self.amount.split_once('.') {
            Some((whole, rest)) if rest.len() > 2 && rest[2..].bytes().all(|byte| byte == b'0') => {
                format!("{whole}.{}", &rest[..2])
            }
            _ => self.amount.clone(),
        };
        // Only digits and a point: no spaces, no signs of currencies.
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        Amount::parse(&text).filter(|_| plain).map(|amount| amount.0)
    }

    /// Whether it was signed with the secret. Compares in constant time.
    pub fn is_signed(&self, secret: &str) -> bool {
        let expected = self.signature(secret);
        let given = self.sign_string.to_ascii_lowercase();
        let mac = |text: &str| {
            let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
            mac.update(text.as_bytes());
            Some(mac)
        };
        match (mac(&given), mac(&expected)) {
            (Some(given), Some(expected)) => given.verify(&expected.finalize().into_bytes()).is_ok(),
            _ => false,
        }
    }

    /// `md5(click_trans_id + service_id + SECRET_KEY + merchant_trans_id [+ merchant_prepare_id] +
    /// amount + action + sign_time)`, the prepare id only of Complete.
    fn signature(&self, secret: &str) -> String {
        let prepare = if self.action() == Some(Action::Complete) { self.merchant_prepare_id.as_str() } else { "" };
        let mut md5 = Md5::new();
        for part in [
            self.click_trans_id.as_str(),
            &self.service_id,
            secret,
            &self.merchant_trans_id,
            prepare,
            &self.amount,
            &self.action,
            &self.sign_time,
        ] {
            md5.update(part.as_bytes());
        }
        hex::encode(md5.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PREPARE: &str = "click_trans_id=12345&service_id=777&click_paydoc_id=99&merchant_trans_id=TXN_A\
        &amount=1000.00&action=0&error=0&error_note=Success&sign_time=2026-11-21+18%3A00%3A00&sign_string=052b9cb4056e6b23a5d720cd47c37445";
    const COMPLETE: &str = "click_trans_id=12345&service_id=777&click_paydoc_id=99&merchant_trans_id=TXN_A\
        &merchant_prepare_id=42&amount=1000.00&action=1&error=0&error_note=Success\
        &sign_time=2026-11-21+18%3A05%3A00&sign_string=e21bb35dd6288d7b6ff808ae8c9fd88a";

    fn read(form: &str) -> Option<ShopRequest> {
        ShopRequest::read(form.as_bytes())
    }

    /// The signatures are by md5sum of GNU coreutils.
    #[test]
    fn signatures_are_over_the_strings_as_they_came() {
        for form in [PREPARE, COMPLETE] {
            let request = read(form).expect("a request");
            assert!(request.is_signed("click-secret"), "{form}");
            assert!(!request.is_signed("another"), "{form}");
            let shouted = ShopRequest { sign_string: request.sign_string.to_ascii_uppercase(), ..request.clone() };
            assert!(shouted.is_signed("click-secret"));
            for changed in [
                ShopRequest { amount: "1000.0".into(), ..request.clone() },
                ShopRequest { amount: "2000.00".into(), ..request.clone() },
                ShopRequest { click_trans_id: "12346".into(), ..request.clone() },
                ShopRequest { service_id: "778".into(), ..request.clone() },
                ShopRequest { merchant_trans_id: "TXN_B".into(), ..request.clone() },
                ShopRequest { sign_time: "2026-11-21 18:00:01".into(), ..request.clone() },
                ShopRequest { sign_string: String::new(), ..request.clone() },
            ] {
                assert!(!changed.is_signed("click-secret"), "{changed:?}");
            }
        }
        let complete = read(COMPLETE).expect("a request");
        assert!(!ShopRequest { merchant_prepare_id: "43".into(), ..complete }.is_signed("click-secret"));
    }

    #[test]
    fn what_is_missing_makes_no_request() {
        assert!(read("").is_none() && read("action=0").is_none() && read("{\"action\":0}").is_none());
        for field in [
            "click_trans_id",
            "service_id",
            "merchant_trans_id",
            "amount",
            "action",
            "error",
            "sign_time",
            "sign_string",
        ] {
            let without: Vec<_> = PREPARE.split('&').filter(|pair| !pair.starts_with(&format!("{field}="))).collect();
            assert!(read(&without.join("&")).is_none(), "{field}");
        }
        assert!(read(&COMPLETE.replace("&merchant_prepare_id=42", "")).is_none());
        assert!(read(&PREPARE.replace("error=0", "error=none")).is_none());
        assert!(read(&PREPARE.replace("12345", "12a")).is_none());
        assert!(read(&PREPARE.replace("TXN_A", "%00")).is_none());
    }

    #[test]
    fn amounts() {
        let table = [
            ("1000", Some(100_000)),
            ("1000.0", Some(100_000)),
            ("1000.00", Some(100_000)),
            ("1000.0000", Some(100_000)),
            ("0.01", Some(1)),
            ("1000.001", None),
            ("-1000", None),
            ("1 000", None),
            ("1e3", None),
            ("99999999999999999999", None),
        ];
        let request = read(PREPARE).expect("a request");
        for (amount, expected) in table {
            let request = ShopRequest { amount: amount.into(), ..request.clone() };
            assert_eq!(request.amount_minor(), expected, "{amount}");
        }
    }
}
