//! The inbox.

use birqadam_core::Page;
use birqadam_messaging::Notification;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// One's own notifications, newest first.
#[server(prefix = "/web", endpoint = "notifications", input = GetUrl)]
pub async fn list_notifications(cursor: Option<String>) -> Result<Page<Notification>> {
    use birqadam_core::PageRequest;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let page = PageRequest { cursor, limit: None };
    forms::read(birqadam_messaging::ops::inbox::list_my_notifications(&ctx, &actor, page)).await
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
