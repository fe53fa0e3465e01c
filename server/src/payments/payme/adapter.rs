//! Where a payer pays by Payme. Money goes back from Payme's cabinet, which tells us by CancelTransaction;
//! how a payment stands, it asks us.

use async_trait::async_trait;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use birqadam_core::Locale;
use birqadam_core::ssr::payment_provider::{Begun, Order, PaymentProvider, ProviderError};

use super::fault::ACCOUNT_FIELD;
use crate::config::PaymeSettings;

/// A till of Payme Business.
pub struct Payme(PaymeSettings);

impl Payme {
    pub fn new(settings: &PaymeSettings) -> Payme {
        Payme(settings.clone())
    }

    pub(super) fn key(&self) -> &str {
        &self.0.key
    }

    pub(super) fn currency(&self) -> &str {
        &self.0.currency
    }
}

/// `<checkout>/base64(m=…;ac.transaction_id=…;a=…;l=…;c=…)`. Source: developer.help.paycom.uz,
/// "Отправка чека по методу GET".
fn checkout_link(settings: &PaymeSettings, order: &Order) -> String {
    let language = if order.locale == Locale::En { "en" } else { "ru" };
    let parameters = format!(
        "m={};ac.{ACCOUNT_FIELD}={};a={};l={language};c={}",
        settings.merchant_id, order.transaction_id, order.amount_minor, order.return_url
    );
    format!("{}/{}", settings.checkout, BASE64_STANDARD.encode(parameters))
}

#[async_trait]
impl PaymentProvider for Payme {
    fn name(&self) -> &'static str {
        "payme"
    }

    fn takes(&self, currency: &str) -> bool {
        currency == self.0.currency
    }

    async fn begin(&self, order: &Order) -> Result<Begun, ProviderError> {
        Ok(Begun { payment_url: checkout_link(&self.0, order), provider_ref: None })
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn the_link_carries_the_order() {
        let settings = PaymeSettings {
            merchant_id: "587f72c72cac0d162c722ae2".into(),
            key: "key".into(),
            currency: "UZS".into(),
            checkout: "https://checkout.paycom.uz".into(),
        };
        let order = Order {
            transaction_id: "TXN_A".into(),
            amount_minor: 500,
            currency: "UZS".into(),
            title: "Trees".into(),
            locale: Locale::Kk,
            return_url: "https://birqadam.kz/sponsorships/1".into(),
            expires_at: DateTime::UNIX_EPOCH,
        };
        let link = checkout_link(&settings, &order);
        let encoded = link.strip_prefix("https://checkout.paycom.uz/").expect("the checkout");
        let parameters = String::from_utf8(BASE64_STANDARD.decode(encoded).expect("base64")).expect("text");
        assert_eq!(
            parameters,
            "m=587f72c72cac0d162c722ae2;ac.transaction_id=TXN_A;a=500;l=ru;c=https://birqadam.kz/sponsorships/1"
        );
        // The documented example: m=587f72c72cac0d162c722ae2;ac.order_id=197;a=500
        assert_eq!(
            BASE64_STANDARD.encode("m=587f72c72cac0d162c722ae2;ac.order_id=197;a=500"),
            "bT01ODdmNzJjNzJjYWMwZDE2MmM3MjJhZTI7YWMub3JkZXJfaWQ9MTk3O2E9NTAw"
        );
    }
}
