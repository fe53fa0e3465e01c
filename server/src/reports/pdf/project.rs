//! The organizer's report on a project: cover, contents, summary, figures, charts, tasks, people,
//! photos with their evidence, lines to sign on.

use birqadam_app::paper::{self, project_report as words};
use birqadam_app::{format, labels};
use birqadam_core::chart::Unit;
use birqadam_core::{Locale, ProjectId, Result};
use birqadam_paper::{Cell, Column, Cover, Figure, Paper, PhotoBox, PhotoGrid, Signer, Style, Table, Tone};
use birqadam_volunteering::ops::project_report::{
    find_project_report, list_printed_people, list_printed_photos, list_printed_tasks,
};
use birqadam_volunteering::{PRINTED_PHOTOS_MAX, PrintedPerson, PrintedPhoto, PrintedTask, ProjectReport, TaskStatus};

use super::{begin, finish, photo, project_charts};
use crate::reports::{Made, Plan, Progress, Wanted};

/// Photos with which the document is still made while the person waits.
const PHOTOS_AT_ONCE: i64 = 12;
/// The same for people.
const PEOPLE_AT_ONCE: i64 = 200;

/// How many steps it takes: each photo is one, and the rest together.
///
/// # Errors
/// [`birqadam_core::Error::NotFound`] for a foreign project.
pub async fn plan(wanted: &Wanted<'_>, id: ProjectId) -> Result<Plan> {
    let report = find_project_report(wanted.ctx, wanted.actor, id).await?;
    let figures = &report.figures;
    Ok(Plan {
        title: words::title(wanted.locale, &report.title),
        total: figures.photos.min(PRINTED_PHOTOS_MAX) + 1,
        at_once: figures.photos <= PHOTOS_AT_ONCE && figures.people <= PEOPLE_AT_ONCE,
    })
}

/// Makes the document.
///
/// # Errors
/// [`birqadam_core::Error::NotFound`] for a foreign project; `Unavailable` when the store does not answer.
pub async fn make(wanted: &Wanted<'_>, id: ProjectId, progress: &Progress) -> Result<Made> {
    let l = wanted.locale;
    let report = find_project_report(wanted.ctx, wanted.actor, id).await?;
    let mut paper = begin(wanted, words::title(l, &report.title), report.organizer.clone(), words::kind(l));
    let cover = match &report.cover_key {
        Some(key) => photo::load(wanted.ctx, key, (480.0, 380.0)).await?,
        None => None,
    };
    let period = format::date_range(l, report.starts_on, report.ends_on).unwrap_or_default();
    paper.cover(Cover {
        kind: words::kind(l).to_owned(),
        title: report.title.clone(),
        picture: cover,
        facts: vec![
            (words::organizer(l).to_owned(), report.organizer.clone()),
            (words::period(l).to_owned(), period.clone()),
            (words::city(l).to_owned(), labels::city(l, &report.city)),
            (paper::issued(l).to_owned(), format::date(l, wanted.ctx.today())),
        ],
    });
    paper.contents();
    summarise(&mut paper, &report, period);
    paper.heading(1, words::figures(l));
    paper.figures(&figures(l, &report));
    super::project_money::lay_out(&mut paper, wanted, id).await?;
    paper.need(super::CHART);
    paper.heading(1, words::charts(l));
    for chart in project_charts::all(l, &report) {
        paper.chart(&chart);
    }
    paper.heading(1, words::tasks(l));
    task_table(&mut paper, list_printed_tasks(wanted.ctx, wanted.actor, id).await?);
    paper.heading(1, words::people(l));
    people_table(&mut paper, wanted, id).await?;
    if report.figures.photos > 0 {
        paper.need(super::PHOTOS);
    }
    paper.heading(1, words::photos(l));
    photos(&mut paper, wanted, &report, progress).await?;
    paper.heading(1, paper::signatures(l));
    let signers = [
        Signer { role: words::sign_organizer(l).to_owned(), name: report.organizer_name },
        Signer { role: words::sign_accepted(l).to_owned(), name: String::new() },
    ];
    paper.signatures(&signers, paper::signature(l), paper::name(l), paper::date(l));
    finish(paper).await
}

/// What the project is, and what came of it, in a few sentences.
fn summarise(paper: &mut Paper, report: &ProjectReport, period: String) {
    let (l, figures) = (paper.locale(), &report.figures);
    paper.heading(1, words::about(l));
    let hours = birqadam_app::ui::chart::value_text(l, &Unit::Hours, figures.hours);
    paper.paragraph(&format!(
        "{} {} {}",
        words::sum_tasks(l, format::number(figures.tasks_completed), format::number(figures.tasks)),
        words::sum_reports(l, format::number(figures.reports_approved), format::number(figures.reports)),
        words::sum_people(l, format::number(figures.people), hours),
    ));
    let fact = |label: &str, value: String| (label.to_owned(), value);
    paper.facts(&[
        fact(words::organizer(l), report.organizer.clone()),
        fact(words::period(l), period),
        fact(words::city(l), labels::city(l, &report.city)),
        fact(words::address(l), report.address.clone()),
        fact(words::direction(l), labels::volunteer_type(l, report.volunteer_type).to_owned()),
        fact(words::status(l), labels::project_status(l, report.status).to_owned()),
    ]);
    if !report.description.is_empty() {
        paper.space(6.0);
        paper.paragraph(&report.description);
    }
}

fn figures(l: Locale, report: &ProjectReport) -> Vec<Figure> {
    let of = &report.figures;
    let figure = |value: String, label: &str, note: String| Figure { value, label: label.to_owned(), note };
    let number = |value| format::number(value);
    let known = |text: Option<String>| text.unwrap_or_else(|| words::unknown(l).to_owned());
    let seconds = |value| birqadam_app::ui::chart::value_text(l, &Unit::Seconds, value);
    vec![
        figure(number(of.people), words::f_people(l), String::new()),
        figure(number(of.tasks_completed), words::f_tasks(l), words::f_of(l, number(of.tasks))),
        figure(number(of.places_taken), words::f_places(l), words::f_of(l, number(of.places))),
        figure(
            birqadam_app::ui::chart::value_text(l, &Unit::Hours, of.hours),
            words::f_hours(l),
            words::f_hours_note(l).to_owned(),
        ),
        figure(number(of.reports_approved), words::f_reports(l), words::f_of(l, number(of.reports))),
        figure(number(of.photos), words::f_photos(l), String::new()),
        figure(known(of.rating.map(|value| format::rating(l, value))), words::f_rating(l), String::new()),
        figure(known(of.answer_seconds.map(seconds)), words::f_answer(l), String::new()),
    ]
}

fn task_table(paper: &mut Paper, tasks: Vec<PrintedTask>) {
    let l = paper.locale();
    let columns = vec![
        Column::text(words::task(l), 3.6),
        Column::text(words::status(l), 1.7),
        Column::text(words::day(l), 1.5),
        Column::number(words::taken(l), 1.1),
        Column::number(words::done(l), 1.3),
        Column::number(words::got_approved(l), 1.3),
    ];
    let mut table = Table::begin(paper, columns);
    for task in tasks {
        let hours = format::time_range(task.start_time, task.end_time);
        let day = format::date_short(task.deadline);
        table.row(
            paper,
            vec![
                Cell::Text(task.text),
                Cell::Status(task_tone(task.status), labels::task_status(l, task.status).to_owned()),
                Cell::Text(hours.map_or_else(|| day.clone(), |hours| format!("{day} {hours}"))),
                Cell::Text(format!("{} / {}", format::number(task.taken), format::number(task.places))),
                Cell::Text(format::number(task.completed)),
                Cell::Text(format::number(task.approved)),
            ],
        );
    }
    table.end(paper, words::no_tasks(l));
}

/// As the chips on the screen.
fn task_tone(status: TaskStatus) -> Tone {
    match status {
        TaskStatus::Open | TaskStatus::InProgress => Tone::Active,
        TaskStatus::Completed => Tone::Good,
        TaskStatus::Cancelled => Tone::Bad,
    }
}

async fn people_table(paper: &mut Paper, wanted: &Wanted<'_>, id: ProjectId) -> Result<()> {
    let l = paper.locale();
    paper.text(Style::NOTE, words::people_note(l));
    paper.space(4.0);
    let columns = vec![
        Column::text(words::person(l), 3.4),
        Column::number(words::now(l), 1.2),
        Column::number(words::done(l), 1.3),
        Column::number(words::hours(l), 1.1),
        Column::number(words::reports(l), 1.1),
        Column::number(words::got_approved(l), 1.3),
        Column::number(words::rating(l), 1.1),
    ];
    let mut table = Table::begin(paper, columns);
    let mut after = None;
    loop {
        let (people, next) = list_printed_people(wanted.ctx, wanted.actor, id, after).await?;
        for person in people {
            table.row(paper, person_cells(l, person));
        }
        after = next;
        if after.is_none() {
            break;
        }
    }
    table.end(paper, words::no_people(l));
    Ok(())
}

fn person_cells(l: Locale, person: PrintedPerson) -> Vec<Cell> {
    let name = match person.verified {
        true => format!("{} ({})", person.name, words::verified(l)),
        false => person.name,
    };
    vec![
        Cell::Text(name),
        Cell::Text(format::number(person.assigned)),
        Cell::Text(format::number(person.completed)),
        Cell::Text(birqadam_app::ui::chart::value_text(l, &Unit::Hours, person.hours)),
        Cell::Text(format::number(person.reports)),
        Cell::Text(format::number(person.approved)),
        Cell::Text(person.rating.map_or_else(|| "–".to_owned(), |rating| format::rating(l, rating))),
    ]
}

async fn photos(paper: &mut Paper, wanted: &Wanted<'_>, report: &ProjectReport, progress: &Progress) -> Result<()> {
    let (l, total) = (paper.locale(), report.figures.photos);
    if total == 0 {
        paper.paragraph(words::no_photos(l));
        return Ok(());
    }
    paper.text(Style::NOTE, words::photos_note(l));
    if total > PRINTED_PHOTOS_MAX {
        paper.text(Style::NOTE, &words::photos_some(l, format::number(PRINTED_PHOTOS_MAX), format::number(total)));
    }
    paper.space(8.0);
    let mut grid = PhotoGrid::new(2);
    let size = grid.cell(paper);
    let (mut before, mut done) = (None, 0);
    while done < PRINTED_PHOTOS_MAX {
        let page = list_printed_photos(wanted.ctx, wanted.actor, report.id, before).await?;
        for printed in page.photos.into_iter().take((PRINTED_PHOTOS_MAX - done) as usize) {
            // The thumbnail is what the grid needs; it goes into the file as it is.
            let picture = photo::load(wanted.ctx, &printed.thumb_key, size).await?;
            grid.add(paper, photo_box(l, printed, picture));
            done += 1;
            progress.at(done);
        }
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    grid.end(paper);
    Ok(())
}

fn photo_box(l: Locale, printed: PrintedPhoto, picture: Option<birqadam_paper::Picture>) -> PhotoBox {
    let sent = format::moment(l, printed.submitted_at);
    let mut lines = vec![
        printed.task,
        match printed.rating {
            Some(stars) => words::sent_rated(l, sent, stars),
            None => words::sent(l, sent),
        },
    ];
    lines.extend(words::evidence(l, &printed.time, &printed.place, &printed.novelty));
    lines.extend(
        printed
            .position
            .map(|(latitude, longitude)| words::coordinates(l, format!("{latitude:.5}"), format!("{longitude:.5}"))),
    );
    lines.extend(printed.camera.map(|camera| words::camera(l, camera)));
    PhotoBox { picture, missing: paper::photo_gone(l).to_owned(), title: printed.volunteer, lines }
}
