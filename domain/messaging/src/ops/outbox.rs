//! Outgoing mail.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// All mails, newest first. Permission `settings.manage`.
pub async fn list_emails(ctx: &Ctx, actor: &Actor, page: PageRequest) -> Result<Page<Email>> { todo!() }
