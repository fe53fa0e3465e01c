//! The in-app inbox.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Writes the inbox entries of a notice; the same `dedupe_key` never tells a person twice. Also queues the mails. Run by the job `notify` as the system.
pub async fn deliver(ctx: &Ctx, actor: &Actor, notify: &birqadam_core::ssr::notify::Notify) -> Result<()> { todo!() }
/// Own entries, newest first.
pub async fn list_my_notifications(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<Notification>> { todo!() }
pub async fn count_unread(ctx: &Ctx, actor: &Actor) -> Result<i64> { todo!() }
/// Marks all of one's own as read.
pub async fn mark_all_read(ctx: &Ctx, actor: &Actor) -> Result<()> { todo!() }
