//! How many records a request matches, for exports.

use super::{List, query::Plan, read::prepare};
use crate::{Actor, Result, list::ListRequest, ssr::Ctx};

/// Counts up to `most`.
///
/// # Errors
/// As [`super::read`].
pub async fn count(ctx: &Ctx, actor: &Actor, list: &dyn List, request: &ListRequest, most: i64) -> Result<i64> {
    prepare(ctx, actor, list, request).await?;
    let mut query = sqlx::QueryBuilder::new("select count(*) from (select 1");
    Plan::new(list, actor, request)?.from(&mut query)?;
    query.push(" limit ").push_bind(most).push(") matching");
    Ok(query.build_query_scalar().persistent(false).fetch_one(&ctx.db).await?)
}
