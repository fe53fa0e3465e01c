//! From a planned photo to its files in storage: painted, encoded, given metadata, and taken in
//! by the same pipeline as a volunteer's upload.

use birqadam_core::ssr::{Ctx, db_error::internal, files::random_key};
use birqadam_core::{FieldCode, Result};
use birqadam_paint::{Theme, jpeg, paint};
use birqadam_volunteering::ops::project_cover::random_cover_key;
use birqadam_volunteering::photo::{self, PhotoFacts};
use bytes::Bytes;
use tokio::task::JoinSet;

use super::exif;
use super::plan::Shot;

/// Sizes in pixels: what waits for a review is looked at closely, and painting takes its time.
const LOOKED_AT: (u32, u32) = (1280, 960);
const LONG_PAST: (u32, u32) = (640, 480);
const COVER: (u32, u32) = (1200, 900);

/// A photo whose files are in storage.
#[derive(Clone)]
pub struct Stored {
    pub original_key: String,
    pub large_key: String,
    pub thumb_key: String,
    pub width: i32,
    pub height: i32,
    pub sha256: Vec<u8>,
    pub phash: i64,
    pub thumb_hash: String,
    pub facts: PhotoFacts,
}

/// A cover whose file is in storage.
#[derive(Clone)]
pub struct Cover {
    pub key: String,
    pub card_key: String,
    pub thumb_hash: String,
}

/// Makes all photos, as many at a time as there are processors; in order.
///
/// # Errors
/// When storage does not take a file.
pub async fn make_photos(ctx: &Ctx, shots: Vec<Shot>) -> Result<Vec<Stored>> {
    in_order(shots, |shot| store_photo(ctx.clone(), shot)).await
}

/// Makes all covers; in order.
///
/// # Errors
/// When storage does not take a file.
pub async fn make_covers(ctx: &Ctx, pictures: Vec<(Theme, u32)>) -> Result<Vec<Cover>> {
    in_order(pictures, |picture| store_cover(ctx.clone(), picture)).await
}

async fn in_order<T, U, F>(items: Vec<T>, make: impl Fn(T) -> F) -> Result<Vec<U>>
where
    U: Send + 'static,
    F: Future<Output = Result<U>> + Send + 'static,
{
    let most = std::thread::available_parallelism().map_or(2, usize::from);
    let (mut work, mut done) = (JoinSet::new(), Vec::new());
    let mut items = items.into_iter().enumerate();
    loop {
        while work.len() < most
            && let Some((index, item)) = items.next()
        {
            let making = make(item);
            work.spawn(async move { (index, making.await) });
        }
        match work.join_next().await {
            None => break,
            Some(joined) => {
                let (index, made) = joined.map_err(|error| internal(&error))?;
                done.push((index, made?));
            }
        }
    }
    done.sort_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, made)| made).collect())
}

async fn store_photo(ctx: Ctx, shot: Shot) -> Result<Stored> {
    let jpeg = blocking(move || develop(&shot)).await?;
    let photo = photo::process(jpeg).await.map_err(refused)?;
    let keys = ["private/photos"; 3].map(|prefix| random_key(prefix, photo.extension));
    for (key, bytes) in keys.iter().zip([&photo.original, &photo.large, &photo.thumb]) {
        ctx.files.put(key, "image/jpeg", bytes.clone()).await?;
    }
    let [original_key, large_key, thumb_key] = keys;
    Ok(Stored {
        original_key,
        large_key,
        thumb_key,
        width: photo.width,
        height: photo.height,
        sha256: photo.sha256,
        phash: photo.phash,
        thumb_hash: photo.thumb_hash,
        facts: photo.facts,
    })
}

async fn store_cover(ctx: Ctx, (theme, seed): (Theme, u32)) -> Result<Cover> {
    let file = blocking(move || {
        jpeg::encode(&paint(theme, seed, COVER.0, COVER.1), COVER.0, COVER.1).map_err(|error| internal(&error))
    })
    .await?;
    let cover = photo::make_cover(file.into()).await?;
    let (key, card_key) = (random_cover_key(), random_cover_key());
    ctx.files.put(&key, "image/jpeg", cover.jpeg).await?;
    ctx.files.put(&card_key, "image/jpeg", cover.card).await?;
    Ok(Cover { key, card_key, thumb_hash: cover.thumb_hash })
}

/// The file as it would come from a phone.
fn develop(shot: &Shot) -> Result<Bytes> {
    let (width, height) = if shot.large { LOOKED_AT } else { LONG_PAST };
    let pixels = paint(shot.theme, shot.seed, width, height);
    let encoded = match shot.retouched {
        true => jpeg::encode_retouched(pixels, width, height),
        false => jpeg::encode(&pixels, width, height),
    };
    let file = encoded.map_err(|error| internal(&error))?;
    let Some((at, (make, model))) = shot.taken.zip(shot.camera) else { return Ok(file.into()) };
    Ok(exif::write(&file, &exif::Taken { at, position: shot.position, make, model }).into())
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| internal(&error))?
}

fn refused(code: FieldCode) -> birqadam_core::Error {
    internal(&format!("a painted photo was refused: {code:?}"))
}
