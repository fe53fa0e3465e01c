//! Where a payer pays by Kaspi, and who may say that they did. Money goes back by a letter, and it cannot be asked.

use std::net::IpAddr;

use async_trait::async_trait;
use birqadam_core::Amount;
use birqadam_core::ssr::payment_provider::{Begun, Order, PaymentProvider, ProviderError};

use super::rules::CURRENCY;
use crate::config::KaspiSettings;

/// A service of Kaspi.
pub struct Kaspi(KaspiSettings);

impl Kaspi {
    pub fn new(settings: &KaspiSettings) -> Kaspi {
        Kaspi(settings.clone())
    }

    /// Whether Kaspi calls from there.
    pub(super) fn knows(&self, address: IpAddr) -> bool {
        self.0.addresses.iter().any(|network| network.contains(address))
    }
}

/// `{service}`, `{account}` and `{amount}` in the operator's link, each as it may stand in an address.
fn pay_link(settings: &KaspiSettings, order: &Order) -> String {
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    settings
        .pay_url
        .replace("{service}", &encoded(&settings.service))
        .replace("{account}", &encoded(&order.transaction_id))
        .replace("{amount}", &Amount(order.amount_minor).to_string())
}

#[async_trait]
impl PaymentProvider for Kaspi {
    fn name(&self) -> &'static str {
        "kaspi"
    }

    fn takes(&self, currency: &str) -> bool {
        currency == CURRENCY
    }

    async fn begin(&self, order: &Order) -> Result<Begun, ProviderError> {
        Ok(Begun { payment_url: pay_link(&self.0, order), provider_ref: None })
    }
}

#[cfg(test)]
mod tests {
    use birqadam_core::Locale;
    use chrono::DateTime;

    use super::*;
    use crate::config::KASPI_PAY_URL;

    #[test]
    fn the_link_carries_the_order() {
        let settings = KaspiSettings {
            service: "BirQadam".into(),
            addresses: vec!["194.187.247.0/24".parse().expect("a network")],
            pay_url: KASPI_PAY_URL.into(),
        };
        let order = Order {
            transaction_id: "TXN_A".into(),
            amount_minor: 10_000_000,
            currency: "KZT".into(),
            title: "Trees".into(),
            locale: Locale::Kk,
            return_url: "https://birqadam.kz/sponsorships/1".into(),
            expires_at: DateTime::UNIX_EPOCH,
        };
        assert_eq!(pay_link(&settings, &order), "https://kaspi.kz/pay/BirQadam?account=TXN_A&amount=100000");
        let kaspi = Kaspi::new(&settings);
        assert!(kaspi.knows("194.187.247.152".parse().expect("an address")));
        assert!(!kaspi.knows("203.0.113.9".parse().expect("an address")));
    }
}
