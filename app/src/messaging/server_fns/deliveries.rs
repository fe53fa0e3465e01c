//! What became of everything that was to be delivered.

use birqadam_core::DeliveryId;
use birqadam_messaging::DeliveryDetail;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// One delivery with what it says.
#[server(prefix = "/web", endpoint = "admin/delivery", input = GetUrl)]
pub async fn find_delivery(id: DeliveryId) -> Result<DeliveryDetail> {
    use birqadam_messaging::ops::deliveries;

    use crate::{forms, mail, server_ctx};

    let found = forms::read(deliveries::find_delivery(&server_ctx::ctx(), &server_ctx::actor(), id)).await?;
    // It is shown inside our page, whose policy allows no style block.
    Ok(DeliveryDetail { body_html: mail::without_style(&found.body_html), ..found })
}

/// Which one is tried again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetryInput {
    pub id: DeliveryId,
}

/// Tries one again at once.
#[server(prefix = "/web", endpoint = "admin/deliveries/retry")]
pub async fn retry_delivery(input: RetryInput) -> Result<()> {
    use birqadam_messaging::ops::deliveries;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit("retry", &input, deliveries::retry_delivery(&ctx, &actor, input.id)).await?;
    forms::redirect(&format!("/admin/deliveries/{}?done=retried", input.id));
    Ok(())
}
