//! A photo with its place kept and a colour until it arrives.

use leptos::prelude::*;

/// A photo of 4:3 (or its own proportions with `whole`), lazily loaded, over the average
/// colour of its ThumbHash.
#[component]
pub fn PhotoView(
    #[prop(into)] src: String,
    #[prop(into)] alt: String,
    /// ThumbHash in base64.
    #[prop(optional, into)]
    hash: Option<String>,
    /// Width and height in pixels.
    #[prop(default = (4, 3))]
    size: (i32, i32),
    /// Shows all of it instead of cropping to 4:3.
    #[prop(optional)]
    whole: bool,
    /// Loads at once: for what is seen first.
    #[prop(optional)]
    eager: bool,
) -> impl IntoView {
    let colour = hash.as_deref().and_then(average_colour);
    view! {
        <span class=if whole { "photo photo-whole" } else { "photo" }>
            {colour
                .map(|colour| {
                    view! {
                        <svg class="photo-colour" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
                            <rect width="1" height="1" fill=colour></rect>
                        </svg>
                    }
                })}
            <img
                src=src
                alt=alt
                width=size.0
                height=size.1
                loading=if eager { "eager" } else { "lazy" }
                fetchpriority=eager.then_some("high")
                decoding="async"
            />
        </span>
    }
}

/// The average colour of a ThumbHash (evanw/thumbhash, "Average color"): its first three bytes
/// hold luminance and two chroma components of 6 bits each.
fn average_colour(base64: &str) -> Option<String> {
    let bytes = decode_base64(base64)?;
    let header = u32::from(*bytes.first()?) | u32::from(*bytes.get(1)?) << 8 | u32::from(*bytes.get(2)?) << 16;
    let l = f64::from(header & 63) / 63.0;
    let p = f64::from((header >> 6) & 63) / 31.5 - 1.0;
    let q = f64::from((header >> 12) & 63) / 31.5 - 1.0;
    let b = l - 2.0 / 3.0 * p;
    let r = (3.0 * l - b + q) / 2.0;
    let g = r - q;
    let byte = |v: f64| (v.clamp(0.0, 1.0) * 255.0).round() as u8;
    Some(format!("#{:02x}{:02x}{:02x}", byte(r), byte(g), byte(b)))
}

/// The first bytes of standard or URL-safe base64.
fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let mut bits = 0u32;
    let mut count = 0;
    let mut bytes = Vec::new();
    for c in text.bytes().take_while(|c| *c != b'=') {
        let value = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_hash_gives_a_colour_or_nothing() {
        assert!(average_colour("1QcSHQRnh493V4dIh4eXh1h4kJUI").is_some_and(|c| c.starts_with('#') && c.len() == 7));
        for bad in ["", "!", "A", "ё"] {
            assert_eq!(average_colour(bad), None, "{bad}");
        }
    }
}
