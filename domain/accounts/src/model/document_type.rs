//! What a document is, told by its first bytes; its name proves nothing.

/// The kinds of document that are accepted with an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentType {
    Pdf,
    Jpeg,
    Png,
    WebP,
}

impl DocumentType {
    /// By the signatures of ISO 32000, JFIF/Exif, RFC 2083 and RIFF.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            _ => None,
        }
    }

    /// Whether a PDF has its end mark (ISO 32000, 7.5.5), near the end as readers look for it. Pictures
    /// are looked at where they are decoded.
    pub fn has_end(self, bytes: &[u8]) -> bool {
        const MARK: &[u8] = b"%%EOF";
        const WITHIN: usize = 4096;
        let last = bytes.get(bytes.len().saturating_sub(WITHIN)..).unwrap_or(bytes);
        self != Self::Pdf || last.windows(MARK.len()).any(|window| window == MARK)
    }

    pub fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
        }
    }

    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let table: [(&[u8], Option<DocumentType>); 8] = [
            (b"%PDF-1.7\n", Some(DocumentType::Pdf)),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", Some(DocumentType::Jpeg)),
            (b"\x89PNG\r\n\x1A\n", Some(DocumentType::Png)),
            (b"RIFF\x24\0\0\0WEBPVP8 ", Some(DocumentType::WebP)),
            (b"RIFF\x24\0\0\0WAVEfmt ", None),
            (b"<html>%PDF-", None),
            (b"PK\x03\x04", None),
            (b"", None),
        ];
        for (bytes, expected) in table {
            assert_eq!(DocumentType::of(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_pdf_cut_short_is_known() {
        let mut table = vec![
            (b"%PDF-1.7\n1 0 obj\n%%EOF\n".to_vec(), true),
            (b"%PDF-1.7\n1 0 obj\n".to_vec(), false),
            (b"%PDF-".to_vec(), false),
        ];
        // Some programs write something after the mark; far from the end it is an earlier version's.
        for (after, has_end) in [(1000, true), (5000, false)] {
            let mut bytes = b"%PDF-1.7\n%%EOF".to_vec();
            bytes.resize(bytes.len() + after, b' ');
            table.push((bytes, has_end));
        }
        for (bytes, has_end) in table {
            assert_eq!(DocumentType::Pdf.has_end(&bytes), has_end, "{} bytes", bytes.len());
        }
        assert!(DocumentType::Jpeg.has_end(b"\xFF\xD8\xFF"));
    }
}
