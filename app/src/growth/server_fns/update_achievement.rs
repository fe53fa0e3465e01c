//! New words for an achievement.

use birqadam_core::{FieldError, FormInput, Localized};
use birqadam_growth::AchievementWords;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The words as typed, and which achievement they are of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditAchievement {
    pub id: i64,
    pub title: Localized,
    pub description: Localized,
    pub version: i64,
}

impl EditAchievement {
    fn words(&self) -> AchievementWords {
        AchievementWords { title: self.title.clone(), description: self.description.clone(), version: self.version }
    }
}

impl FormInput for EditAchievement {
    const NAME: &'static str = AchievementWords::NAME;

    fn check(&self) -> Vec<FieldError> {
        self.words().check()
    }
}

/// Changes the words.
#[server(prefix = "/web", endpoint = "admin/achievements/update")]
pub async fn update_achievement(input: EditAchievement) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_growth::ops::catalogue;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let id = birqadam_core::AchievementId(input.id);
    let done = catalogue::update_achievement(&ctx, &actor, id, input.words());
    forms::submit(EditAchievement::NAME, &input, done).await?;
    forms::redirect("/admin/achievements?done=saved");
    Ok(())
}
