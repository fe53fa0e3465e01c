//! `project_report`: an organizer's report on one of their own projects. The workbook has a sheet of
//! figures, one of charts, and one each of tasks, participants and reports, read and written page by
//! page.

use anyhow::Context;
use birqadam_app::labels;
use birqadam_app::paper::project_report as titles;
use birqadam_app::reports::words;
use birqadam_core::chart::Unit;
use birqadam_core::export::ExportFormat;
use birqadam_core::list::{Cell, CellKind, FilterValue, ListRequest, ListSpec, Row};
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::db_error::internal;
use birqadam_core::ssr::list::{Walk, count};
use birqadam_core::{Actor, Locale, Permission, ProjectId, Result};
use birqadam_volunteering::ops::project_report::{check_project_report, find_project_report};
use birqadam_volunteering::ops::project_sheets::PROJECT_SHEETS;
use birqadam_volunteering::{ProjectFigures, ProjectReport};
use rust_xlsxwriter::Workbook;
use tempfile::NamedTempFile;
use tokio::sync::mpsc::{self, Receiver};

use super::pdf;
use super::xlsx::facts::{self, Fact};
use super::xlsx::{chart, look, new_book};
use super::{Made, Plan, Progress, Report, ReportQuery, Wanted, async_trait, new_file, off_thread};
use crate::exports::style::{Style, cut};
use crate::exports::table::{Look, Table, TableColumn, Total};

pub struct ProjectDocument;

/// Up to so many rows the answer is the file.
const ROWS_AT_ONCE: i64 = 2_000;
/// More rows than a sheet holds are counted no further.
const ROWS_MAX: i64 = 1_000_000;

#[async_trait]
impl Report for ProjectDocument {
    fn name(&self) -> &'static str {
        "project_report"
    }

    fn formats(&self) -> &'static [ExportFormat] {
        &[ExportFormat::Pdf, ExportFormat::Xlsx]
    }

    fn params(&self) -> &'static [&'static str] {
        &["project_id"]
    }

    async fn check(&self, ctx: &Ctx, actor: &Actor, query: &ReportQuery) -> Result<()> {
        actor.require(Permission::ProjectsManageOwn)?;
        check_project_report(ctx, actor, query.required_id("project_id")?).await.map(drop)
    }

    async fn plan(&self, wanted: &Wanted<'_>) -> Result<Plan> {
        let Wanted { ctx, actor, query, locale, .. } = wanted;
        let id: ProjectId = query.required_id("project_id")?;
        if wanted.format == ExportFormat::Pdf {
            return pdf::project::plan(wanted, id).await;
        }
        let title = titles::title(*locale, check_project_report(ctx, actor, id).await?);
        let mut total = 0;
        for sheet in PROJECT_SHEETS {
            total += count(ctx, actor, sheet, &request(sheet.spec(), id), ROWS_MAX).await?;
        }
        Ok(Plan { title, total, at_once: total <= ROWS_AT_ONCE })
    }

    async fn make(&self, wanted: &Wanted<'_>, progress: &Progress) -> Result<Made> {
        let Wanted { ctx, actor, query, locale: l, .. } = *wanted;
        let id: ProjectId = query.required_id("project_id")?;
        if wanted.format == ExportFormat::Pdf {
            return pdf::project::make(wanted, id, progress).await;
        }
        let report = find_project_report(ctx, actor, id).await?;
        let (look, now) = (look(&ctx.config.base_url, l), ctx.now());
        // The database is read page by page, a thread writes, and a short channel keeps the faster waiting.
        let (parts, received) = mpsc::channel(2);
        let writing = tokio::spawn(off_thread(move || Writer { l, look, report, now }.write(received)));
        let rows = read(ctx, actor, id, &parts, progress).await?;
        let _ = parts.send(Part::End).await;
        let file = writing.await.map_err(|error| internal(&error))??;
        Made::of(file.ok_or_else(|| internal("the writer gave up before the end"))?, rows)
    }
}

/// The project in numbers.
fn figures(l: Locale, of: &ProjectFigures) -> [(&'static str, Fact); 10] {
    [
        (titles::tasks(l), Fact::Number(of.tasks)),
        (titles::f_tasks(l), Fact::Number(of.tasks_completed)),
        (titles::f_places(l), Fact::Number(of.places_taken)),
        (titles::f_people(l), Fact::Number(of.people)),
        (titles::f_hours(l), Fact::Hours(of.hours)),
        (titles::reports(l), Fact::Number(of.reports)),
        (titles::f_reports(l), Fact::Number(of.reports_approved)),
        (titles::f_photos(l), Fact::Number(of.photos)),
        (titles::f_rating(l), of.rating.map_or(Fact::Unknown, Fact::Stars)),
        (titles::f_answer(l), Fact::of(&Unit::Seconds, of.answer_seconds)),
    ]
}

/// With a capital letter, as labels in front of values have it.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What the reader tells the writer.
enum Part {
    /// The next sheet begins.
    Sheet(&'static ListSpec),
    Rows(Vec<Row>),
    /// Without it the channel's end means that nobody wants the file.
    End,
}

async fn read(ctx: &Ctx, actor: &Actor, id: ProjectId, to: &mpsc::Sender<Part>, progress: &Progress) -> Result<i64> {
    let mut done = 0;
    for sheet in PROJECT_SHEETS {
        let spec = sheet.spec();
        // A writer that is gone says at the end why.
        if to.send(Part::Sheet(spec)).await.is_err() {
            break;
        }
        let mut walk = Walk::start(ctx, actor, sheet, request(spec, id)).await?;
        while let Some(rows) = walk.next().await? {
            done += rows.len() as i64;
            if to.send(Part::Rows(rows)).await.is_err() {
                break;
            }
            progress.at(done);
        }
    }
    Ok(done)
}

fn request(spec: &'static ListSpec, id: ProjectId) -> ListRequest {
    let mut request = ListRequest::default_of(spec);
    request.filters.insert("project".to_owned(), FilterValue::Ids(vec![id.0]));
    request
}

struct Writer {
    l: Locale,
    look: Look,
    report: ProjectReport,
    now: chrono::DateTime<chrono::Utc>,
}

impl Writer {
    fn write(self, mut received: Receiver<Part>) -> anyhow::Result<Option<NamedTempFile>> {
        let mut book = new_book(&titles::title(self.l, &self.report.title));
        self.summary(&mut book)?;
        let mut open: Option<(&'static ListSpec, Table)> = None;
        while let Some(part) = received.blocking_recv() {
            match part {
                Part::Sheet(spec) => {
                    if let Some((_, table)) = open.take() {
                        table.finish(&mut book)?;
                    }
                    let name = words::sheet(self.l, spec.name);
                    open = Some((spec, Table::begin(&mut book, name, self.columns(spec), &self.look)?));
                }
                Part::Rows(rows) => {
                    let Some((spec, table)) = &mut open else { continue };
                    for row in rows {
                        table.row(&mut book, &row.cells, |_, cell| self.words(spec, cell))?;
                    }
                }
                Part::End => {
                    if let Some((_, table)) = open.take() {
                        table.finish(&mut book)?;
                    }
                    let mut file = new_file()?;
                    book.save_to_writer(file.as_file_mut()).context("the workbook cannot be completed")?;
                    return Ok(Some(file));
                }
            }
        }
        Ok(None)
    }

    fn summary(&self, book: &mut Workbook) -> anyhow::Result<()> {
        let (l, report) = (self.l, &self.report);
        let page = book.add_worksheet();
        page.set_name(words::sheet_summary(l))?;
        let text = |text: &str| if text.is_empty() { Fact::Unknown } else { Fact::Text(cut(text)) };
        let day = |day: Option<chrono::NaiveDate>| day.map_or(Fact::Unknown, Fact::Day);
        let mut all = vec![
            (words::organizer(l), text(&report.organizer)),
            (words::city(l), Fact::Text(labels::city(l, &report.city))),
            (words::kind(l), text(labels::volunteer_type(l, report.volunteer_type))),
            (words::status(l), text(labels::project_status(l, report.status))),
            (words::begins(l), day(report.starts_on)),
            (words::ends(l), day(report.ends_on)),
            (words::made_at(l), Fact::Time(self.now)),
        ];
        all.extend(figures(l, &report.figures));
        let all: Vec<(String, Fact)> = all.into_iter().map(|(label, fact)| (capital(label), fact)).collect();
        facts::write(page, &titles::title(l, &report.title), &all)?;
        chart::write_sheet(book, words::sheet_charts(l), &pdf::project_charts::all(l, report), self.look.total)
    }

    fn columns(&self, spec: &'static ListSpec) -> Vec<TableColumn> {
        let column = |column: &birqadam_core::list::ColumnSpec| TableColumn {
            heading: words::column(self.l, spec.name, column.name),
            style: match (column.name, column.kind) {
                ("length" | "hours" | "answered_in", CellKind::Decimal) => Style::Hours,
                ("description" | "answer" | "task", CellKind::Text) => Style::Prose,
                ("begins" | "ends", _) => Style::Flag,
                ("report", _) => Style::ShortLink,
                (name, CellKind::Link) if name.starts_with("photo_") => Style::ShortLink,
                (_, kind) => Style::from(kind),
            },
            total: match (column.summed, column.kind) {
                (true, _) => Some(Total::Sum),
                (false, CellKind::Stars) => Some(Total::Average),
                (false, _) => None,
            },
        };
        spec.columns.iter().map(column).collect()
    }

    /// A cell that is no number, in words.
    fn words(&self, spec: &ListSpec, cell: &Cell) -> String {
        match cell {
            Cell::Text(text) | Cell::Link { text, .. } => text.clone(),
            Cell::Code(code) => words::code(self.l, spec.name, code),
            Cell::Flag(true) => birqadam_app::exports::words::yes(self.l).to_owned(),
            Cell::Flag(false) => birqadam_app::exports::words::no(self.l).to_owned(),
            _ => String::new(),
        }
    }
}
