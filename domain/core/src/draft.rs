//! What somebody has typed into a form and not sent yet; and files on their way to a form.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A form as it was left. Kept for 30 days, on every device of the person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Draft {
    pub form: String,
    /// The record the form is about; empty for a new one.
    pub subject: String,
    /// The fields as typed, as the form's input in JSON; never passwords or files.
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub fields: Value,
    /// The version of the record that was read when typing began.
    pub base_version: Option<i64>,
    /// Counts the saves; send it back with the next one.
    pub revision: i64,
    pub saved_at: DateTime<Utc>,
}

/// A draft to keep. The last save wins.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SaveDraft {
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub fields: Value,
    pub base_version: Option<i64>,
    /// The revision this device knows; none when it knows of no draft.
    pub revision: Option<i64>,
}

/// A draft is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SavedDraft {
    pub revision: i64,
    pub saved_at: DateTime<Utc>,
    /// When another device had saved since the revision this one knew.
    pub replaced: Option<DateTime<Utc>>,
}

/// A file that waits for the form it belongs to. Good for a day, for one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StagedFile {
    pub token: String,
    pub file_name: String,
    pub content_type: String,
    pub size_bytes: i64,
}

impl StagedFile {
    /// Where its owner sees it.
    pub fn url(&self) -> String {
        format!("/files/uploads/{}", self.token)
    }

    /// As a hidden field of a form holds it: all that is needed to show it again.
    pub fn to_field(&self) -> String {
        format!("{}:{}:{}:{}", self.token, self.size_bytes, self.content_type, self.file_name)
    }

    /// Reads what [`StagedFile::to_field`] wrote, or a token alone. Only the token is to be
    /// trusted, and only after the server looked it up.
    pub fn from_field(text: &str) -> Option<StagedFile> {
        let mut parts = text.splitn(4, ':');
        let token = parts.next().filter(|token| is_token(token))?.to_owned();
        let size_bytes = parts.next().and_then(|size| size.parse().ok()).unwrap_or_default();
        let content_type = parts.next().unwrap_or_default().to_owned();
        let file_name = parts.next().unwrap_or_default().to_owned();
        Some(StagedFile { token, file_name, content_type, size_bytes })
    }
}

/// Whether this can be the token of a staged file.
pub fn is_token(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_staged_file_survives_a_hidden_field() {
        let file = StagedFile {
            token: "0123456789abcdef0123456789abcdef".into(),
            file_name: "a:b \"<i>.jpg".into(),
            content_type: "image/jpeg".into(),
            size_bytes: 12,
        };
        assert_eq!(StagedFile::from_field(&file.to_field()), Some(file.clone()));
        let alone = StagedFile::from_field(&file.token).map(|file| file.token);
        assert_eq!(alone, Some(file.token));
        for bad in ["", ":", "0123456789ABCDEF0123456789abcdef", "../../etc/passwd", "0123456789abcdef"] {
            assert_eq!(StagedFile::from_field(bad), None, "{bad}");
        }
    }
}
