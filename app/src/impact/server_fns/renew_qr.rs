//! Making a project's code anew.

use birqadam_core::ProjectId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const RENEW_QR_FORM: &str = "qr-renew";

/// Of which project.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RenewQrInput {
    pub id: ProjectId,
}

/// Makes it anew; earlier ones lead nowhere.
#[server(prefix = "/web", endpoint = "qr/renew")]
pub async fn renew_qr(input: RenewQrInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::qr;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(RENEW_QR_FORM, &input, qr::renew_project_qr(&ctx, &actor, input.id)).await?;
    forms::redirect(&format!("/organizer/projects/{}/edit?done=qr-renewed", input.id));
    Ok(())
}
