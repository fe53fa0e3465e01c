//! What a sponsor's home page shows.

use birqadam_funding::SponsorHome;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Everything on it.
#[server(prefix = "/web", endpoint = "sponsor/home", input = GetUrl)]
pub async fn get_sponsor_home() -> Result<SponsorHome> {
    use birqadam_funding::ops::sponsor_home::sponsor_home;

    use crate::{forms::read, server_ctx};

    read(sponsor_home(&server_ctx::ctx(), &server_ctx::actor())).await
}
