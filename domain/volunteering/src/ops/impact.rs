//! What volunteers did, for everyone to see: of the whole platform where an administrator shows it,
//! of an organizer who shows it. Only approved work counts.

use birqadam_core::ssr::{Ctx, audit};
use birqadam_core::{Actor, Error, Permission, Result, UserId};
use serde_json::json;
use sqlx::PgConnection;

use crate::model::{Impact, ImpactFigures, ImpactOrganizer, ImpactPart, ImpactSharing, VolunteerType};

/// Cities named at most.
const CITIES_MAX: i64 = 10;

/// Of the whole platform. Anyone, where the setting `public_impact` is on.
///
/// # Errors
/// [`Error::NotFound`] where it is off.
pub async fn platform_impact(ctx: &Ctx) -> Result<Impact> {
    if !ctx.settings().await?.public_impact {
        return Err(Error::NotFound);
    }
    let mut conn = ctx.db.acquire().await?;
    // Sums by day that analytics keeps ready, known by name in SQL only; a big table is never read.
    let figures = sqlx::query_as!(
        ImpactFigures,
        r#"select coalesce(sum(n) filter (where measure = 'first_reports'), 0)::bigint as "volunteers!",
                  coalesce(sum(n) filter (where measure = 'reports_approved'), 0)::bigint as "works!",
                  coalesce(sum(total) filter (where measure = 'hours'), 0)::bigint as "minutes!",
                  coalesce(sum(n) filter (where measure = 'projects_completed'), 0)::bigint as "projects_completed!",
                  coalesce(sum(n) filter (where measure = 'projects_active'), 0)::bigint as "projects_active!"
           from analytics.daily
           where city = '' and role = '' and kind = ''
             and measure in ('first_reports', 'reports_approved', 'hours', 'projects_completed', 'projects_active')"#,
    )
    .fetch_one(&mut *conn)
    .await?;
    let kinds = sqlx::query!(
        r#"select kind as "of!", coalesce(sum(n) filter (where measure = 'reports_approved'), 0)::bigint as "works!",
                  coalesce(sum(total) filter (where measure = 'hours'), 0)::bigint as "minutes!"
           from analytics.daily
           where city = '' and role = '' and kind <> '' and measure in ('reports_approved', 'hours')
           group by kind order by 2 desc, 1"#,
    )
    .fetch_all(&mut *conn)
    .await?;
    let cities = sqlx::query_as!(
        ImpactPart::<String>,
        r#"select city as "of!", coalesce(sum(n) filter (where measure = 'reports_approved'), 0)::bigint as "works!",
                  coalesce(sum(total) filter (where measure = 'hours'), 0)::bigint as "minutes!"
           from analytics.daily
           where kind = '' and role = '' and city <> '' and measure in ('reports_approved', 'hours')
           group by city having sum(n) filter (where measure = 'reports_approved') > 0 order by 2 desc, 1 limit $1"#,
        CITIES_MAX,
    )
    .fetch_all(&mut *conn)
    .await?;
    let as_of = sqlx::query_scalar!("select as_of from analytics.state").fetch_one(&mut *conn).await?;
    let kinds = kinds.into_iter().filter_map(|row| part_of_kind(&row.of, row.works, row.minutes));
    Ok(Impact { organizer: None, figures, kinds: kinds.collect(), cities, as_of })
}

/// Of one organizer. Anyone, where the organizer shows it.
///
/// # Errors
/// [`Error::NotFound`] where they do not, and while the account is not active.
pub async fn organizer_impact(ctx: &Ctx, id: UserId) -> Result<Impact> {
    let mut conn = ctx.db.acquire().await?;
    let name = sqlx::query_scalar!(
        r#"select coalesce(nullif(u.organization_name, ''), u.name) as "name!"
           from volunteering.public_impact i join accounts.users u on u.id = i.organizer_id
           where i.organizer_id = $1 and u.is_approved and u.blocked_at is null"#,
        id.0,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(Error::NotFound)?;
    read_organizer(&mut conn, ImpactOrganizer { id, name }).await
}

/// Of oneself, shown or not. Permission `projects.manage_own`.
///
/// # Errors
/// Only permission and database.
pub async fn my_impact(ctx: &Ctx, actor: &Actor) -> Result<(Impact, ImpactSharing)> {
    let id = actor.require(Permission::ProjectsManageOwn)?;
    let mut conn = ctx.db.acquire().await?;
    let row = sqlx::query!(
        r#"select coalesce(nullif(u.organization_name, ''), u.name) as "name!",
                  exists (select from volunteering.public_impact i where i.organizer_id = u.id) as "shown!"
           from accounts.users u where u.id = $1"#,
        id.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    let impact = read_organizer(&mut conn, ImpactOrganizer { id, name: row.name }).await?;
    Ok((impact, ImpactSharing { shown: row.shown }))
}

/// Shows one's impact to everyone, or no longer. Permission `projects.manage_own`. Doing it twice
/// has one effect.
///
/// # Errors
/// Only permission and database.
pub async fn share_impact(ctx: &Ctx, actor: &Actor, input: ImpactSharing) -> Result<ImpactSharing> {
    let id = actor.require(Permission::ProjectsManageOwn)?;
    let mut tx = ctx.begin().await?;
    let changed = if input.shown {
        sqlx::query!(
            "insert into volunteering.public_impact (organizer_id, shown_since) values ($1, $2)
             on conflict (organizer_id) do nothing",
            id.0,
            ctx.now(),
        )
        .execute(&mut *tx)
        .await?
    } else {
        sqlx::query!("delete from volunteering.public_impact where organizer_id = $1", id.0).execute(&mut *tx).await?
    };
    if changed.rows_affected() > 0 {
        audit::Entry::new("user.share_impact", "user", id.0)
            .old(json!({ "shown": !input.shown }))
            .new_value(json!({ "shown": input.shown }))
            .record(&mut tx, actor)
            .await?;
    }
    tx.commit().await?;
    Ok(input)
}

/// Whether an organizer shows their impact.
///
/// # Errors
/// Only when the database fails.
pub async fn is_shared(ctx: &Ctx, id: UserId) -> Result<bool> {
    let shared = sqlx::query_scalar!(
        r#"select exists (select from volunteering.public_impact where organizer_id = $1) as "shared!""#,
        id.0,
    )
    .fetch_one(&ctx.db)
    .await?;
    Ok(shared)
}

/// From what analytics keeps ready of this organizer's projects. Different people cannot be added up: they
/// are counted from the approved reports, up to the same moment.
async fn read_organizer(conn: &mut PgConnection, organizer: ImpactOrganizer) -> Result<Impact> {
    let as_of = sqlx::query_scalar!("select as_of from analytics.state").fetch_one(&mut *conn).await?;
    let figures = sqlx::query_as!(
        ImpactFigures,
        r#"select (select count(distinct w.volunteer_id)
                   from volunteering.work_done w join volunteering.photo_reports r on r.id = w.report_id
                   where w.organizer_id = $1 and r.reviewed_at <= $2) as "volunteers!",
                  coalesce(sum(n) filter (where measure = 'reports_approved'), 0)::bigint as "works!",
                  coalesce(sum(total) filter (where measure = 'hours'), 0)::bigint as "minutes!",
                  coalesce(sum(n) filter (where measure = 'projects_finished'), 0)::bigint as "projects_completed!",
                  coalesce(sum(n) filter (where measure = 'projects_active'), 0)::bigint as "projects_active!"
           from analytics.project_facts
           where organizer_id = $1 and measure in ('reports_approved', 'hours', 'projects_finished', 'projects_active')"#,
        organizer.id.0,
        as_of,
    )
    .fetch_one(&mut *conn)
    .await?;
    let kinds = sqlx::query!(
        r#"select kind as "of!", coalesce(sum(n) filter (where measure = 'reports_approved'), 0)::bigint as "works!",
                  coalesce(sum(total) filter (where measure = 'hours'), 0)::bigint as "minutes!"
           from analytics.project_facts
           where organizer_id = $1 and measure in ('reports_approved', 'hours')
           group by kind order by 2 desc, 1"#,
        organizer.id.0,
    )
    .fetch_all(&mut *conn)
    .await?;
    let cities = sqlx::query_as!(
        ImpactPart::<String>,
        r#"select city as "of!", coalesce(sum(n) filter (where measure = 'reports_approved'), 0)::bigint as "works!",
                  coalesce(sum(total) filter (where measure = 'hours'), 0)::bigint as "minutes!"
           from analytics.project_facts
           where organizer_id = $1 and measure in ('reports_approved', 'hours')
           group by city having sum(n) filter (where measure = 'reports_approved') > 0 order by 2 desc, 1 limit $2"#,
        organizer.id.0,
        CITIES_MAX,
    )
    .fetch_all(conn)
    .await?;
    let kinds = kinds.into_iter().filter_map(|row| part_of_kind(&row.of, row.works, row.minutes));
    Ok(Impact { organizer: Some(organizer), figures, kinds: kinds.collect(), cities, as_of })
}

fn part_of_kind(name: &str, works: i64, minutes: i64) -> Option<ImpactPart<VolunteerType>> {
    // Days without approved work leave rows of zero behind.
    (works > 0).then_some(())?;
    Some(ImpactPart { of: VolunteerType::parse(name)?, works, minutes })
}
