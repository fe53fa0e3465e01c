//! Reports that come by themselves: what is due is asked for, like by its owner's own hand.

use birqadam_accounts::ops::identity;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::export::NewExport;
use birqadam_core::ssr::export::schedules::{self, Due};
use birqadam_core::{Error, Result, Via};

use crate::exports::what::What;

/// Asks for all reports that are due. Safe in several processes at once: each is asked for once.
///
/// # Errors
/// When the database does not answer; the next turn goes on.
pub async fn run(ctx: &Ctx) -> Result<()> {
    for due in schedules::due(ctx).await? {
        match serve(ctx, &due).await {
            Ok(()) => {}
            Err(Error::Unavailable) => return Err(Error::Unavailable),
            // One that fails keeps no other waiting, and is due again with the next turn.
            Err(error) => tracing::error!(%error, schedule = due.id.0, "a report by schedule was not asked for"),
        }
    }
    Ok(())
}

async fn serve(ctx: &Ctx, due: &Due) -> Result<()> {
    // A blocked account gets nothing, and goes on from the period in which it is back.
    let Some(owner) = identity::load_actor(ctx, due.owner, Via::Job, None, Some(due.locale)).await? else {
        return schedules::leave_out(ctx, due).await;
    };
    match plan(ctx, &owner, due).await {
        Ok(new) => schedules::ask(ctx, due, new).await.map(drop),
        Err(Error::Forbidden(_) | Error::NotFound) => {
            let mut tx = ctx.begin().await?;
            schedules::end(&mut tx, due.id, "not_allowed").await?;
            Ok(tx.commit().await?)
        }
        Err(error) => Err(error),
    }
}

async fn plan(ctx: &Ctx, owner: &birqadam_core::Actor, due: &Due) -> Result<NewExport> {
    let what = What::find(&due.report, &query(ctx, due))?;
    what.plan(ctx, owner, due.format, due.locale).await.map(|(new, _)| new)
}

/// What it is about, with the days of its period where the report knows of days.
fn query(ctx: &Ctx, due: &Due) -> String {
    let knows_days = super::find(&due.report).is_some_and(|report| report.params().contains(&"from"));
    if !knows_days {
        return due.query.clone();
    }
    let (from, to) = due.covered(ctx.now());
    let mut query = form_urlencoded::Serializer::new(due.query.clone());
    query.append_pair("from", &from.to_string()).append_pair("to", &to.to_string());
    query.finish()
}
