//! `period_report`: figures and charts of a period, of the whole platform for whoever may see it, else
//! of the asker's own projects.

use anyhow::Context;
use birqadam_analytics::model::{Filters, FiltersInput, Period, PeriodInput, Scope};
use birqadam_app::reports::period::{self, PeriodReport};
use birqadam_app::reports::words;
use birqadam_core::export::ExportFormat;
use birqadam_core::ssr::Ctx;
use birqadam_core::validate::Validator;
use birqadam_core::{Actor, Result};
use chrono::{DateTime, Utc};

use super::pdf;
use super::xlsx::facts::{self, Fact, Figure};
use super::xlsx::{chart, look, new_book};
use super::{Made, Plan, Progress, Report, ReportQuery, Wanted, async_trait, new_file, off_thread};

pub struct PeriodDocument;

const PARAMS: &[&str] = &["period", "from", "to", "granularity", "city", "type", "role", "project", "organizer"];

#[async_trait]
impl Report for PeriodDocument {
    fn name(&self) -> &'static str {
        "period_report"
    }

    fn formats(&self) -> &'static [ExportFormat] {
        &[ExportFormat::Pdf, ExportFormat::Xlsx]
    }

    fn params(&self) -> &'static [&'static str] {
        PARAMS
    }

    async fn check(&self, ctx: &Ctx, actor: &Actor, query: &ReportQuery) -> Result<()> {
        period::scope(actor)?;
        read(ctx, query).map(drop)
    }

    async fn plan(&self, wanted: &Wanted<'_>) -> Result<Plan> {
        let title = title(wanted)?;
        Ok(Plan { title, total: 1, at_once: true })
    }

    async fn make(&self, wanted: &Wanted<'_>, progress: &Progress) -> Result<Made> {
        if wanted.format == ExportFormat::Pdf {
            return pdf::period::make(wanted, title(wanted)?, progress).await;
        }
        let (period, filters) = read(wanted.ctx, wanted.query)?;
        let (ctx, l) = (wanted.ctx, wanted.locale);
        let report = period::find(ctx, wanted.actor, l, period, &filters).await?;
        progress.at(1);
        let (title, now) = (title(wanted)?, ctx.now());
        let rows = report.figures.len() as i64;
        let look = look(&ctx.config.base_url, l);
        let book = move || write(l, &title, now, &report, look.total);
        Made::of(off_thread(book).await?, rows)
    }
}

fn title(wanted: &Wanted<'_>) -> Result<String> {
    let (period, _) = read(wanted.ctx, wanted.query)?;
    let is_own = period::scope(wanted.actor)? == Scope::Own;
    Ok(words::period_title(wanted.locale, is_own, period.from, period.to))
}

fn read(ctx: &Ctx, query: &ReportQuery) -> Result<(Period, Filters)> {
    let of = |name: &str| query.text(name).unwrap_or_default().to_owned();
    let period = PeriodInput { period: of("period"), from: of("from"), to: of("to"), granularity: of("granularity") };
    let filters = FiltersInput {
        city: of("city"),
        kind: of("type"),
        role: of("role"),
        project: of("project"),
        organizer: of("organizer"),
    };
    let mut v = Validator::new();
    let (period, filters) = (period.read(ctx.today(), &mut v), filters.read(&mut v));
    v.finish()?;
    Ok((period, filters))
}

fn write(
    l: birqadam_core::Locale,
    title: &str,
    now: DateTime<Utc>,
    report: &PeriodReport,
    total: &str,
) -> anyhow::Result<tempfile::NamedTempFile> {
    let mut book = new_book(title);
    let page = book.add_worksheet();
    page.set_name(words::sheet_summary(l))?;
    let about = report.about.iter().map(|about| (about.label.clone(), Fact::Text(about.name.clone())));
    let made_at = (words::made_at(l).to_owned(), Fact::Time(report.as_of.unwrap_or(now)));
    let next = facts::write(page, title, &about.chain([made_at]).collect::<Vec<_>>())?;
    let figures = report.figures.iter().map(|figure| Figure {
        label: figure.label.clone(),
        note: figure.note.clone(),
        value: Fact::of(&figure.unit, figure.value),
        before: Fact::of(&figure.unit, figure.before),
    });
    facts::write_figures(page, next + 1, words::figure_headings(l), &figures.collect::<Vec<_>>())?;
    if !report.charts.is_empty() {
        chart::write_sheet(&mut book, words::sheet_charts(l), &report.charts, total)?;
    }
    let mut file = new_file()?;
    book.save_to_writer(file.as_file_mut()).context("the workbook cannot be completed")?;
    Ok(file)
}
