//! Links that open one private file for some minutes, for who holds them.

use birqadam_core::{
    Error, Result,
    ssr::{Ctx, db_error::internal},
};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

/// Long enough to look, too short to pass on.
const MINUTES: i64 = 10;

/// An access token has a `sub`, this has none: neither is taken for the other.
#[derive(Serialize, Deserialize)]
struct Claims {
    file: String,
    /// Seconds since 1970.
    exp: i64,
}

/// Signs the name of a file, good for some minutes.
pub(super) fn sign(ctx: &Ctx, file: &str) -> Result<String> {
    let claims = Claims { file: file.to_owned(), exp: ctx.now().timestamp() + MINUTES * 60 };
    let key = EncodingKey::from_secret(&ctx.config.secret);
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).map_err(|error| internal(&error))
}

/// # Errors
/// [`Error::NotFound`] when the link is not ours, for another file or expired.
pub(super) fn check(ctx: &Ctx, file: &str, link: &str) -> Result<()> {
    let mut validation = Validation::new(Algorithm::HS256);
    // Checked below by our own clock.
    validation.validate_exp = false;
    validation.required_spec_claims.clear();
    let claims = jsonwebtoken::decode::<Claims>(link, &DecodingKey::from_secret(&ctx.config.secret), &validation);
    match claims {
        Ok(found) if found.claims.file == file && ctx.now().timestamp() < found.claims.exp => Ok(()),
        _ => Err(Error::NotFound),
    }
}
