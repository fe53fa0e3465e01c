//! Photos of a report on their way into storage and out of it.

use birqadam_core::ssr::{Ctx, files::random_key};
use birqadam_core::validate::Validator;
use birqadam_core::{Error, FieldCode, ReportId, Result};
use bytes::Bytes;
use sqlx::PgConnection;
use tokio::task::JoinSet;

use crate::photo::{self, ProcessedPhoto};

/// Photos are opened through a check, so the copies are as private as the originals.
const PREFIX: &str = "private/photos";

/// A photo whose three files are in storage.
pub struct StoredPhoto {
    photo: ProcessedPhoto,
    original_key: String,
    large_key: String,
    thumb_key: String,
}

impl StoredPhoto {
    fn keys(&self) -> [&str; 3] {
        [&self.original_key, &self.large_key, &self.thumb_key]
    }
}

/// Checks and converts all photos, in order.
///
/// # Errors
/// [`Error::Invalid`] with every refused photo at `photo.<index>`.
pub async fn process_all(photos: Vec<Bytes>) -> Result<Vec<ProcessedPhoto>> {
    let mut work = JoinSet::new();
    for (index, bytes) in photos.into_iter().enumerate() {
        work.spawn(async move { (index, photo::process(bytes).await) });
    }
    let mut done = Vec::new();
    while let Some(joined) = work.join_next().await {
        done.push(joined.map_err(|error| birqadam_core::ssr::db_error::internal(&error))?);
    }
    done.sort_by_key(|(index, _)| *index);
    let mut v = Validator::new();
    let mut good = Vec::new();
    for (index, outcome) in done {
        match outcome {
            Ok(photo) => good.push(photo),
            Err(code) => v.add(format!("photo.{index}"), code),
        }
    }
    v.finish()?;
    Ok(good)
}

/// Puts the files of all photos; when one cannot be put, none stay.
pub async fn put_all(ctx: &Ctx, photos: Vec<ProcessedPhoto>) -> Result<Vec<StoredPhoto>> {
    let mut stored = Vec::new();
    for photo in photos {
        let entry = StoredPhoto {
            original_key: random_key(PREFIX, photo.extension),
            large_key: random_key(PREFIX, "jpg"),
            thumb_key: random_key(PREFIX, "jpg"),
            photo,
        };
        let put = tokio::try_join!(
            ctx.files.put(&entry.original_key, entry.photo.content_type, entry.photo.original.clone()),
            ctx.files.put(&entry.large_key, "image/jpeg", entry.photo.large.clone()),
            ctx.files.put(&entry.thumb_key, "image/jpeg", entry.photo.thumb.clone()),
        );
        stored.push(entry);
        if let Err(error) = put {
            remove_all(ctx, &stored).await;
            return Err(error);
        }
    }
    Ok(stored)
}

/// Removes files of a report that came to nothing, as well as it goes.
pub async fn remove_all(ctx: &Ctx, stored: &[StoredPhoto]) {
    // Gathered first: an iterator held across the awaits would make the future not `Send`.
    let keys: Vec<&str> = stored.iter().flat_map(StoredPhoto::keys).collect();
    remove_keys(ctx, keys).await;
}

/// Removes files that no record names any more. A failure only leaves an unreachable file.
pub async fn remove_keys(ctx: &Ctx, keys: Vec<&str>) {
    for key in keys {
        if let Err(error) = ctx.files.delete(key).await
            && error != Error::NotFound
        {
            tracing::warn!(key, %error, "a photo file could not be removed");
        }
    }
}

/// Writes the photos of a report down.
pub async fn insert_all(conn: &mut PgConnection, report: ReportId, photos: &[StoredPhoto]) -> Result<()> {
    for (position, stored) in photos.iter().enumerate() {
        let StoredPhoto { photo, original_key, large_key, thumb_key } = stored;
        sqlx::query!(
            "insert into volunteering.photos (report_id, position, original_key, large_key, thumb_key, width, height,
                                              sha256, phash, thumb_hash, taken_at, latitude, longitude, camera)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            report.0,
            position as i16,
            original_key,
            large_key,
            thumb_key,
            photo.width,
            photo.height,
            photo.sha256,
            photo.phash,
            photo.thumb_hash,
            photo.facts.taken_at,
            photo.facts.position.map(|(latitude, _)| latitude),
            photo.facts.position.map(|(_, longitude)| longitude),
            photo.facts.camera,
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// Removes a report's photos from the database and returns the keys of their files.
pub async fn delete_all(conn: &mut PgConnection, report: ReportId) -> Result<Vec<String>> {
    let rows = sqlx::query!(
        "delete from volunteering.photos where report_id = $1 returning original_key, large_key, thumb_key",
        report.0,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().flat_map(|row| [row.original_key, row.large_key, row.thumb_key]).collect())
}

/// Whether the number of photos is one a report can have.
pub fn check_count(v: &mut Validator, photos: &[Bytes], least: usize) {
    let most = crate::model::PHOTOS_PER_REPORT_MAX;
    v.check(photos.len() >= least, "photo", FieldCode::Required);
    v.check(photos.len() <= most, "photo", FieldCode::TooMany(most as i64));
}
