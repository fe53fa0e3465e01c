//! The tables of the Merchant API: which state allows which step.

use birqadam_core::{PaymentId, ProjectId, SponsorshipId};
use chrono::{TimeDelta, TimeZone};

use super::*;

fn now() -> DateTime<Utc> {
    Utc.timestamp_millis_opt(1_399_114_284_039).single().expect("a moment")
}

fn payment(status: PaymentStatus) -> PaymentFacts {
    PaymentFacts {
        id: PaymentId(7),
        sponsorship_id: SponsorshipId(1),
        project_id: ProjectId(1),
        provider: "payme".into(),
        transaction_id: "TXN_A".into(),
        provider_ref: None,
        status,
        amount_minor: 500_000,
        currency: "UZS".into(),
        refunded_minor: 0,
        expires_at: now() + TimeDelta::hours(1),
        completed_at: None,
        project_takes_money: true,
    }
}

fn row(state: i16) -> ProviderTransaction {
    ProviderTransaction {
        id: 5123,
        provider_txn_id: "5305e3bab097f420a62ced0b".into(),
        payment_id: PaymentId(7),
        transaction_id: "TXN_A".into(),
        amount_minor: 500_000,
        state,
        reason: (state < 0).then_some(3),
        provider_time_ms: now().timestamp_millis(),
        created_at: now(),
        performed_at: (state.abs() == 2).then(now),
        cancelled_at: (state < 0).then(now),
        answer: None,
    }
}

#[test]
fn which_payment_can_be_paid() {
    use PaymentStatus::*;
    let open = payment(Created);
    let table = [
        (Some(open.clone()), 500_000, Ok(())),
        (Some(payment(Pending)), 500_000, Ok(())),
        (Some(open.clone()), 499_999, Err(Fault::WrongAmount)),
        (Some(open.clone()), 0, Err(Fault::WrongAmount)),
        (Some(open.clone()), -500_000, Err(Fault::WrongAmount)),
        (Some(payment(Completed)), 500_000, Err(Fault::OrderPaid)),
        (Some(payment(Refunded)), 500_000, Err(Fault::OrderPaid)),
        (Some(payment(Failed)), 500_000, Err(Fault::OrderClosed)),
        (Some(payment(Cancelled)), 500_000, Err(Fault::OrderClosed)),
        (Some(PaymentFacts { expires_at: now(), ..open.clone() }), 500_000, Err(Fault::OrderClosed)),
        (Some(PaymentFacts { project_takes_money: false, ..open.clone() }), 500_000, Err(Fault::ProjectClosed)),
        (Some(PaymentFacts { currency: "KZT".into(), ..open }), 500_000, Err(Fault::NoOrder)),
        (None, 500_000, Err(Fault::NoOrder)),
    ];
    for (payment, amount, expected) in table {
        assert_eq!(may_pay(payment.as_ref(), amount, "UZS", now()), expected, "{payment:?} {amount}");
    }
}

#[test]
fn steps_by_state() {
    let late = now() + TimeDelta::milliseconds(TIMEOUT_MS + 1);
    let in_time = now() + TimeDelta::milliseconds(TIMEOUT_MS);
    let of = payment(PaymentStatus::Pending);
    let again = |state, at| create_again(&row(state), Some(&of), 500_000, at);
    assert_eq!(again(1, in_time), Ok(Step::Repeat));
    assert_eq!(again(1, late), Ok(Step::TimeOut));
    for state in [2, -1, -2] {
        assert_eq!(again(state, now()), Err(Fault::CannotPerform), "{state}");
    }
    assert_eq!(create_again(&row(1), Some(&of), 1, now()), Err(Fault::WrongAmount));
    let other = PaymentFacts { id: PaymentId(8), ..of.clone() };
    assert_eq!(create_again(&row(1), Some(&other), 500_000, now()), Err(Fault::NoOrder));
    assert_eq!(create_again(&row(1), None, 500_000, now()), Err(Fault::NoOrder));

    for (state, at, expected) in [
        (1, in_time, Ok(Step::Do)),
        (1, late, Ok(Step::TimeOut)),
        (2, late, Ok(Step::Repeat)),
        (-1, now(), Err(Fault::CannotPerform)),
        (-2, now(), Err(Fault::CannotPerform)),
    ] {
        assert_eq!(perform(&row(state), at), expected, "{state}");
    }

    let part_back = PaymentFacts { refunded_minor: 1, ..of.clone() };
    for (state, payment, left, expected) in [
        (1, &of, 0, Ok(Step::Do)),
        (2, &of, 500_000, Ok(Step::Do)),
        (2, &of, 499_999, Err(Fault::CannotCancel)),
        (2, &part_back, 500_000, Err(Fault::CannotCancel)),
        (-1, &of, 0, Ok(Step::Repeat)),
        (-2, &of, 0, Ok(Step::Repeat)),
    ] {
        assert_eq!(cancel(&row(state), payment, left), expected, "{state} {left}");
    }
}

/// The documented examples, with our numbers.
#[test]
fn results_have_the_documented_fields() {
    let time = 1_399_114_284_039_i64;
    assert_eq!(created(&row(1)), json!({ "create_time": time, "transaction": "5123", "state": 1 }));
    assert_eq!(performed(&row(2)), json!({ "transaction": "5123", "perform_time": time, "state": 2 }));
    assert_eq!(cancelled(&row(-2)), json!({ "transaction": "5123", "cancel_time": time, "state": -2 }));
    assert_eq!(
        checked(&row(1)),
        json!({
            "create_time": time, "perform_time": 0, "cancel_time": 0, "transaction": "5123", "state": 1, "reason": null
        })
    );
    assert_eq!(
        statement(&[row(2)])["transactions"][0],
        json!({
            "id": "5305e3bab097f420a62ced0b", "time": time, "amount": 500_000,
            "account": { "transaction_id": "TXN_A" }, "create_time": time, "perform_time": time, "cancel_time": 0,
            "transaction": "5123", "state": 2, "reason": null, "receivers": null
        })
    );
}
