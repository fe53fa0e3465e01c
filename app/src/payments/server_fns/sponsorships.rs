//! Giving money, and how a gift stands.

use birqadam_core::{ProjectId, SponsorshipId};
use birqadam_funding::{NewSponsorship, SponsorOffer, Sponsorship};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the form that pays a gift again.
pub const PAY_FORM: &str = "pay";

/// What is offered to who would give to a project.
#[server(prefix = "/web", endpoint = "sponsor-offer", input = GetUrl)]
pub async fn get_sponsor_offer(id: ProjectId) -> Result<SponsorOffer> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::sponsorships;

    forms::read(sponsorships::find_offer(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}

/// Begins a payment and shows how it stands: there is the way to the provider's page.
#[server(prefix = "/web", endpoint = "sponsorships/give")]
pub async fn give_money(input: NewSponsorship) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::FormInput;
    use birqadam_funding::ops::sponsorships;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let giving = sponsorships::sponsor_project(&ctx, &actor, input.clone());
    let started = forms::submit(NewSponsorship::NAME, &input, giving).await?;
    forms::redirect(&format!("/sponsorships/{}", started.sponsorship_id));
    Ok(())
}

/// A gift and the ways in which it could be paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SponsorshipView {
    pub sponsorship: Sponsorship,
    pub providers: Vec<String>,
}

/// One of one's own gifts.
#[server(prefix = "/web", endpoint = "sponsorships/find", input = GetUrl)]
pub async fn get_sponsorship(id: SponsorshipId) -> Result<SponsorshipView> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::sponsorships;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let sponsorship = forms::read(sponsorships::find_my_sponsorship(&ctx, &actor, id)).await?;
    let providers = ctx.payments.names(&sponsorship.currency).map(str::to_owned).collect();
    Ok(SponsorshipView { sponsorship, providers })
}

/// Which gift is paid again, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PayAgainInput {
    pub id: i64,
    pub provider: String,
}

/// Begins another payment of a gift.
#[server(prefix = "/web", endpoint = "sponsorships/pay")]
pub async fn pay_sponsorship(input: PayAgainInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_funding::PayAgain;
    use birqadam_funding::ops::sponsorships;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let how = PayAgain { provider: input.provider.clone() };
    let paying = sponsorships::pay_again(&ctx, &actor, SponsorshipId(input.id), how);
    forms::submit(PAY_FORM, &input, paying).await?;
    forms::redirect(&format!("/sponsorships/{}", input.id));
    Ok(())
}
