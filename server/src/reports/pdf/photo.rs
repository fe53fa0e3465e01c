//! Photos from the store, made ready for the page one at a time.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Error, Result};
use birqadam_paper::Picture;

use crate::reports::off_thread;

/// The picture of that key at print size; nothing when it is not there any more, or cannot be read.
///
/// # Errors
/// When the store does not answer: later it may.
pub async fn load(ctx: &Ctx, key: &str, size: (f32, f32)) -> Result<Option<Picture>> {
    let file = match ctx.files.get(key).await {
        Ok(file) => file,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let picture = off_thread(move || Ok(Picture::fit(file.bytes.into(), size))).await?;
    Ok(picture.inspect_err(|error| tracing::warn!(%error, key, "a photo cannot be printed")).ok())
}
