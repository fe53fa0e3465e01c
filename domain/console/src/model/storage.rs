//! What lies in the file store.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FileProblem {
    /// No record points to it.
    Orphan,
    /// A record points to it and it is not there.
    Missing,
}

impl FileProblem {
    pub const ALL: [FileProblem; 2] = [FileProblem::Orphan, FileProblem::Missing];

    pub fn as_str(self) -> &'static str {
        match self {
            FileProblem::Orphan => "orphan",
            FileProblem::Missing => "missing",
        }
    }

    pub fn parse(name: &str) -> Option<FileProblem> {
        FileProblem::ALL.into_iter().find(|problem| problem.as_str() == name)
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
