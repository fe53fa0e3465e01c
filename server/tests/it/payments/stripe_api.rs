//! What we ask Stripe, over HTTP.

use birqadam_core::Locale;
use birqadam_core::ssr::payment_provider::{Order, ProviderError, RefundOrder, Standing};
use chrono::{TimeDelta, Utc};
use serde_json::{Value, json};

use super::shop::Shop;
use super::stripe_stub::StripeStub;

fn order() -> Order {
    Order {
        transaction_id: "TXN_A".into(),
        amount_minor: 10_000_050,
        currency: "KZT".into(),
        title: "Саженцы «Парк» & <b>🌳</b>".into(),
        locale: Locale::Kk,
        return_url: "http://birqadam.test/sponsorships/1".into(),
        expires_at: Utc::now() + TimeDelta::hours(1),
    }
}

fn refund(reference: Option<&str>) -> RefundOrder {
    RefundOrder {
        transaction_id: "TXN_A".into(),
        provider_ref: reference.map(ToOwned::to_owned),
        amount_minor: 700,
        currency: "KZT".into(),
        idempotency_key: "refund-1".into(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_opened_once_looked_at_and_sent_back() {
    let stub = StripeStub::start().await;
    let shop = Shop::with_stripe_at(&stub.address).await;
    let stripe = shop.ctx.payments.get("stripe").expect("Stripe");
    assert!(stripe.takes("KZT") && !stripe.takes("JPY"));

    let begun = stripe.begin(&order()).await.expect("a session");
    assert_eq!(begun.payment_url, "https://checkout.stripe.com/c/pay/cs_test_1");
    assert_eq!(begun.provider_ref.as_deref(), Some("cs_test_1"));
    let again = stripe.begin(&order()).await.expect("the same session");
    assert_eq!(again.provider_ref, begun.provider_ref);
    let asked = stub.asked();
    assert_eq!(asked[0].fields, asked[1].fields, "repeated as it was, or Stripe refuses the key");
    assert_eq!((asked[0].key.as_str(), asked[0].idempotency_key.as_str()), ("Bearer sk_test_of_the_tests", "TXN_A"));
    let expected = [
        ("client_reference_id", "TXN_A"),
        ("mode", "payment"),
        ("line_items[0][price_data][currency]", "kzt"),
        ("line_items[0][price_data][unit_amount]", "10000050"),
        ("line_items[0][price_data][product_data][name]", "Саженцы «Парк» & <b>🌳</b>"),
        ("payment_intent_data[metadata][transaction_id]", "TXN_A"),
        ("success_url", "http://birqadam.test/sponsorships/1"),
        ("locale", "auto"),
    ];
    for (field, value) in expected {
        assert_eq!(asked[0].fields.get(field).map(String::as_str), Some(value), "{field}");
    }

    let open = stripe.look("TXN_A", Some("cs_test_1")).await.expect("a statement");
    assert_eq!((open.standing, open.amount_minor, open.currency.as_str()), (Standing::Open, 10_000_050, "KZT"));
    let unpaid = stripe.refund(&refund(Some("cs_test_1"))).await;
    assert!(matches!(unpaid, Err(ProviderError::Refused(_))), "{unpaid:?}");

    stub.set("cs_test_1", "payment_status", json!("paid"));
    stub.set("cs_test_1", "payment_intent", json!({ "id": "pi_1", "latest_charge": { "amount_refunded": 700 } }));
    let paid = stripe.look("TXN_A", Some("cs_test_1")).await.expect("a statement");
    assert_eq!((paid.standing, paid.refunded_minor, paid.transaction_id.as_str()), (Standing::Paid, 700, "TXN_A"));
    let sent = stripe.refund(&refund(Some("cs_test_1"))).await.expect("a refund");
    assert_eq!(stripe.refund(&refund(Some("cs_test_1"))).await.expect("the same refund"), sent);
    let last = stub.asked().pop().expect("a request");
    assert_eq!((last.fields["payment_intent"].as_str(), last.fields["amount"].as_str()), ("pi_1", "700"));
    assert_eq!(last.idempotency_key, "refund-1");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stripe_cannot_and_what_it_will_not() {
    let stub = StripeStub::start().await;
    let shop = Shop::with_stripe_at(&stub.address).await;
    let stripe = shop.ctx.payments.get("stripe").expect("Stripe");
    let nowhere = stripe.look("TXN_A", Some("cs_test_9")).await;
    assert!(matches!(nowhere, Err(ProviderError::Refused(ref words)) if words.contains("No such")), "{nowhere:?}");
    let sly = stripe.look("TXN_A", Some("../refunds?x=")).await;
    assert!(matches!(sly, Err(ProviderError::Refused(_))), "{sly:?}");
    assert_eq!(stripe.look("TXN_A", None).await.expect("a statement").standing, Standing::Unknown);
    assert!(matches!(stripe.refund(&refund(None)).await, Err(ProviderError::Refused(_))));

    let error = json!({ "error": { "message": "Amount must be no more than ₸999,999.99" } });
    for (status, refused) in
        [(400, true), (402, true), (401, true), (409, false), (429, false), (500, false), (503, false)]
    {
        stub.fail(status, error.clone());
        match stripe.begin(&order()).await {
            Err(ProviderError::Refused(words)) => {
                assert!(refused && words.contains("no more than"), "{status}: {words}")
            }
            Err(ProviderError::Unavailable(_)) => assert!(!refused, "{status}"),
            other => panic!("{status}: {other:?}"),
        }
    }
    stub.fail(200, Value::Null);
    assert!(matches!(stripe.begin(&order()).await, Err(ProviderError::Unavailable(_))), "an answer that is none");
    // Nobody listens there.
    let away = Shop::open().await;
    let away = away.ctx.payments.get("stripe").expect("Stripe").begin(&order()).await;
    assert!(matches!(away, Err(ProviderError::Unavailable(_))), "{away:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_others_send_to_a_page_and_offer_no_more() {
    let shop = Shop::open().await;
    assert_eq!(shop.ctx.payments.names("KZT").collect::<Vec<_>>(), ["kaspi", "stripe", "payme", "click", "simulator"]);
    assert_eq!(shop.ctx.payments.names("USD").collect::<Vec<_>>(), ["stripe", "simulator"]);
    let table = [
        ("kaspi", "https://kaspi.kz/pay/BirQadam?account=TXN_A&amount=100000.50"),
        ("payme", "https://checkout.paycom.uz/"),
        (
            "click",
            "https://my.click.uz/services/pay?service_id=777&merchant_id=555&amount=100000.50&transaction_param=TXN_A",
        ),
    ];
    for (name, link) in table {
        let provider = shop.ctx.payments.get(name).expect("a provider");
        let begun = provider.begin(&order()).await.expect("a link");
        assert!(begun.payment_url.starts_with(link) && begun.provider_ref.is_none(), "{begun:?}");
        assert!(matches!(provider.refund(&refund(None)).await, Err(ProviderError::NotOffered)), "{name}");
        assert!(matches!(provider.look("TXN_A", None).await, Err(ProviderError::NotOffered)), "{name}");
    }
}
