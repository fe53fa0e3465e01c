//! The application of an account that waits or was declined.

use birqadam_accounts::{Document, Me, Resubmit};
use birqadam_core::FormInput;
use birqadam_core::review::Return;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const APPLICATION_FORM: &str = Resubmit::NAME;

/// Where one's own application stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Application {
    pub me: Me,
    pub documents: Vec<Document>,
    /// Set while only some of it is open for correction.
    pub returned: Option<Return>,
}

/// One's own application with its documents.
#[server(prefix = "/web", endpoint = "application", input = GetUrl)]
pub async fn get_application() -> Result<Application> {
    use birqadam_accounts::ops::{applications::find_my_return, documents::list_documents, identity};

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        Ok(Application {
            me: identity::me(&ctx, &actor).await?,
            documents: list_documents(&ctx, &actor).await?,
            returned: find_my_return(&ctx, &actor).await?,
        })
    })
    .await
}

/// Corrects the application and asks again.
#[server(prefix = "/web", endpoint = "application/resubmit")]
pub async fn resubmit_application(input: Resubmit) -> Result<()> {
    use birqadam_accounts::ops::applications;

    use crate::{forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(APPLICATION_FORM, &input, applications::resubmit_application(&ctx, &actor, input.clone())).await?;
    forms::redirect("/pending?done=resubmitted");
    Ok(())
}
