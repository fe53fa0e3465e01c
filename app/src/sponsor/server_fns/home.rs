//! What a sponsor's home page shows.

use birqadam_funding::SponsorHome;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::{error::Result, ui::Drawn};

/// Everything on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SponsorHomePage {
    #[serde(flatten)]
    pub home: SponsorHome,
    /// Of one's own money; those that have something to show.
    pub charts: Vec<Drawn>,
}

/// What waits, what is new, how one's money did.
#[server(prefix = "/web", endpoint = "sponsor/home", input = GetUrl)]
pub async fn get_sponsor_home() -> Result<SponsorHomePage> {
    use birqadam_funding::ops::{sponsor_charts::sponsor_charts, sponsor_home::sponsor_home};

    use crate::{forms::read, server_ctx, sponsor::charts::charts, ui::chart::draw};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let l = actor.locale;
    read(async {
        let home = sponsor_home(&ctx, &actor).await?;
        let money = sponsor_charts(&ctx, &actor).await?;
        Ok(SponsorHomePage { home, charts: charts(l, &money).into_iter().map(|chart| draw(l, chart)).collect() })
    })
    .await
}
