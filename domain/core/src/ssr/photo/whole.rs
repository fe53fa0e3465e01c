//! Is the file all there? Decoders paint grey over what is missing, so a picture whose upload or
//! copy broke off would pass. What stands after the end (camera makers' extras, a second picture,
//! padding) is nobody's business.

use super::decode::Kind;

/// Whether the file ends before its format says so. A file that is damaged in another way is
/// left to the decoder.
pub fn is_cut_short(kind: Kind, bytes: &[u8]) -> bool {
    match kind {
        Kind::Jpeg => jpeg(bytes),
        Kind::Png => png(bytes),
        Kind::WebP => webp(bytes),
    }
}

/// Walks from segment to segment to the end marker (ITU T.81, annex B). The preview inside EXIF
/// has an end marker too, and is stepped over with its segment.
fn jpeg(bytes: &[u8]) -> bool {
    const START: u8 = 0xD8;
    const END: u8 = 0xD9;
    const SCAN: u8 = 0xDA;
    const TEMPORARY: u8 = 0x01;
    let (mut at, mut scanned) = (2, false);
    loop {
        // Nothing left, or only the 0xFF that a marker begins with.
        let Some((marker, after)) = next_marker(bytes, at) else {
            return scanned || bytes.get(at..).unwrap_or_default().iter().all(|byte| *byte == 0xFF);
        };
        at = match marker {
            END => return false,
            START | TEMPORARY => after,
            _ => {
                scanned |= marker == SCAN;
                match bytes.get(after..after + 2) {
                    Some(length) => after + usize::from(u16::from_be_bytes([length[0], length[1]])).max(2),
                    None => return true,
                }
            }
        };
        if at > bytes.len() {
            return true;
        }
    }
}

/// The next marker at or after a place and where it ends. In the data of a scan 0xFF is followed
/// by a zero or a restart number; before a marker it may be repeated.
fn next_marker(bytes: &[u8], from: usize) -> Option<(u8, usize)> {
    let pairs = bytes.get(from..)?.windows(2);
    let is_marker = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF);
    pairs.zip(from..).find(|(pair, _)| is_marker(pair)).map(|(pair, at)| (pair[1], at + 2))
}

/// Walks from chunk to chunk to `IEND` (PNG specification, 5).
fn png(bytes: &[u8]) -> bool {
    if bytes.get(12..16) != Some(b"IHDR") {
        return false;
    }
    let mut at = 8_usize;
    while let Some(&[a, b, c, d, ref name @ ..]) = bytes.get(at..at + 8) {
        if name == b"IEND" {
            return false;
        }
        // Length, name and checksum surround the data.
        at = at.saturating_add(12 + u32::from_be_bytes([a, b, c, d]) as usize);
    }
    true
}

/// The container says how long it is (RIFF: without its first eight bytes).
fn webp(bytes: &[u8]) -> bool {
    matches!(bytes, [_, _, _, _, a, b, c, d, rest @ ..] if u32::from_le_bytes([*a, *b, *c, *d]) as usize > rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Start, comment, scan with a stuffed byte and a restart, end.
    const JPEG: &[u8] = b"\xFF\xD8\xFF\xFE\x00\x04ab\xFF\xFF\xDA\x00\x03\x01data\xFF\x00more\xFF\xD0rest\xFF\xD9";
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x02IHDRabcrc!\x00\x00\x00\x00IDATcrc!\x00\x00\x00\x00IENDcrc!";
    const WEBP: &[u8] = b"RIFF\x08\x00\x00\x00WEBPVP8 ";

    #[test]
    fn a_whole_file_is_whole_whatever_follows() {
        for (kind, bytes) in [(Kind::Jpeg, JPEG), (Kind::Png, PNG), (Kind::WebP, WEBP)] {
            assert!(!is_cut_short(kind, bytes), "{kind:?}");
            for extra in [&b"\0\0\0\0"[..], b"\xFF\xD8\xFF\xE0 and a second, torn one", &[0xFF; 9]] {
                assert!(!is_cut_short(kind, &[bytes, extra].concat()), "{kind:?}");
            }
        }
    }

    #[test]
    fn a_file_cut_anywhere_is_cut_short() {
        for (kind, bytes, from) in [(Kind::Jpeg, JPEG, 2), (Kind::Png, PNG, 16), (Kind::WebP, WEBP, 12)] {
            // The last four bytes of a PNG are a checksum that readers do without.
            let to = if kind == Kind::Png { bytes.len() - 4 } else { bytes.len() };
            for length in from..to {
                assert!(is_cut_short(kind, &bytes[..length]), "{kind:?} cut to {length} bytes");
            }
        }
    }

    #[test]
    fn a_preview_inside_a_segment_is_not_the_end() {
        let cut = b"\xFF\xD8\xFF\xE1\x00\x08\xFF\xD8\xFF\xD9!!\xFF\xDA\x00\x03\x01da";
        assert!(is_cut_short(Kind::Jpeg, cut));
    }

    #[test]
    fn zeros_in_place_of_the_rest_do_not_make_it_whole() {
        let mut padded = JPEG[..20].to_vec();
        padded.resize(4096, 0);
        assert!(is_cut_short(Kind::Jpeg, &padded));
    }
}
