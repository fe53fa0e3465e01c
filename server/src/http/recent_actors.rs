//! Who read a public list or project within the last second, so that an app that scrolls does
//! not have its rights loaded for every page.
//!
//! Only for reading what anyone may read without an account: there the caller decides no more
//! than which places are "mine". Whoever may see more than a visitor (`projects.moderate`) is
//! never kept, and everything else loads the actor anew, so a block or a revoked role holds at
//! once where it matters.

use std::sync::Arc;
use std::time::Duration;

use axum::http::Method;
use axum::http::request::Parts;
use birqadam_core::{Actor, Locale, Permission, Result, UserId};
use moka::future::Cache;

use super::visitor_cache::is_public;

const KEPT_FOR: Duration = Duration::from_millis(800);
const COUNT_MAX: u64 = 50_000;

/// Cheap to clone; one per process.
#[derive(Clone)]
pub struct RecentActors(Cache<(UserId, Option<Locale>), Arc<Actor>>);

impl Default for RecentActors {
    fn default() -> Self {
        RecentActors(Cache::builder().max_capacity(COUNT_MAX).time_to_live(KEPT_FOR).build())
    }
}

impl RecentActors {
    /// The actor as of at most a second ago, if that will do for this request; else `load`ed.
    /// `asked` is the language the request asks for. `None` when the account is gone or blocked.
    pub async fn find(
        &self,
        request: &Parts,
        user: UserId,
        asked: Option<Locale>,
        load: impl Future<Output = Result<Option<Actor>>>,
    ) -> Result<Option<Actor>> {
        let suits = request.method == Method::GET && is_public(request.uri.path());
        if !suits {
            return load.await;
        }
        if let Some(known) = self.0.get(&(user, asked)).await {
            return Ok(Some(Actor::clone(&known)));
        }
        let found = load.await?;
        if let Some(actor) = found.as_ref().filter(|actor| !actor.can(Permission::ProjectsModerate)) {
            self.0.insert((user, asked), Arc::new(actor.clone())).await;
        }
        Ok(found)
    }
}
