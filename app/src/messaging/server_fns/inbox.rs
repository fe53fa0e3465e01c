//! The inbox.

use birqadam_core::{NotificationId, Page};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// An entry of the inbox in the reader's words: were they put together in the browser, every page
/// would bring the words and the parsers of all kinds of notices with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    pub id: NotificationId,
    pub text: String,
    /// Where it leads.
    pub link: String,
    pub read_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

/// One's own notifications, newest first.
#[server(prefix = "/web", endpoint = "notifications", input = GetUrl)]
pub async fn list_notifications(
    #[server(default)] unread: bool,
    #[server(default)] since: Option<i64>,
    cursor: Option<String>,
) -> Result<Page<News>> {
    use birqadam_core::PageRequest;
    use birqadam_messaging::{InboxFilter, ops::inbox};

    use crate::{forms, notices, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let page = PageRequest { cursor, limit: None };
    let page = forms::read(inbox::list_my_notifications(&ctx, &actor, InboxFilter { unread, since }, page)).await?;
    let items = page.items.into_iter().map(|entry| News {
        id: entry.id,
        text: notices::text_with(actor.locale, &entry.notice, entry.template.as_deref()),
        link: entry.notice.link(),
        read_at: entry.read_at,
        created_at: entry.created_at,
    });
    Ok(Page { items: items.collect(), next: page.next })
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
