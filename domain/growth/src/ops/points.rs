//! Reading the points ledger.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// The sum of one's own entries.
pub async fn my_balance(ctx: &Ctx, actor: &Actor) -> Result<i64> { todo!() }
/// One's own entries, newest first.
pub async fn list_my_points(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<PointsEntry>> { todo!() }
