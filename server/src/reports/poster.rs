//! `project_poster`: one page to print and put up: what the project is, and a QR code that leads to
//! its page.

use birqadam_app::impact::sheet::{PosterSheet, poster};
use birqadam_core::export::ExportFormat;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::db_error::internal;
use birqadam_core::{Actor, ProjectId, Result};
use birqadam_paper::{A4, Colour, MARGIN, Paper, Style, wrap};
use birqadam_volunteering::ops::qr::{ProjectQr, find_project_qr};

use super::pdf;
use super::{Made, Plan, Progress, Report, ReportQuery, Wanted, async_trait};

pub struct PosterDocument;

/// Side of the code in points: 12 cm, to be read from some two metres away.
const QR: f32 = 340.0;
const QR_TOP: f32 = 355.0;

#[async_trait]
impl Report for PosterDocument {
    fn name(&self) -> &'static str {
        "project_poster"
    }

    fn formats(&self) -> &'static [ExportFormat] {
        &[ExportFormat::Pdf]
    }

    fn params(&self) -> &'static [&'static str] {
        &["project_id"]
    }

    async fn check(&self, ctx: &Ctx, actor: &Actor, query: &ReportQuery) -> Result<()> {
        find(ctx, actor, query).await.map(drop)
    }

    async fn plan(&self, wanted: &Wanted<'_>) -> Result<Plan> {
        let qr = find(wanted.ctx, wanted.actor, wanted.query).await?;
        Ok(Plan { title: poster(wanted.locale, &qr.project).file_title, total: 1, at_once: true })
    }

    async fn make(&self, wanted: &Wanted<'_>, _: &Progress) -> Result<Made> {
        let qr = find(wanted.ctx, wanted.actor, wanted.query).await?;
        let sheet = poster(wanted.locale, &qr.project);
        let mut paper = pdf::begin(wanted, sheet.title.clone(), qr.project.organizer.clone(), sheet.kind);
        lay_out(&mut paper, &sheet, &qr.url)?;
        pdf::finish(paper).await
    }
}

async fn find(ctx: &Ctx, actor: &Actor, query: &ReportQuery) -> Result<ProjectQr> {
    find_project_qr(ctx, actor, query.required_id::<ProjectId>("project_id")?).await
}

fn lay_out(paper: &mut Paper, sheet: &PosterSheet, url: &str) -> Result<()> {
    paper.next_page();
    paper.text(Style::BODY.strong().sized(20.0).coloured(Colour::SKY), sheet.call);
    paper.space(8.0);
    let width = paper.width();
    // The largest size in which the title leaves the code its place.
    let styles = [38.0, 30.0, 24.0, 18.0].map(|size| Style::BODY.strong().sized(size));
    let fits = |style: &Style| wrap(*style, &sheet.title, width).len() as f32 * style.leading() <= 140.0;
    let style = styles.into_iter().find(fits).unwrap_or(Style::BODY.strong().sized(14.0));
    for line in wrap(style, &sheet.title, width).iter().take(9) {
        paper.text(style, line);
    }
    paper.space(10.0);
    let style = Style::BODY.sized(13.0);
    let mut room = 5;
    for text in &sheet.lines {
        for line in wrap(style, text, width).iter().take(room.min(2)) {
            paper.text(style, line);
            room -= 1;
        }
    }
    paper.qr(url, (A4.0 - QR) / 2.0, QR_TOP, QR).map_err(|error| internal(&error))?;
    // Below the code, however much stands above it.
    let at = A4.1 - paper.room() - 58.0;
    paper.space((QR_TOP + QR + 8.0 - at).max(4.0));
    for line in wrap(Style::BODY.sized(13.0), sheet.how, A4.0 - 2.0 * MARGIN) {
        paper.text(Style::BODY.sized(13.0), &line);
    }
    paper.space(4.0);
    paper.link(Style::NOTE, url, url);
    Ok(())
}
