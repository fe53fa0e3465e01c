//! Projects that take money.

use birqadam_core::Page;
use birqadam_funding::{SponsorProject, SponsorProjectFilter};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// A page of them with how many there are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SponsorProjectList {
    pub page: Page<SponsorProject>,
    /// Counted up to 1,000.
    pub count: i64,
}

/// Those that match.
#[server(prefix = "/web", endpoint = "sponsor/projects", input = GetUrl)]
pub async fn list_sponsor_projects(
    #[server(default)] filter: SponsorProjectFilter,
    #[server(default)] cursor: Option<String>,
) -> Result<SponsorProjectList> {
    use birqadam_core::PageRequest;
    use birqadam_funding::ops::sponsor_projects;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let page = PageRequest { cursor, limit: Some(24) };
        Ok(SponsorProjectList {
            page: sponsor_projects::list_sponsor_projects(&ctx, &actor, filter.clone(), page).await?,
            count: sponsor_projects::count_sponsor_projects(&ctx, &actor, filter).await?,
        })
    })
    .await
}
