//! What a link in a mail would end.

use birqadam_messaging::Unsubscribable;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Reads the link; ending it is `POST /unsubscribe`, which mail programs call by themselves.
#[server(prefix = "/web", endpoint = "unsubscribe", input = GetUrl)]
pub async fn find_subscription(#[server(default)] token: String) -> Result<Unsubscribable> {
    use birqadam_messaging::ops::unsubscribe;

    use crate::{forms, server_ctx};

    forms::read(unsubscribe::find_subscription(&server_ctx::ctx(), &token)).await
}
