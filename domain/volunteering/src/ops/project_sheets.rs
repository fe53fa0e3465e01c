//! Tasks, participants and reports of one of an organizer's own projects, as sheets of its report:
//! read page by page, however many there are. No pages of the application: only files show them.

use birqadam_core::{
    Actor, Error, FieldCode, Permission, Result,
    list::{CellKind, ColumnSpec, FilterSpec, FilterValue, ListRequest, ListSpec},
    ssr::{
        Ctx,
        list::{ColumnSql, FilterSql, List, ListSql, SortType, Where, async_trait},
    },
};

use super::lists::own_projects;

/// The sheets in their order.
pub static PROJECT_SHEETS: [&dyn List; 3] = [&TaskSheet, &PeopleSheet, &ReportSheet];

const PROJECT: &[FilterSpec] = &[FilterSpec::ids("project").fixed()];
const OF_PROJECT: &[FilterSql] = &[FilterSql::id("project", "p.id")];

/// Tasks, with what came of them. Hours are those of one person.
pub static TASK_SHEET: ListSpec = ListSpec {
    name: "project_report_tasks",
    permission: Permission::ProjectsManageOwn,
    filters: PROJECT,
    columns: &[
        ColumnSpec::new("task", CellKind::Text),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("deadline", CellKind::Day).sortable(),
        ColumnSpec::new("begins", CellKind::Text),
        ColumnSpec::new("ends", CellKind::Text),
        ColumnSpec::new("length", CellKind::Decimal),
        ColumnSpec::new("places", CellKind::Number).summed(),
        ColumnSpec::new("people", CellKind::Number).summed(),
        ColumnSpec::new("waiting", CellKind::Number).summed(),
        ColumnSpec::new("completed", CellKind::Number).summed(),
        ColumnSpec::new("reports", CellKind::Number).summed(),
        ColumnSpec::new("approved", CellKind::Number).summed(),
    ],
    sort: "deadline",
};

/// People with a place, past ones included, with their work in this project.
pub static PEOPLE_SHEET: ListSpec = ListSpec {
    name: "project_report_people",
    permission: Permission::ParticipantsViewOwn,
    filters: PROJECT,
    columns: &[
        ColumnSpec::new("name", CellKind::Link).sortable(),
        ColumnSpec::new("phone", CellKind::Text),
        ColumnSpec::new("verified", CellKind::Flag),
        ColumnSpec::new("joined", CellKind::Time),
        ColumnSpec::new("assigned", CellKind::Number).summed(),
        ColumnSpec::new("completed", CellKind::Number).summed(),
        ColumnSpec::new("hours", CellKind::Decimal).summed(),
        ColumnSpec::new("reports", CellKind::Number).summed(),
        ColumnSpec::new("approved", CellKind::Number).summed(),
        ColumnSpec::new("rating", CellKind::Stars),
    ],
    sort: "name",
};

/// Reports with their answers and photos.
pub static REPORT_SHEET: ListSpec = ListSpec {
    name: "project_report_reports",
    permission: Permission::ReportsReviewOwn,
    filters: PROJECT,
    columns: &[
        ColumnSpec::new("report", CellKind::Link),
        ColumnSpec::new("volunteer", CellKind::Text),
        ColumnSpec::new("task", CellKind::Text),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("submitted", CellKind::Time).sortable(),
        ColumnSpec::new("reviewed", CellKind::Time),
        ColumnSpec::new("answered_in", CellKind::Decimal),
        ColumnSpec::new("rating", CellKind::Stars),
        ColumnSpec::new("description", CellKind::Text),
        ColumnSpec::new("answer", CellKind::Text),
        ColumnSpec::new("photos", CellKind::Number).summed(),
        ColumnSpec::new("photo_1", CellKind::Link),
        ColumnSpec::new("photo_2", CellKind::Link),
        ColumnSpec::new("photo_3", CellKind::Link),
        ColumnSpec::new("photo_4", CellKind::Link),
        ColumnSpec::new("photo_5", CellKind::Link),
        ColumnSpec::new("photo_6", CellKind::Link),
        ColumnSpec::new("photo_7", CellKind::Link),
        ColumnSpec::new("photo_8", CellKind::Link),
        ColumnSpec::new("photo_9", CellKind::Link),
        ColumnSpec::new("photo_10", CellKind::Link),
    ],
    sort: "submitted",
};

pub struct TaskSheet;
pub struct PeopleSheet;
pub struct ReportSheet;

static TASKS: ListSql = ListSql {
    from: "volunteering.tasks t join volunteering.projects p on p.id = t.project_id
           cross join lateral (select count(*) filter (where a.status = 'waiting') as waiting,
                                      count(*) filter (where a.status = 'completed') as completed
                               from volunteering.assignments a where a.task_id = t.id) part
           cross join lateral (select count(*) as sent, count(*) filter (where r.status = 'approved') as approved
                               from volunteering.photo_reports r where r.task_id = t.id) rep",
    id: "t.id",
    columns: &[
        ColumnSql::new("task", "t.text"),
        ColumnSql::new("status", "t.status"),
        ColumnSql::new("deadline", "t.deadline").sort(SortType::Day, "t.deadline"),
        ColumnSql::new("begins", "to_char(t.start_time, 'HH24:MI')"),
        ColumnSql::new("ends", "to_char(t.end_time, 'HH24:MI')"),
        ColumnSql::new("length", "extract(epoch from t.end_time - t.start_time)::float8 / 3600"),
        ColumnSql::new("places", "t.max_volunteers::bigint"),
        ColumnSql::new("people", "t.assigned_count::bigint"),
        ColumnSql::new("waiting", "part.waiting"),
        ColumnSql::new("completed", "part.completed"),
        ColumnSql::new("reports", "rep.sent"),
        ColumnSql::new("approved", "rep.approved"),
    ],
    filters: OF_PROJECT,
};

static PEOPLE: ListSql = ListSql {
    // The condition on the project reaches into the subquery, because it is grouped by it.
    from: "(select t.project_id, a.volunteer_id, min(a.joined_at) as joined_at,
                   count(*) filter (where a.status = 'assigned') as assigned,
                   count(*) filter (where a.status = 'completed') as completed,
                   sum(extract(epoch from t.end_time - t.start_time)::float8 / 3600)
                       filter (where a.status = 'completed') as hours
            from volunteering.tasks t join volunteering.assignments a on a.task_id = t.id
            where a.status in ('assigned', 'completed') group by t.project_id, a.volunteer_id) part
           join accounts.users u on u.id = part.volunteer_id
           join volunteering.projects p on p.id = part.project_id
           cross join lateral (select count(*) as sent, count(*) filter (where r.status = 'approved') as approved,
                                      avg(r.rating) filter (where r.status = 'approved')::float8 as rating
                               from volunteering.photo_reports r
                               where r.project_id = part.project_id and r.volunteer_id = u.id) rep",
    id: "u.id",
    columns: &[
        ColumnSql::new("name", "u.name")
            .link("'/organizer/participants/' || u.id")
            .sort(SortType::Text, r#"u.name collate "und-x-icu""#),
        ColumnSql::new("phone", "u.phone"),
        ColumnSql::new(
            "verified",
            "exists (select from accounts.verifications v where v.user_id = u.id and v.status = 'confirmed')",
        ),
        ColumnSql::new("joined", "part.joined_at"),
        ColumnSql::new("assigned", "part.assigned"),
        ColumnSql::new("completed", "part.completed"),
        ColumnSql::new("hours", "part.hours"),
        ColumnSql::new("reports", "rep.sent"),
        ColumnSql::new("approved", "rep.approved"),
        ColumnSql::new("rating", "rep.rating"),
    ],
    filters: OF_PROJECT,
};

/// The link of the photo at that place, if there is one.
macro_rules! photo {
    ($place:literal) => {
        ColumnSql::new(
            concat!("photo_", $place),
            concat!("case when f.ids[", $place, "] is not null then '", $place, "' end"),
        )
        .link(concat!("'/files/photos/' || f.ids[", $place, "] || '/large'"))
    };
}

static REPORTS: ListSql = ListSql {
    from: "volunteering.photo_reports r
           join volunteering.projects p on p.id = r.project_id
           join volunteering.tasks t on t.id = r.task_id
           join accounts.users u on u.id = r.volunteer_id
           cross join lateral (select array_agg(f.id order by f.position) as ids
                               from volunteering.photos f where f.report_id = r.id) f",
    id: "r.id",
    columns: &[
        ColumnSql::new("report", "r.id::text").link("'/organizer/reports/' || r.id"),
        ColumnSql::new("volunteer", "u.name"),
        ColumnSql::new("task", "t.text"),
        ColumnSql::new("status", "r.status"),
        ColumnSql::new("submitted", "r.submitted_at").sort(SortType::Time, "r.submitted_at"),
        ColumnSql::new("reviewed", "r.reviewed_at"),
        ColumnSql::new("answered_in", "extract(epoch from r.reviewed_at - r.submitted_at)::float8 / 3600"),
        ColumnSql::new("rating", "r.rating::float8"),
        ColumnSql::new("description", "nullif(r.description, '')"),
        ColumnSql::new("answer", "coalesce(r.rejection_reason, r.organizer_comment)"),
        ColumnSql::new("photos", "coalesce(cardinality(f.ids), 0)::bigint"),
        photo!("1"),
        photo!("2"),
        photo!("3"),
        photo!("4"),
        photo!("5"),
        photo!("6"),
        photo!("7"),
        photo!("8"),
        photo!("9"),
        photo!("10"),
    ],
    filters: OF_PROJECT,
};

macro_rules! sheets {
    ($($sheet:ident, $spec:ident, $sql:ident;)+) => {
        $(#[async_trait]
        impl List for $sheet {
            fn spec(&self) -> &'static ListSpec {
                &$spec
            }

            fn sql(&self) -> &'static ListSql {
                &$sql
            }

            fn base(&self, actor: &Actor, sql: &mut Where<'_>) -> Result<()> {
                own_projects(actor, sql)
            }

            async fn check(&self, ctx: &Ctx, actor: &Actor, request: &ListRequest) -> Result<()> {
                one_of_own(ctx, actor, request).await
            }
        })+
    };
}

sheets! {
    TaskSheet, TASK_SHEET, TASKS;
    PeopleSheet, PEOPLE_SHEET, PEOPLE;
    ReportSheet, REPORT_SHEET, REPORTS;
}

/// Exactly one project, and one's own.
async fn one_of_own(ctx: &Ctx, actor: &Actor, request: &ListRequest) -> Result<()> {
    let Some(FilterValue::Ids(ids)) = request.filters.get("project") else {
        return Err(Error::field("project", FieldCode::Required));
    };
    let [id] = ids.as_slice() else { return Err(Error::field("project", FieldCode::TooMany(1))) };
    let found = sqlx::query_scalar!(
        "select id from volunteering.projects where id = $1 and organizer_id = $2",
        id,
        actor.require_user()?.0,
    );
    found.fetch_optional(&ctx.db).await?.ok_or(Error::NotFound).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_its_sql_in_the_same_order() {
        for sheet in PROJECT_SHEETS {
            let declared: Vec<_> = sheet.spec().columns.iter().map(|column| column.name).collect();
            let written: Vec<_> = sheet.sql().columns.iter().map(|column| column.name).collect();
            assert_eq!(declared, written, "{}", sheet.spec().name);
        }
    }

    #[test]
    fn there_is_a_column_for_each_photo_of_a_report() {
        let photos = REPORT_SHEET.columns.iter().filter(|column| column.name.starts_with("photo_")).count();
        assert_eq!(photos, crate::model::PHOTOS_PER_REPORT_MAX);
    }
}
