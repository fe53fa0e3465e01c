//! A payment provider in memory, told by the tests what to answer, and an application that pays by it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use birqadam_core::PaymentId;
use birqadam_core::ssr::payment_provider::{
    Begun, Order, PaymentProvider, ProviderError, Providers, RefundOrder, Standing, Statement,
};
use birqadam_funding::ops::ledger::{self, Booked};
use birqadam_funding::ops::payment_events;
use birqadam_funding::{PaymentFacts, Settled};
use birqadam_server::http::HttpOptions;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::support::{Client, TestApp};

/// What the provider does when it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Works,
    Down,
    Refuses,
    NotOffered,
}

/// The provider. Its name is one of those that the database knows.
pub struct Till {
    name: &'static str,
    state: Mutex<State>,
}

struct State {
    mood: Mood,
    begun: Vec<Order>,
    /// By idempotency key: asking twice sends once.
    refunds: BTreeMap<String, i64>,
    /// What it answers about payments; unknown ones are unknown.
    standings: BTreeMap<String, (Standing, i64, String, i64)>,
    /// Pays the payment while it is being begun, as a very fast webhook does.
    pays_at_once: Option<PgPool>,
}

impl Till {
    pub fn new(name: &'static str) -> Arc<Till> {
        let state = State {
            mood: Mood::Works,
            begun: Vec::new(),
            refunds: BTreeMap::new(),
            standings: BTreeMap::new(),
            pays_at_once: None,
        };
        Arc::new(Till { name, state: Mutex::new(state) })
    }

    pub fn be(&self, mood: Mood) {
        self.state.lock().expect("the till").mood = mood;
    }

    pub fn pay_at_once(&self, db: &PgPool) {
        self.state.lock().expect("the till").pays_at_once = Some(db.clone());
    }

    /// What it says of a payment from now on.
    pub fn says(&self, transaction: &str, standing: Standing, amount_minor: i64, refunded_minor: i64) {
        self.says_in(transaction, standing, amount_minor, "KZT", refunded_minor);
    }

    pub fn says_in(&self, transaction: &str, standing: Standing, amount: i64, currency: &str, refunded: i64) {
        let said = (standing, amount, currency.to_owned(), refunded);
        self.state.lock().expect("the till").standings.insert(transaction.to_owned(), said);
    }

    pub fn begun(&self) -> Vec<Order> {
        self.state.lock().expect("the till").begun.clone()
    }

    /// What was sent back in all.
    pub fn sent_back(&self) -> i64 {
        self.state.lock().expect("the till").refunds.values().sum()
    }

    fn check(&self) -> Result<(), ProviderError> {
        match self.state.lock().expect("the till").mood {
            Mood::Works => Ok(()),
            Mood::Down => Err(ProviderError::Unavailable("connection refused".into())),
            Mood::Refuses => Err(ProviderError::Refused("not today".into())),
            Mood::NotOffered => Err(ProviderError::NotOffered),
        }
    }
}

#[async_trait]
impl PaymentProvider for Till {
    fn name(&self) -> &'static str {
        self.name
    }

    fn takes(&self, currency: &str) -> bool {
        currency == "KZT"
    }

    async fn begin(&self, order: &Order) -> Result<Begun, ProviderError> {
        self.check()?;
        let pays = {
            let mut state = self.state.lock().expect("the till");
            state.begun.push(order.clone());
            state.pays_at_once.clone()
        };
        if let Some(db) = pays {
            let mut tx = db.begin().await.expect("a transaction");
            let found = payment_events::find_payment(&mut tx, self.name, &order.transaction_id).await;
            let payment = found.expect("the database").expect("written before the provider is asked");
            payment_events::complete(&mut tx, &payment, None, chrono::Utc::now()).await.expect("completed");
            tx.commit().await.expect("committed");
        }
        let payment_url = format!("https://pay.test/{}", order.transaction_id);
        Ok(Begun { payment_url, provider_ref: Some(format!("ref-{}", order.transaction_id)) })
    }

    async fn refund(&self, order: &RefundOrder) -> Result<Option<String>, ProviderError> {
        self.check()?;
        let mut state = self.state.lock().expect("the till");
        state.refunds.insert(order.idempotency_key.clone(), order.amount_minor);
        Ok(Some(format!("back-{}", order.idempotency_key)))
    }

    async fn look(&self, transaction_id: &str, _: Option<&str>) -> Result<Statement, ProviderError> {
        self.check()?;
        let state = self.state.lock().expect("the till");
        let unknown = (Standing::Unknown, 0, "KZT".to_owned(), 0);
        let (standing, amount_minor, currency, refunded_minor) =
            state.standings.get(transaction_id).cloned().unwrap_or(unknown);
        Ok(Statement {
            transaction_id: transaction_id.to_owned(),
            provider_ref: None,
            standing,
            amount_minor,
            currency,
            refunded_minor,
        })
    }
}

/// An application with two ways to pay, a project that takes money, and who has to do with it.
pub struct Shop {
    pub app: TestApp,
    pub stripe: Arc<Till>,
    pub click: Arc<Till>,
    pub sponsor: Client,
    pub organizer: Client,
    pub admin: Client,
    pub project: i64,
}

impl Shop {
    pub async fn open() -> Shop {
        let mut app = TestApp::start().await;
        let (stripe, click) = (Till::new("stripe"), Till::new("click"));
        app.ctx.payments = Providers::new(vec![stripe.clone(), click.clone()]);
        let options = HttpOptions { api_per_minute: None, visitor_cache: false, ..HttpOptions::default() };
        app.router = app.replica_of(app.ctx.clone(), options);
        let (sponsor, organizer, admin) = (app.sponsor().await, app.organizer().await, app.admin().await);
        let project = app.published(&organizer).await.id;
        Shop { app, stripe, click, sponsor, organizer, admin, project }
    }

    /// Gives 100 000 ₸: the answer.
    pub async fn give(&self) -> Value {
        let gift = json!({ "project_id": self.project, "amount": 100_000, "purpose": "Saplings" });
        self.sponsor.post("/api/sponsor/sponsor-project", gift).await.expect(201)
    }

    /// Gives and pays: the sponsorship and its payment.
    pub async fn paid(&self) -> (i64, PaymentFacts) {
        let given = self.give().await;
        let payment = self.payment_of(&given).await;
        assert_eq!(self.tell(Event::Complete, payment.id).await, Settled::Done);
        (given["sponsorship_id"].as_i64().expect("an id"), self.facts(payment.id).await)
    }

    pub async fn payment_of(&self, given: &Value) -> PaymentFacts {
        let mut conn = self.app.db().acquire().await.expect("a connection");
        let transaction = given["transaction_id"].as_str().expect("a transaction");
        let mut found = None;
        for provider in ["stripe", "click"] {
            let one = payment_events::find_payment(&mut conn, provider, transaction).await.expect("the database");
            found = found.or(one);
        }
        found.expect("the payment")
    }

    pub async fn facts(&self, id: PaymentId) -> PaymentFacts {
        let mut tx = self.app.db().begin().await.expect("a transaction");
        payment_events::lock_payment(&mut tx, id).await.expect("the payment")
    }

    /// What a webhook does, in a transaction of its own.
    pub async fn tell(&self, event: Event, payment: PaymentId) -> Settled {
        let mut tx = self.app.ctx.begin().await.expect("a transaction");
        let facts = payment_events::lock_payment(&mut tx, payment).await.expect("the payment");
        let settled = match event {
            Event::Pending => payment_events::mark_pending(&mut tx, &facts, None).await,
            Event::Complete => payment_events::complete(&mut tx, &facts, None, chrono::Utc::now()).await,
            Event::Cancel => payment_events::cancel(&mut tx, &facts, "called off").await,
            Event::Fail => payment_events::fail(&mut tx, &facts, "no money").await,
            Event::Refunded(total) => payment_events::refunded(&mut tx, &facts, total, None).await,
        };
        let settled = settled.unwrap_or_else(|error| panic!("{event:?}: {error}"));
        tx.commit().await.expect("committed");
        settled
    }

    /// The books agree with themselves, with the payments and with the gifts.
    pub async fn check_books(&self) {
        let wrong: Vec<String> = sqlx::query_scalar(
            "select 'account ' || a.id || ' ' || a.balance_minor || ' is not ' || coalesce(sum(p.amount_minor), 0)
             from funding.ledger_accounts a left join funding.ledger_postings p on p.account_id = a.id
             group by a.id having a.balance_minor <> coalesce(sum(p.amount_minor), 0)
             union all
             select 'transaction ' || transaction_id || ' sums to ' || sum(amount_minor) from funding.ledger_postings
             group by transaction_id having sum(amount_minor) <> 0
             union all
             select 'gift ' || s.id || ' received ' || s.received_minor || ', paid ' || coalesce(t.paid, 0)
                    || ', back ' || coalesce(t.back, 0)
             from funding.sponsorships s
             left join lateral (
                 select sum(p.amount_minor) as paid,
                        sum((select coalesce(sum(r.amount_minor), 0) from funding.refunds r
                             where r.payment_id = p.id and r.status in ('pending', 'completed'))) as back
                 from funding.payments p where p.sponsorship_id = s.id and p.status in ('completed', 'refunded')
             ) t on true
             where s.received_minor <> coalesce(t.paid, 0) - coalesce(t.back, 0)
             union all
             select 'payment ' || p.id || ' refunded ' || p.refunded_minor from funding.payments p
             where p.refunded_minor <> (select coalesce(sum(r.amount_minor), 0) from funding.refunds r
                                        where r.payment_id = p.id and r.status = 'completed')
             union all
             select 'the world has ' || sum(balance_minor) from funding.ledger_accounts having sum(balance_minor) <> 0",
        )
        .fetch_all(self.app.db())
        .await
        .expect("the books");
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// What a gift received, and its state.
    pub async fn gift(&self, id: i64) -> (String, i64) {
        sqlx::query_as("select status, received_minor from funding.sponsorships where id = $1")
            .bind(id)
            .fetch_one(self.app.db())
            .await
            .expect("the gift")
    }

    /// Kinds in somebody's inbox.
    pub async fn inbox(&self, person: &Client) -> Vec<String> {
        self.app.run_jobs().await;
        sqlx::query_scalar("select notice ->> 'kind' from messaging.notifications where user_id = $1 order by id")
            .bind(person.id)
            .fetch_all(self.app.db())
            .await
            .expect("the inbox")
    }

    /// Puts the money of the project into work, as an approved expense does.
    pub async fn spend(&self, amount_minor: i64) {
        let mut tx = self.app.ctx.begin().await.expect("a transaction");
        let expense =
            birqadam_core::ExpenseId(self.app.count("select count(*) + 1 from funding.ledger_transactions").await);
        let project = birqadam_core::ProjectId(self.project);
        ledger::lock_project(&mut tx, project).await.expect("the project");
        ledger::spend(&mut tx, expense, project, amount_minor, "KZT", Booked::default(), false).await.expect("spent");
        tx.commit().await.expect("committed");
    }
}

/// What a provider tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Pending,
    Complete,
    Cancel,
    Fail,
    /// The total that went back, in minor units.
    Refunded(i64),
}
