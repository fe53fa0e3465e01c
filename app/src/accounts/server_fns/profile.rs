//! One's own profile.

use birqadam_accounts::{MyProfile, UpdateProfile as ProfileChanges};
use birqadam_core::{FormInput, Page};
use birqadam_growth::{AchievementProgress, PointsEntry};
use birqadam_volunteering::HistoryEntry;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const PROFILE_FORM: &str = ProfileChanges::NAME;

/// Everything on the profile's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    pub mine: MyProfile,
    pub balance: i64,
    pub points: Page<PointsEntry>,
    pub achievements: Vec<AchievementProgress>,
    /// The newest of what happened.
    pub history: Vec<HistoryEntry>,
}

/// One's own profile; `cursor` leads through the ledger.
#[server(prefix = "/web", endpoint = "profile", input = GetUrl)]
pub async fn get_profile(cursor: Option<String>) -> Result<Profile> {
    use birqadam_accounts::ops::people;
    use birqadam_core::PageRequest;
    use birqadam_growth::ops::{achievements::list_my_achievements, points};
    use birqadam_volunteering::ops::history::list_my_history;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        Ok(Profile {
            mine: people::my_profile(&ctx, &actor).await?,
            balance: points::my_balance(&ctx, &actor).await?,
            points: points::list_my_points(&ctx, &actor, PageRequest { cursor, limit: Some(10) }).await?,
            achievements: list_my_achievements(&ctx, &actor).await?,
            history: list_my_history(&ctx, &actor, PageRequest { cursor: None, limit: Some(10) }).await?.items,
        })
    })
    .await
}

/// Changes one's own profile. The language chosen here is also the browser's from now on.
#[server(prefix = "/web", endpoint = "profile/update")]
pub async fn update_profile(input: ProfileChanges) -> Result<()> {
    use birqadam_accounts::ops::profile;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let me = forms::submit(PROFILE_FORM, &input, profile::update_profile(&ctx, &actor, input.clone())).await?;
    super::preferences::remember("lang", me.locale.as_str());
    forms::redirect("/profile?done=saved");
    Ok(())
}
