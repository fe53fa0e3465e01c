//! What the camera wrote into the file. Malformed metadata is the same as none.

use birqadam_core::ssr::ctx::PLATFORM_UTC_OFFSET_HOURS;
use birqadam_core::ssr::photo::exif as basic;
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use exif::{Exif, In, Rational, Tag, Value};

use super::PhotoFacts;

/// Longest camera name kept, in characters.
const CAMERA_MAX: usize = 100;

/// What is read from a file's metadata.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// 1 to 8 as in EXIF, when it says so.
    pub orientation: Option<u8>,
    pub facts: PhotoFacts,
}

/// Reads what can be read; never fails.
pub fn read(bytes: &[u8]) -> Metadata {
    let Some(exif) = basic::parse(bytes) else { return Metadata::default() };
    Metadata {
        orientation: basic::orientation(&exif),
        facts: PhotoFacts { taken_at: taken_at(&exif), position: position(&exif), camera: camera(&exif) },
    }
}

/// The moment of capture. A camera knows no time zone unless it wrote the offset; without one
/// its clock is taken to show the platform's time.
fn taken_at(exif: &Exif) -> Option<DateTime<Utc>> {
    camera_clock(exif).or_else(|| satellite_clock(exif)).filter(|time| time.timestamp() > 0)
}

fn camera_clock(exif: &Exif) -> Option<DateTime<Utc>> {
    let mut time = exif::DateTime::from_ascii(ascii(exif, Tag::DateTimeOriginal)?).ok()?;
    if let Some(offset) = ascii(exif, Tag::OffsetTimeOriginal) {
        // An unreadable offset leaves the time without one.
        let _ = time.parse_offset(offset);
    }
    let minutes = time.offset.map_or(PLATFORM_UTC_OFFSET_HOURS * 60, i64::from);
    let local = NaiveDate::from_ymd_opt(time.year.into(), time.month.into(), time.day.into())?.and_hms_opt(
        time.hour.into(),
        time.minute.into(),
        time.second.into(),
    )?;
    Some((local - Duration::minutes(minutes)).and_utc())
}

/// GPS date and time stamps are UTC by definition (EXIF 2.32, 4.6.6).
fn satellite_clock(exif: &Exif) -> Option<DateTime<Utc>> {
    let date = std::str::from_utf8(ascii(exif, Tag::GPSDateStamp)?).ok()?;
    let date = NaiveDate::parse_from_str(date.trim_matches(['\0', ' ']), "%Y:%m:%d").ok()?;
    let [hour, minute, second] = numbers(exif, Tag::GPSTimeStamp)?;
    let time: NaiveDateTime = date.and_hms_opt(hour as u32, minute as u32, second as u32)?;
    Some(time.and_utc())
}

fn position(exif: &Exif) -> Option<(f64, f64)> {
    let latitude = degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, b'S')?;
    let longitude = degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, b'W')?;
    let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    // Exactly 0°, 0° is what devices without a fix write.
    (on_earth && (latitude, longitude) != (0.0, 0.0)).then_some((latitude, longitude))
}

fn degrees(exif: &Exif, tag: Tag, reference: Tag, negative: u8) -> Option<f64> {
    let [degrees, minutes, seconds] = numbers(exif, tag)?;
    let value = degrees + minutes / 60.0 + seconds / 3600.0;
    let sign = if ascii(exif, reference)?.first() == Some(&negative) { -1.0 } else { 1.0 };
    Some(sign * value)
}

fn camera(exif: &Exif) -> Option<String> {
    let make = text(exif, Tag::Make);
    let model = text(exif, Tag::Model);
    let name = match (make, model) {
        // Many models repeat their make: "Canon Canon EOS 5D".
        (Some(make), Some(model)) if model.to_lowercase().starts_with(&make.to_lowercase()) => model,
        (Some(make), Some(model)) => format!("{make} {model}"),
        (make, model) => make.or(model)?,
    };
    Some(name.chars().take(CAMERA_MAX).collect())
}

fn text(exif: &Exif, tag: Tag) -> Option<String> {
    let text = String::from_utf8_lossy(ascii(exif, tag)?);
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(parts) => parts.first().map(Vec::as_slice),
        _ => None,
    }
}

/// Three rationals as numbers; a zero denominator means "not known".
fn numbers(exif: &Exif, tag: Tag) -> Option<[f64; 3]> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Rational(values) => match values.as_slice() {
            [a, b, c, ..] => Some([number(a)?, number(b)?, number(c)?]),
            _ => None,
        },
        _ => None,
    }
}

fn number(rational: &Rational) -> Option<f64> {
    (rational.denom != 0).then(|| rational.to_f64())
}
