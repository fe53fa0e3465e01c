//! A platform with all ways to pay set up, and payments to be paid.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::Method;
use birqadam_core::ssr::Ctx;
use birqadam_core::{ExpenseId, ProjectId};
use birqadam_funding::ops::ledger;
use birqadam_server::config::{
    ClickSettings, KASPI_PAY_URL, KaspiSettings, PaymeSettings, PaymentSettings, StripeSettings,
};
use birqadam_server::http::HttpOptions;
use birqadam_server::payments::Setup;
use serde_json::Value;
use tokio::net::TcpListener;

use crate::support::world::Published;
use crate::support::{Client, Reply, TestApp};

pub const WEBHOOK_SECRET: &str = "whsec_of_the_tests";
pub const PAYME_KEY: &str = "key-of-the-till";
pub const CLICK_SECRET: &str = "secret-of-the-service";
/// Where Kaspi calls from.
pub const KASPI_ADDRESS: [u8; 4] = [194, 187, 247, 152];
/// 100 000 tenge.
pub const AMOUNT: i64 = 10_000_000;

static COUNTER: AtomicU32 = AtomicU32::new(1);

pub struct Shop {
    pub app: TestApp,
    pub setup: Setup,
    pub ctx: Ctx,
    pub router: Router,
    /// A provider: no account, no session.
    pub provider: Client,
    pub project: Published,
    pub sponsor: Client,
}

/// A payment that waits for its provider.
#[derive(Clone, Debug)]
pub struct Order {
    pub id: i64,
    pub sponsorship: i64,
    pub transaction_id: String,
}

fn settings(stripe_api: &str) -> PaymentSettings {
    PaymentSettings {
        stripe: Some(StripeSettings {
            secret_key: "sk_test_of_the_tests".into(),
            webhook_secret: WEBHOOK_SECRET.into(),
            api: stripe_api.into(),
        }),
        payme: Some(PaymeSettings {
            merchant_id: "587f72c72cac0d162c722ae2".into(),
            key: PAYME_KEY.into(),
            currency: "KZT".into(),
            checkout: "https://checkout.paycom.uz".into(),
        }),
        click: Some(ClickSettings {
            service_id: "777".into(),
            merchant_id: "555".into(),
            secret: CLICK_SECRET.into(),
            currency: "KZT".into(),
            pay_url: "https://my.click.uz/services/pay".into(),
        }),
        kaspi: Some(KaspiSettings {
            service: "BirQadam".into(),
            addresses: vec!["194.187.247.152".parse().expect("a network")],
            pay_url: KASPI_PAY_URL.into(),
        }),
        simulator: true,
    }
}

impl Shop {
    pub async fn open() -> Shop {
        Shop::with_stripe_at("http://127.0.0.1:9").await
    }

    pub async fn with_stripe_at(stripe_api: &str) -> Shop {
        let app = TestApp::start().await;
        let config = app.ctx.config.clone();
        let setup = Setup::new(&settings(stripe_api), &config.base_url, &config.secret, app.db()).expect("ways to pay");
        let ctx = Ctx { payments: setup.providers(), ..app.ctx.clone() };
        let router = app.replica_of(ctx.clone(), options(&setup, None));
        let (organizer, sponsor) = (app.organizer().await, app.sponsor().await);
        let project = app.published(&organizer).await;
        let provider = Client::anonymous(router.clone());
        Shop { app, setup, ctx, router, provider, project, sponsor }
    }

    /// The same platform listening on a port of this machine; returns a browser of nobody's, which
    /// speaks to the router that knows its port.
    pub async fn listen(&self) -> Client {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let router = self.app.replica_of(self.ctx.clone(), options(&self.setup, Some(address)));
        let service = router.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await.expect("it serves") });
        Client::anonymous(router).with("accept", "text/html").with("accept-language", "en")
    }

    /// Kaspi, from its own address.
    pub fn kaspi(&self) -> Client {
        Client { address: KASPI_ADDRESS.into(), ..self.provider.clone() }
    }

    /// A payment of 100 000 ₸ that was begun at a provider an hour before its time is over.
    pub async fn order(&self, provider: &str) -> Order {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let transaction_id = format!("TXN_{number:A>26}");
        let sponsorship: i64 = sqlx::query_scalar(
            "insert into funding.sponsorships (sponsor_id, project_id, amount_minor) values ($1, $2, $3) returning id",
        )
        .bind(self.sponsor.id)
        .bind(self.project.id)
        .bind(AMOUNT)
        .fetch_one(self.app.db())
        .await
        .expect("a sponsorship");
        let id: i64 = sqlx::query_scalar(
            "insert into funding.payments (sponsorship_id, provider, transaction_id, amount_minor, currency, expires_at)
             values ($1, $2, $3, $4, 'KZT', $5) returning id",
        )
        .bind(sponsorship)
        .bind(provider)
        .bind(&transaction_id)
        .bind(AMOUNT)
        .bind(self.ctx.now() + chrono::TimeDelta::hours(1))
        .fetch_one(self.app.db())
        .await
        .expect("a payment");
        Order { id, sponsorship, transaction_id }
    }

    pub async fn post(&self, path: &str, kind: &str, headers: &[(&'static str, String)], body: &str) -> Reply {
        let client = headers.iter().fold(self.provider.clone(), |client, (name, value)| client.with(name, value));
        client.send(Method::POST, path, Some(kind), Body::from(body.to_owned())).await
    }

    pub async fn status(&self, order: &Order) -> String {
        sqlx::query_scalar("select status from funding.payments where id = $1")
            .bind(order.id)
            .fetch_one(self.app.db())
            .await
            .expect("a status")
    }

    /// What the sponsorship's account holds.
    pub async fn balance(&self, order: &Order) -> i64 {
        sqlx::query_scalar(
            "select coalesce(sum(balance_minor), 0)::bigint from funding.ledger_accounts where sponsorship_id = $1",
        )
        .bind(order.sponsorship)
        .fetch_one(self.app.db())
        .await
        .expect("a balance")
    }

    /// What became of a provider's calls, in their order; `open` for those that nobody handled.
    pub async fn outcomes(&self, provider: &str) -> Vec<String> {
        sqlx::query_scalar(
            "select case when handled_at is null then 'open' else outcome end
             from funding.provider_calls where provider = $1 order by id",
        )
        .bind(provider)
        .fetch_all(self.app.db())
        .await
        .expect("outcomes")
    }

    /// The last call as it is stored: headers and body.
    pub async fn last_call(&self, provider: &str) -> (Value, String) {
        let (headers, body): (Value, Vec<u8>) = sqlx::query_as(
            "select headers, body from funding.provider_calls where provider = $1 order by id desc limit 1",
        )
        .bind(provider)
        .fetch_one(self.app.db())
        .await
        .expect("a call");
        (headers, String::from_utf8(body).expect("text"))
    }

    /// Spends some of the project's money.
    pub async fn spend(&self, amount_minor: i64) {
        let mut tx = self.ctx.begin().await.expect("a transaction");
        let project = ProjectId(self.project.id);
        ledger::lock_project(&mut tx, project).await.expect("the project");
        ledger::spend(&mut tx, ExpenseId(1), project, amount_minor, "KZT", ledger::Booked::default(), false)
            .await
            .expect("spent");
        tx.commit().await.expect("committed");
    }

    pub async fn end_project(&self) {
        sqlx::query("update volunteering.projects set status = 'completed' where id = $1")
            .bind(self.project.id)
            .execute(self.app.db())
            .await
            .expect("a completed project");
    }

    /// An MD5 by PostgreSQL.
    pub async fn md5(&self, text: &str) -> String {
        sqlx::query_scalar("select md5($1)").bind(text).fetch_one(self.app.db()).await.expect("a hash")
    }
}

fn options(setup: &Setup, loopback: Option<SocketAddr>) -> HttpOptions {
    HttpOptions {
        api_per_minute: None,
        visitor_cache: false,
        payments: setup.clone(),
        loopback,
        ..HttpOptions::default()
    }
}
