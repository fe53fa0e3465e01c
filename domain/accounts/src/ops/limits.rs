//! Limits on what can be guessed or flooded: sign-in, registration, mails.

use std::net::IpAddr;

use birqadam_core::{
    Actor, Result,
    ssr::{
        Ctx,
        rate_limit::{self, Limit},
    },
};
use chrono::TimeDelta;

use super::secret;

const HOUR: TimeDelta = TimeDelta::hours(1);
const QUARTER: TimeDelta = TimeDelta::minutes(15);

const SIGN_IN_PER_ADDRESS: Limit = Limit { hits: 60, window: QUARTER };
const RESET_PER_ADDRESS: Limit = Limit { hits: 20, window: HOUR };

pub(super) async fn register(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let hits = ctx.settings().await?.registrations_per_hour;
    per_address(ctx, actor, "register", limit(hits, HOUR)).await
}

/// Counts an attempt to sign in. The limit of an account is kept per address it is tried from,
/// so that a stranger's failures never lock out the owner.
pub(super) async fn sign_in(ctx: &Ctx, actor: &Actor, email: &str) -> Result<()> {
    per_address(ctx, actor, "sign_in", SIGN_IN_PER_ADDRESS).await?;
    let hits = ctx.settings().await?.sign_in_attempts;
    rate_limit::hit(&ctx.db, &sign_in_pair(actor, email), limit(hits, QUARTER), ctx.now()).await
}

/// A success clears the failures before it.
pub(super) async fn forgive_sign_in(ctx: &Ctx, actor: &Actor, email: &str) -> Result<()> {
    rate_limit::forgive(&ctx.db, &sign_in_pair(actor, email)).await
}

pub(super) async fn reset(ctx: &Ctx, actor: &Actor, email: &str) -> Result<()> {
    per_address(ctx, actor, "reset", RESET_PER_ADDRESS).await?;
    link_mail(ctx, "reset", email).await
}

pub(super) async fn confirmation(ctx: &Ctx, email: &str) -> Result<()> {
    link_mail(ctx, "confirm", email).await
}

async fn link_mail(ctx: &Ctx, what: &str, email: &str) -> Result<()> {
    let hits = ctx.settings().await?.link_mails_per_hour;
    rate_limit::hit(&ctx.db, &format!("{what}:{}", digest(email)), limit(hits, HOUR), ctx.now()).await
}

/// What an administrator has set.
fn limit(hits: i64, window: TimeDelta) -> Limit {
    Limit { hits: i32::try_from(hits).unwrap_or(i32::MAX), window }
}

async fn per_address(ctx: &Ctx, actor: &Actor, what: &str, limit: Limit) -> Result<()> {
    match client(actor.address) {
        Some(client) => rate_limit::hit(&ctx.db, &format!("{what}:{client}"), limit, ctx.now()).await,
        None => Ok(()),
    }
}

fn sign_in_pair(actor: &Actor, email: &str) -> String {
    let client = client(actor.address).unwrap_or_else(|| "local".into());
    format!("sign_in:{client}:{}", digest(email))
}

/// Who is counted as one: an IPv4 address, or the /64 that one IPv6 subscriber owns. A loopback
/// address is the operator's own machine or a proxy that does not tell whom it serves; counting
/// it would let one visitor shut out all.
fn client(address: Option<IpAddr>) -> Option<String> {
    let address = address?.to_canonical();
    match address {
        _ if address.is_loopback() => None,
        IpAddr::V4(v4) => Some(v4.to_string()),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            Some(format!("{a:x}:{b:x}:{c:x}:{d:x}::/64"))
        }
    }
}

/// E-mail addresses are not kept in the table of limits, and a bucket's name stays short.
fn digest(email: &str) -> String {
    hex::encode(&secret::hash(email)[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_subscriber_is_one_client() {
        let table = [
            (Some("203.0.113.7"), Some("203.0.113.7")),
            (Some("::ffff:203.0.113.7"), Some("203.0.113.7")),
            (Some("2001:db8:1:2:3:4:5:6"), Some("2001:db8:1:2::/64")),
            (Some("2001:db8:1:2:ffff::1"), Some("2001:db8:1:2::/64")),
            (Some("127.0.0.1"), None),
            (Some("::1"), None),
            (None, None),
        ];
        for (address, expected) in table {
            let address = address.map(|a| a.parse().unwrap());
            assert_eq!(client(address).as_deref(), expected, "{address:?}");
        }
    }
}
