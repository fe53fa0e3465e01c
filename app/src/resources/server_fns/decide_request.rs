//! The partner's answers: yes, no, other dates.

use birqadam_core::ResourceRequestId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const APPROVE_FORM: &str = "approve-request";

/// Which request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RequestStep {
    pub id: ResourceRequestId,
}

/// Promises the resource.
#[server(prefix = "/web", endpoint = "partner/requests/approve")]
pub async fn approve_request(input: RequestStep) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::resource_decisions;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(APPROVE_FORM, &input, resource_decisions::approve_request(&ctx, &actor, input.id)).await?;
    forms::redirect("/partner/requests?done=request-approved");
    Ok(())
}

/// A request and why it is rejected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RejectForm {
    pub id: ResourceRequestId,
    #[serde(default)]
    pub reason: String,
}

/// Says no, and why.
#[server(prefix = "/web", endpoint = "partner/requests/reject")]
pub async fn reject_request(input: RejectForm) -> Result<()> {
    use crate::{forms, server_ctx, ui::form_of};
    use birqadam_core::FormInput;
    use birqadam_funding::{RejectRequestInput, ops::resource_decisions};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let why = RejectRequestInput { reason: input.reason.clone() };
    let rejecting = resource_decisions::reject_request(&ctx, &actor, input.id, why);
    forms::submit(&form_of(RejectRequestInput::NAME, input.id.0), &input, rejecting).await?;
    forms::redirect("/partner/requests?done=request-rejected");
    Ok(())
}

/// A request and the dates that are offered for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CounterForm {
    pub id: ResourceRequestId,
    #[serde(default)]
    pub date: String,
    #[serde(default)]
    pub until: String,
    #[serde(default)]
    pub start_time: String,
    #[serde(default)]
    pub end_time: String,
    #[serde(default)]
    pub message: String,
}

/// Offers other dates.
#[server(prefix = "/web", endpoint = "partner/requests/counter")]
pub async fn counter_request(input: CounterForm) -> Result<()> {
    use crate::{forms, server_ctx, ui::form_of};
    use birqadam_core::FormInput;
    use birqadam_funding::{CounterInput, ops::resource_decisions};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let sent = input.clone();
    let offer = CounterInput {
        date: sent.date,
        until: sent.until,
        start_time: sent.start_time,
        end_time: sent.end_time,
        message: sent.message,
        ..CounterInput::default()
    };
    let offering = resource_decisions::counter_request(&ctx, &actor, input.id, offer);
    forms::submit(&form_of(CounterInput::NAME, input.id.0), &input, offering).await?;
    forms::redirect("/partner/requests?done=dates-offered");
    Ok(())
}
