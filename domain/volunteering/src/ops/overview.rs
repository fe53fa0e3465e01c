//! "Needs you now": what waits for a person, for their home page.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

use serde::{Deserialize, Serialize};
/// What waits for an organizer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OrganizerOverview { pub reports_waiting: i64, pub oldest_report_at: Option<chrono::DateTime<chrono::Utc>>, pub projects_returned: i64, pub projects_pending: i64, pub projects_active: i64, pub projects_draft: i64, pub volunteers: i64, pub reports_approved: i64 }
/// What waits for a volunteer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VolunteerOverview { pub reports_returned: i64, pub tasks_assigned: i64, pub tasks_waiting: i64, pub tasks_completed: i64, pub photos_approved: i64 }
pub async fn organizer_overview(ctx: &Ctx, actor: &Actor) -> Result<OrganizerOverview> { todo!() }
pub async fn volunteer_overview(ctx: &Ctx, actor: &Actor) -> Result<VolunteerOverview> { todo!() }
