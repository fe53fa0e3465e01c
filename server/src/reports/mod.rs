//! Reports: documents of their own, as PDF or as workbooks of several sheets. They are asked for,
//! made, fetched, expired and told of like an export of a list (`crate::exports`). Another one is an
//! implementation of [`Report`], a line in [`REPORTS`] and its title in `birqadam_app::exports`.

pub mod clock;
mod passport;
pub mod pdf;
mod period_report;
mod poster;
mod project_report;
mod query;
mod sponsor;
pub mod xlsx;

use birqadam_core::export::ExportFormat;
use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Locale, Result};

pub use async_trait::async_trait;

pub use crate::exports::made::{Made, new_file, off_thread};
pub use crate::exports::progress::Progress;
pub use query::ReportQuery;

/// All reports.
pub static REPORTS: &[&dyn Report] = &[
    &project_report::ProjectDocument,
    &period_report::PeriodDocument,
    &passport::PassportDocument,
    &poster::PosterDocument,
    &sponsor::SponsorDocument,
    &sponsor::receipt::ReceiptDocument,
];

/// The report of that name.
pub fn find(name: &str) -> Option<&'static dyn Report> {
    REPORTS.iter().copied().find(|report| report.name() == name)
}

/// What is wanted of a report. Whoever is given it has passed [`Report::check`] just now.
pub struct Wanted<'a> {
    pub ctx: &'a Ctx,
    /// With what they may do now.
    pub actor: &'a Actor,
    pub query: &'a ReportQuery,
    /// The language of the document, which need not be the actor's.
    pub locale: Locale,
    pub format: ExportFormat,
}

/// What can be said before it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// In the language of the document; becomes the file's name too: «Отчёт о проекте «Парк»».
    pub title: String,
    /// How many steps it takes, for the progress bar: rows to write, photos to draw.
    pub total: i64,
    /// Whether it takes so little that the answer can be the file itself: a second or two, a few
    /// megabytes. Else a job makes it.
    pub at_once: bool,
}

/// A document that somebody can ask for.
#[async_trait]
pub trait Report: Sync {
    /// Unique, also among lists; in addresses and in `core.exports`.
    fn name(&self) -> &'static str;

    fn formats(&self) -> &'static [ExportFormat];

    /// Names that its query may hold; any other is refused.
    fn params(&self) -> &'static [&'static str];

    /// Whether the query can be understood and the actor may see the report now. Asked when it is
    /// wanted, when it is made and when it is fetched.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] at the parameter; `Forbidden`; `NotFound` for what is another's.
    async fn check(&self, ctx: &Ctx, actor: &Actor, query: &ReportQuery) -> Result<()>;

    /// What it is called and how long it takes: cheap.
    ///
    /// # Errors
    /// When the database fails.
    async fn plan(&self, wanted: &Wanted<'_>) -> Result<Plan>;

    /// Makes the file and says on the way how far it is. May be dropped at any await, and is begun
    /// anew after a crash: it changes nothing. What takes long belongs on a thread ([`off_thread`]).
    ///
    /// # Errors
    /// When it cannot be made; `Unavailable` and `Internal` are tried again.
    async fn make(&self, wanted: &Wanted<'_>, progress: &Progress) -> Result<Made>;
}
