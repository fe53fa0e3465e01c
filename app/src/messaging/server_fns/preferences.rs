//! What a person wants to be told by which channel, and when.

use birqadam_core::{FieldError, FormInput, form::problems};
use birqadam_messaging::{KindPreferenceInput, Preferences, PreferencesInput};
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

impl SavePreferencesInput {
    /// As the domain takes it.
    fn read(&self) -> PreferencesInput {
        let is_on = |kind: &str, channel: &str| self.on.iter().any(|on| on.split_once(':') == Some((kind, channel)));
        let kinds = self.kinds.iter().map(|kind| KindPreferenceInput {
            kind: kind.clone(),
            in_app: is_on(kind, "in_app"),
            email: is_on(kind, "email"),
        });
        PreferencesInput {
            time_zone: self.time_zone.clone(),
            quiet_from: Some(self.quiet_from.clone()),
            quiet_to: Some(self.quiet_to.clone()),
            digest: self.digest.clone(),
            digest_hour: self.digest_hour.trim().parse().unwrap_or(-1),
            kinds: kinds.collect(),
        }
    }
}

impl FormInput for SavePreferencesInput {
    const NAME: &'static str = PREFERENCES_FORM;

    /// Which time zones there are is for the server to say.
    fn check(&self) -> Vec<FieldError> {
        problems(self.read().check(|_| true))
    }
}

/// Replaces one's own choices.
#[server(prefix = "/web", endpoint = "notification-preferences/save")]
pub async fn save_preferences(input: SavePreferencesInput) -> Result<()> {
    use birqadam_messaging::ops::preferences;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let wanted = input.read();
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
