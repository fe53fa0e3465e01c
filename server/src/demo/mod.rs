//! Demo data: a believable world of people, projects and reports in cities of Kazakhstan, all
//! relative to today. Written in one transaction past the operations, because most of it lies
//! in the past; the plan's tests prove that it keeps the operations' rules.

mod accounts;
mod chronicle;
mod data;
mod desk;
mod exif;
mod funding;
mod lending;
mod outcome;
mod pdf;
mod pictures;
mod plan;
mod projects;
mod resources;
mod showing;
mod words;
mod work;

use birqadam_accounts::ops::password;
use birqadam_core::Result;
use birqadam_core::ssr::Ctx;
use birqadam_paint::Theme;

use chronicle::Chronicle;
use pictures::Cover;
use plan::Shot;
use work::Written;

/// The password of every demo account.
pub const PASSWORD: &str = "birqadam-demo";

/// Loads the demo data, all or nothing. Does nothing when it is there; two processes at once
/// load it once.
///
/// # Errors
/// When database or storage fails.
pub async fn load(ctx: &Ctx) -> Result<()> {
    let mut tx = ctx.begin().await?;
    // An arbitrary number that means "demo data", held until the transaction ends.
    sqlx::query!("select pg_advisory_xact_lock(7205759403)").execute(&mut *tx).await?;
    let exists = sqlx::query_scalar!(
        r#"select exists (select from accounts.users where email = 'admin@demo.birqadam.kz') as "exists!""#
    );
    if exists.fetch_one(&mut *tx).await? {
        return Ok(());
    }
    let world = data::read()?;
    let plan = plan::make(&world, ctx.today(), ctx.now());
    let shots: Vec<Shot> = plan.reports.iter().flat_map(|report| report.shots.iter().cloned()).collect();
    tracing::info!(photos = shots.len(), projects = world.projects.len(), "painting the demo's pictures");
    let covers = covers(ctx, &world).await?;
    let photos = pictures::make_photos(ctx, shots).await?;
    let hash = password::hash(PASSWORD.to_owned()).await?;

    let mut chronicle = Chronicle::default();
    let accounts = accounts::insert(ctx, &mut tx, &world, &hash, &mut chronicle).await?;
    let projects = projects::insert(ctx, &mut tx, &world, &accounts, &covers, &mut chronicle).await?;
    let written = Written { world: &world, accounts: &accounts, projects: &projects };
    outcome::rate_organizers(&mut tx, &plan, &written).await?;
    work::insert(ctx, &mut tx, &written, &plan, photos, &mut chronicle).await?;
    funding::insert(ctx, &mut tx, &world, &accounts, &projects, &mut chronicle).await?;
    resources::insert(ctx, &mut tx, &world, &accounts, &projects, &mut chronicle).await?;
    showing::insert(ctx, &mut tx, &world, &accounts).await?;
    desk::insert(ctx, &mut tx, &world, &accounts, &mut chronicle).await?;
    chronicle.write(&mut tx, ctx.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// The covers, in the order of the projects; drafts have none.
async fn covers(ctx: &Ctx, world: &data::World) -> Result<Vec<Option<Cover>>> {
    let wanted: Vec<Option<(Theme, u32)>> = world
        .projects
        .iter()
        .map(|project| project.theme.as_deref().and_then(plan::theme).map(|theme| (theme, project.seed)))
        .collect();
    let mut made = pictures::make_covers(ctx, wanted.iter().copied().flatten().collect()).await?.into_iter();
    Ok(wanted.into_iter().map(|wanted| wanted.and_then(|_| made.next())).collect())
}
