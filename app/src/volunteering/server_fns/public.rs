//! Public reading: the start page, the list of projects, a project, an organizer.

use birqadam_accounts::PublicProfile;
use birqadam_core::{Page, ProjectId, UserId};
use birqadam_funding::PublicMoney;
use birqadam_volunteering::{Project, ProjectFilter, ProjectSummary};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// What the start page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Start {
    /// The newest with free places.
    pub projects: Vec<ProjectSummary>,
    pub active: i64,
    pub with_places: i64,
    /// With a task in the seven days from today.
    pub this_week: i64,
    /// The bounds of that week, as in the filter.
    pub week: (String, String),
}

/// Live projects and figures.
#[server(prefix = "/web", endpoint = "start", input = GetUrl)]
pub async fn get_start() -> Result<Start> {
    use birqadam_core::PageRequest;
    use birqadam_volunteering::ops::browse::{count_public_projects, list_public_projects};

    use crate::{forms, server_ctx};

    let ctx = server_ctx::ctx();
    let today = ctx.today();
    let week = (today.to_string(), (today + chrono::Duration::days(6)).to_string());
    forms::read(async {
        let free = ProjectFilter { free: true, ..Default::default() };
        let soon = ProjectFilter { from: week.0.clone(), to: week.1.clone(), ..Default::default() };
        let first = PageRequest { cursor: None, limit: Some(6) };
        Ok(Start {
            projects: list_public_projects(&ctx, free.clone(), first).await?.items,
            active: count_public_projects(&ctx, ProjectFilter::default()).await?,
            with_places: count_public_projects(&ctx, free).await?,
            this_week: count_public_projects(&ctx, soon).await?,
            week,
        })
    })
    .await
}

/// A page of the list of projects with how many there are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectList {
    pub page: Page<ProjectSummary>,
    /// Counted up to 1,000.
    pub count: i64,
}

/// Public projects that match.
#[server(prefix = "/web", endpoint = "projects", input = GetUrl)]
pub async fn list_projects(filter: ProjectFilter, cursor: Option<String>) -> Result<ProjectList> {
    use birqadam_core::PageRequest;
    use birqadam_volunteering::ops::browse::{count_public_projects, list_public_projects};

    use crate::{forms, server_ctx};

    let ctx = server_ctx::ctx();
    forms::read(async {
        let page = PageRequest { cursor, limit: Some(24) };
        Ok(ProjectList {
            page: list_public_projects(&ctx, filter.clone(), page).await?,
            count: count_public_projects(&ctx, filter).await?,
        })
    })
    .await
}

/// A project and who runs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectView {
    pub project: Project,
    /// Missing when the account is not public any more.
    pub organizer: Option<PublicProfile>,
    /// Whether money can be given to it now.
    pub takes_money: bool,
    /// What it got and spent, and what it did.
    pub money: Option<PublicMoney>,
}

/// One project with its tasks and the caller's own places.
#[server(prefix = "/web", endpoint = "project", input = GetUrl)]
pub async fn get_project(id: ProjectId) -> Result<ProjectView> {
    use birqadam_accounts::ops::profile::public_profile;
    use birqadam_core::Error;
    use birqadam_funding::ops::{project_account, sponsorships::find_offer};
    use birqadam_volunteering::ops::browse::find_project;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let project = find_project(&ctx, &actor, id).await?;
        let organizer = match public_profile(&ctx, project.summary.organizer_id).await {
            Err(Error::NotFound) => None,
            found => Some(found?),
        };
        let takes_money = match find_offer(&ctx, &actor, id).await {
            Err(Error::NotFound) => false,
            offer => offer?.takes_money,
        };
        // While it is not published, there is nothing to tell.
        let money = match project_account::public_money(&ctx, id).await {
            Err(Error::NotFound) => None,
            found => Some(found?),
        };
        Ok(ProjectView { project, organizer, takes_money, money })
    })
    .await
}

/// An organizer with their projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrganizerView {
    pub profile: PublicProfile,
    /// Whether they show what their volunteers did.
    pub shows_impact: bool,
    pub projects: Page<ProjectSummary>,
}

/// The public face of an organizer.
#[server(prefix = "/web", endpoint = "organizer", input = GetUrl)]
pub async fn get_organizer(id: UserId, cursor: Option<String>) -> Result<OrganizerView> {
    use birqadam_accounts::ops::profile::public_profile;
    use birqadam_core::PageRequest;
    use birqadam_volunteering::ops::browse::list_organizer_public_projects;

    use crate::{forms, server_ctx};

    let ctx = server_ctx::ctx();
    forms::read(async {
        let page = PageRequest { cursor, limit: Some(24) };
        Ok(OrganizerView {
            profile: public_profile(&ctx, id).await?,
            shows_impact: birqadam_volunteering::ops::impact::is_shared(&ctx, id).await?,
            projects: list_organizer_public_projects(&ctx, id, page).await?,
        })
    })
    .await
}
