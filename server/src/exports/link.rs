//! Signed addresses of finished files: whoever has one may fetch the file for a few minutes, as a
//! download manager or a phone does, which know nothing of our sessions and tokens.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Error, ExportId, Result};
use chrono::TimeDelta;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// How long an address is good for.
const GOOD_FOR: TimeDelta = TimeDelta::minutes(5);

/// The address of a file, from now on.
///
/// # Errors
/// Only [`Error::Internal`].
pub fn sign(ctx: &Ctx, id: ExportId) -> Result<String> {
    let until = (ctx.now() + GOOD_FOR).timestamp();
    let signature = hex::encode(mac(ctx, id, until)?.finalize().into_bytes());
    Ok(format!("/files/exports/{id}/{until}/{signature}"))
}

/// Whether we made the address and its time is not over.
///
/// # Errors
/// [`Error::NotFound`] when it is none of ours or its time is over.
pub fn verify(ctx: &Ctx, id: ExportId, until: i64, signature: &str) -> Result<()> {
    let given = hex::decode(signature).map_err(|_| Error::NotFound)?;
    // In constant time.
    mac(ctx, id, until)?.verify_slice(&given).map_err(|_| Error::NotFound)?;
    if ctx.now().timestamp() > until { Err(Error::NotFound) } else { Ok(()) }
}

fn mac(ctx: &Ctx, id: ExportId, until: i64) -> Result<Hmac<Sha256>> {
    let mac = Hmac::<Sha256>::new_from_slice(&ctx.config.secret);
    let mut mac = mac.map_err(|error| birqadam_core::ssr::db_error::internal(&error))?;
    // The purpose first, so that no other signature of ours can stand in.
    mac.update(format!("export-file:{id}:{until}").as_bytes());
    Ok(mac)
}
