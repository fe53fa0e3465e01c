//! Outgoing mail.

use birqadam_core::Page;
use birqadam_messaging::Email;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// All mails, newest first.
#[server(prefix = "/web", endpoint = "admin/mail", input = GetUrl)]
pub async fn list_mail(#[server(default)] cursor: Option<String>) -> Result<Page<Email>> {
    use crate::{forms, server_ctx};
    use birqadam_core::PageRequest;
    use birqadam_messaging::ops::outbox;

    let page = PageRequest { cursor, limit: None };
    forms::read(outbox::list_emails(&server_ctx::ctx(), &server_ctx::actor(), page)).await
}
