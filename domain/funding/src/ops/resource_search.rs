//! Finding what partners lend: for organizers, who see active resources and those they have asked for;
//! a partner sees their own.

use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Code, Cursor, Error, Page, PageRequest, Permission, ProjectId, ResourceId, Result, UserId};
use sqlx::PgConnection;

use super::resource_records::{load_resource, load_resources};
use crate::model::{
    CalendarSpan, LendingPeriod, Month, PartnerPage, ProjectRef, Resource, ResourceDays, ResourceFilter,
    ResourceRequestStatus, ResourceView, Thanks,
};

/// Active resources, the latest first. Permission `resources.request`.
///
/// # Errors
/// [`Error::Invalid`] at a filter or `cursor`.
pub async fn search_resources(
    ctx: &Ctx,
    actor: &Actor,
    filter: &ResourceFilter,
    page: PageRequest,
) -> Result<Page<Resource>> {
    actor.require(Permission::ResourcesRequest)?;
    let filter = filter.validate()?;
    let before = page.cursor()?.map_or(i64::MAX, |cursor| cursor.id);
    let limit = page.limit();
    let patterns = |words: &[String]| words.iter().map(|word| format!("%{}%", escape(word))).collect::<Vec<_>>();
    let (words, when) = (patterns(&filter.words), patterns(&filter.availability));
    // What the partner says in words, or the days of the week by their name.
    let named = filter.availability.join(" ").to_lowercase();
    // The index is asked for the longest; what it finds is compared with all.
    let rarest = words.iter().max_by_key(|word| word.len()).map_or("%", String::as_str);
    let day = filter.date.map(|day| LendingPeriod::days(day, day));
    let lent_on: Vec<String> = ResourceDays::ALL
        .iter()
        .filter(|days| filter.date.is_none_or(|day| days.holds(day)))
        .map(|days| days.as_str().to_owned())
        .collect();
    let mut conn = ctx.db.acquire().await?;
    let ids = sqlx::query_scalar!(
        "select r.id from funding.resources r
         where r.status = 'active' and r.id < $1
           and ($2::text[] is null or r.resource_type = any($2))
           and ($3::text[] is null or r.city = any($3) or r.city = '')
           and r.search_text like core.fold($9)
           and r.search_text like all (select core.fold(word) from unnest($4::text[]) word)
           and exists (select from accounts.users u where u.id = r.partner_id and u.is_approved and u.blocked_at is null)
           and r.days = any($5)
           and (r.days = $11
                or core.fold(r.availability) like all (select core.fold(word) from unnest($10::text[]) word))
           and ($6::timestamptz is null or not exists (
               select from funding.resource_requests q
               where q.resource_id = r.id and q.status in ('approved', 'done')
                 and tstzrange(q.starts_at, q.ends_at) && tstzrange($6, $7)))
         order by r.id desc limit $8",
        before,
        filter.types.as_deref(),
        filter.cities.as_deref(),
        &words,
        &lent_on,
        day.map(|day| day.starts_at),
        day.map(|day| day.ends_at),
        limit + 1,
        rarest,
        &when,
        named,
    )
    .fetch_all(&mut *conn)
    .await?;
    let resources = load_resources(&mut conn, &ids).await?;
    Ok(Page::from_rows(resources, limit, |one| Cursor { key: one.id.0, id: one.id.0 }))
}

/// Signs that mean something to `like`.
fn escape(word: &str) -> String {
    word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Whether the actor may know of this resource: its partner, whoever asked for it, and organizers as long
/// as the search shows it.
///
/// # Errors
/// Only when the database fails.
pub(super) async fn can_see(conn: &mut PgConnection, actor: &Actor, id: ResourceId) -> Result<bool> {
    let Some(user) = actor.id() else { return Ok(false) };
    let seen = sqlx::query_scalar!(
        r#"select exists (
               select from funding.resources r join accounts.users u on u.id = r.partner_id
               where r.id = $1
                 and (($3 and r.partner_id = $2)
                      or ($4 and (r.status = 'active' and u.is_approved and u.blocked_at is null or exists (
                          select from funding.resource_requests q
                          where q.resource_id = r.id and q.organizer_id = $2))))) as "seen!""#,
        id.0,
        user.0,
        actor.can(Permission::ResourcesManageOwn),
        actor.can(Permission::ResourcesRequest),
    )
    .fetch_one(conn)
    .await?;
    Ok(seen)
}

/// One resource, for its partner and for organizers; `month` as `2026-12`, this month when empty.
///
/// # Errors
/// [`Error::NotFound`], also when the actor may not see it; [`Error::Invalid`] at `month`;
/// [`Error::Forbidden`] for who neither lends nor asks.
pub async fn find_resource(ctx: &Ctx, actor: &Actor, id: ResourceId, month: &str) -> Result<ResourceView> {
    let user = match actor.require(Permission::ResourcesRequest) {
        Err(Error::Forbidden(Code::NotAllowed)) => actor.require(Permission::ResourcesManageOwn)?,
        asked => asked?,
    };
    let month = Month::read(month, ctx.today())?;
    let mut conn = ctx.db.acquire().await?;
    if !can_see(&mut conn, actor, id).await? {
        return Err(Error::NotFound);
    }
    let resource = load_resource(&mut conn, id).await?;
    let own = resource.partner_id == user;
    let projects =
        if actor.can(Permission::ResourcesRequest) { published_projects(&mut conn, user).await? } else { Vec::new() };
    let thanks_count = sqlx::query_scalar!(
        r#"select count(*) as "n!" from funding.resource_requests where resource_id = $1 and thanked_at is not null"#,
        id.0,
    )
    .fetch_one(&mut *conn)
    .await?;
    Ok(ResourceView {
        spans: calendar(&mut conn, user, &resource, month).await?,
        thanks: list_thanks(&mut conn, resource.partner_id, Some(id), 10).await?,
        thanks_count,
        resource,
        month,
        own,
        projects,
    })
}

/// What is lent and asked for in the month. For whom, only its partner and who asked are told.
async fn calendar(
    conn: &mut PgConnection,
    user: UserId,
    resource: &Resource,
    month: Month,
) -> Result<Vec<CalendarSpan>> {
    let shown = LendingPeriod::days(month.first(), month.last());
    let rows = sqlx::query!(
        "select q.starts_at, q.ends_at, q.status, q.project_id, p.title, q.organizer_id
         from funding.resource_requests q join volunteering.projects p on p.id = q.project_id
         where q.resource_id = $1 and q.status in ('pending', 'countered', 'approved', 'done')
           and q.starts_at < $3 and q.ends_at > $2
         order by q.starts_at, q.id limit 500",
        resource.id.0,
        shown.starts_at,
        shown.ends_at,
    )
    .fetch_all(conn)
    .await?;
    let own = resource.partner_id == user;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let told = own || row.organizer_id == user.0;
            Some(CalendarSpan {
                period: LendingPeriod { starts_at: row.starts_at, ends_at: row.ends_at },
                status: ResourceRequestStatus::parse(&row.status)?,
                project: told.then_some(ProjectRef { id: ProjectId(row.project_id), title: row.title }),
            })
        })
        .collect())
}

/// Published projects of an organizer, the latest first.
async fn published_projects(conn: &mut PgConnection, user: UserId) -> Result<Vec<ProjectRef>> {
    let rows = sqlx::query!(
        "select id, title from volunteering.projects where organizer_id = $1 and status = 'active' order by id desc limit 100",
        user.0,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| ProjectRef { id: ProjectId(row.id), title: row.title }).collect())
}

/// The last thanks to a partner, for one resource or for all.
///
/// # Errors
/// Only when the database fails.
pub(super) async fn list_thanks(
    conn: &mut PgConnection,
    partner: UserId,
    resource: Option<ResourceId>,
    limit: i64,
) -> Result<Vec<Thanks>> {
    let thanks = sqlx::query_as!(
        Thanks,
        r#"select coalesce(nullif(o.organization_name, ''), o.name) as "organizer!",
                  q.resource_id as "resource_id: ResourceId", r.title as resource,
                  q.project_id as "project_id: ProjectId", p.title as project, q.thanks as "thanks!",
                  q.thanked_at as "at!"
           from funding.resource_requests q
           join funding.resources r on r.id = q.resource_id
           join volunteering.projects p on p.id = q.project_id
           join accounts.users o on o.id = q.organizer_id
           where q.partner_id = $1 and q.thanked_at is not null and ($2::bigint is null or q.resource_id = $2)
           order by q.thanked_at desc limit $3"#,
        partner.0,
        resource.map(|id| id.0),
        limit,
    )
    .fetch_all(conn)
    .await?;
    Ok(thanks)
}

/// The last thanks to the actor.
///
/// # Errors
/// Only when the database fails.
pub async fn list_own_thanks(ctx: &Ctx, actor: &Actor, limit: i64) -> Result<Vec<Thanks>> {
    let user = actor.require(Permission::ResourcesManageOwn)?;
    list_thanks(&mut *ctx.db.acquire().await?, user, None, limit).await
}

/// A partner who lends something, for organizers and themselves.
///
/// # Errors
/// [`Error::NotFound`] for anybody else.
pub async fn find_partner(ctx: &Ctx, actor: &Actor, id: UserId) -> Result<PartnerPage> {
    if actor.require(Permission::ResourcesManageOwn) != Ok(id) {
        actor.require(Permission::ResourcesRequest)?;
    }
    let mut conn = ctx.db.acquire().await?;
    let partner = sqlx::query!(
        r#"select coalesce(nullif(u.organization_name, ''), u.name) as "name!", u.about,
                  (select count(*) from funding.resource_requests q
                   where q.partner_id = u.id and (q.status = 'done' or (q.status = 'approved' and q.ends_at <= $2)))
                      as "lent!",
                  (select count(*) from funding.resources r where r.partner_id = u.id and r.status = 'active')
                      as "resource_count!",
                  (select count(*) from funding.resource_requests q
                   where q.partner_id = u.id and q.thanked_at is not null) as "thanks_count!"
           from accounts.users u
           where u.id = $1 and u.is_approved and u.blocked_at is null
             and exists (select from funding.resources r where r.partner_id = u.id)"#,
        id.0,
        ctx.now(),
    )
    .fetch_one(&mut *conn)
    .await?;
    let ids = sqlx::query_scalar!(
        "select id from funding.resources where partner_id = $1 and status = 'active' order by id desc limit 60",
        id.0,
    )
    .fetch_all(&mut *conn)
    .await?;
    Ok(PartnerPage {
        id,
        name: partner.name,
        about: partner.about,
        resources: load_resources(&mut conn, &ids).await?,
        resource_count: partner.resource_count,
        lent: partner.lent,
        thanks_count: partner.thanks_count,
        thanks: list_thanks(&mut conn, id, None, 30).await?,
    })
}
