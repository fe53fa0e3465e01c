//! Breaking text into lines.

use crate::Style;
use crate::face::{char_width, clean, width_of};

/// Breaks text into lines no wider than `width`: between words, and within a word that is longer than
/// a line. Only the spaces at breaks are lost; empty lines stay. At least one line.
pub fn wrap(style: Style, text: &str, width: f32) -> Vec<String> {
    let text = clean(text);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        wrap_one(style, paragraph, width, &mut lines);
    }
    lines
}

fn wrap_one(style: Style, text: &str, width: f32, lines: &mut Vec<String>) {
    let space = char_width(style, ' ');
    let (mut line, mut used) = (String::new(), 0.0);
    // No-break spaces hold what they join together.
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let wide = width_of(style, word);
        if !line.is_empty() && used + space + wide <= width {
            line.push(' ');
            line.push_str(word);
            used += space + wide;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        (line, used) = (String::new(), 0.0);
        for c in word.chars() {
            let wide = char_width(style, c);
            if !line.is_empty() && used + wide > width {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(c);
            used += wide;
        }
    }
    lines.push(line);
}

/// One line of at most this width, with an ellipsis where it was cut.
pub fn shorten(style: Style, text: &str, width: f32) -> String {
    let text = clean(text).replace('\n', " ");
    if width_of(style, &text) <= width {
        return text;
    }
    let (mut out, mut used) = (String::new(), char_width(style, '…'));
    for c in text.chars() {
        used += char_width(style, c);
        if used > width {
            break;
        }
        out.push(c);
    }
    format!("{}…", out.trim_end())
}
