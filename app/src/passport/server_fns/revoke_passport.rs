//! Revoking a passport.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form.
pub const REVOKE_FORM: &str = "passport-revoke";

/// Which one and why.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RevokePassportInput {
    pub id: i64,
    pub reason: String,
    /// The code of the public page that the form stands on; empty on one's own page.
    pub code: String,
}

/// Revokes it and shows that page anew.
#[server(prefix = "/web", endpoint = "passports/revoke")]
pub async fn revoke_passport(input: RevokePassportInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::PassportId;
    use birqadam_growth::{RevokePassport, ops::passports, read_passport_code};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let why = RevokePassport { reason: input.reason.clone() };
    let revoking = passports::revoke_passport(&ctx, &actor, PassportId(input.id), why);
    forms::submit(REVOKE_FORM, &input, revoking).await?;
    match read_passport_code(&input.code) {
        Some(code) => forms::redirect(&format!("/passport/{code}?done=passport-revoked")),
        None => forms::redirect("/passport?done=passport-revoked"),
    }
    Ok(())
}
