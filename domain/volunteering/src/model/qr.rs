//! The code behind a project's QR picture: `12-1-…` is project 12, its first code, and our signature.

use birqadam_core::ProjectId;

/// A code as it was written; whether it is ours says its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrToken {
    pub project: ProjectId,
    /// From 1; a renewed code has the next.
    pub generation: i32,
    pub signature: String,
}

/// Digits of the signature: 80 bits.
const SIGNATURE_DIGITS: usize = 20;

impl QrToken {
    /// `None` for what is none of our making, whatever its signature.
    pub fn parse(text: &str) -> Option<QrToken> {
        let mut parts = text.split('-');
        let (project, generation, signature) = (parts.next()?, parts.next()?, parts.next()?);
        let whole = parts.next().is_none()
            && signature.len() == SIGNATURE_DIGITS
            && signature.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        // Numbers in their one spelling: `+1` and `01` are nobody's.
        let token = QrToken {
            project: ProjectId(project.parse().ok().filter(|id| *id > 0)?),
            generation: generation.parse().ok().filter(|generation| *generation > 0)?,
            signature: signature.to_owned(),
        };
        (whole && token.to_string() == text).then_some(token)
    }

    /// What is signed. The purpose first, so that no other signature of ours can stand in.
    pub fn signed_text(project: ProjectId, generation: i32) -> String {
        format!("project-qr:{project}:{generation}")
    }

    /// The code with the beginning of its signature, given whole in hexadecimal digits.
    pub fn signed(project: ProjectId, generation: i32, signature: &str) -> QrToken {
        QrToken { project, generation, signature: signature.chars().take(SIGNATURE_DIGITS).collect() }
    }
}

impl std::fmt::Display for QrToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}-{}", self.project, self.generation, self.signature)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_codes_of_our_spelling_are_read() {
        let good = "12-1-0123456789abcdef0123";
        assert_eq!(QrToken::parse(good).map(|token| (token.project.0, token.generation)), Some((12, 1)));
        for bad in [
            "",
            "12-1",
            "12-1-0123456789abcdef012",
            "12-1-0123456789ABCDEF0123",
            "012-1-0123456789abcdef0123",
            "+12-1-0123456789abcdef0123",
            "12-0-0123456789abcdef0123",
            "-12-1-0123456789abcdef0123",
            "12-1-0123456789abcdef0123-x",
            "99999999999999999999-1-0123456789abcdef0123",
            "12-1-'\";--<script>alert()",
        ] {
            assert_eq!(QrToken::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(text in ".*") {
            let _ = QrToken::parse(&text);
        }

        #[test]
        fn a_code_is_read_back(project in 1_i64.., generation in 1_i32.., signature in "[0-9a-f]{64}") {
            let token = QrToken::signed(ProjectId(project), generation, &signature);
            prop_assert_eq!(QrToken::parse(&token.to_string()), Some(token));
        }
    }
}
