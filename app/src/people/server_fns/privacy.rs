//! One's own profile with who sees what of it.

use std::collections::BTreeMap;

use birqadam_accounts::MyProfile;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const PRIVACY_FORM: &str = "privacy";

/// One's own profile.
#[server(prefix = "/web", endpoint = "profile/mine", input = GetUrl)]
pub async fn get_my_profile() -> Result<MyProfile> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::people;

    forms::read(people::my_profile(&server_ctx::ctx(), &server_ctx::actor())).await
}

/// The choices by item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavePrivacyInput {
    pub privacy: BTreeMap<String, String>,
}

/// Chooses who sees what.
#[server(prefix = "/web", endpoint = "profile/privacy")]
pub async fn save_privacy(input: SavePrivacyInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::{PrivacyInput, ops::people};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let chosen = PrivacyInput { privacy: input.privacy.clone() };
    forms::submit(PRIVACY_FORM, &input, people::update_privacy(&ctx, &actor, chosen)).await?;
    forms::redirect("/profile/privacy?done=saved");
    Ok(())
}
