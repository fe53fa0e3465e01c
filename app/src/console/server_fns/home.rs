//! What the first page of the console shows: each part for those who may see it.

use birqadam_console::{JobCounts, ServiceHealth, StorageReport};
use birqadam_core::review::KindWaits;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Deliveries counted at most; beyond it says "and more".
pub const DELIVERIES_MAX: i64 = 100;

/// See the module; `None` where the person may not look.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ConsoleHome {
    pub services: Option<Vec<ServiceHealth>>,
    pub jobs: Option<JobCounts>,
    /// Up to [`DELIVERIES_MAX`].
    pub failed_deliveries: Option<i64>,
    pub reviews: Vec<KindWaits>,
    pub storage: Option<StorageReport>,
}

/// What needs a person now, and how the platform is.
#[server(prefix = "/web", endpoint = "console/home", input = GetUrl)]
pub async fn get_console_home() -> Result<ConsoleHome> {
    use birqadam_console::ops::{health, jobs, storage};
    use birqadam_core::{PageRequest, Permission, review::QueueFilter, ssr::review::queue};
    use birqadam_messaging::{DeliveryFilter, ops::deliveries::list_deliveries};

    use crate::{console::components::opens_console, forms, review::REVIEW, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        if !opens_console(|permission| actor.can(permission)) {
            // Says why: nobody signed in, waiting, rejected, or simply not allowed.
            actor.require(Permission::SettingsManage)?;
        }
        let mut home = ConsoleHome::default();
        if actor.can(Permission::HealthView) {
            home.services = Some(health::list_services(&ctx, &actor).await?);
        }
        if actor.can(Permission::JobsManage) {
            home.jobs = Some(jobs::count_jobs(&ctx, &actor).await?);
        }
        if actor.can(Permission::SettingsManage) {
            let failed = DeliveryFilter { state: "failed".into(), ..DeliveryFilter::default() };
            let page = PageRequest { cursor: None, limit: Some(DELIVERIES_MAX) };
            home.failed_deliveries = Some(list_deliveries(&ctx, &actor, &failed, page).await?.items.len() as i64);
        }
        if actor.can(Permission::UsersReview) || actor.can(Permission::ProjectsModerate) {
            let page = PageRequest { cursor: None, limit: Some(1) };
            home.reviews = queue::list(&REVIEW, &ctx, &actor, &QueueFilter::default(), &page).await?.kinds;
        }
        if actor.can(Permission::StorageManage) {
            home.storage = Some(storage::find_storage(&ctx, &actor).await?);
        }
        Ok(home)
    })
    .await
}
