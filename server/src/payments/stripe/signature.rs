//! `Stripe-Signature: t=<seconds>,v1=<hex>,…`: HMAC-SHA256 of `<t>.<body>` by the endpoint's secret.
//! Several `v1` stand there while a secret is being replaced; other schemes are ignored. Source:
//! docs.stripe.com/webhooks, "Verify webhook signatures manually".

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// How far the signed time may be from ours, in seconds.
pub const TOLERANCE_SECONDS: i64 = 300;

/// Why a signature is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("no signature")]
    Missing,
    #[error("a signature that cannot be read")]
    Malformed,
    #[error("a wrong signature")]
    Mismatch,
    #[error("a signature too old or too new")]
    Time,
}

/// Whether the body was signed with the secret, and lately. Compares in constant time.
///
/// # Errors
/// Why not.
pub fn verify(header: Option<&str>, body: &[u8], secret: &[u8], now: i64) -> Result<(), Wrong> {
    let header = header.ok_or(Wrong::Missing)?;
    let mut time = None;
    let mut signatures = Vec::new();
    for part in header.split(',') {
        match part.trim().split_once('=') {
            Some(("t", value)) if time.is_none() => time = Some(value),
            Some(("v1", value)) => signatures.push(value),
            Some(_) => {}
            None => return Err(Wrong::Malformed),
        }
    }
    let time = time.ok_or(Wrong::Malformed)?;
    let seconds: i64 = time.parse().map_err(|_| Wrong::Malformed)?;
    if signatures.is_empty() {
        return Err(Wrong::Malformed);
    }
    // All of them, so that their number is all that time tells.
    let matching = signatures.into_iter().filter(|signature| matches(time, body, secret, signature)).count();
    if matching == 0 {
        return Err(Wrong::Mismatch);
    }
    if now.abs_diff(seconds) > TOLERANCE_SECONDS.unsigned_abs() { Err(Wrong::Time) } else { Ok(()) }
}

fn matches(time: &str, body: &[u8], secret: &[u8], signature: &str) -> bool {
    let Ok(given) = hex::decode(signature) else { return false };
    mac(time, body, secret).is_some_and(|mac| mac.verify_slice(&given).is_ok())
}

/// The header for a body: for who speaks as Stripe does.
pub fn sign(body: &[u8], secret: &[u8], now: i64) -> String {
    let signature = mac(&now.to_string(), body, secret).map(|mac| hex::encode(mac.finalize().into_bytes()));
    format!("t={now},v1={}", signature.unwrap_or_default())
}

/// HMAC takes a key of any length, so there is always one.
fn mac(time: &str, body: &[u8], secret: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(time.as_bytes());
    mac.update(b".");
    mac.update(body);
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"id":"evt_1","type":"checkout.session.completed"}"#;
    const SECRET: &[u8] = b"whsec_test_secret";
    /// By OpenSSL: `printf '1700000000.<BODY>' | openssl dgst -sha256 -hmac whsec_test_secret`.
    const BY_OPENSSL: &str = "a13d4b1f9003bc2fb6c06224e878b6056185eaa50d40e1e7dc05517f8af41d7b";
    const THEN: i64 = 1_700_000_000;

    #[test]
    fn signatures() {
        let good = format!("t={THEN},v1={BY_OPENSSL}");
        let zeros = "0".repeat(64);
        let table = [
            (Some(good.clone()), THEN, Ok(())),
            (Some(good.clone()), THEN + 300, Ok(())),
            (Some(good.clone()), THEN - 300, Ok(())),
            (Some(good.clone()), THEN + 301, Err(Wrong::Time)),
            (Some(good.clone()), THEN - 301, Err(Wrong::Time)),
            // Two secrets at once, and a scheme of tests.
            (Some(format!("t={THEN},v1={zeros},v1={BY_OPENSSL},v0={zeros}")), THEN, Ok(())),
            (Some(format!("t={THEN}, v1={BY_OPENSSL}")), THEN, Ok(())),
            (Some(format!("t={THEN},v1={zeros}")), THEN, Err(Wrong::Mismatch)),
            (Some(format!("t={THEN},v1=nothex")), THEN, Err(Wrong::Mismatch)),
            (Some(format!("t={THEN},v1={}", &BY_OPENSSL[..32])), THEN, Err(Wrong::Mismatch)),
            // Only the time that was signed counts.
            (Some(format!("t={},v1={BY_OPENSSL}", THEN + 1)), THEN, Err(Wrong::Mismatch)),
            (Some(format!("t={THEN},v0={BY_OPENSSL}")), THEN, Err(Wrong::Malformed)),
            (Some(format!("v1={BY_OPENSSL}")), THEN, Err(Wrong::Malformed)),
            (Some("t=soon,v1=ab".into()), THEN, Err(Wrong::Malformed)),
            (Some("nonsense".into()), THEN, Err(Wrong::Malformed)),
            (Some(String::new()), THEN, Err(Wrong::Malformed)),
            (None, THEN, Err(Wrong::Missing)),
        ];
        for (header, now, expected) in table {
            assert_eq!(verify(header.as_deref(), BODY, SECRET, now), expected, "{header:?} at {now}");
        }
    }

    #[test]
    fn one_byte_makes_another_body_and_another_secret_no_signature() {
        let header = format!("t={THEN},v1={BY_OPENSSL}");
        assert_eq!(verify(Some(&header), &BODY[1..], SECRET, THEN), Err(Wrong::Mismatch));
        assert_eq!(verify(Some(&header), BODY, b"whsec_another", THEN), Err(Wrong::Mismatch));
    }

    #[test]
    fn what_we_sign_is_what_openssl_signs() {
        assert_eq!(sign(BODY, SECRET, THEN), format!("t={THEN},v1={BY_OPENSSL}"));
    }
}
