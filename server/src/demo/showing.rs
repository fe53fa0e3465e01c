//! What the demo shows to everyone: a volunteer's passport, an organizer's impact, the platform's.

use birqadam_core::Result;
use birqadam_core::ssr::Ctx;
use birqadam_growth::PASSPORT_ITEMS;
use birqadam_growth::ops::passports::{New, write_passport};
use chrono::Duration;
use sqlx::PgConnection;

use super::accounts::Accounts;
use super::data::World;

/// The code of the demo volunteer's passport, so that one can be looked up without signing in.
const PASSPORT_CODE: &str = "b1rqadamdem0passp0rt";

/// After the work is written, which the passport states.
pub async fn insert(ctx: &Ctx, tx: &mut PgConnection, world: &World, accounts: &Accounts) -> Result<()> {
    let (volunteer, _) = accounts.actor(world, Accounts::find(world, "volunteer"));
    let (organizer, _) = accounts.actor(world, Accounts::find(world, "organizer"));
    let at = ctx.now() - Duration::hours(3);
    let new = New { user: volunteer, agreed: &PASSPORT_ITEMS, code: PASSPORT_CODE, at };
    write_passport(ctx, tx, new).await?;
    sqlx::query!(
        "insert into volunteering.public_impact (organizer_id, shown_since) values ($1, $2)",
        organizer.0,
        at,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!("insert into core.settings (name, value) values ('public_impact', 'true')").execute(tx).await?;
    Ok(())
}
