//! One's own passports, and what a new one would say.

use birqadam_core::Page;
use birqadam_growth::{Passport, PassportPreview};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// See the module.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MyPassports {
    pub preview: PassportPreview,
    pub passports: Page<Passport>,
}

/// The latest first.
#[server(prefix = "/web", endpoint = "passports", input = GetUrl)]
pub async fn get_my_passports(#[server(default)] cursor: Option<String>) -> Result<MyPassports> {
    use crate::{forms, server_ctx};
    use birqadam_core::PageRequest;
    use birqadam_growth::ops::passports;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let page = PageRequest { cursor, limit: Some(10) };
    forms::read(async {
        Ok(MyPassports {
            preview: passports::preview_passport(&ctx, &actor).await?,
            passports: passports::list_my_passports(&ctx, &actor, page).await?,
        })
    })
    .await
}
