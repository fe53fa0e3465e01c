//! Statistics of the platform, an organizer, a volunteer, and what is open to sponsors and
//! partners: each a batch of questions.

use std::collections::BTreeMap;

use birqadam_core::{Actor, Permission, Result, ssr::Ctx};
use chrono::{DateTime, Days, Utc};

use super::{ask_many, cities, cohorts, funnel, load_forecast};
use crate::model::{
    Charts, CityRow, Dimension, Figures, Filters, ForecastDay, FunnelCount, Granularity, LONGEST, Measure,
    OpenStatistics, OrganizerAnalytics, Period, PlatformStatistics, Question, RetentionRow, Scope, StatisticsInput,
    VolunteerStatistics, chart_points,
};

/// Months of registration that the table of retention shows.
const COHORTS: u32 = 12;

/// What the answers are about.
struct Asked {
    scope: Scope,
    period: Period,
    filters: Filters,
    compare: bool,
}

/// What is asked: a measure, by what, and whether it is of ten years instead of the period.
#[derive(Clone, Copy)]
enum Wanted {
    Figure(Measure),
    Chart(Measure, Dimension),
    Ever(Measure),
}

use Wanted::{Chart, Ever, Figure};

/// The answers, to be looked up by what was wanted.
struct Answers {
    figures: Figures,
    charts: Charts,
    ever: BTreeMap<Measure, Option<f64>>,
    as_of: Option<DateTime<Utc>>,
}

impl Asked {
    fn read(ctx: &Ctx, scope: Scope, input: &StatisticsInput) -> Result<Asked> {
        let (period, filters, compare) = input.read(ctx.today())?;
        Ok(Asked { scope, period, filters, compare })
    }

    async fn ask(&self, ctx: &Ctx, actor: &Actor, wanted: &[Wanted]) -> Result<Answers> {
        let today = ctx.today();
        let first = today.checked_sub_days(Days::new(LONGEST.unsigned_abs() - 1)).unwrap_or(today);
        let ever = Period { from: first, to: today, granularity: Granularity::Month };
        let question = |wanted: &Wanted| {
            let (measure, period, split) = match *wanted {
                Figure(measure) => (measure, self.period, None),
                Chart(measure, dimension) => (measure, self.period, Some(dimension)),
                Ever(measure) => (measure, ever, None),
            };
            let compare = self.compare && !matches!(wanted, Ever(_));
            let filters = self.filters.clone();
            Question { measure, scope: self.scope, period, split, filters, compare }
        };
        let questions: Vec<Question> = wanted.iter().map(question).collect();
        let answers = ask_many(ctx, actor, &questions).await?;
        let mut all = Answers {
            as_of: answers.first().and_then(|answer| answer.as_of),
            figures: Figures::new(),
            charts: Charts::new(),
            ever: BTreeMap::new(),
        };
        for (wanted, answer) in wanted.iter().zip(&answers) {
            match wanted {
                Figure(measure) => drop(all.figures.insert(measure.as_str().to_owned(), answer.into())),
                Chart(measure, dimension) => {
                    drop(all.charts.insert(chart_name(*measure, *dimension), chart_points(answer)))
                }
                Ever(measure) => drop(all.ever.insert(*measure, answer.total)),
            }
        }
        Ok(all)
    }
}

fn chart_name(measure: Measure, dimension: Dimension) -> String {
    let by = match dimension {
        Dimension::Period => "period",
        Dimension::City => "city",
        Dimension::Kind => "type",
        Dimension::Role => "role",
        Dimension::Project => "project",
        Dimension::Organizer => "organizer",
    };
    format!("{}_by_{by}", measure.as_str())
}

impl Answers {
    fn count(&self, measure: Measure) -> Option<i64> {
        let figure = self.figures.get(measure.as_str()).and_then(|figure| figure.value);
        figure.or_else(|| self.ever.get(&measure).copied().flatten()).map(|value| value as i64)
    }

    /// Of accounts by role; a role nobody has is zero.
    fn role(&self, role: &str) -> Option<i64> {
        self.figures.get(Measure::Accounts.as_str())?.value?;
        let points = self.charts.get(&chart_name(Measure::Accounts, Dimension::Role))?;
        let point = points.iter().find(|point| point.name.as_deref() == Some(role));
        Some(point.and_then(|point| point.value).unwrap_or(0.0) as i64)
    }
}

/// The platform in numbers, under the names of the customer's document.
///
/// # Errors
/// Needs `analytics.view`; [`birqadam_core::Error::Invalid`] at the parameter that is wrong.
pub async fn platform_statistics(ctx: &Ctx, actor: &Actor, input: &StatisticsInput) -> Result<PlatformStatistics> {
    if !actor.can(Permission::AnalyticsView) {
        actor.require(Permission::AnalyticsView)?;
    }
    let asked = Asked::read(ctx, Scope::Platform, input)?;
    let wanted = [
        Figure(Measure::Accounts),
        Figure(Measure::AccountsWaiting),
        Figure(Measure::ProjectsActive),
        Figure(Measure::ProjectsFinished),
        Figure(Measure::ProjectsWaiting),
        Figure(Measure::Registrations),
        Figure(Measure::AccountsApproved),
        Figure(Measure::FirstTasks),
        Figure(Measure::FirstReports),
        Figure(Measure::AccountReviewTime),
        Figure(Measure::ProjectsCreated),
        Figure(Measure::ProjectsPublished),
        Figure(Measure::ProjectsCompleted),
        Figure(Measure::ProjectReviewTime),
        Figure(Measure::TasksCreated),
        Figure(Measure::TasksCompleted),
        Figure(Measure::Joins),
        Figure(Measure::ReportsSent),
        Figure(Measure::ReportsApproved),
        Figure(Measure::ReportsReturned),
        Figure(Measure::ReportsRejected),
        Figure(Measure::ReportReviewTime),
        Figure(Measure::ApprovalShare),
        Figure(Measure::Hours),
        Figure(Measure::AverageRating),
        Figure(Measure::ActiveVolunteers),
        Figure(Measure::Raised),
        Figure(Measure::Spent),
        Figure(Measure::Sponsors),
        Chart(Measure::Accounts, Dimension::Role),
        Chart(Measure::Registrations, Dimension::Period),
        Chart(Measure::ProjectsPublished, Dimension::Period),
        Chart(Measure::TasksCompleted, Dimension::Period),
        Chart(Measure::ReportsSent, Dimension::Period),
        Chart(Measure::ReportsApproved, Dimension::Period),
        Chart(Measure::Hours, Dimension::Period),
        Chart(Measure::ActiveVolunteers, Dimension::Period),
        Chart(Measure::ReportReviewTime, Dimension::Period),
        Chart(Measure::ProjectsActive, Dimension::City),
        Chart(Measure::ReportsApproved, Dimension::City),
        Chart(Measure::ProjectsActive, Dimension::Kind),
        Chart(Measure::ReportsApproved, Dimension::Kind),
        Chart(Measure::Raised, Dimension::Period),
        Chart(Measure::Spent, Dimension::Period),
        Chart(Measure::Raised, Dimension::City),
        Chart(Measure::Raised, Dimension::Kind),
    ];
    let mut answers = asked.ask(ctx, actor, &wanted).await?;
    let ever = asked.ask(ctx, actor, &[Ever(Measure::TasksCompleted), Ever(Measure::ReportsApproved)]).await?;
    let funnel = funnel(ctx, actor, asked.period, &asked.filters).await?;
    let retention = cohorts(ctx, actor, COHORTS, &asked.filters).await?;
    let cities = cities(ctx, actor, Scope::Platform, asked.period, &asked.filters).await?;
    let forecast = load_forecast(ctx, actor, Scope::Platform, Measure::ReportsSent, &asked.filters).await?;
    Ok(PlatformStatistics {
        as_of: answers.as_of,
        total_users: answers.count(Measure::Accounts),
        volunteers: answers.role("volunteer"),
        organizers: answers.role("organizer"),
        moderators: answers.role("moderator"),
        sponsors: answers.role("sponsor"),
        partners: answers.role("partner"),
        admins: answers.role("admin"),
        active_projects: answers.count(Measure::ProjectsActive),
        completed_projects: answers.count(Measure::ProjectsFinished),
        pending_approvals: add(answers.count(Measure::AccountsWaiting), answers.count(Measure::ProjectsWaiting)),
        pending_accounts: answers.count(Measure::AccountsWaiting),
        pending_projects: answers.count(Measure::ProjectsWaiting),
        completed_tasks: ever.count(Measure::TasksCompleted),
        total_ratings: ever.count(Measure::ReportsApproved),
        period: asked.period.into(),
        figures: std::mem::take(&mut answers.figures),
        charts_data: std::mem::take(&mut answers.charts),
        funnel: funnel
            .map(|funnel| funnel.steps.into_iter().map(|(step, people)| FunnelCount { step, people }).collect())
            .unwrap_or_default(),
        retention: retention
            .into_iter()
            .map(|row| RetentionRow { month: row.month, registered: row.registered, active: row.active })
            .collect(),
        cities: cities
            .into_iter()
            .map(|city| CityRow {
                latitude: city.place().map(|place| place.latitude),
                longitude: city.place().map(|place| place.longitude),
                city: city.city,
                projects_active: city.projects_active,
                joins: city.joins,
                reports_approved: city.reports_approved,
                hours: city.hours,
            })
            .collect(),
        forecast_reports: forecast
            .map(|forecast| {
                forecast.expected.into_iter().map(|(day, expected)| ForecastDay { day, expected }).collect()
            })
            .unwrap_or_default(),
    })
}

/// One's own projects in numbers; `project` narrows to one of them.
///
/// # Errors
/// Needs `projects.manage_own`; [`birqadam_core::Error::NotFound`] for another's project.
pub async fn organizer_analytics(ctx: &Ctx, actor: &Actor, input: &StatisticsInput) -> Result<OrganizerAnalytics> {
    actor.require(Permission::ProjectsManageOwn)?;
    let asked = Asked::read(ctx, Scope::Own, input)?;
    let wanted = [
        Figure(Measure::ProjectsActive),
        Figure(Measure::ProjectsFinished),
        Figure(Measure::ReportsWaiting),
        Figure(Measure::ProjectsPublished),
        Figure(Measure::ProjectsCompleted),
        Figure(Measure::TasksCreated),
        Figure(Measure::TasksCompleted),
        Figure(Measure::TasksOpen),
        Figure(Measure::Joins),
        Figure(Measure::Leaves),
        Figure(Measure::LeaveShare),
        Figure(Measure::PlacesDone),
        Figure(Measure::ReportsSent),
        Figure(Measure::ReportsApproved),
        Figure(Measure::ReportsReturned),
        Figure(Measure::ReportsRejected),
        Figure(Measure::ApprovalShare),
        Figure(Measure::ReportReviewTime),
        Figure(Measure::Hours),
        Figure(Measure::AverageRating),
        Figure(Measure::ActiveVolunteers),
        Figure(Measure::Raised),
        Figure(Measure::Spent),
        Figure(Measure::Sponsors),
        Chart(Measure::Joins, Dimension::Period),
        Chart(Measure::TasksCompleted, Dimension::Period),
        Chart(Measure::ReportsSent, Dimension::Period),
        Chart(Measure::ReportsApproved, Dimension::Period),
        Chart(Measure::Hours, Dimension::Period),
        Chart(Measure::ActiveVolunteers, Dimension::Period),
        Chart(Measure::ReportsApproved, Dimension::Project),
        Chart(Measure::Hours, Dimension::Project),
        Chart(Measure::ReportsApproved, Dimension::City),
        Chart(Measure::ReportsApproved, Dimension::Kind),
        Chart(Measure::Raised, Dimension::Period),
        Chart(Measure::Spent, Dimension::Period),
        Chart(Measure::Raised, Dimension::Project),
        Chart(Measure::Spent, Dimension::Project),
    ];
    let answers = asked.ask(ctx, actor, &wanted).await?;
    Ok(OrganizerAnalytics {
        as_of: answers.as_of,
        active_projects: answers.count(Measure::ProjectsActive),
        completed_projects: answers.count(Measure::ProjectsFinished),
        pending_reports: answers.count(Measure::ReportsWaiting),
        period: asked.period.into(),
        figures: answers.figures,
        charts_data: answers.charts,
    })
}

/// One's own work in numbers.
///
/// # Errors
/// Needs `tasks.join`.
pub async fn volunteer_statistics(ctx: &Ctx, actor: &Actor, input: &StatisticsInput) -> Result<VolunteerStatistics> {
    let user = actor.require(Permission::TasksJoin)?;
    let asked = Asked::read(ctx, Scope::Mine, input)?;
    let wanted = [
        Figure(Measure::Joins),
        Figure(Measure::Leaves),
        Figure(Measure::PlacesDone),
        Figure(Measure::ReportsSent),
        Figure(Measure::ReportsApproved),
        Figure(Measure::ReportsReturned),
        Figure(Measure::ReportsRejected),
        Figure(Measure::ReportsWaiting),
        Figure(Measure::ApprovalShare),
        Figure(Measure::ReportReviewTime),
        Figure(Measure::Hours),
        Figure(Measure::AverageRating),
        Chart(Measure::PlacesDone, Dimension::Period),
        Chart(Measure::ReportsApproved, Dimension::Period),
        Chart(Measure::Hours, Dimension::Period),
        Chart(Measure::Hours, Dimension::Project),
        Chart(Measure::ReportsApproved, Dimension::Kind),
        Chart(Measure::ReportsApproved, Dimension::City),
    ];
    let answers = asked.ask(ctx, actor, &wanted).await?;
    let totals = sqlx::query!(
        r#"select count(distinct t.project_id) as "projects!", count(*) as "tasks!",
                  (select rating::float8 from accounts.users where id = $1) as rating
           from volunteering.assignments a join volunteering.tasks t on t.id = a.task_id
           where a.volunteer_id = $1 and a.status = 'completed'"#,
        user.0,
    )
    .fetch_one(&ctx.db)
    .await?;
    Ok(VolunteerStatistics {
        as_of: answers.as_of,
        total_projects: totals.projects,
        total_tasks: totals.tasks,
        average_rating: totals.rating,
        period: asked.period.into(),
        figures: answers.figures,
        charts_data: answers.charts,
    })
}

/// What sponsors (`sponsorships.create`) and partners (`resources.manage_own`) may know of the
/// platform today.
///
/// # Errors
/// Without that permission.
pub async fn open_statistics(
    ctx: &Ctx,
    actor: &Actor,
    permission: Permission,
    input: &StatisticsInput,
) -> Result<OpenStatistics> {
    actor.require(permission)?;
    let asked = Asked::read(ctx, Scope::Platform, input)?;
    let wanted = [
        Figure(Measure::ProjectsActive),
        Figure(Measure::ProjectsFinished),
        Figure(Measure::ProjectsCompleted),
        Figure(Measure::TasksCompleted),
        Figure(Measure::ReportsApproved),
        Figure(Measure::Hours),
        Figure(Measure::ActiveVolunteers),
        Chart(Measure::TasksCompleted, Dimension::Period),
        Chart(Measure::ReportsApproved, Dimension::Period),
        Chart(Measure::ProjectsActive, Dimension::City),
        Chart(Measure::ProjectsActive, Dimension::Kind),
        Chart(Measure::ReportsApproved, Dimension::City),
        Chart(Measure::ReportsApproved, Dimension::Kind),
    ];
    let answers = asked.ask(ctx, actor, &wanted).await?;
    Ok(OpenStatistics {
        as_of: answers.as_of,
        active_projects: answers.count(Measure::ProjectsActive),
        completed_projects: answers.count(Measure::ProjectsFinished),
        period: asked.period.into(),
        figures: answers.figures,
        charts_data: answers.charts,
    })
}

fn add(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    Some(a? + b?)
}
