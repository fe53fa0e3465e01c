//! Parts for pages that a report can be made of.

mod download_report;

pub use download_report::DownloadReport;
