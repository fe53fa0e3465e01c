//! Settings.

use birqadam_core::{
    FieldError, FormInput, Setting,
    form::problems,
    switches::{SettingChange, SettingState},
};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::Result;

/// Name of the form.
pub const SETTING_FORM: &str = "setting";

/// Every setting with its value.
#[server(prefix = "/web", endpoint = "console/settings", input = GetUrl)]
pub async fn list_settings() -> Result<Vec<SettingState>> {
    use crate::{forms, server_ctx};
    use birqadam_core::ssr::settings;

    forms::read(settings::list_settings(&server_ctx::ctx(), &server_ctx::actor())).await
}

/// A setting and the values it had.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettingView {
    pub state: SettingState,
    pub changes: Vec<SettingChange>,
}

/// One setting with its history.
#[server(prefix = "/web", endpoint = "console/setting", input = GetUrl)]
pub async fn get_setting(name: String) -> Result<SettingView> {
    use crate::{forms, server_ctx};
    use birqadam_core::ssr::settings;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let state = settings::find_setting(&ctx, &actor, &name).await?;
        Ok(SettingView { state, changes: settings::list_setting_changes(&ctx, &actor, &name).await? })
    })
    .await
}

/// A setting as typed: words come as an object, all else as text, a box not ticked not at all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SaveSettingInput {
    pub name: String,
    pub version: String,
    pub value: Value,
}

impl FormInput for SaveSettingInput {
    const NAME: &'static str = SETTING_FORM;

    fn check(&self) -> Vec<FieldError> {
        let setting = Setting::parse(&self.name);
        setting.map(|setting| problems(setting.check(&setting.from_form(&self.value)))).unwrap_or_default()
    }
}

/// Gives a setting a new value.
#[server(prefix = "/web", endpoint = "console/settings/save")]
pub async fn save_setting(input: SaveSettingInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::{Error, ssr::settings, switches::ChangeSetting};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let kept = input.clone();
    let state = forms::submit(SETTING_FORM, &kept, async {
        let setting = Setting::parse(&input.name).ok_or(Error::NotFound)?;
        let change = ChangeSetting {
            value: setting.from_form(&input.value),
            version: input.version.parse().ok(),
            name: input.name,
        };
        settings::change_setting(&ctx, &actor, change).await
    })
    .await?;
    forms::redirect(&format!("/admin/settings/{}?done=saved", state.name.as_str()));
    Ok(())
}

/// A value of the history, to hold again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RestoreSettingInput {
    pub name: String,
    pub version: String,
    /// Of the change that brought the value.
    pub change: String,
}

/// Gives a setting the value that a change of its history brought.
#[server(prefix = "/web", endpoint = "console/settings/restore")]
pub async fn restore_setting(input: RestoreSettingInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::{Error, ssr::settings};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let name = input.name.clone();
    forms::submit(SETTING_FORM, &input, async {
        let change = input.change.parse().map_err(|_| Error::NotFound)?;
        settings::restore_setting(&ctx, &actor, &name, change, input.version.parse().ok()).await
    })
    .await?;
    forms::redirect(&format!("/admin/settings/{name}?done=setting-restored"));
    Ok(())
}
