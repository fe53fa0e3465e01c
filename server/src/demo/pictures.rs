//! From a planned photo to its files in storage: painted, encoded, given metadata, and taken in
//! by the same pipeline as a volunteer's upload.

use birqadam_core::ssr::{Ctx, db_error::internal, files::random_key};
use birqadam_core::{FieldCode, Result};
use birqadam_paint::{Theme, paint};
use birqadam_volunteering::photo::{self, PhotoFacts};
use bytes::Bytes;
use image::{ExtendedColorType, codecs::jpeg::JpegEncoder};
use tokio::task::JoinSet;

use super::exif;
use super::plan::Shot;

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
    let jpeg = blocking(move || encode(paint(theme, seed, 1200, 900), 1200, 900)).await?;
    let cover = photo::make_cover(jpeg).await?;
    let key = random_key("public/covers", "jpg");
    ctx.files.put(&key, "image/jpeg", cover.jpeg).await?;
    Ok(Cover { key, thumb_hash: cover.thumb_hash })
}

/// The file as it would come from a phone.
fn develop(shot: &Shot) -> Result<Bytes> {
    let (width, height) = if shot.large { (1600, 1200) } else { (800, 600) };
    let pixels = paint(shot.theme, shot.seed, width, height);
    let jpeg = if shot.retouched { retouch(pixels, width, height)? } else { encode(pixels, width, height)? };
    let Some((at, (make, model))) = shot.taken.zip(shot.camera) else { return Ok(jpeg) };
    Ok(exif::write(&jpeg, &exif::Taken { at, position: shot.position, make, model }).into())
}

/// What people do to a photo before they send it once more: a little off the edges, lighter.
fn retouch(pixels: Vec<u8>, width: u32, height: u32) -> Result<Bytes> {
    let picture =
        image::RgbImage::from_raw(width, height, pixels).ok_or_else(|| internal("a picture of the wrong size"))?;
    let mut cut =
        image::imageops::crop_imm(&picture, width / 100, height / 100, width * 49 / 50, height * 49 / 50).to_image();
    cut.iter_mut().for_each(|channel| *channel = channel.saturating_add(12));
    let (width, height) = cut.dimensions();
    encode(cut.into_raw(), width, height)
}

fn encode(pixels: Vec<u8>, width: u32, height: u32) -> Result<Bytes> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, 88)
        .encode(&pixels, width, height, ExtendedColorType::Rgb8)
        .map_err(|error| internal(&error))?;
    Ok(out.into())
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| internal(&error))?
}

fn refused(code: FieldCode) -> birqadam_core::Error {
    internal(&format!("a painted photo was refused: {code:?}"))
}
