//! What a project did, counted by its organizer.

use birqadam_core::ssr::db_error::internal;
use birqadam_core::{ImpactMeasureId, ProjectId, Result};
use sqlx::PgConnection;

use crate::model::{ImpactKind, ImpactTotal};

/// The measures of a project with their sums, in the organizer's order. Access is the caller's question.
///
/// # Errors
/// Only when the database fails.
pub async fn totals(conn: &mut PgConnection, project: ProjectId) -> Result<Vec<ImpactTotal>> {
    let rows = sqlx::query!(
        r#"select m.id as "id: ImpactMeasureId", m.kind, m.title, m.unit,
                  coalesce(sum(e.amount), 0)::float8 as "total!", count(e.id) as "entries!"
           from funding.impact_measures m left join funding.impact_entries e on e.measure_id = m.id
           where m.project_id = $1 group by m.id order by m.position, m.id"#,
        project.0,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(ImpactTotal {
                id: row.id,
                kind: ImpactKind::parse(&row.kind).ok_or_else(|| internal(&format!("a measure {:?}", row.kind)))?,
                title: serde_json::from_value(row.title)?,
                unit: row.unit,
                total: row.total,
                entries: row.entries,
            })
        })
        .collect()
}
