//! The one connection of this process on which PostgreSQL tells of news.

use std::sync::Weak;
use std::time::Duration;

use birqadam_accounts::ops::actor_changed::{ACTOR_CHANGED, Changed};
use birqadam_messaging::ops::live::{LIVE, Wake};
use sqlx::postgres::{PgListener, PgNotification};
use tokio::time::timeout;

use super::hub::Inner;

/// How long to wait before connecting again.
const PAUSE: Duration = Duration::from_secs(1);
/// How often to look whether there is still a hub to tell.
const LOOK: Duration = Duration::from_secs(30);

/// Runs until the hub is gone or ends, through every outage of the database.
pub(super) async fn run(hub: Weak<Inner>) {
    while let Some(ending) = hub.upgrade().map(|hub| hub.ending.clone()) {
        let ended = tokio::select! {
            ended = listen(&hub) => ended,
            () = ending.cancelled() => return,
        };
        if let Err(error) = ended {
            tracing::warn!(%error, "news are not heard right now; trying again");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Ends when the connection is lost or the hub is gone.
async fn listen(hub: &Weak<Inner>) -> Result<(), sqlx::Error> {
    let Some(db) = hub.upgrade().map(|hub| hub.ctx.db.clone()) else { return Ok(()) };
    let mut listener = PgListener::connect_with(&db).await?;
    drop(db);
    listener.listen_all([LIVE, ACTOR_CHANGED]).await?;
    // What happened before this moment was not heard.
    if let Some(hub) = hub.upgrade() {
        hub.catch_up();
    }
    loop {
        let heard = timeout(LOOK, listener.try_recv()).await;
        let Some(hub) = hub.upgrade() else { return Ok(()) };
        match heard {
            Ok(Ok(Some(notification))) => pass_on(&hub, &notification),
            // Lost: what happens until the next connection is not heard.
            Ok(Ok(None)) => return Ok(()),
            Ok(Err(error)) => return Err(error),
            Err(_) => {}
        }
    }
}

fn pass_on(hub: &Inner, notification: &PgNotification) {
    if notification.channel() == ACTOR_CHANGED {
        if let Some(changed) = Changed::parse(notification.payload()) {
            hub.close_changed(changed);
        }
        return;
    }
    match serde_json::from_str::<Wake>(notification.payload()) {
        Ok(wake) => hub.wake(&wake),
        // Of a newer version of the program.
        Err(error) => tracing::debug!(%error, "news of an unknown kind"),
    }
}
