//! Pages, one per file.

mod statistics;

pub use statistics::StatisticsPage;
