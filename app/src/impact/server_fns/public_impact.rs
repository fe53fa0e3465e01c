//! What everyone may see: of the platform, of an organizer.

use birqadam_core::UserId;
use birqadam_volunteering::Impact;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Of an organizer, or of the whole platform.
#[server(prefix = "/web", endpoint = "impact", input = GetUrl)]
pub async fn get_impact(#[server(default)] organizer: Option<UserId>) -> Result<Impact> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::impact;

    let ctx = server_ctx::ctx();
    forms::read(async {
        match organizer {
            Some(id) => impact::organizer_impact(&ctx, id).await,
            None => impact::platform_impact(&ctx).await,
        }
    })
    .await
}
