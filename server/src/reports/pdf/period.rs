//! The moderator's and administrator's report for a period: what the page of statistics shows, on
//! paper.

use birqadam_analytics::model::{FiltersInput, PeriodInput};
use birqadam_app::analytics::ask::statistics;
use birqadam_app::analytics::board::{BoardFigure, CityMap, CohortTable, Part};
use birqadam_app::paper::{self, period_report as words};
use birqadam_app::{format, labels};
use birqadam_core::{Actor, Result};
use birqadam_paper::{Cell, Column, Cover, Figure, Paper, Signer, Style, Table};
use birqadam_volunteering::VolunteerType;

use super::{begin, finish};
use crate::exports::start::name_of;
use crate::reports::{Made, Progress, ReportQuery, Wanted};

/// Makes the document, under the title that the report has.
///
/// # Errors
/// [`birqadam_core::Error::Invalid`] at the parameter; what the statistics say.
pub async fn make(wanted: &Wanted<'_>, title: String, progress: &Progress) -> Result<Made> {
    let (ctx, l) = (wanted.ctx, wanted.locale);
    // The page of statistics speaks the actor's language.
    let actor = Actor { locale: l, ..wanted.actor.clone() };
    let (period, filters) = inputs(wanted.query);
    let board = statistics(ctx, &actor, &period, &filters).await?;
    let person = name_of(&actor);
    let mut paper = begin(wanted, title.clone(), person.clone(), words::kind(l));
    let kind = VolunteerType::parse(&filters.kind).map(|kind| labels::volunteer_type(l, kind).to_owned());
    let city = Some(&filters.city).filter(|city| !city.is_empty()).map(|city| labels::city(l, city));
    let narrowed = [
        (words::city(l).to_owned(), city.unwrap_or_default()),
        (words::direction(l).to_owned(), kind.unwrap_or_default()),
        (words::as_of(l).to_owned(), board.as_of.map(|at| format::moment(l, at)).unwrap_or_default()),
    ];
    let mut facts: Vec<_> = board.about.iter().map(|about| (about.label.clone(), about.name.clone())).collect();
    facts.extend(narrowed);
    facts.push((paper::issued(l).to_owned(), format::date(l, ctx.today())));
    facts.push((words::sign_prepared(l).to_owned(), person.clone()));
    paper.cover(Cover { kind: words::kind(l).to_owned(), title, picture: None, facts });
    paper.contents();
    if board.as_of.is_none() {
        paper.paragraph(words::nothing(l));
    }
    for (index, section) in board.sections.into_iter().enumerate() {
        if matches!(section.parts.first(), Some(Part::Charts(_))) {
            paper.need(super::CHART);
        }
        paper.heading(1, &section.title);
        if index == 0 {
            paper.text(Style::NOTE, &board.shown);
            paper.space(6.0);
        }
        for part in section.parts {
            draw(&mut paper, part);
        }
        progress.at(index as i64 + 1);
    }
    paper.heading(1, paper::signatures(l));
    let signers = [
        Signer { role: words::sign_prepared(l).to_owned(), name: person },
        Signer { role: words::sign_approved(l).to_owned(), name: String::new() },
    ];
    paper.signatures(&signers, paper::signature(l), paper::name(l), paper::date(l));
    finish(paper).await
}

/// What the query asks, as the page of statistics is asked it.
fn inputs(query: &ReportQuery) -> (PeriodInput, FiltersInput) {
    let of = |name| query.text(name).unwrap_or_default().to_owned();
    let period = PeriodInput { period: of("period"), from: of("from"), to: of("to"), granularity: of("granularity") };
    let (city, kind, role) = (of("city"), of("type"), of("role"));
    (period, FiltersInput { city, kind, role, project: of("project"), organizer: of("organizer") })
}

fn draw(paper: &mut Paper, part: Part) {
    match part {
        Part::Figures(figures) => {
            let figures: Vec<Figure> = figures.into_iter().map(figure).collect();
            paper.figures(&figures);
        }
        Part::Charts(charts) => charts.iter().for_each(|drawn| paper.chart(&drawn.chart)),
        Part::Map(map) => cities(paper, map),
        Part::Cohorts(table) => cohorts(paper, table),
        Part::Note(text) => paper.paragraph(&text),
    }
}

/// With what became of it in place of the note, which the screen has room for.
fn figure(figure: BoardFigure) -> Figure {
    let note = figure.change.map(|change| format!("{} ({})", change.text, change.before));
    Figure { value: figure.value, label: figure.label, note: note.unwrap_or_default() }
}

/// The circles of the map as rows.
fn cities(paper: &mut Paper, map: CityMap) {
    let l = paper.locale();
    paper.heading(2, &map.title);
    let columns = vec![Column::text(words::city(l), 3.0), Column::number(words::joins(l), 1.0)];
    let mut table = Table::begin(paper, columns);
    for dot in map.dots {
        table.row(paper, vec![Cell::Text(dot.label), Cell::Text(dot.value)]);
    }
    table.end(paper, paper::no_data(l));
}

fn cohorts(paper: &mut Paper, cohorts: CohortTable) {
    let l = paper.locale();
    paper.heading(2, &cohorts.title);
    paper.text(Style::NOTE, &cohorts.note);
    paper.space(4.0);
    let months = cohorts.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut columns = vec![Column::text(words::month(l), 1.9), Column::number(words::registered(l), 1.6)];
    columns.extend((0..months).map(|month| Column::number(format!("+{month}"), 1.0)));
    let mut table = Table::begin(paper, columns);
    for row in cohorts.rows {
        let mut cells = vec![Cell::Text(row.month), Cell::Text(row.registered)];
        cells.extend(row.cells.into_iter().map(|cell| Cell::Text(cell.text)));
        table.row(paper, cells);
    }
    table.end(paper, paper::no_data(l));
}
