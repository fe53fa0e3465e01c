//! The inbox.

use birqadam_core::{NotificationId, Page};
use birqadam_messaging::Notification;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// One's own notifications, newest first.
#[server(prefix = "/web", endpoint = "notifications", input = GetUrl)]
pub async fn list_notifications(
    #[server(default)] unread: bool,
    #[server(default)] since: Option<i64>,
    cursor: Option<String>,
) -> Result<Page<Notification>> {
    use birqadam_core::PageRequest;
    use birqadam_messaging::{InboxFilter, ops::inbox};

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let page = PageRequest { cursor, limit: None };
    forms::read(inbox::list_my_notifications(&ctx, &actor, InboxFilter { unread, since }, page)).await
}

/// Marks all of one's own as read.
#[server(prefix = "/web", endpoint = "notifications/read")]
pub async fn mark_all_read() -> Result<()> {
    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit("read", &(), birqadam_messaging::ops::inbox::mark_all_read(&ctx, &actor)).await?;
    forms::redirect("/notifications");
    Ok(())
}

/// Which one is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkReadInput {
    pub id: NotificationId,
}

/// Marks one of one's own as read.
#[server(prefix = "/web", endpoint = "notifications/read-one")]
pub async fn mark_read(input: MarkReadInput) -> Result<()> {
    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit("read", &input, birqadam_messaging::ops::inbox::mark_read(&ctx, &actor, input.id)).await?;
    forms::back();
    Ok(())
}
