//! Achievements: awarded by rules over facts, in a job, once only.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Awards everything the person has earned and not yet got; tells them. Idempotent. Run by the job `award_achievements` as the system.
pub async fn award_achievements(ctx: &Ctx, actor: &Actor, user: UserId) -> Result<Vec<AchievementId>> { todo!() }
/// Every achievement with one's own progress.
pub async fn list_my_achievements(ctx: &Ctx, actor: &Actor) -> Result<Vec<AchievementProgress>> { todo!() }
