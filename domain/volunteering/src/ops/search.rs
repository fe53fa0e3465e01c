//! Search by words: every word in title, place or description in any of its forms, or a typo
//! forgiven in title and place. Letters are folded, so Kazakh ones may be missing.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Cursor, Result};
use sqlx::{Connection, PgConnection};

use super::browse::position;
use crate::model::ValidFilter;

/// So many of the newest projects are looked through one by one before the index is asked for all
/// that match.
const WINDOW: i64 = 500;

/// Matching active projects, newest first.
///
/// A common word is found among the newest projects; a rare one by the index. Neither way alone
/// is fast for both: the index would compare every match of a common word, the order of time
/// would walk past every project for a rare one.
pub async fn find_ids(
    conn: &mut PgConnection,
    ctx: &Ctx,
    words: &str,
    filter: &ValidFilter,
    after: Option<Cursor>,
    limit: i64,
) -> Result<Vec<i64>> {
    let mut tx = conn.begin().await?;
    set_tolerance(&mut tx).await?;
    let mut ids = find_in_window(&mut tx, ctx, words, filter, after, limit).await?;
    if (ids.len() as i64) < limit {
        ids = find_by_index(&mut tx, ctx, words, filter, after, limit).await?;
    }
    tx.commit().await?;
    Ok(ids)
}

/// How many match, counted up to `limit`.
pub async fn count(conn: &mut PgConnection, ctx: &Ctx, words: &str, filter: &ValidFilter, limit: i64) -> Result<i64> {
    let mut tx = conn.begin().await?;
    set_tolerance(&mut tx).await?;
    let (time, id) = position(None);
    let found = sqlx::query_scalar!(
        r#"select count(*) as "n!" from (
             select 1 from volunteering.projects p
             where p.status = 'active' and (p.published_at, p.id) < ($1, $2)
             and (p.search_vector @@ websearch_to_tsquery('russian', core.fold($10))
                or core.fold($10) <% p.search_text)
           and ($3::text[] is null or p.city = any($3))
           and ($4::text[] is null or p.volunteer_type = any($4))
           and (($5::date is null and $6::date is null) or exists (
               select 1 from volunteering.tasks t
               where t.project_id = p.id and t.status in ('open', 'in_progress')
                 and t.deadline between coalesce($5, '-infinity') and coalesce($6, 'infinity')))
           and (not $7 or exists (
               select 1 from volunteering.tasks t
               where t.project_id = p.id and t.status in ('open', 'in_progress')
                 and t.assigned_count < t.max_volunteers and t.deadline >= $8))
             limit $9) found"#,
        time,
        id,
        filter.cities.as_deref(),
        filter.types.as_deref(),
        filter.from,
        filter.to,
        filter.free,
        ctx.today(),
        limit,
        words,
    )
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(found)
}

/// How alike a word must be to forgive its typo, for this transaction; lower finds too much.
async fn set_tolerance(conn: &mut PgConnection) -> Result<()> {
    sqlx::query_scalar!("select set_config('pg_trgm.word_similarity_threshold', '0.55', true)").fetch_one(conn).await?;
    Ok(())
}

async fn find_in_window(
    conn: &mut PgConnection,
    ctx: &Ctx,
    words: &str,
    filter: &ValidFilter,
    after: Option<Cursor>,
    limit: i64,
) -> Result<Vec<i64>> {
    let (time, id) = position(after);
    let ids = sqlx::query_scalar!(
        r#"select p.id as "id!" from (
             select * from volunteering.projects
             where status = 'active' and (published_at, id) < ($1, $2)
             order by published_at desc, id desc limit $11) p
         where (p.search_vector @@ websearch_to_tsquery('russian', core.fold($10))
                or core.fold($10) <% p.search_text)
           and ($3::text[] is null or p.city = any($3))
           and ($4::text[] is null or p.volunteer_type = any($4))
           and (($5::date is null and $6::date is null) or exists (
               select 1 from volunteering.tasks t
               where t.project_id = p.id and t.status in ('open', 'in_progress')
                 and t.deadline between coalesce($5, '-infinity') and coalesce($6, 'infinity')))
           and (not $7 or exists (
               select 1 from volunteering.tasks t
               where t.project_id = p.id and t.status in ('open', 'in_progress')
                 and t.assigned_count < t.max_volunteers and t.deadline >= $8))
         order by p.published_at desc, p.id desc limit $9"#,
        time,
        id,
        filter.cities.as_deref(),
        filter.types.as_deref(),
        filter.from,
        filter.to,
        filter.free,
        ctx.today(),
        limit,
        words,
        WINDOW,
    )
    .fetch_all(conn)
    .await?;
    Ok(ids)
}

async fn find_by_index(
    conn: &mut PgConnection,
    ctx: &Ctx,
    words: &str,
    filter: &ValidFilter,
    after: Option<Cursor>,
    limit: i64,
) -> Result<Vec<i64>> {
    let (time, id) = position(after);
    // Materialized: or the planner walks through time after all.
    let ids = sqlx::query_scalar!(
        "with found as materialized (
             select p.id, p.published_at, p.city, p.volunteer_type from volunteering.projects p
             where p.status = 'active' and (p.search_vector @@ websearch_to_tsquery('russian', core.fold($10))
                or core.fold($10) <% p.search_text))
         select p.id from found p
         where (p.published_at, p.id) < ($1, $2)
           and ($3::text[] is null or p.city = any($3))
           and ($4::text[] is null or p.volunteer_type = any($4))
           and (($5::date is null and $6::date is null) or exists (
               select 1 from volunteering.tasks t
               where t.project_id = p.id and t.status in ('open', 'in_progress')
                 and t.deadline between coalesce($5, '-infinity') and coalesce($6, 'infinity')))
           and (not $7 or exists (
               select 1 from volunteering.tasks t
               where t.project_id = p.id and t.status in ('open', 'in_progress')
                 and t.assigned_count < t.max_volunteers and t.deadline >= $8))
         order by p.published_at desc, p.id desc limit $9",
        time,
        id,
        filter.cities.as_deref(),
        filter.types.as_deref(),
        filter.from,
        filter.to,
        filter.free,
        ctx.today(),
        limit,
        words,
    )
    .fetch_all(conn)
    .await?;
    Ok(ids)
}
