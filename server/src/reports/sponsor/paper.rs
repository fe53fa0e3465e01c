//! The sponsor's report on paper: the sum, what it became, every expense with its task and photos.

use birqadam_app::paper::{self, sponsor as words};
use birqadam_app::sponsor::words as say;
use birqadam_app::{format, labels};
use birqadam_core::Result;
use birqadam_funding::ops::sponsor_files::sponsor_photo_key;
use birqadam_funding::{SponsorReport, TracedPart, TracedTask};
use birqadam_paper::{Cell, Column, Figure, Paper, PhotoBox, PhotoGrid, Style, Table, wrap};

use crate::reports::pdf::{self, photo};
use crate::reports::{Made, Progress, Wanted};

/// What an expense takes with its heading; it does not begin at the foot of a page.
const EXPENSE: f32 = 110.0;
/// What a first row of photos adds to that.
const PHOTOS: f32 = 200.0;
/// What the heading above the first of them takes.
const HEADING: f32 = 60.0;

pub async fn make(wanted: &Wanted<'_>, report: SponsorReport, progress: &Progress) -> Result<Made> {
    let l = wanted.locale;
    let title = words::report_title(l, &report.project);
    let mut paper = pdf::begin(wanted, title.clone(), report.organizer.clone(), words::became_title(l));
    paper.next_page();
    let style = Style::BODY.strong().sized(20.0);
    for line in wrap(style, &title, paper.width()) {
        paper.text(style, &line);
    }
    paper.space(4.0);
    summarise(&mut paper, &report);
    sums(&mut paper, &report);
    impact(&mut paper, &report);
    if let Some(first) = report.trace.first() {
        paper.need(HEADING + room_for(first));
    }
    paper.heading(1, words::trace_title(l));
    if report.trace.is_empty() {
        paper.paragraph(words::nothing_spent(l));
    }
    let mut done = 0;
    for part in &report.trace {
        expense(&mut paper, wanted, &report, part);
        if let Some(task) = &part.task {
            photos(&mut paper, wanted, task, &mut done, progress).await?;
        }
    }
    reversed(&mut paper, &report);
    payments(&mut paper, &report);
    paper.heading(2, words::how_title(l));
    paper.paragraph(words::how_text(l));
    pdf::finish(paper).await
}

fn summarise(paper: &mut Paper, report: &SponsorReport) {
    let l = paper.locale();
    let sum = |minor: i64| format::sum(minor, &report.currency);
    let [given, spent, left] = [report.total_sponsored.0, report.spent().0, report.balance.0].map(sum);
    paper.paragraph(&words::said(l, &given, &spent, &left));
    let figure = |value: String, label: &str| Figure { value, label: label.to_owned(), note: String::new() };
    paper.figures(&[
        figure(given, words::figure_given(l)),
        figure(spent, words::figure_spent(l)),
        figure(left, words::figure_left(l)),
    ]);
    paper.space(6.0);
    paper.facts(&[
        (words::organizer(l).to_owned(), report.organizer.clone()),
        (words::city(l).to_owned(), labels::city(l, &report.city)),
        (words::col_status(l).to_owned(), say::project_status(l, &report.project_status)),
        (paper::issued(l).to_owned(), format::moment(l, report.as_of)),
    ]);
}

/// Every category, what is left, and the sum of all.
fn sums(paper: &mut Paper, report: &SponsorReport) {
    let l = paper.locale();
    paper.heading(1, words::became_title(l));
    let mut table =
        Table::begin(paper, vec![Column::text(words::col_what(l), 4.0), Column::number(words::col_sum(l), 2.0)]);
    let mut row = |paper: &mut Paper, name: &str, minor: i64| {
        table.row(paper, vec![Cell::text(name), Cell::text(format::sum(minor, &report.currency))]);
    };
    for one in &report.expenses {
        row(paper, &one.category, one.amount.0);
    }
    row(paper, words::left_row(l), report.balance.0);
    row(paper, words::given_row(l), report.total_sponsored.0);
    table.end(paper, words::nothing_spent(l));
}

fn impact(paper: &mut Paper, report: &SponsorReport) {
    let l = paper.locale();
    paper.heading(1, words::impact_title(l));
    let measures = report.measures.iter().filter(|one| one.entries > 0);
    let mut facts: Vec<_> =
        measures.map(|one| (say::measure(l, one), say::measured(l, one.total, &one.unit))).collect();
    facts.push((say::volunteers(l).to_owned(), format::number(report.impact.volunteers)));
    paper.facts(&facts);
    paper.text(Style::NOTE, words::impact_note(l));
}

/// What must be left of a page for an expense to begin there.
fn room_for(part: &TracedPart) -> f32 {
    let has_photos = part.task.as_ref().is_some_and(|task| !task.photos.is_empty());
    if has_photos { EXPENSE + PHOTOS } else { EXPENSE }
}

fn expense(paper: &mut Paper, wanted: &Wanted<'_>, report: &SponsorReport, part: &TracedPart) {
    let l = paper.locale();
    let sum = |minor: i64| format::sum(minor, &report.currency);
    paper.need(room_for(part));
    paper.heading(2, &part.description);
    paper.text(Style::NOTE, &format!("{} · {}", part.category, format::date(l, part.spent_on)));
    let yours = match part.paid == part.amount {
        true => words::yours_all(l, sum(part.paid.0)),
        false => words::yours_of(l, sum(part.paid.0), sum(part.amount.0)),
    };
    paper.text(Style::BODY.strong(), &yours);
    if part.paid_later.0 > 0 {
        paper.text(Style::NOTE, &words::paid_later(l, sum(part.paid_later.0)));
    }
    let address = format!("{}{}", wanted.ctx.config.base_url, part.receipt_url);
    paper.link(Style::SMALL, &format!("{}: {}", words::receipt_of_expense(l), part.receipt_name), &address);
    if let Some(task) = &part.task {
        paper.paragraph(&words::for_task(l, &task.text));
    }
}

async fn photos(
    paper: &mut Paper,
    wanted: &Wanted<'_>,
    task: &TracedTask,
    done: &mut i64,
    progress: &Progress,
) -> Result<()> {
    let l = paper.locale();
    if task.photos.is_empty() {
        let text = if task.photos_count > 0 { words::photos_above(l) } else { words::no_photos(l) };
        paper.text(Style::NOTE, text);
        return Ok(());
    }
    let mut grid = PhotoGrid::new(2);
    let size = grid.cell(paper);
    for one in &task.photos {
        let key = sponsor_photo_key(wanted.ctx, wanted.actor, one.id).await?;
        let picture = photo::load(wanted.ctx, &key, size).await?;
        grid.add(
            paper,
            PhotoBox { picture, missing: paper::photo_gone(l).to_owned(), title: task.text.clone(), lines: Vec::new() },
        );
        *done += 1;
        progress.at(*done);
    }
    grid.end(paper);
    Ok(())
}

/// What does not count any more.
fn reversed(paper: &mut Paper, report: &SponsorReport) {
    if report.reversed.is_empty() {
        return;
    }
    let l = paper.locale();
    paper.heading(1, words::reversed_title(l));
    let columns = vec![
        Column::text(words::col_day(l), 1.6),
        Column::text(words::col_what(l), 4.0),
        Column::text(words::col_reversed(l), 1.6),
        Column::number(words::col_back(l), 1.8),
    ];
    let mut table = Table::begin(paper, columns);
    for part in &report.reversed {
        let cells = vec![
            Cell::text(format::date_short(part.spent_on)),
            Cell::text(format!("{}: {}", part.category, part.description)),
            Cell::text(format::date_short(format::local_day(part.reversed_at))),
            Cell::text(format::sum(part.paid.0, &report.currency)),
        ];
        table.row(paper, cells);
    }
    table.end(paper, "");
}

fn payments(paper: &mut Paper, report: &SponsorReport) {
    let l = paper.locale();
    paper.heading(1, words::payments_title(l));
    let columns = vec![
        Column::text(words::receipt_day(l), 1.6),
        Column::text(words::col_purpose(l), 3.0),
        Column::text(words::col_transaction(l), 3.2),
        Column::number(words::col_amount(l), 1.6),
        Column::number(words::col_received(l), 1.6),
    ];
    let mut table = Table::begin(paper, columns);
    for payment in &report.payments {
        let note = if payment.is_anonymous { words::anonymously(l) } else { "" };
        let purpose = [payment.purpose.as_str(), note].into_iter().filter(|text| !text.is_empty());
        table.row(
            paper,
            vec![
                Cell::text(format::date_short(format::local_day(payment.paid_at))),
                Cell::text(purpose.collect::<Vec<_>>().join(", ")),
                Cell::text(payment.transaction_id.clone().unwrap_or_default()),
                Cell::text(format::sum(payment.amount.0, &report.currency)),
                Cell::text(format::sum(payment.received.0, &report.currency)),
            ],
        );
    }
    table.end(paper, "");
}
