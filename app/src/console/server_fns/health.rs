//! The health of the services behind the platform.

use birqadam_console::{Incident, ServiceHealth};
use birqadam_funding::ProviderHealth;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const HEALTH_FORM: &str = "health";

/// Services with their last state, and what changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HealthView {
    pub services: Vec<ServiceHealth>,
    pub incidents: Vec<Incident>,
    /// Payment providers that are set up.
    pub providers: Vec<ProviderHealth>,
}

/// Every service as it was last seen.
#[server(prefix = "/web", endpoint = "console/health", input = GetUrl)]
pub async fn get_health() -> Result<HealthView> {
    use crate::{forms, server_ctx};
    use birqadam_console::ops::health;
    use birqadam_funding::ops::provider_health;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let services = health::list_services(&ctx, &actor).await?;
        let providers = provider_health::list_providers(&ctx, &actor).await?;
        Ok(HealthView { services, incidents: health::list_incidents(&ctx, &actor).await?, providers })
    })
    .await
}

/// Nothing but the press of the button.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PressInput {
    pub pressed: String,
}

/// Asks for a look now.
#[server(prefix = "/web", endpoint = "console/health/check")]
pub async fn check_health_now(#[server(default)] input: PressInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_console::ops::health;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(HEALTH_FORM, &input, health::check_now(&ctx, &actor)).await?;
    forms::redirect("/admin/health?done=job-started");
    Ok(())
}
