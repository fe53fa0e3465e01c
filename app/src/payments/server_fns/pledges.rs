//! Monthly gifts.

use birqadam_core::Page;
use birqadam_funding::{NewPledge, Pledge};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the buttons of a pledge.
pub const PLEDGE_FORM: &str = "pledge-change";

/// One's own pledges.
#[server(prefix = "/web", endpoint = "pledges", input = GetUrl)]
pub async fn list_my_pledges(cursor: Option<String>) -> Result<Page<Pledge>> {
    use crate::{forms, server_ctx};
    use birqadam_core::PageRequest;
    use birqadam_funding::ops::pledges;

    let page = PageRequest { cursor, limit: None };
    forms::read(pledges::list_my_pledges(&server_ctx::ctx(), &server_ctx::actor(), page)).await
}

/// Promises a gift each month.
#[server(prefix = "/web", endpoint = "pledges/create")]
pub async fn make_pledge(input: NewPledge) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::FormInput;
    use birqadam_funding::ops::pledges;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(NewPledge::NAME, &input, pledges::create_pledge(&ctx, &actor, input.clone())).await?;
    forms::redirect("/sponsor/pledges?done=pledge-made");
    Ok(())
}

/// Which pledge, and what becomes of it: `active`, `paused`, `ended`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangePledgeInput {
    pub id: i64,
    pub to: String,
}

/// Lets a pledge rest, go on, or end.
#[server(prefix = "/web", endpoint = "pledges/change")]
pub async fn change_pledge(input: ChangePledgeInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::PledgeId;
    use birqadam_core::{Error, FieldCode};
    use birqadam_funding::PledgeStatus;
    use birqadam_funding::ops::pledges;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let changing = async {
        let to = PledgeStatus::parse(&input.to).ok_or_else(|| Error::field("to", FieldCode::Unknown))?;
        pledges::change_pledge(&ctx, &actor, PledgeId(input.id), to).await
    };
    let pledge = forms::submit(PLEDGE_FORM, &input, changing).await?;
    forms::redirect(match pledge.status {
        PledgeStatus::Active => "/sponsor/pledges?done=pledge-resumed",
        PledgeStatus::Paused => "/sponsor/pledges?done=pledge-paused",
        PledgeStatus::Ended => "/sponsor/pledges?done=pledge-ended",
    });
    Ok(())
}
