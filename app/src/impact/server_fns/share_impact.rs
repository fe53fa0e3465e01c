//! Showing one's impact to everyone, or no longer.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const SHARE_FORM: &str = "impact-sharing";

/// Whether to show it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShareImpactInput {
    pub shown: bool,
}

/// Shows or hides it.
#[server(prefix = "/web", endpoint = "impact/share")]
pub async fn share_impact(input: ShareImpactInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::{ImpactSharing, ops::impact};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let sharing = impact::share_impact(&ctx, &actor, ImpactSharing { shown: input.shown });
    forms::submit(SHARE_FORM, &input, sharing).await?;
    forms::redirect(if input.shown {
        "/organizer/impact?done=impact-shown"
    } else {
        "/organizer/impact?done=impact-hidden"
    });
    Ok(())
}
