//! Payments for those who look after them.

use birqadam_core::PaymentId;
use birqadam_funding::PaymentDetails;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Name of the buttons on a payment's page.
pub const PAYMENT_FORM: &str = "payment";

/// A payment with all that is known of it.
#[server(prefix = "/web", endpoint = "admin/payment", input = GetUrl)]
pub async fn get_payment(id: PaymentId) -> Result<PaymentDetails> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::payments;

    forms::read(payments::find_payment(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}

/// The fields of [`RefundPayment`] and whose payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RefundInput {
    pub id: i64,
    pub amount: String,
    pub reason: String,
    /// What was left when the page was shown.
    pub left: String,
}

/// Sends money back.
#[server(prefix = "/web", endpoint = "admin/payments/refund")]
pub async fn send_money_back(input: RefundInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::{Amount, FormInput};
    use birqadam_funding::RefundPayment;
    use birqadam_funding::ops::refunds;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let (amount, reason) = (input.amount.clone(), input.reason.clone());
    let what = RefundPayment { amount, reason, left: Amount::parse(&input.left) };
    let refunding = refunds::refund_payment(&ctx, &actor, PaymentId(input.id), what);
    forms::submit(RefundPayment::NAME, &input, refunding).await?;
    forms::redirect(&format!("/admin/payments/{}?done=refund-begun", input.id));
    Ok(())
}

/// Which payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaymentInput {
    pub id: i64,
}

/// Asks the provider how the payment stands.
#[server(prefix = "/web", endpoint = "admin/payments/look")]
pub async fn look_at_payment(input: PaymentInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::reconcile;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(PAYMENT_FORM, &input, reconcile::look_again(&ctx, &actor, PaymentId(input.id))).await?;
    forms::redirect(&format!("/admin/payments/{}?done=payment-looked", input.id));
    Ok(())
}

/// A refund that a person does: whose payment it is of, and whether it was `sent` or `given_up`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SettleRefundInput {
    pub id: i64,
    pub how: String,
}

/// Says what became of a refund by hand.
#[server(prefix = "/web", endpoint = "admin/refunds/settle")]
pub async fn settle_refund(input: SettleRefundInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::RefundId;
    use birqadam_core::{Error, FieldCode};
    use birqadam_funding::ops::refunds::{self, ByHand};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let settling = async {
        let how = match input.how.as_str() {
            "sent" => ByHand::Sent,
            "given_up" => ByHand::GivenUp,
            _ => return Err(Error::field("how", FieldCode::Unknown)),
        };
        refunds::settle_by_hand(&ctx, &actor, RefundId(input.id), how).await
    };
    let refund = forms::submit(PAYMENT_FORM, &input, settling).await?;
    forms::redirect(&format!("/admin/payments/{}?done=refund-settled", refund.payment_id));
    Ok(())
}
