//! What a person wants to be told by which channel, and when.

use birqadam_messaging::Preferences;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const PREFERENCES_FORM: &str = "preferences";

/// One's own choices.
#[server(prefix = "/web", endpoint = "notification-preferences", input = GetUrl)]
pub async fn find_preferences() -> Result<Preferences> {
    use birqadam_messaging::ops::preferences;

    use crate::{forms, server_ctx};

    forms::read(preferences::find_preferences(&server_ctx::ctx(), &server_ctx::actor())).await
}

/// Choices as typed. `kinds` are the types the page showed, `on` those of its boxes that are
/// ticked, as `report_returned:email`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavePreferencesInput {
    pub time_zone: String,
    pub quiet_from: String,
    pub quiet_to: String,
    pub digest: String,
    pub digest_hour: String,
    pub kinds: Vec<String>,
    pub on: Vec<String>,
}

/// Replaces one's own choices.
#[server(prefix = "/web", endpoint = "notification-preferences/save")]
pub async fn save_preferences(input: SavePreferencesInput) -> Result<()> {
    use birqadam_messaging::{KindPreferenceInput, PreferencesInput, ops::preferences};

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let is_on = |kind: &str, channel: &str| input.on.iter().any(|on| on.split_once(':') == Some((kind, channel)));
    let kinds = input.kinds.iter().map(|kind| KindPreferenceInput {
        kind: kind.clone(),
        in_app: is_on(kind, "in_app"),
        email: is_on(kind, "email"),
    });
    let wanted = PreferencesInput {
        time_zone: input.time_zone.clone(),
        quiet_from: Some(input.quiet_from.clone()),
        quiet_to: Some(input.quiet_to.clone()),
        digest: input.digest.clone(),
        digest_hour: input.digest_hour.trim().parse().unwrap_or(-1),
        kinds: kinds.collect(),
    };
    forms::submit(PREFERENCES_FORM, &input, preferences::save_preferences(&ctx, &actor, wanted)).await?;
    forms::redirect("/profile/notifications?done=saved");
    Ok(())
}

/// Tells oneself something by every channel.
#[server(prefix = "/web", endpoint = "notification-preferences/test")]
pub async fn send_test_notification() -> Result<()> {
    use birqadam_messaging::ops::preferences;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit("test", &(), preferences::send_test(&ctx, &actor)).await?;
    forms::redirect("/profile/notifications?done=test-sent");
    Ok(())
}
