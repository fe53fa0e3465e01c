//! Projects that take money, as sponsors look for them, and following them.

use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::audit::Entry;
use birqadam_core::{Actor, Amount, Cursor, Error, Page, PageRequest, Permission, ProjectId, Result};
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::project_money;
use crate::model::{SponsorProject, SponsorProjectFilter, ValidSponsorFilter};

/// Beyond this a count says "1,000 and more".
const COUNT_MAX: i64 = 1_000;

/// Published projects that take money, newest first.
///
/// # Errors
/// Needs `sponsorships.create`; [`Error::Invalid`] on an unknown filter value or a cursor that is not ours.
pub async fn list_sponsor_projects(
    ctx: &Ctx,
    actor: &Actor,
    filter: SponsorProjectFilter,
    page: PageRequest,
) -> Result<Page<SponsorProject>> {
    let sponsor = actor.require(Permission::SponsorshipsCreate)?;
    let filter = filter.validate()?;
    let cursor = page.cursor()?;
    let limit = page.limit();
    let (time, id) = match cursor {
        Some(cursor) => (cursor.time(), cursor.id),
        None => (DateTime::<Utc>::from_timestamp(253_402_300_799, 0).unwrap_or_default(), i64::MAX),
    };
    let mut tx = ctx.begin().await?;
    set_tolerance(&mut tx, &filter).await?;
    let rows = sqlx::query!(
        r#"with found as (
               select p.id, p.published_at from volunteering.projects p
               where p.status = 'active' and p.budget_needed > 0 and funding.takes_money(p.status, p.ends_on)
                 and (p.published_at, p.id) < ($1, $2)
                 and ($3::text[] is null or p.city = any($3))
                 and ($4::text[] is null or p.volunteer_type = any($4))
                 and ($5::text is null or p.search_vector @@ websearch_to_tsquery('russian', core.fold($5))
                      or core.fold($5) <% p.search_text)
                 and (not $6 or p.budget_needed > coalesce((
                      select sum(s.received_minor) from funding.sponsorships s
                      where s.project_id = p.id and s.received_minor > 0), 0))
                 and (not $7 or exists (
                      select from funding.follows f where f.project_id = p.id and f.sponsor_id = $8))
               order by p.published_at desc, p.id desc limit $9)
           select p.id as "id: ProjectId", p.title, coalesce(nullif(u.organization_name, ''), u.name) as "organizer!",
                  p.city, p.volunteer_type as kind, p.cover_key is not null as "has_cover!", p.cover_hash, p.version,
                  p.published_at as "published_at!", t.tasks as "tasks!", v.volunteers as "volunteers!",
                  exists (select from funding.follows f where f.project_id = p.id and f.sponsor_id = $8) as "is_followed!"
           from found
           join volunteering.projects p on p.id = found.id
           join accounts.users u on u.id = p.organizer_id
           cross join lateral (
               select count(*) as tasks from volunteering.tasks
               where project_id = p.id and status <> 'cancelled') t
           cross join lateral (
               select count(distinct a.volunteer_id) as volunteers
               from volunteering.tasks s join volunteering.assignments a on a.task_id = s.id
               where s.project_id = p.id and a.status in ('assigned', 'completed')) v
           order by found.published_at desc, found.id desc"#,
        time,
        id,
        filter.cities.as_deref(),
        filter.kinds.as_deref(),
        filter.words,
        filter.need,
        filter.followed,
        sponsor.0,
        limit + 1,
    )
    .fetch_all(&mut *tx)
    .await?;
    let ids: Vec<ProjectId> = rows.iter().map(|row| row.id).collect();
    let money = project_money::summaries(&mut tx, &ids).await?;
    tx.commit().await?;
    let projects = rows.into_iter().filter_map(|row| {
        let money = money.get(&row.id)?;
        Some(SponsorProject {
            cover_url: row.has_cover.then(|| format!("/files/covers/{}?v={}", row.id, row.version)),
            cover_card_url: row.has_cover.then(|| format!("/files/covers/{}/card?v={}", row.id, row.version)),
            id: row.id,
            title: row.title,
            organizer: row.organizer,
            city: row.city,
            kind: row.kind,
            budget_needed: Amount(money.needed_minor.unwrap_or_default()),
            current_funding: Amount(money.raised_minor),
            currency: money.currency.clone(),
            sponsors: money.sponsors,
            volunteers: row.volunteers,
            tasks: row.tasks,
            is_followed: row.is_followed,
            cover_hash: row.cover_hash,
            published_at: row.published_at,
        })
    });
    Ok(Page::from_rows(projects.collect(), limit, |project| Cursor::at(project.published_at, project.id.0)))
}

/// How many match, counted up to 1,000.
///
/// # Errors
/// As [`list_sponsor_projects`].
pub async fn count_sponsor_projects(ctx: &Ctx, actor: &Actor, filter: SponsorProjectFilter) -> Result<i64> {
    let sponsor = actor.require(Permission::SponsorshipsCreate)?;
    let filter = filter.validate()?;
    let mut tx = ctx.begin().await?;
    set_tolerance(&mut tx, &filter).await?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "n!" from (
               select from volunteering.projects p
               where p.status = 'active' and p.budget_needed > 0 and funding.takes_money(p.status, p.ends_on)
                 and ($1::text[] is null or p.city = any($1))
                 and ($2::text[] is null or p.volunteer_type = any($2))
                 and ($3::text is null or p.search_vector @@ websearch_to_tsquery('russian', core.fold($3))
                      or core.fold($3) <% p.search_text)
                 and (not $4 or p.budget_needed > coalesce((
                      select sum(s.received_minor) from funding.sponsorships s
                      where s.project_id = p.id and s.received_minor > 0), 0))
                 and (not $5 or exists (
                      select from funding.follows f where f.project_id = p.id and f.sponsor_id = $6))
               limit $7) found"#,
        filter.cities.as_deref(),
        filter.kinds.as_deref(),
        filter.words,
        filter.need,
        filter.followed,
        sponsor.0,
        COUNT_MAX,
    )
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(count)
}

/// How alike a word must be to forgive its typo, for this transaction; as in the public search.
async fn set_tolerance(conn: &mut PgConnection, filter: &ValidSponsorFilter) -> Result<()> {
    if filter.words.is_some() {
        sqlx::query_scalar!("select set_config('pg_trgm.word_similarity_threshold', '0.55', true)")
            .fetch_one(conn)
            .await?;
    }
    Ok(())
}

/// Follows a public project: its news stand on one's home page. Twice is once.
///
/// # Errors
/// Needs `sponsorships.create`; [`Error::NotFound`] for what is not public.
pub async fn follow_project(ctx: &Ctx, actor: &Actor, project: ProjectId) -> Result<()> {
    let sponsor = actor.require(Permission::SponsorshipsCreate)?;
    let mut tx = ctx.begin().await?;
    let title = sqlx::query_scalar!(
        "select title from volunteering.projects where id = $1 and status in ('active', 'completed') for share",
        project.0,
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(Error::NotFound)?;
    let new = sqlx::query!(
        "insert into funding.follows (sponsor_id, project_id, created_at) values ($1, $2, $3) on conflict do nothing",
        sponsor.0,
        project.0,
        ctx.now(),
    )
    .execute(&mut *tx)
    .await?;
    if new.rows_affected() > 0 {
        let new = serde_json::json!({ "title": title });
        Entry::new("project.follow", "project", project.0).new_value(new).record(&mut tx, actor).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Ends that. Twice is once, also when the project is not public any more.
///
/// # Errors
/// Needs `sponsorships.create`; [`Error::NotFound`] for what is neither public nor followed.
pub async fn unfollow_project(ctx: &Ctx, actor: &Actor, project: ProjectId) -> Result<()> {
    let sponsor = actor.require(Permission::SponsorshipsCreate)?;
    let mut tx = ctx.begin().await?;
    let gone =
        sqlx::query!("delete from funding.follows where sponsor_id = $1 and project_id = $2", sponsor.0, project.0,)
            .execute(&mut *tx)
            .await?;
    if gone.rows_affected() > 0 {
        Entry::new("project.unfollow", "project", project.0).record(&mut tx, actor).await?;
    } else {
        sqlx::query!(
            "select id from volunteering.projects where id = $1 and status in ('active', 'completed')",
            project.0,
        )
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(Error::NotFound)?;
    }
    tx.commit().await?;
    Ok(())
}
