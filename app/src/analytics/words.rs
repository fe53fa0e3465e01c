//! Words of measures, dimensions, periods and keys; also for reports on paper and in workbooks.

use birqadam_analytics::model::{Dimension, FunnelStep, Granularity, Key, Measure, NO_CITY, Preset};
use birqadam_core::{Locale, city::City};
use birqadam_volunteering::VolunteerType;
use chrono::{Datelike, NaiveDate};

use crate::{format, labels, texts::analytics as words};

/// What a measure is called: «Одобрено отчётов».
pub fn measure(l: Locale, measure: Measure) -> &'static str {
    use Measure as M;
    match measure {
        M::Registrations => words::m_registrations(l),
        M::AccountsApproved => words::m_accounts_approved(l),
        M::FirstTasks => words::m_first_tasks(l),
        M::FirstReports => words::m_first_reports(l),
        M::AccountReviewTime => words::m_account_review_time(l),
        M::Accounts => words::m_accounts(l),
        M::AccountsWaiting => words::m_accounts_waiting(l),
        M::ProjectsCreated => words::m_projects_created(l),
        M::ProjectsPublished => words::m_projects_published(l),
        M::ProjectsCompleted => words::m_projects_completed(l),
        M::ProjectsActive => words::m_projects_active(l),
        M::ProjectsFinished => words::m_projects_finished(l),
        M::ProjectsWaiting => words::m_projects_waiting(l),
        M::ProjectReviewTime => words::m_project_review_time(l),
        M::TasksCreated => words::m_tasks_created(l),
        M::TasksCompleted => words::m_tasks_completed(l),
        M::TasksOpen => words::m_tasks_open(l),
        M::Joins => words::m_joins(l),
        M::Leaves => words::m_leaves(l),
        M::PlacesDone => words::m_places_done(l),
        M::ReportsSent => words::m_reports_sent(l),
        M::ReportsApproved => words::m_reports_approved(l),
        M::ReportsReturned => words::m_reports_returned(l),
        M::ReportsRejected => words::m_reports_rejected(l),
        M::ReportsWaiting => words::m_reports_waiting(l),
        M::ReportReviewTime => words::m_report_review_time(l),
        M::ApprovalShare => words::m_approval_share(l),
        M::LeaveShare => words::m_leave_share(l),
        M::Hours => words::m_hours(l),
        M::AverageRating => words::m_average_rating(l),
        M::ActiveVolunteers => words::m_active_volunteers(l),
        M::Raised => words::m_raised(l),
        M::Spent => words::m_spent(l),
        M::Sponsors => words::m_sponsors(l),
    }
}

/// What it means and does not mean, one sentence.
pub fn measure_note(l: Locale, measure: Measure) -> &'static str {
    use Measure as M;
    match measure {
        M::Registrations => words::n_registrations(l),
        M::AccountsApproved => words::n_accounts_approved(l),
        M::FirstTasks => words::n_first_tasks(l),
        M::FirstReports => words::n_first_reports(l),
        M::AccountReviewTime => words::n_account_review_time(l),
        M::Accounts => words::n_accounts(l),
        M::AccountsWaiting => words::n_accounts_waiting(l),
        M::ProjectsCreated => words::n_projects_created(l),
        M::ProjectsPublished => words::n_projects_published(l),
        M::ProjectsCompleted => words::n_projects_completed(l),
        M::ProjectsActive => words::n_projects_active(l),
        M::ProjectsFinished => words::n_projects_finished(l),
        M::ProjectsWaiting => words::n_projects_waiting(l),
        M::ProjectReviewTime => words::n_project_review_time(l),
        M::TasksCreated => words::n_tasks_created(l),
        M::TasksCompleted => words::n_tasks_completed(l),
        M::TasksOpen => words::n_tasks_open(l),
        M::Joins => words::n_joins(l),
        M::Leaves => words::n_leaves(l),
        M::PlacesDone => words::n_places_done(l),
        M::ReportsSent => words::n_reports_sent(l),
        M::ReportsApproved => words::n_reports_approved(l),
        M::ReportsReturned => words::n_reports_returned(l),
        M::ReportsRejected => words::n_reports_rejected(l),
        M::ReportsWaiting => words::n_reports_waiting(l),
        M::ReportReviewTime => words::n_report_review_time(l),
        M::ApprovalShare => words::n_approval_share(l),
        M::LeaveShare => words::n_leave_share(l),
        M::Hours => words::n_hours(l),
        M::AverageRating => words::n_average_rating(l),
        M::ActiveVolunteers => words::n_active_volunteers(l),
        M::Raised => words::n_raised(l),
        M::Spent => words::n_spent(l),
        M::Sponsors => words::n_sponsors(l),
    }
}

/// The heading of what figures are split by: «Город», «Неделя с».
pub fn dimension(l: Locale, dimension: Dimension, granularity: Granularity) -> &'static str {
    match (dimension, granularity) {
        (Dimension::Period, Granularity::Day) => words::day(l),
        (Dimension::Period, Granularity::Week) => words::week(l),
        (Dimension::Period, Granularity::Month) => words::month(l),
        (Dimension::City, _) => words::city(l),
        (Dimension::Kind, _) => words::kind(l),
        (Dimension::Role, _) => words::role(l),
        (Dimension::Project, _) => words::project(l),
        (Dimension::Organizer, _) => words::organizer(l),
    }
}

/// What a point is called: `16.11.2026`, «ноя 2026», «Алматы», the title of a project.
pub fn key(l: Locale, dimension: Dimension, granularity: Granularity, key: &Key) -> String {
    match key {
        Key::Days { from, .. } if granularity == Granularity::Month => month(l, *from),
        Key::Days { from, .. } => format::date_short(*from),
        Key::Record { label, .. } => label.clone(),
        Key::Name { name } => match dimension {
            Dimension::City if name == NO_CITY => words::no_city(l).to_owned(),
            Dimension::City => City::find(name).map_or_else(|| name.clone(), |city| city.label(l).to_owned()),
            Dimension::Kind => VolunteerType::parse(name)
                .map_or_else(|| name.clone(), |kind| labels::volunteer_type(l, kind).to_owned()),
            Dimension::Role => labels::role(l, name),
            _ => name.clone(),
        },
    }
}

/// A month in few letters: «ноя 2026».
pub fn month(l: Locale, day: NaiveDate) -> String {
    const RU: [&str; 12] = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];
    const KK: [&str; 12] = ["қаң", "ақп", "нау", "сәу", "мам", "мау", "шіл", "там", "қыр", "қаз", "қар", "жел"];
    const EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let names = match l {
        Locale::Ru => &RU,
        Locale::Kk => &KK,
        Locale::En => &EN,
    };
    let name = names.get(day.month0() as usize).copied().unwrap_or_default();
    format!("{name}\u{a0}{}", day.year())
}

/// A period with a name: «30 дней».
pub fn preset(l: Locale, preset: Preset) -> &'static str {
    match preset {
        Preset::Today => words::preset_today(l),
        Preset::Week => words::preset_week(l),
        Preset::Month => words::preset_month(l),
        Preset::Quarter => words::preset_quarter(l),
        Preset::Year => words::preset_year(l),
        Preset::ThisMonth => words::preset_this_month(l),
        Preset::LastMonth => words::preset_last_month(l),
        Preset::ThisYear => words::preset_this_year(l),
        Preset::LastYear => words::preset_last_year(l),
    }
}

/// A step on the way to the first report.
pub fn funnel_step(l: Locale, step: FunnelStep) -> &'static str {
    match step {
        FunnelStep::Registered => words::step_registered(l),
        FunnelStep::Approved => words::step_approved(l),
        FunnelStep::FirstTask => words::step_first_task(l),
        FunnelStep::FirstReport => words::step_first_report(l),
    }
}
