//! The header that makes a download of an answer, with its name in any script.

use axum::http::HeaderValue;

/// `Content-Disposition: attachment` with the name.
pub fn attachment(name: &str) -> HeaderValue {
    // What the name is made of is printable ASCII, so this never is the other value.
    HeaderValue::from_str(&disposition(name)).unwrap_or(HeaderValue::from_static("attachment"))
}

/// RFC 6266: the plain name for old clients, the real one in UTF-8.
fn disposition(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "._- ".contains(c) { c } else { '_' }).collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn names_survive_and_break_out_of_nothing() {
        assert_eq!(
            disposition("устав.pdf"),
            "attachment; filename=\"_____.pdf\"; filename*=UTF-8''%D1%83%D1%81%D1%82%D0%B0%D0%B2.pdf"
        );
        assert_eq!(
            disposition("a\"; b\r\n.pdf"),
            "attachment; filename=\"a__ b__.pdf\"; filename*=UTF-8''a%22%3B%20b%0D%0A.pdf"
        );
    }
}
