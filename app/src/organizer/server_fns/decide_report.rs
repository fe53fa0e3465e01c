//! Decisions on a report. Each leads on to the next report that waits.

use birqadam_core::ReportId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Names of the forms.
pub const APPROVE_FORM: &str = "approve";
pub const RETURN_FORM: &str = "return";
pub const REJECT_FORM: &str = "reject";

/// Approval as typed. Without a star chosen the rating is not sent at all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApproveInput {
    pub id: ReportId,
    pub version: i64,
    #[serde(default)]
    pub rating: String,
    #[serde(default)]
    pub comment: String,
}

/// Return or rejection as typed: a reason from the templates, own words, or both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RefuseInput {
    pub id: ReportId,
    pub version: i64,
    #[serde(default)]
    pub template: String,
    #[serde(default)]
    pub reason: String,
}

impl RefuseInput {
    /// The template and the words under it, whichever are there.
    pub fn whole_reason(&self) -> String {
        [self.template.trim(), self.reason.trim()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// Approves with a rating.
#[server(prefix = "/web", endpoint = "organizer/reports/approve")]
pub async fn approve_report(input: ApproveInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::{model::ApproveReport, ops::report_review};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let approval =
        ApproveReport { rating: input.rating.clone(), comment: input.comment.clone(), version: Some(input.version) };
    let done = report_review::approve_report(&ctx, &actor, input.id, approval);
    forms::submit(APPROVE_FORM, &input, done).await?;
    go_on(input.id, "report-approved").await;
    Ok(())
}

/// Gives back for correction.
#[server(prefix = "/web", endpoint = "organizer/reports/return")]
pub async fn return_report(input: RefuseInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::{model::RefuseReport, ops::report_review};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let refusal = RefuseReport { reason: input.whole_reason(), version: Some(input.version) };
    forms::submit(RETURN_FORM, &input, report_review::return_report(&ctx, &actor, input.id, refusal)).await?;
    go_on(input.id, "report-returned").await;
    Ok(())
}

/// Refuses for good; the volunteer may send another report.
#[server(prefix = "/web", endpoint = "organizer/reports/reject")]
pub async fn reject_report(input: RefuseInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::{model::RefuseReport, ops::report_review};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let refusal = RefuseReport { reason: input.whole_reason(), version: Some(input.version) };
    forms::submit(REJECT_FORM, &input, report_review::reject_report(&ctx, &actor, input.id, refusal)).await?;
    go_on(input.id, "report-rejected").await;
    Ok(())
}

/// To the next waiting report, or to the queue when none waits. The decision stands by now, so
/// a failing look for the next one must not look like a failed decision.
#[cfg(feature = "ssr")]
async fn go_on(decided: ReportId, done: &str) {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::report_review;

    let review = report_review::review_report(&server_ctx::ctx(), &server_ctx::actor(), decided).await;
    match review.ok().and_then(|review| review.next) {
        Some(next) => forms::redirect(&format!("/organizer/reports/{next}?done={done}")),
        None => forms::redirect(&format!("/organizer/reports?done={done}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_template_and_own_words() {
        let reason = |template: &str, reason: &str| {
            RefuseInput { id: ReportId(1), version: 1, template: template.into(), reason: reason.into() }.whole_reason()
        };
        assert_eq!(reason("Фото размыто.", " Снимите ближе. "), "Фото размыто. Снимите ближе.");
        assert_eq!(reason("", "Нет"), "Нет");
        assert_eq!(reason(" ", " "), "");
    }
}
