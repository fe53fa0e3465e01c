//! `passport`: one's own volunteer passport on paper, with a QR code of the page that proves it.

use birqadam_app::passport::sheet::{Sheet, sheet};
use birqadam_core::export::ExportFormat;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::db_error::internal;
use birqadam_core::{Actor, Code, Error, PassportId, Result};
use birqadam_growth::ops::passports::find_my_passport;
use birqadam_growth::{Passport, PassportState};
use birqadam_paper::{A4, Cell, Colour, Column, Figure, MARGIN, Paper, Style, Table, wrap};

use super::pdf;
use super::{Made, Plan, Progress, Report, ReportQuery, Wanted, async_trait};

pub struct PassportDocument;

/// Side of the QR code in points: some 4.4 cm, with its quiet zone.
const QR: f32 = 124.0;
/// How wide text is beside it.
const BESIDE: f32 = A4.0 - 2.0 * MARGIN - QR - 16.0;

#[async_trait]
impl Report for PassportDocument {
    fn name(&self) -> &'static str {
        "passport"
    }

    fn formats(&self) -> &'static [ExportFormat] {
        &[ExportFormat::Pdf]
    }

    fn params(&self) -> &'static [&'static str] {
        &["id"]
    }

    async fn check(&self, ctx: &Ctx, actor: &Actor, query: &ReportQuery) -> Result<()> {
        find(ctx, actor, query).await.map(drop)
    }

    async fn plan(&self, wanted: &Wanted<'_>) -> Result<Plan> {
        Ok(Plan { title: read(wanted).await?.file_name, total: 1, at_once: true })
    }

    async fn make(&self, wanted: &Wanted<'_>, _: &Progress) -> Result<Made> {
        let sheet = read(wanted).await?;
        let mut paper = pdf::begin(wanted, sheet.title.to_owned(), sheet.name.clone(), sheet.lead);
        lay_out(&mut paper, &sheet)?;
        pdf::finish(paper).await
    }
}

/// Only its owner prints it, and only while it is valid.
async fn find(ctx: &Ctx, actor: &Actor, query: &ReportQuery) -> Result<Passport> {
    let passport = find_my_passport(ctx, actor, query.required_id::<PassportId>("id")?).await?;
    match passport.state {
        PassportState::Valid => Ok(passport),
        PassportState::Revoked => Err(Error::Conflict(Code::WrongState)),
    }
}

async fn read(wanted: &Wanted<'_>) -> Result<Sheet> {
    let passport = find(wanted.ctx, wanted.actor, wanted.query).await?;
    let settings = wanted.ctx.settings().await?;
    Ok(sheet(wanted.locale, &passport, settings.platform_name.get(wanted.locale).0))
}

fn lay_out(paper: &mut Paper, sheet: &Sheet) -> Result<()> {
    paper.next_page();
    paper.qr(&sheet.url, A4.0 - MARGIN - QR, 60.0, QR).map_err(|error| internal(&error))?;
    let beside = |paper: &mut Paper, style: Style, text: &str, most: usize| {
        for line in wrap(style, text, BESIDE).iter().take(most) {
            paper.text(style, line);
        }
    };
    beside(paper, Style::BODY.coloured(Colour::SKY).strong().sized(12.0), sheet.title, 1);
    paper.space(6.0);
    // A long name is set smaller.
    let name = [26.0, 20.0, 15.0].map(|size| Style::BODY.strong().sized(size));
    let name = name.into_iter().find(|style| wrap(*style, &sheet.name, BESIDE).len() <= 2);
    beside(paper, name.unwrap_or(Style::BODY.strong().sized(12.0)), &sheet.name, 4);
    paper.space(4.0);
    beside(paper, Style::NOTE, &sheet.issued, 1);
    beside(paper, Style::NOTE, &sheet.since, 1);
    paper.space(4.0);
    beside(paper, Style::SMALL.strong(), &format!("{}: {}", sheet.code_label, sheet.code), 1);
    beside(paper, Style::NOTE, sheet.check, 2);
    // Below the code, however short the name is.
    paper.space((60.0 + QR + 12.0 - (A4.1 - paper.room() - 58.0)).max(10.0));
    figures(paper, sheet);
    projects(paper, sheet);
    achievements(paper, sheet);
    paper.heading(2, sheet.hours_title);
    paper.paragraph(sheet.hours_text);
    paper.need(40.0);
    paper.link(Style::SMALL, &sheet.url, &sheet.url);
    paper.text(Style::NOTE, &sheet.source);
    Ok(())
}

/// Time, tasks and projects large, what else is shown below each other.
fn figures(paper: &mut Paper, sheet: &Sheet) {
    let (large, rest) = sheet.figures.split_at(sheet.figures.len().min(3));
    let large: Vec<_> = large
        .iter()
        .map(|(label, value)| Figure { value: value.clone(), label: (*label).to_owned(), note: String::new() })
        .collect();
    paper.figures(&large);
    if let Some(untimed) = &sheet.untimed {
        paper.text(Style::NOTE, untimed);
        paper.space(4.0);
    }
    let rest: Vec<_> = rest.iter().map(|(label, value)| ((*label).to_owned(), value.clone())).collect();
    paper.space(4.0);
    paper.facts(&rest);
}

fn projects(paper: &mut Paper, sheet: &Sheet) {
    let Some(projects) = &sheet.projects else { return };
    paper.heading(2, projects.title);
    let [project, organizer, tasks, time, when] = projects.head;
    let columns = vec![
        Column::text(project, 3.0),
        Column::text(organizer, 2.3),
        Column::number(tasks, 1.6),
        Column::number(time, 1.3),
        Column::text(when, 2.6),
    ];
    let mut table = Table::begin(paper, columns);
    for row in &projects.rows {
        table.row(paper, row.iter().map(Cell::text).collect());
    }
    table.end(paper, projects.none);
    if let Some(more) = &projects.more {
        paper.text(Style::NOTE, more);
    }
}

fn achievements(paper: &mut Paper, sheet: &Sheet) {
    let Some(reached) = &sheet.achievements else { return };
    paper.heading(2, reached.title);
    for [title, what, when] in &reached.rows {
        paper.facts(&[(title.clone(), format!("{what} · {when}"))]);
    }
}
