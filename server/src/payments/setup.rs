//! Which ways to pay the operator has set up: for those who ask providers (`ctx.payments`) and for the
//! routes by which providers tell us.

use std::fmt;
use std::sync::Arc;

use anyhow::Result;
use birqadam_core::ssr::payment_provider::{PaymentProvider, Providers};
use sqlx::PgPool;

use super::click::Click;
use super::kaspi::Kaspi;
use super::payme::Payme;
use super::simulator::Simulator;
use super::stripe::Stripe;
use crate::config::PaymentSettings;

/// Cheap to clone. Nothing is set up by default.
#[derive(Clone, Default)]
pub struct Setup {
    pub kaspi: Option<Arc<Kaspi>>,
    pub stripe: Option<Arc<Stripe>>,
    pub payme: Option<Arc<Payme>>,
    pub click: Option<Arc<Click>>,
    pub simulator: Option<Arc<Simulator>>,
}

impl Setup {
    /// Connects to nobody yet. `db` and `secret` are for the simulator, which is a provider within.
    ///
    /// # Errors
    /// When there is no way to speak HTTPS.
    pub fn new(settings: &PaymentSettings, base_url: &str, secret: &[u8], db: &PgPool) -> Result<Setup> {
        Ok(Setup {
            kaspi: settings.kaspi.as_ref().map(|kaspi| Arc::new(Kaspi::new(kaspi))),
            stripe: settings.stripe.as_ref().map(Stripe::new).transpose()?.map(Arc::new),
            payme: settings.payme.as_ref().map(|payme| Arc::new(Payme::new(payme))),
            click: settings.click.as_ref().map(|click| Arc::new(Click::new(click))),
            simulator: match settings.simulator {
                true => Some(Arc::new(Simulator::new(base_url, secret, db.clone())?)),
                false => None,
            },
        })
    }

    /// In the order they are offered.
    pub fn providers(&self) -> Providers {
        fn offered<P: PaymentProvider + 'static>(one: &Option<Arc<P>>) -> Option<Arc<dyn PaymentProvider>> {
            one.clone().map(|one| one as Arc<dyn PaymentProvider>)
        }
        let all = [
            offered(&self.kaspi),
            offered(&self.stripe),
            offered(&self.payme),
            offered(&self.click),
            offered(&self.simulator),
        ];
        Providers::new(all.into_iter().flatten().collect())
    }

    fn names(&self) -> Vec<&'static str> {
        [
            self.kaspi.as_ref().map(|_| "kaspi"),
            self.stripe.as_ref().map(|_| "stripe"),
            self.payme.as_ref().map(|_| "payme"),
            self.click.as_ref().map(|_| "click"),
            self.simulator.as_ref().map(|_| "simulator"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The names only: the rest is secret.
impl fmt::Debug for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}
