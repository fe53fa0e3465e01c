//! The camera's metadata, as far as every use of a photo needs it. Malformed is the same as none.

use std::io::Cursor;

use exif::{Exif, In, Reader, Tag};

/// What can be read of it.
pub fn parse(bytes: &[u8]) -> Option<Exif> {
    Reader::new()
        .continue_on_error(true)
        .read_from_container(&mut Cursor::new(bytes))
        .or_else(|error| error.distill_partial_result(|_| ()))
        .ok()
}

/// How the camera was held: 1 to 8, when it says so.
pub fn orientation(exif: &Exif) -> Option<u8> {
    exif.get_field(Tag::Orientation, In::PRIMARY)
        .and_then(|field| field.value.get_uint(0))
        .and_then(|value| u8::try_from(value).ok())
        .filter(|value| (1..=8).contains(value))
}
