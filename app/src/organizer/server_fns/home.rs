//! What an organizer's home page shows.

use birqadam_funding::{OpenExpenses, OpenOffers, RaisedMoney};
use birqadam_volunteering::model::{ProjectSummary, Report};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Work that waits, then the projects that run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrganizerHome {
    pub reports_waiting: i64,
    pub oldest_report_at: Option<DateTime<Utc>>,
    pub reports_approved: i64,
    pub projects_pending: i64,
    pub projects_active: i64,
    pub volunteers: i64,
    /// When there is any, and this person keeps it.
    pub money: Option<RaisedMoney>,
    /// Other dates that partners offer.
    pub offers: OpenOffers,
    /// Expenses that came back or wait for the second person.
    pub expenses: OpenExpenses,
    /// The first of the waiting reports, oldest first.
    pub reports: Vec<Report>,
    /// Projects that a moderator returned.
    pub returned: Vec<ProjectSummary>,
    pub drafts: Vec<ProjectSummary>,
    pub active: Vec<ProjectSummary>,
}

/// Everything on an organizer's home page.
#[server(prefix = "/web", endpoint = "organizer/home", input = GetUrl)]
pub async fn get_organizer_home() -> Result<OrganizerHome> {
    use crate::{forms, server_ctx};
    use birqadam_core::{PageRequest, Permission};
    use birqadam_funding::ops::{organizer_home, raised::own_raised};
    use birqadam_volunteering::model::ReportFilter;
    use birqadam_volunteering::ops::{
        overview::organizer_overview, projects::list_own_projects, report_review::list_reports_to_review,
    };

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let overview = organizer_overview(&ctx, &actor).await?;
        let first = |limit| PageRequest { cursor: None, limit: Some(limit) };
        let mut home = OrganizerHome {
            reports_waiting: overview.reports_waiting,
            oldest_report_at: overview.oldest_report_at,
            reports_approved: overview.reports_approved,
            projects_pending: overview.projects_pending,
            projects_active: overview.projects_active,
            volunteers: overview.volunteers,
            money: None,
            offers: OpenOffers::default(),
            expenses: OpenExpenses::default(),
            reports: Vec::new(),
            returned: Vec::new(),
            drafts: Vec::new(),
            active: list_own_projects(&ctx, &actor, "active", first(6)).await?.items,
        };
        if actor.can(Permission::MoneyManageOwn) {
            home.money = own_raised(&ctx, &actor).await?;
            home.expenses = organizer_home::open_expenses(&ctx, &actor, 5).await?;
        }
        if actor.can(Permission::ResourcesRequest) {
            home.offers = organizer_home::open_offers(&ctx, &actor, 3).await?;
        }
        if overview.reports_waiting > 0 {
            let waiting = ReportFilter { status: "pending".into(), project_id: None };
            home.reports = list_reports_to_review(&ctx, &actor, waiting, first(5)).await?.items;
        }
        if overview.projects_returned > 0 {
            home.returned = list_own_projects(&ctx, &actor, "returned", first(10)).await?.items;
        }
        if overview.projects_draft > 0 {
            home.drafts = list_own_projects(&ctx, &actor, "draft", first(5)).await?.items;
        }
        Ok(home)
    })
    .await
}
