//! Feature flags.

use birqadam_core::{
    FieldCode, FieldError, FormInput, UserId,
    flags::{FlagRule, FlagState},
    form::problems,
    switches::{ChangeFlag, FlagChange, FlagInfo},
    validate::Validator,
};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Every flag, with how many people it is on for.
#[server(prefix = "/web", endpoint = "console/flags", input = GetUrl)]
pub async fn list_flags() -> Result<Vec<FlagInfo>> {
    use crate::{forms, server_ctx};
    use birqadam_core::ssr::flags;

    forms::read(flags::list_flags(&server_ctx::ctx(), &server_ctx::actor())).await
}

/// A flag, the rules it had, and the roles one can choose from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FlagView {
    pub info: FlagInfo,
    pub changes: Vec<FlagChange>,
    /// Names of all roles.
    pub roles: Vec<String>,
}

/// One flag with its history.
#[server(prefix = "/web", endpoint = "console/flag", input = GetUrl)]
pub async fn get_flag(name: String) -> Result<FlagView> {
    use crate::{forms, server_ctx};
    use birqadam_core::ssr::flags;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let info = flags::find_flag(&ctx, &actor, &name).await?;
        let changes = flags::list_flag_changes(&ctx, &actor, &name).await?;
        Ok(FlagView { info, changes, roles: flags::list_role_names(&ctx, &actor).await? })
    })
    .await
}

/// A rule as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SaveFlagInput {
    pub name: String,
    pub version: String,
    pub state: String,
    pub roles: Vec<String>,
    pub percentage: String,
    /// Numbers of accounts, separated by commas or spaces.
    pub users: String,
}

impl SaveFlagInput {
    /// As the domain takes it.
    fn read(&self) -> birqadam_core::Result<ChangeFlag> {
        let mut v = Validator::new();
        let state = FlagState::parse(&self.state);
        v.check(state.is_some(), "state", FieldCode::Required);
        let percentage = match self.percentage.trim() {
            "" => Some(0),
            text => text.parse().ok(),
        };
        v.check(percentage.is_some(), "percentage", FieldCode::Malformed);
        let words = self.users.split(|c: char| c == ',' || c == ';' || c.is_whitespace()).filter(|w| !w.is_empty());
        let users: Vec<Option<UserId>> = words.map(|word| word.parse().ok().map(UserId)).collect();
        v.check(users.iter().all(Option::is_some), "users", FieldCode::Malformed);
        v.finish()?;
        let rule = FlagRule {
            state: state.unwrap_or_default(),
            roles: self.roles.clone(),
            users: users.into_iter().flatten().collect(),
            percentage: percentage.unwrap_or_default(),
        };
        Ok(ChangeFlag { name: self.name.clone(), rule: rule.normalise()?, version: self.version.parse().ok() })
    }
}

impl FormInput for SaveFlagInput {
    const NAME: &'static str = "flag";

    fn check(&self) -> Vec<FieldError> {
        problems(self.read())
    }
}

/// Gives a flag a new rule.
#[server(prefix = "/web", endpoint = "console/flags/save")]
pub async fn save_flag(input: SaveFlagInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::{Permission, ssr::flags};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let info = forms::submit(SaveFlagInput::NAME, &input, async {
        // Rights before objections to the input.
        actor.require(Permission::FlagsManage)?;
        flags::change_flag(&ctx, &actor, input.read()?).await
    })
    .await?;
    forms::redirect(&format!("/admin/flags/{}?done=saved", info.name.as_str()));
    Ok(())
}
