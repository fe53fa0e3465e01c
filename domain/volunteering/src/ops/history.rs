//! What happened to a person, and their facts in numbers.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// One's own history, newest first.
pub async fn list_my_history(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<HistoryEntry>> { todo!() }
