//! A list or a report as a file: asked for, made (large ones by a job), fetched, gone after a week.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ExportId, named};

/// Up to so many rows are answered at once; more are made by a job.
pub const EXPORT_AT_ONCE: i64 = 2_000;
/// Rows of one file: what a sheet of a spreadsheet holds, less its heading.
pub const EXPORT_ROWS_MAX: i64 = 1_000_000;
/// Files that one person may have in the making.
pub const EXPORTS_UNFINISHED_MAX: i64 = 3;
/// Days that a file is kept.
pub const EXPORT_DAYS: i64 = 7;

named! {
    /// The kind of file.
    ExportFormat { Csv = "csv", Xlsx = "xlsx", Pdf = "pdf" }
}

named! {
    /// Where an export stands.
    ExportState {
        Queued = "queued",
        Running = "running",
        Ready = "ready",
        Failed = "failed",
        /// Its file is gone.
        Expired = "expired",
    }
}

impl ExportFormat {
    /// The media type (RFC 4180; ECMA-376; RFC 8118).
    pub fn content_type(self) -> &'static str {
        match self {
            ExportFormat::Csv => "text/csv; charset=utf-8",
            ExportFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ExportFormat::Pdf => "application/pdf",
        }
    }
}

impl ExportState {
    /// Whether it still changes by itself.
    pub fn is_unfinished(self) -> bool {
        matches!(self, ExportState::Queued | ExportState::Running)
    }
}

/// One export, as whoever asked for it sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Export {
    pub id: ExportId,
    /// Name of the list or report: `users`, `project_report`.
    pub list: String,
    /// Its filters, order and columns, as in the list's address; of a report what it is about.
    pub query: String,
    /// Of a report: what it is called. A list has none.
    pub title: Option<String>,
    pub format: ExportFormat,
    pub state: ExportState,
    pub rows_done: i64,
    /// Counted when it was asked for; of a PDF that is ready: its pages.
    pub rows_total: i64,
    pub file_name: String,
    pub size_bytes: Option<i64>,
    /// Why it failed: a stable code.
    pub error: Option<String>,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    /// When the file goes.
    pub expires_at: Option<DateTime<Utc>>,
}

impl Export {
    /// How far it is, 0 to 100. Not 100 before it is ready: the file is still to be stored.
    pub fn percent(&self) -> i64 {
        match self.state {
            ExportState::Ready | ExportState::Expired => 100,
            _ => (self.rows_done.saturating_mul(100) / self.rows_total.max(1)).clamp(0, 99),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn export(state: ExportState, rows_done: i64, rows_total: i64) -> Export {
        Export {
            id: ExportId(1),
            list: "users".into(),
            query: String::new(),
            title: None,
            format: ExportFormat::Csv,
            state,
            rows_done,
            rows_total,
            file_name: "users.csv".into(),
            size_bytes: None,
            error: None,
            created_at: DateTime::UNIX_EPOCH,
            finished_at: None,
            expires_at: None,
        }
    }

    #[test]
    fn progress_is_between_nothing_and_all() {
        let table = [
            (ExportState::Queued, 0, 0, 0),
            (ExportState::Running, 50, 200, 25),
            // More rows came while it was made.
            (ExportState::Running, 300, 200, 99),
            (ExportState::Ready, 0, 0, 100),
            (ExportState::Failed, i64::MAX, 1, 99),
        ];
        for (state, done, total, expected) in table {
            assert_eq!(export(state, done, total).percent(), expected, "{state:?} {done}/{total}");
        }
    }

    #[test]
    fn names_are_read_back() {
        for state in ExportState::ALL {
            assert_eq!(ExportState::parse(state.as_str()), Some(*state));
        }
        for format in ExportFormat::ALL {
            assert_eq!(ExportFormat::parse(format.as_str()), Some(*format));
        }
        assert_eq!(ExportFormat::parse("docx"), None);
    }
}
