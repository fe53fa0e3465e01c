//! What a code proves.

use birqadam_growth::VerifiedPassport;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// For anyone who holds the code; `None` when it is unknown.
#[server(prefix = "/web", endpoint = "passport", input = GetUrl)]
pub async fn verify_passport(#[server(default)] code: String) -> Result<Option<VerifiedPassport>> {
    use crate::{forms, server_ctx};
    use birqadam_core::Error;
    use birqadam_growth::ops::passports;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    server_ctx::keep_out_of_search();
    forms::read(async {
        match passports::verify_passport(&ctx, &actor, &code).await {
            Err(Error::NotFound) => Ok(None),
            found => found.map(Some),
        }
    })
    .await
}
