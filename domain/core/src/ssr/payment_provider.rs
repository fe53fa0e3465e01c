//! The port to payment providers. What they tell us comes by HTTP (`server/src/payments`); this is
//! what we ask them.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use crate::Locale;

/// A payment to be begun.
#[derive(Clone, Debug)]
pub struct Order {
    /// Ours, unique for ever: the provider's merchant order and idempotency key.
    pub transaction_id: String,
    pub amount_minor: i64,
    pub currency: String,
    /// What it is for, in the payer's language, one line.
    pub title: String,
    pub locale: Locale,
    /// Where the payer comes back to, however it went.
    pub return_url: String,
    pub expires_at: DateTime<Utc>,
}

/// A payment the provider knows of.
#[derive(Clone, Debug)]
pub struct Begun {
    /// Where the payer pays.
    pub payment_url: String,
    /// The provider's name for it, where it has one already.
    pub provider_ref: Option<String>,
}

/// Money to be sent back.
#[derive(Clone, Debug)]
pub struct RefundOrder {
    pub transaction_id: String,
    pub provider_ref: Option<String>,
    pub amount_minor: i64,
    pub currency: String,
    /// Ours, unique for ever: asking twice sends once.
    pub idempotency_key: String,
}

/// What the provider says of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Open,
    Paid,
    Cancelled,
    Unknown,
}

/// What the provider knows of one of our payments.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub transaction_id: String,
    pub provider_ref: Option<String>,
    pub standing: Standing,
    pub amount_minor: i64,
    pub currency: String,
    pub refunded_minor: i64,
}

/// Why a provider did not do what was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ProviderError {
    /// No answer or an error of theirs: asking again is right.
    #[error("the payment provider does not answer: {0}")]
    Unavailable(String),
    /// They refuse, in their words.
    #[error("the payment provider refuses: {0}")]
    Refused(String),
    /// They cannot do that by protocol; a person does it in their cabinet.
    #[error("the payment provider's protocol has no such call")]
    NotOffered,
}

/// One way to pay.
#[async_trait]
pub trait PaymentProvider: Send + Sync {
    /// `stripe`, `payme`, `click`, `kaspi`, `simulator`.
    fn name(&self) -> &'static str;
    fn takes(&self, currency: &str) -> bool;
    /// Tells where to pay. Asked twice with one `transaction_id`, it is one payment.
    async fn begin(&self, order: &Order) -> Result<Begun, ProviderError>;
    /// Sends money back. Where the protocol has no such call, a person does it in the provider's cabinet.
    async fn refund(&self, _order: &RefundOrder) -> Result<Option<String>, ProviderError> {
        Err(ProviderError::NotOffered)
    }
    /// How a payment stands there, for those that nobody told us of. Not every protocol can be asked.
    async fn look(&self, _transaction_id: &str, _provider_ref: Option<&str>) -> Result<Statement, ProviderError> {
        Err(ProviderError::NotOffered)
    }
}

/// The ways to pay that the operator has set up, in the order they are offered.
#[derive(Clone, Default)]
pub struct Providers {
    order: Vec<&'static str>,
    by_name: BTreeMap<&'static str, Arc<dyn PaymentProvider>>,
}

impl Providers {
    pub fn new(providers: Vec<Arc<dyn PaymentProvider>>) -> Self {
        Providers {
            order: providers.iter().map(|provider| provider.name()).collect(),
            by_name: providers.into_iter().map(|provider| (provider.name(), provider)).collect(),
        }
    }

    pub fn get(&self, name: &str) -> Option<&Arc<dyn PaymentProvider>> {
        self.by_name.get(name)
    }

    /// The names of all.
    pub fn all_names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.order.iter().copied()
    }

    /// The names of those that take this currency.
    pub fn names<'a>(&'a self, currency: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        self.order.iter().copied().filter(move |name| self.by_name.get(name).is_some_and(|one| one.takes(currency)))
    }
}
