//! The charts of the report on a project.

use birqadam_app::paper::project_report as words;
use birqadam_app::{format, labels};
use birqadam_core::Locale;
use birqadam_core::chart::{Category, Chart, ChartKind, Series, Unit};
use birqadam_volunteering::ProjectReport;

/// All of them, also those without data: that there is none is said.
pub fn all(l: Locale, report: &ProjectReport) -> Vec<Chart> {
    let week = |pick: fn(&birqadam_volunteering::ReportWeek) -> i64| report.weeks.iter().map(pick).collect();
    let tasks = report.tasks_by_status.iter();
    let reports = report.reports_by_status.iter();
    vec![
        Chart {
            name: "weeks".to_owned(),
            title: words::weeks(l).to_owned(),
            note: words::weeks_note(l).to_owned(),
            kind: ChartKind::Stacked,
            unit: Unit::Count,
            category_title: words::week(l).to_owned(),
            categories: report.weeks.iter().map(|week| category(format::date_short(week.begins))).collect(),
            series: vec![
                series(words::approved(l), week(|week| week.approved)),
                series(words::open(l), week(|week| week.open)),
                series(words::rejected(l), week(|week| week.rejected)),
            ],
        },
        counts(
            "tasks",
            (words::tasks_by_status(l), words::status(l), words::tasks(l)),
            ChartKind::Pie,
            tasks.map(|&(status, count)| (labels::task_status(l, status).to_owned(), count)).collect(),
        ),
        counts(
            "reports",
            (words::reports_by_status(l), words::status(l), words::reports(l)),
            ChartKind::Pie,
            reports.map(|&(status, count)| (labels::report_status(l, status).to_owned(), count)).collect(),
        ),
        counts(
            "ratings",
            (words::ratings(l), words::stars(l), words::reports(l)),
            ChartKind::Bar,
            (1..).map(|stars: i32| stars.to_string()).zip(report.ratings).collect(),
        ),
    ]
}

fn counts(
    name: &str,
    (title, category_title, label): (&str, &str, &str),
    kind: ChartKind,
    counted: Vec<(String, i64)>,
) -> Chart {
    let (labels, values): (Vec<String>, Vec<i64>) = counted.into_iter().unzip();
    Chart {
        name: name.to_owned(),
        title: title.to_owned(),
        note: String::new(),
        kind,
        unit: Unit::Count,
        category_title: category_title.to_owned(),
        categories: labels.into_iter().map(category).collect(),
        series: vec![series(label, values)],
    }
}

fn category(label: String) -> Category {
    Category { label, href: None }
}

fn series(label: &str, values: Vec<i64>) -> Series {
    let values = values.into_iter().map(|value| Some(value as f64)).collect();
    Series { label: label.to_owned(), values, hrefs: Vec::new(), forecast_from: None }
}
