//! `/pay/simulator/{transaction_id}`: the till. Whoever has the link may pay or decline, as with a
//! provider; the link's name is not to be guessed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use birqadam_app::page_start::Theme;
use birqadam_app::simulator::{Stand, Till, page};
use birqadam_app::state::AppState;
use birqadam_core::Error;
use birqadam_core::ssr::Ctx;
use birqadam_funding::ops::payment_events;
use birqadam_funding::{PaymentFacts, PaymentStatus};
use bytes::Bytes;

use super::adapter::{Press, SIMULATOR};
use crate::http::client::cookie;
use crate::http::error::ApiResult;
use crate::http::extract::Caller;
use crate::payments::Setup;

/// Its form goes to itself; it needs nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// Where this process answers: the simulator speaks to it over HTTP.
#[derive(Clone, Copy, Debug)]
pub struct Loopback(pub Option<SocketAddr>);

impl Loopback {
    fn base(self) -> Option<String> {
        self.0.map(|address| match address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => format!("http://{}:{}", Ipv4Addr::LOCALHOST, address.port()),
            IpAddr::V6(ip) if ip.is_unspecified() => format!("http://[{}]:{}", Ipv6Addr::LOCALHOST, address.port()),
            _ => format!("http://{address}"),
        })
    }
}

pub fn routes() -> Router<AppState> {
    Router::new().route("/pay/simulator/{transaction_id}", get(show).post(press))
}

async fn show(
    caller: Caller,
    Extension(setup): Extension<Setup>,
    Path(transaction_id): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    if setup.simulator.is_none() {
        return Err(Error::NotFound.into());
    }
    let payment = find(&caller.ctx, &transaction_id).await?;
    let theme = Theme::parse(cookie(&headers, "theme").unwrap_or_default());
    let till = Till {
        transaction_id: &payment.transaction_id,
        amount_minor: payment.amount_minor,
        currency: &payment.currency,
        stand: stand(&caller.ctx, &payment),
        action: &format!("/pay/simulator/{}", payment.transaction_id),
        back: &back(&payment),
    };
    let mut response = Html(page(caller.actor.locale, theme, &till)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn press(
    caller: Caller,
    Extension(setup): Extension<Setup>,
    Extension(loopback): Extension<Loopback>,
    Path(transaction_id): Path<String>,
    body: Bytes,
) -> ApiResult<Redirect> {
    let simulator = setup.simulator.as_ref().ok_or(Error::NotFound)?;
    let payment = find(&caller.ctx, &transaction_id).await?;
    let pressed = form_urlencoded::parse(&body).find(|(name, _)| name == "press").map(|(_, value)| value);
    let press = match pressed.as_deref() {
        Some("pay") => Press::Pay,
        Some("decline") => Press::Decline,
        _ => return Ok(Redirect::to(&format!("/pay/simulator/{}", payment.transaction_id))),
    };
    if stand(&caller.ctx, &payment) == Stand::Open {
        let paid = simulator.press(&payment, press, caller.ctx.now()).await?;
        let to = simulator.webhook_at(loopback.base().as_deref());
        // As with a real provider: the payer goes back whether or not the news has arrived.
        if let Err(error) = simulator.tell(&to, &payment, paid, caller.ctx.now()).await {
            tracing::warn!(%error, "the platform did not take the simulator's event");
        }
    }
    Ok(Redirect::to(&back(&payment)))
}

async fn find(ctx: &Ctx, transaction_id: &str) -> birqadam_core::Result<PaymentFacts> {
    if transaction_id.contains('\0') {
        return Err(Error::NotFound);
    }
    let mut conn = ctx.db.acquire().await?;
    payment_events::find_payment(&mut conn, SIMULATOR, transaction_id).await?.ok_or(Error::NotFound)
}

fn stand(ctx: &Ctx, payment: &PaymentFacts) -> Stand {
    match payment.status {
        PaymentStatus::Completed | PaymentStatus::Refunded => Stand::Paid,
        PaymentStatus::Created | PaymentStatus::Pending if payment.expires_at > ctx.now() => Stand::Open,
        _ => Stand::Closed,
    }
}

/// The page of the sponsorship, which says how its payment stands.
fn back(payment: &PaymentFacts) -> String {
    format!("/sponsorships/{}", payment.sponsorship_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_to_this_process() {
        let table = [
            ("127.0.0.1:3000", "http://127.0.0.1:3000"),
            ("0.0.0.0:80", "http://127.0.0.1:80"),
            ("[::]:3000", "http://[::1]:3000"),
            ("[::1]:3000", "http://[::1]:3000"),
            ("10.0.0.5:3000", "http://10.0.0.5:3000"),
        ];
        for (address, base) in table {
            let address = address.parse().expect("an address");
            assert_eq!(Loopback(Some(address)).base().as_deref(), Some(base));
        }
        assert_eq!(Loopback(None).base(), None);
    }
}
