//! Where a payer pays by Click. Money goes back from Click's cabinet, and it cannot be asked.

use async_trait::async_trait;
use birqadam_core::Amount;
use birqadam_core::ssr::payment_provider::{Begun, Order, PaymentProvider, ProviderError};

use crate::config::ClickSettings;

/// A service of Click.
pub struct Click(ClickSettings);

impl Click {
    pub fn new(settings: &ClickSettings) -> Click {
        Click(settings.clone())
    }

    pub(super) fn secret(&self) -> &str {
        &self.0.secret
    }

    pub(super) fn service_id(&self) -> &str {
        &self.0.service_id
    }

    pub(super) fn currency(&self) -> &str {
        &self.0.currency
    }
}

/// `https://my.click.uz/services/pay?service_id=…&merchant_id=…&amount=…&transaction_param=…&return_url=…`.
/// Source: docs.click.uz/en/click-button.
fn pay_link(settings: &ClickSettings, order: &Order) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("service_id", &settings.service_id)
        .append_pair("merchant_id", &settings.merchant_id)
        .append_pair("amount", &Amount(order.amount_minor).to_string())
        .append_pair("transaction_param", &order.transaction_id)
        .append_pair("return_url", &order.return_url)
        .finish();
    format!("{}?{query}", settings.pay_url)
}

#[async_trait]
impl PaymentProvider for Click {
    fn name(&self) -> &'static str {
        "click"
    }

    fn takes(&self, currency: &str) -> bool {
        currency == self.0.currency
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

    #[test]
    fn the_link_carries_the_order() {
        let settings = ClickSettings {
            service_id: "777".into(),
            merchant_id: "555".into(),
            secret: "click-secret".into(),
            currency: "UZS".into(),
            pay_url: "https://my.click.uz/services/pay".into(),
        };
        let order = Order {
            transaction_id: "TXN_A".into(),
            amount_minor: 100_050,
            currency: "UZS".into(),
            title: "Trees".into(),
            locale: Locale::Ru,
            return_url: "https://birqadam.kz/sponsorships/1".into(),
            expires_at: DateTime::UNIX_EPOCH,
        };
        assert_eq!(
            pay_link(&settings, &order),
            "https://my.click.uz/services/pay?service_id=777&merchant_id=555&amount=1000.50&transaction_param=TXN_A\
             &return_url=https%3A%2F%2Fbirqadam.kz%2Fsponsorships%2F1"
        );
    }
}
