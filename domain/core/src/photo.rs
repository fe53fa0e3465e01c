//! Limits of photos, known to the browser too.

/// Largest photo file taken.
pub const PHOTO_MAX_BYTES: u64 = 15 * 1024 * 1024;
/// Most pixels of a photo taken.
pub const PHOTO_MAX_PIXELS: u64 = 50_000_000;
