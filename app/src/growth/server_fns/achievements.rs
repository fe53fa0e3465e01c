//! Achievements with their words in all languages.

use birqadam_growth::Achievement;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

/// Every achievement.
#[server(prefix = "/web", endpoint = "admin/achievements", input = GetUrl)]
pub async fn list_achievements() -> Result<Vec<Achievement>> {
    use crate::{forms, server_ctx};
    use birqadam_growth::ops::catalogue;
    forms::read(catalogue::list_achievements(&server_ctx::ctx(), &server_ctx::actor())).await
}

/// One achievement.
#[server(prefix = "/web", endpoint = "admin/achievement", input = GetUrl)]
pub async fn find_achievement(id: i64) -> Result<Achievement> {
    use crate::{forms, server_ctx};
    use birqadam_core::AchievementId;
    use birqadam_growth::ops::catalogue;
    forms::read(catalogue::find_achievement(&server_ctx::ctx(), &server_ctx::actor(), AchievementId(id))).await
}
