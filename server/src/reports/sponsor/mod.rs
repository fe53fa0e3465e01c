//! `sponsor_report`: what became of a sponsor's money in a project, as PDF and as a workbook.

mod book;
mod paper;
pub mod receipt;

use birqadam_app::paper::sponsor as words;
use birqadam_core::export::ExportFormat;
use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, ProjectId, Result};
use birqadam_funding::SponsorReport;
use birqadam_funding::ops::sponsor_report::{check_sponsor_report, sponsor_report};

use super::{Made, Plan, Progress, Report, ReportQuery, Wanted, async_trait};

pub struct SponsorDocument;

/// Photos with which the document is still made while the person waits.
const PHOTOS_AT_ONCE: i64 = 24;

#[async_trait]
impl Report for SponsorDocument {
    fn name(&self) -> &'static str {
        "sponsor_report"
    }

    fn formats(&self) -> &'static [ExportFormat] {
        &[ExportFormat::Pdf, ExportFormat::Xlsx]
    }

    fn params(&self) -> &'static [&'static str] {
        &["project_id"]
    }

    async fn check(&self, ctx: &Ctx, actor: &Actor, query: &ReportQuery) -> Result<()> {
        // Who may not, may not: before what was asked.
        actor.require(birqadam_core::Permission::SponsorshipsCreate)?;
        check_sponsor_report(ctx, actor, query.required_id("project_id")?).await.map(drop)
    }

    async fn plan(&self, wanted: &Wanted<'_>) -> Result<Plan> {
        let report = read(wanted).await?;
        let photos = match wanted.format {
            ExportFormat::Pdf => photos(&report),
            _ => 0,
        };
        Ok(Plan {
            title: words::report_title(wanted.locale, &report.project),
            total: photos + 1,
            at_once: photos <= PHOTOS_AT_ONCE,
        })
    }

    async fn make(&self, wanted: &Wanted<'_>, progress: &Progress) -> Result<Made> {
        let report = read(wanted).await?;
        match wanted.format {
            ExportFormat::Pdf => paper::make(wanted, report, progress).await,
            _ => book::make(wanted, report).await,
        }
    }
}

/// With impact in the language of the document.
async fn read(wanted: &Wanted<'_>) -> Result<SponsorReport> {
    let project: ProjectId = wanted.query.required_id("project_id")?;
    let actor = Actor { locale: wanted.locale, ..wanted.actor.clone() };
    sponsor_report(wanted.ctx, &actor, project).await
}

/// Those that are shown.
fn photos(report: &SponsorReport) -> i64 {
    let tasks = report.trace.iter().filter_map(|part| part.task.as_ref());
    tasks.map(|task| task.photos.len() as i64).sum()
}
