//! The organizer's steps: taking other dates or not, stepping back, thanking.

use birqadam_core::ResourceRequestId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::RequestStep;
use crate::error::Result;

/// Names of the forms.
pub const WITHDRAW_FORM: &str = "withdraw-request";
pub const ACCEPT_FORM: &str = "accept-counter";
pub const DECLINE_FORM: &str = "decline-counter";

/// Steps back.
#[server(prefix = "/web", endpoint = "organizer/requests/withdraw")]
pub async fn withdraw_request(input: RequestStep) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::resource_requests;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(WITHDRAW_FORM, &input, resource_requests::withdraw_request(&ctx, &actor, input.id)).await?;
    forms::redirect("/organizer/requests?done=request-withdrawn");
    Ok(())
}

/// A request as it was seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AcceptForm {
    pub id: ResourceRequestId,
    #[serde(default)]
    pub version: Option<i64>,
}

/// Takes the other dates.
#[server(prefix = "/web", endpoint = "organizer/requests/accept")]
pub async fn accept_counter(input: AcceptForm) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_funding::{AcceptInput, ops::resource_requests};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let seen = AcceptInput { version: input.version };
    forms::submit(ACCEPT_FORM, &input, resource_requests::accept_counter(&ctx, &actor, input.id, seen)).await?;
    forms::redirect("/organizer/requests?done=dates-accepted");
    Ok(())
}

/// The other dates will not do.
#[server(prefix = "/web", endpoint = "organizer/requests/decline")]
pub async fn decline_counter(input: RequestStep) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::resource_requests;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(DECLINE_FORM, &input, resource_requests::decline_counter(&ctx, &actor, input.id)).await?;
    forms::redirect("/organizer/requests?done=request-withdrawn");
    Ok(())
}

/// A request and the thanks for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThankForm {
    pub id: ResourceRequestId,
    #[serde(default)]
    pub thanks: String,
}

/// Thanks the partner.
#[server(prefix = "/web", endpoint = "organizer/requests/thank")]
pub async fn thank_partner(input: ThankForm) -> Result<()> {
    use crate::{forms, server_ctx, ui::form_of};
    use birqadam_core::FormInput;
    use birqadam_funding::{ThankInput, ops::resource_requests};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let thanks = ThankInput { thanks: input.thanks.clone() };
    let thanking = resource_requests::thank_partner(&ctx, &actor, input.id, thanks);
    forms::submit(&form_of(ThankInput::NAME, input.id.0), &input, thanking).await?;
    forms::redirect(&format!("/organizer/requests/{}?done=partner-thanked", input.id));
    Ok(())
}
