//! A list from beginning to end, for exports: page after page by key, so that neither the length
//! of the list nor what is written meanwhile matters.

use super::{
    List,
    cursor::{Start, Toward},
    query::Plan,
    read::prepare,
};
use crate::{
    Actor, Result,
    list::{ListRequest, Row},
    ssr::Ctx,
};

/// Rows read at once.
pub const WALK_ROWS: i64 = 1000;

/// Everything a request matches, in its order and with its columns.
///
/// ```ignore
/// let mut walk = Walk::start(&ctx, &actor, list, request).await?;
/// while let Some(rows) = walk.next().await? { … }
/// ```
pub struct Walk<'a> {
    ctx: &'a Ctx,
    actor: &'a Actor,
    list: &'a dyn List,
    request: ListRequest,
    after: Option<Start>,
    ended: bool,
}

impl<'a> Walk<'a> {
    /// Checks permission and filters; the request's page (cursor, limit) does not matter.
    ///
    /// # Errors
    /// As [`super::read`].
    pub async fn start(ctx: &'a Ctx, actor: &'a Actor, list: &'a dyn List, request: ListRequest) -> Result<Self> {
        prepare(ctx, actor, list, &request).await?;
        Ok(Walk { ctx, actor, list, request, after: None, ended: false })
    }

    /// The next rows, up to [`WALK_ROWS`]; `None` after the last.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn next(&mut self) -> Result<Option<Vec<Row>>> {
        if self.ended {
            return Ok(None);
        }
        let plan = Plan::new(self.list, self.actor, &self.request)?;
        let rows = plan.fetch(self.ctx, self.after.as_ref(), WALK_ROWS).await?;
        self.ended = (rows.len() as i64) < WALK_ROWS;
        if let Some((position, _)) = rows.last() {
            self.after = Some(Start { row: position.clone(), toward: Toward::Next });
        }
        Ok((!rows.is_empty()).then(|| rows.into_iter().map(|(_, row)| row).collect()))
    }
}
