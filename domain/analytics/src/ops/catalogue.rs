//! The SQL of each measure: which rows it counts, on which day, and what each carries. The one
//! place that says so: the refresh, the rebuild and a volunteer's own figures are made of it.

use crate::model::Measure;

/// The rows that facts are made of. Within, `p` is the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Projects,
    Tasks,
    Assignments,
    Reports,
    Gifts,
    Expenses,
    People,
}

/// One measure over the rows of its source. All are SQL expressions.
pub(super) struct FactSql {
    pub source: Source,
    /// The day it counts on (date); null when the row does not count.
    pub day: &'static str,
    /// What the row carries to be summed (bigint).
    pub total: &'static str,
    /// Its length of time (interval), for medians.
    pub length: Option<&'static str>,
}

/// Where what holds now is kept, for it has no day.
pub(super) const NOW: &str = "date '1970-01-01'";

impl FactSql {
    const fn counted(source: Source, day: &'static str) -> FactSql {
        FactSql { source, day, total: "0", length: None }
    }

    const fn summed(source: Source, day: &'static str, total: &'static str) -> FactSql {
        FactSql { source, day, total, length: None }
    }

    const fn timed(source: Source, day: &'static str, length: &'static str) -> FactSql {
        FactSql { source, day, total: "0", length: Some(length) }
    }
}

/// `None` for what is not kept as facts: rates, which are made of others, and different people.
pub(super) fn fact(measure: Measure) -> Option<FactSql> {
    use Measure as M;
    use Source::{Assignments, Expenses, Gifts, People, Projects, Reports, Tasks};
    let fact = match measure {
        M::Registrations => FactSql::counted(People, "analytics.day(u.created_at)"),
        M::AccountsApproved => FactSql::counted(
            People,
            "case when u.is_approved then analytics.day(coalesce(u.reviewed_at, u.created_at)) end",
        ),
        M::FirstTasks => FactSql::counted(People, "analytics.day(j.first_task)"),
        M::FirstReports => FactSql::counted(People, "analytics.day(w.first_report)"),
        M::AccountReviewTime => FactSql::timed(
            People,
            "case when u.is_approved is distinct from false and u.reviewed_at >= u.submitted_at
                  then analytics.day(u.reviewed_at) end",
            "u.reviewed_at - u.submitted_at",
        ),
        M::Accounts => FactSql::counted(People, NOW),
        M::AccountsWaiting => FactSql::counted(People, "case when not u.is_approved then date '1970-01-01' end"),

        M::ProjectsCreated => {
            FactSql::counted(Projects, "case when p.status <> 'draft' then analytics.day(p.created_at) end")
        }
        M::ProjectsPublished => FactSql::counted(Projects, "analytics.day(p.published_at)"),
        M::ProjectsCompleted => FactSql::counted(Projects, "analytics.day(p.completed_at)"),
        M::ProjectsActive => FactSql::counted(Projects, "case when p.status = 'active' then date '1970-01-01' end"),
        M::ProjectsFinished => {
            FactSql::counted(Projects, "case when p.status = 'completed' then date '1970-01-01' end")
        }
        M::ProjectsWaiting => FactSql::counted(Projects, "case when p.status = 'pending' then date '1970-01-01' end"),
        M::ProjectReviewTime => FactSql::timed(
            Projects,
            "case when p.published_at >= p.submitted_at then analytics.day(p.published_at) end",
            "p.published_at - p.submitted_at",
        ),

        M::TasksCreated => {
            FactSql::counted(Tasks, "case when p.status <> 'draft' then analytics.day(t.created_at) end")
        }
        M::TasksCompleted => FactSql::counted(Tasks, "analytics.day(t.completed_at)"),
        M::TasksOpen => FactSql::counted(
            Tasks,
            "case when t.status in ('open', 'in_progress') and p.status = 'active' then date '1970-01-01' end",
        ),
        M::Joins => {
            FactSql::counted(Assignments, "case when a.status <> 'waiting' then analytics.day(a.joined_at) end")
        }
        M::Leaves => FactSql::counted(Assignments, "case when a.status = 'left' then analytics.day(a.left_at) end"),
        M::PlacesDone => {
            FactSql::counted(Assignments, "case when a.status = 'completed' then analytics.day(a.completed_at) end")
        }

        M::ReportsSent => FactSql::counted(Reports, "analytics.day(r.submitted_at)"),
        M::ReportsApproved => {
            FactSql::counted(Reports, "case when r.status = 'approved' then analytics.day(r.reviewed_at) end")
        }
        M::ReportsReturned => {
            FactSql::counted(Reports, "case when r.status = 'returned' then analytics.day(r.reviewed_at) end")
        }
        M::ReportsRejected => {
            FactSql::counted(Reports, "case when r.status = 'rejected' then analytics.day(r.reviewed_at) end")
        }
        M::ReportsWaiting => FactSql::counted(Reports, "case when r.status = 'pending' then date '1970-01-01' end"),
        M::ReportReviewTime => FactSql::timed(
            Reports,
            "case when r.status <> 'pending' and r.reviewed_at >= r.submitted_at then analytics.day(r.reviewed_at) end",
            "r.reviewed_at - r.submitted_at",
        ),
        M::Hours => FactSql::summed(
            Reports,
            "case when r.status = 'approved' and t.end_time > t.start_time then analytics.day(r.reviewed_at) end",
            "extract(epoch from t.end_time - t.start_time)::bigint / 60",
        ),
        M::AverageRating => FactSql::summed(
            Reports,
            "case when r.status = 'approved' then analytics.day(r.reviewed_at) end",
            "r.rating::bigint",
        ),
        M::Raised => FactSql::summed(
            Gifts,
            "case when s.received_minor > 0 and s.currency = 'KZT' then analytics.day(s.completed_at) end",
            "s.received_minor",
        ),
        M::Spent => FactSql::summed(
            Expenses,
            "case when e.status = 'approved' and e.currency = 'KZT' then e.spent_on end",
            "e.amount_minor",
        ),
        M::ApprovalShare | M::LeaveShare | M::ActiveVolunteers | M::Sponsors => return None,
    };
    Some(fact)
}

impl Source {
    const PROJECT: [Source; 6] =
        [Source::Projects, Source::Tasks, Source::Assignments, Source::Reports, Source::Gifts, Source::Expenses];

    fn from(self) -> &'static str {
        match self {
            Source::Projects => "volunteering.projects p",
            Source::Tasks => "volunteering.tasks t join volunteering.projects p on p.id = t.project_id",
            Source::Assignments => {
                "volunteering.assignments a join volunteering.tasks t on t.id = a.task_id
                 join volunteering.projects p on p.id = t.project_id"
            }
            Source::Reports => {
                "volunteering.photo_reports r join volunteering.tasks t on t.id = r.task_id
                 join volunteering.projects p on p.id = r.project_id"
            }
            Source::Gifts => "funding.sponsorships s join volunteering.projects p on p.id = s.project_id",
            Source::Expenses => "funding.expenses e join volunteering.projects p on p.id = e.project_id",
            Source::People => {
                "accounts.users u
                 left join lateral (select min(a.joined_at) as first_task from volunteering.assignments a
                                    where a.volunteer_id = u.id and a.status <> 'waiting') j on true
                 left join lateral (select min(r.reviewed_at) as first_report from volunteering.photo_reports r
                                    where r.volunteer_id = u.id and r.status = 'approved') w on true"
            }
        }
    }

    /// A row per measure that the source's row may count for.
    fn lateral(self, measures: &[Measure], more: &[&str]) -> String {
        let rows = measures.iter().filter_map(|measure| {
            let sql = fact(*measure).filter(|sql| sql.source == self)?;
            let bar = sql.length.map_or_else(|| "0".to_owned(), |length| format!("analytics.bar({length})"));
            Some(format!("('{}'::text, {}, ({})::bigint, {bar})", measure.as_str(), sql.day, sql.total))
        });
        let rows: Vec<String> = rows.chain(more.iter().map(|row| (*row).to_owned())).collect();
        format!("cross join lateral (values {}) f (measure, day, total, bar)", rows.join(",\n"))
    }

    /// Whether any of the measures is counted from it.
    fn serves(self, measures: &[Measure]) -> bool {
        measures.iter().filter_map(|measure| fact(*measure)).any(|sql| sql.source == self)
    }
}

/// All facts of projects; `restrict` narrows `p`. Columns as in `analytics.project_facts`.
pub(super) fn project_facts(restrict: &str) -> String {
    let parts = Source::PROJECT.map(|source| {
        format!(
            "select p.id as project_id, f.measure, f.day, f.bar, p.city, p.volunteer_type as kind, p.organizer_id,
                    count(*) as n, coalesce(sum(f.total), 0)::bigint as total
             from {} {} where f.day is not null and {restrict}
             group by p.id, f.measure, f.day, f.bar",
            source.from(),
            source.lateral(Measure::ALL, &[]),
        )
    });
    parts.join("\nunion all\n")
}

/// The steps of the funnel, on the day of registration. Who skipped a step stops before it.
pub(super) const FUNNEL: [&str; 4] = ["funnel_registered", "funnel_approved", "funnel_task", "funnel_report"];
/// People active so many months (the bar) after the month of registration (its first day).
pub(super) const RETENTION: &str = "retention";

/// Each day on which a person was active; the bar says how many days after the day before. Different
/// people from one day to another are then those whose day before lies before the first: a sum.
pub(super) const GAPS: &str = "active_volunteers";
/// The gap before a person's first day.
const FIRST: i32 = 100_000;

const FUNNEL_ROWS: [&str; 4] = [
    "('funnel_registered', analytics.day(u.created_at), 0, 0)",
    "('funnel_approved', case when u.is_approved then analytics.day(u.created_at) end, 0, 0)",
    "('funnel_task', case when u.is_approved and j.first_task is not null then analytics.day(u.created_at) end, 0, 0)",
    "('funnel_report', case when u.is_approved and j.first_task is not null and w.first_report is not null
                            then analytics.day(u.created_at) end, 0, 0)",
];

/// All facts of people; `restrict` narrows `u`. Columns as in `analytics.person_facts`.
pub(super) fn person_facts(restrict: &str) -> String {
    let from = Source::People.from();
    let lateral = Source::People.lateral(Measure::ALL, &FUNNEL_ROWS);
    format!(
        "select u.id as user_id, f.measure, f.day, f.bar, coalesce(u.city, '-') as city, u.role,
                count(*) as n, coalesce(sum(f.total), 0)::bigint as total
         from {from} {lateral} where f.day is not null and {restrict}
         group by u.id, f.measure, f.day, f.bar
         union all
         select u.id, '{RETENTION}', c.cohort,
                ((extract(year from m.month) - extract(year from c.cohort)) * 12
                 + extract(month from m.month) - extract(month from c.cohort))::integer,
                coalesce(u.city, '-'), u.role, 1, 0
         from accounts.users u
         cross join lateral (select date_trunc('month', analytics.day(u.created_at)::timestamp)::date as cohort) c
         join lateral (
             select distinct date_trunc('month', d.day::timestamp)::date as month
             from (select analytics.day(a.joined_at) as day from volunteering.assignments a
                   where a.volunteer_id = u.id and a.status <> 'waiting'
                   union all
                   select unnest(array[analytics.day(r.created_at), analytics.day(r.submitted_at)])
                   from volunteering.photo_reports r where r.volunteer_id = u.id) d) m on m.month >= c.cohort
         where {restrict}
         union all
         select u.id, '{GAPS}', d.day, coalesce(d.day - lag(d.day) over (partition by u.id order by d.day), {FIRST}),
                coalesce(u.city, '-'), u.role, 1, 0
         from accounts.users u
         join lateral (
             select analytics.day(a.joined_at) as day from volunteering.assignments a
             where a.volunteer_id = u.id and a.status <> 'waiting'
             union
             select unnest(array[analytics.day(r.created_at), analytics.day(r.submitted_at)])
             from volunteering.photo_reports r where r.volunteer_id = u.id) d on true
         where {restrict}"
    )
}

/// Who was active where and when; `restrict` narrows `p`. Columns as in `analytics.active_days`.
pub(super) fn active_days(restrict: &str) -> String {
    format!(
        "select distinct p.id as project_id, d.user_id, d.day, p.city, p.volunteer_type as kind, p.organizer_id
         from volunteering.projects p
         cross join lateral (
             select a.volunteer_id as user_id, analytics.day(a.joined_at) as day
             from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id
             where t.project_id = p.id and a.status <> 'waiting'
             union all
             select r.volunteer_id, unnest(array[analytics.day(r.created_at), analytics.day(r.submitted_at)])
             from volunteering.photo_reports r where r.project_id = p.id) d
         where {restrict}"
    )
}

/// Who gave where and when; `restrict` narrows `p`. Columns as in `analytics.giver_days`.
pub(super) fn giver_days(restrict: &str) -> String {
    format!(
        "select distinct p.id as project_id, s.sponsor_id as user_id, analytics.day(s.completed_at) as day,
                p.city, p.volunteer_type as kind, p.organizer_id
         from volunteering.projects p join funding.sponsorships s on s.project_id = p.id
         where s.received_minor > 0 and s.completed_at is not null and s.currency = 'KZT' and {restrict}"
    )
}

/// The facts of one volunteer's own work, of these measures: `$1` is the volunteer. Columns
/// `measure, day, bar, city, kind, project_id, organizer_id, n, total`.
pub(super) fn own_work(measures: &[Measure]) -> Option<String> {
    let sources = [(Source::Assignments, "a.volunteer_id"), (Source::Reports, "r.volunteer_id")];
    let parts = sources.into_iter().filter(|(source, _)| source.serves(measures)).map(|(source, who)| {
        format!(
            "select f.measure, f.day, f.bar, p.city, p.volunteer_type as kind, p.id as project_id, p.organizer_id,
                    count(*) as n, coalesce(sum(f.total), 0)::bigint as total
             from {} {} where f.day is not null and {who} = $1
             group by f.measure, f.day, f.bar, p.id",
            source.from(),
            source.lateral(measures, &[]),
        )
    });
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join("\nunion all\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Aggregate, Subject};

    #[test]
    fn every_measure_has_the_sql_that_its_aggregate_needs() {
        for measure in Measure::ALL {
            let spec = measure.spec();
            match (fact(*measure), spec.aggregate) {
                (None, Aggregate::Rate(..) | Aggregate::People) => {}
                (Some(sql), aggregate) => {
                    assert_eq!(sql.length.is_some(), aggregate == Aggregate::Median, "{measure:?}");
                    assert_eq!(sql.source == Source::People, spec.subject == Subject::Person, "{measure:?}");
                    let carries = matches!(aggregate, Aggregate::Sum(_) | Aggregate::Money | Aggregate::Average);
                    assert_eq!(sql.total != "0", carries, "{measure:?}");
                    assert_eq!(sql.day.contains("1970"), aggregate == Aggregate::Now, "{measure:?}");
                    let personal = matches!(sql.source, Source::Assignments | Source::Reports);
                    assert!(!spec.personal || personal, "{measure:?} is no volunteer's own");
                }
                (None, aggregate) => panic!("{measure:?} is {aggregate:?} without SQL"),
            }
        }
    }
}
