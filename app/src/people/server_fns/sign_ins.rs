//! Where one is signed in.

use birqadam_accounts::SignedInAt;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Names of the forms.
pub const END_FORM: &str = "end-sign-in";
pub const END_OTHERS_FORM: &str = "end-other-sign-ins";

/// One's own sign-ins, this one first.
#[server(prefix = "/web", endpoint = "profile/sessions", input = GetUrl)]
pub async fn list_sign_ins() -> Result<Vec<SignedInAt>> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::sign_ins;

    let current = server_ctx::current_sign_in();
    forms::read(sign_ins::list_sign_ins(&server_ctx::ctx(), &server_ctx::actor(), &current)).await
}

/// Which one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WhichSignIn {
    #[serde(default)]
    pub id: String,
}

/// Ends one sign-in.
#[server(prefix = "/web", endpoint = "profile/sessions/end")]
pub async fn end_sign_in(input: WhichSignIn) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::sign_ins;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(END_FORM, &input, sign_ins::end_sign_in(&ctx, &actor, &input.id)).await?;
    forms::redirect("/profile/sessions?done=sign-in-ended");
    Ok(())
}

/// Ends all but this one.
#[server(prefix = "/web", endpoint = "profile/sessions/end-others")]
pub async fn end_other_sign_ins() -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::sign_ins;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let current = server_ctx::current_sign_in();
    forms::submit(END_OTHERS_FORM, &(), sign_ins::end_other_sign_ins(&ctx, &actor, &current)).await?;
    forms::redirect("/profile/sessions?done=sign-in-ended");
    Ok(())
}
