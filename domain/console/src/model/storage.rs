//! What lies in the file store.

use birqadam_core::named;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

named! {
    /// What is wrong with a file.
    FileProblem {
        /// No record points to it.
        Orphan = "orphan",
        /// A record points to it and it is not there.
        Missing = "missing",
    }
}

/// Files of one kind, by the first parts of their key: `private/documents`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StoredKind {
    pub kind: String,
    pub files: i64,
    pub bytes: i64,
}

/// The last look through the store.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StorageLook {
    pub finished_at: DateTime<Utc>,
    pub files: i64,
    pub bytes: i64,
    pub orphans: i64,
    pub orphan_bytes: i64,
    pub missing: i64,
}

/// What is stored. `look` is none before the first look.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StorageReport {
    pub look: Option<StorageLook>,
    pub kinds: Vec<StoredKind>,
}

/// The kind of a file: its key without the last part, at most two parts.
pub fn kind_of(key: &str) -> String {
    let mut parts: Vec<&str> = key.split('/').collect();
    parts.pop();
    parts.truncate(2);
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_the_folder() {
        let table = [
            ("private/documents/ab.pdf", "private/documents"),
            ("public/covers/2026/ab.jpg", "public/covers"),
            ("ab.jpg", ""),
            ("", ""),
        ];
        for (key, expected) in table {
            assert_eq!(kind_of(key), expected, "{key}");
        }
    }
}
