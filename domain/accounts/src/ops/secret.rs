//! Secrets that are shown once and kept only as a hash: refresh tokens, links by e-mail.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// 32 random bytes for a URL or a JSON field.
pub(super) fn base64url() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// 32 random bytes for a link in a mail: hex survives every mail client.
pub(super) fn hex() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}

/// What the database keeps. A plain SHA-256 is enough: 256 random bits cannot be guessed.
pub(super) fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}
