//! Issuing a passport for oneself.

use birqadam_growth::IssuePassport as IssuePassportInput;
use leptos::prelude::*;

use crate::error::Result;

/// Issues it and shows it in the list. A form without any box ticked sends nothing at all.
#[server(prefix = "/web", endpoint = "passports/issue")]
pub async fn issue_passport(#[server(default)] input: IssuePassportInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::FormInput;
    use birqadam_growth::ops::passports;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let issuing = passports::issue_passport(&ctx, &actor, input.clone());
    forms::submit(IssuePassportInput::NAME, &input, issuing).await?;
    forms::redirect("/passport?done=passport-issued");
    Ok(())
}
