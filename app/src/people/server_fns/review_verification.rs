//! A photo for verification in front of a reviewer.

use birqadam_accounts::{Reason, VerificationReview};
use birqadam_core::{FieldError, FormInput, VerificationId, review::Pane};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The photo with what is known of the person and the way on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VerificationInReview {
    pub verification: VerificationReview,
    pub pane: Pane,
}

/// One photo with the evidence beside it.
#[server(prefix = "/web", endpoint = "review/verification", input = GetUrl)]
pub async fn review_verification(id: VerificationId) -> Result<VerificationInReview> {
    use crate::{forms, review::server_fns as review, server_ctx};
    use birqadam_accounts::ops::verification_review::find_verification;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        Ok(VerificationInReview {
            verification: find_verification(&ctx, &actor, id).await?,
            pane: review::open_pane(&ctx, &actor, "verification", id.0).await?,
        })
    })
    .await
}

/// Which one, as seen in which version, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SendBackInput {
    pub id: VerificationId,
    #[serde(default)]
    pub version: Option<i64>,
    #[serde(default)]
    pub reason: String,
}

impl SendBackInput {
    fn reason(&self) -> Reason {
        Reason { reason: self.reason.clone() }
    }
}

impl FormInput for SendBackInput {
    const NAME: &'static str = "send-back";

    fn check(&self) -> Vec<FieldError> {
        self.reason().check()
    }
}

/// Asks a confirmed person for a new photo.
#[server(prefix = "/web", endpoint = "review/verifications/send-back")]
pub async fn send_back_verification(input: SendBackInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::verification_review;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let done = verification_review::send_back_verification(&ctx, &actor, input.id, input.version, input.reason());
    forms::submit(SendBackInput::NAME, &input, done).await?;
    forms::redirect(&format!("/review/verifications/{}?done=saved", input.id));
    Ok(())
}
