//! Texts that a spreadsheet would run as a formula when it opens a CSV file (CWE-1236; OWASP "CSV
//! Injection").

use std::borrow::Cow;

/// What begins a formula, in half and full width, or gets a cell to begin elsewhere.
const RISKY: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The text with an apostrophe in front where a spreadsheet would take it for a formula. Numbers
/// never come here: they are written as numbers.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches(' ').starts_with(RISKY) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_texts_and_texts_stay() {
        let table = [
            ("=1+1", "'=1+1"),
            ("+77771234567", "'+77771234567"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("\n=1", "'\n=1"),
            ("  =1", "'  =1"),
            ("＝1+1", "'＝1+1"),
            ("=HYPERLINK(\"https://evil\"; \"x\")", "'=HYPERLINK(\"https://evil\"; \"x\")"),
            ("", ""),
            ("a=1", "a=1"),
            ("'=1", "'=1"),
            ("Парк «Шаг»", "Парк «Шаг»"),
            ("\u{202e}=1", "\u{202e}=1"),
        ];
        for (text, expected) in table {
            assert_eq!(harmless(text), expected, "{text:?}");
        }
    }
}
