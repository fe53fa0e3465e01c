//! The applicant's side of an application.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

/// Corrects a waiting or rejected application and asks again. Any signed-in account that is not approved.
pub async fn resubmit_application(ctx: &Ctx, actor: &Actor, input: Resubmit) -> Result<Me> { todo!() }
