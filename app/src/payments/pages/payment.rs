//! `/admin/payments/{id}`: a payment, what its provider told of it, and what can be done about it.

use birqadam_core::{FormInput, Locale};
use birqadam_funding::{PaymentDetails, PaymentStatus, ProviderCall, Refund, RefundPayment, RefundStatus};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    audit::{components::RecordHistory, server_fns::with_history},
    format,
    payments::{
        server_fns::{LookAtPayment, PAYMENT_FORM, SendMoneyBack, SettleRefund, get_payment},
        words::{call_outcome, payment_chip, refund_chip, stuck, stuck_about},
    },
    sponsor::words::provider,
    texts::payments as words,
    ui::{
        Confirm, Crumb, Fact, Facts, Hidden, Icon, Notice, NumberField, Page, PlainForm, Refused, Section,
        SubmitButton, TextField, declared, load, use_flash, use_id, use_locale,
    },
};

/// The page.
#[component]
pub fn PaymentPage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let found = crate::ui::read(move || id.get(), |id| with_history("payment", id, get_payment(id.into())));
    load(found, move |(payment, history)| {
        let up = Crumb::new("/admin/payments", words::payments(l));
        let why = payment.stuck.map(|why| {
            view! {
                <Notice tone="bad" title=stuck(l, why)>
                    <p>{stuck_about(l, why)}</p>
                </Notice>
            }
        });
        view! {
            <Page title=format::sum(payment.amount.0, &payment.currency) lead=payment.transaction_id.clone() up=up>
                <Refused form=PAYMENT_FORM/>
                {why}
                <p class="cluster">{payment_chip(l, payment.status)}</p>
                {facts(l, payment.clone())}
                <Steps payment=payment.clone()/>
                {refunds(l, &payment)}
                {calls(l, payment.calls)}
                <RecordHistory kind="payment" id=payment.id.0 history=history/>
            </Page>
        }
    })
}

fn facts(l: Locale, payment: PaymentDetails) -> impl IntoView {
    let money = |minor: i64| format::sum(minor, &payment.currency);
    let fact = |label: &'static str, icon: Icon, text: Option<String>| {
        text.map(|text| view! { <Fact label=label icon=icon>{text}</Fact> }.into_any())
    };
    let came = matches!(payment.status, PaymentStatus::Completed | PaymentStatus::Refunded);
    let others = payment
        .others
        .iter()
        .map(|id| view! { <a href=format!("/admin/payments/{id}")>"№ "{id.0}</a>" " })
        .collect_view();
    let has_others = !payment.others.is_empty();
    let rows = vec![
        fact(words::sum(l), Icon::Coins, Some(money(payment.amount.0))),
        fact(words::refunded(l), Icon::Undo2, (payment.refunded.0 > 0).then(|| money(payment.refunded.0))),
        fact(words::left(l), Icon::Coins, came.then(|| money(payment.left.0))),
        fact(words::way_to_pay(l), Icon::Landmark, Some(provider(l, &payment.provider))),
        fact(words::provider_ref(l), Icon::Tag, payment.provider_ref.clone()),
        fact(words::begun_at(l), Icon::Clock, Some(format::moment(l, payment.created_at))),
        fact(
            words::expires_at(l),
            Icon::Hourglass,
            payment.status.is_open().then(|| format::moment(l, payment.expires_at)),
        ),
        fact(words::completed_at(l), Icon::Check, payment.completed_at.map(|at| format::moment(l, at))),
        fact(words::looked_at(l), Icon::Eye, payment.looked_at.map(|at| format::moment(l, at))),
        fact(words::failure(l), Icon::TriangleAlert, payment.failure.clone()),
    ];
    let (sponsor, project) = (payment.sponsor, payment.project);
    let (sponsor_href, project_href) =
        (format!("/admin/users/{}", payment.sponsor_id), format!("/projects/{}", payment.project_id));
    view! {
        <Facts>
            <Fact label=words::sponsor(l) icon=Icon::User>
                <a href=sponsor_href>{sponsor}</a>
            </Fact>
            <Fact label=words::project(l) icon=Icon::HeartHandshake>
                <a href=project_href>{project}</a>
            </Fact>
            {rows}
            {has_others
                .then(|| {
                    view! {
                        <Fact label=words::other_payments(l) icon=Icon::History>
                            {others}
                        </Fact>
                    }
                })}
        </Facts>
    }
}

/// Asking the provider again, and sending money back.
#[component]
fn Steps(payment: PaymentDetails) -> impl IntoView {
    let l = use_locale();
    let can_refund = payment.status == PaymentStatus::Completed && payment.left.0 > 0;
    let refused = use_flash(RefundPayment::NAME).is_some();
    let left = format::sum(payment.left.0, &payment.currency);
    let id = payment.id;
    let refund = can_refund.then(|| {
        view! {
            <Confirm label=words::refund(l) icon=Icon::Undo2 tone="bad" open=refused>
                <PlainForm action=SendMoneyBack::PATH name={declared::<RefundPayment>()}>
                    <Hidden name="id" value=id.to_string()/>
                    <Hidden name="left" value=payment.left.to_string()/>
                    <NumberField name="amount" label=words::refund_amount(l) help=words::refund_amount_help(l, left)/>
                    <TextField name="reason" label=words::refund_reason(l) help=words::refund_reason_help(l) required=true/>
                    <SubmitButton label=words::refund_yes(l) tone="bad"/>
                </PlainForm>
            </Confirm>
        }
    });
    view! {
        <div class="cluster">
            <PlainForm action=LookAtPayment::PATH name=PAYMENT_FORM class="inline-form">
                <Hidden name="id" value=id.to_string()/>
                <SubmitButton label=words::look_again(l) tone="plain" icon=Icon::RefreshCw/>
            </PlainForm>
            {refund}
        </div>
    }
}

fn refunds(l: Locale, payment: &PaymentDetails) -> impl IntoView + use<> {
    let rows = payment.refunds.iter().cloned().map(|refund| view! { <RefundRow refund=refund/> }).collect_view();
    (!payment.refunds.is_empty()).then(|| {
        view! {
            <Section title=words::refunds(l)>
                <ul class="rows">{rows}</ul>
            </Section>
        }
    })
}

#[component]
fn RefundRow(refund: Refund) -> impl IntoView {
    let l = use_locale();
    let sum = format::sum(refund.amount.0, &refund.currency);
    let who = refund.requested_by_name.clone().unwrap_or_else(|| words::by_provider(l).to_owned());
    let about = format!("{} · {who}", format::moment(l, refund.created_at));
    let waits = refund.by_hand && refund.status == RefundStatus::Pending;
    let step = |how: &'static str, label: &'static str, tone: &'static str| {
        view! {
            <PlainForm action=SettleRefund::PATH name=PAYMENT_FORM class="inline-form">
                <Hidden name="id" value=refund.id.to_string()/>
                <Hidden name="how" value=how/>
                <SubmitButton label=label tone=tone/>
            </PlainForm>
        }
    };
    let steps = waits.then(|| {
        view! {
            <p>{words::by_hand_about(l)}</p>
            <div class="cluster">
                {step("sent", words::refund_sent(l), "good")}
                {step("given_up", words::refund_given_up(l), "plain")}
            </div>
        }
    });
    let failure = refund.failure.clone().map(|text| view! { <p class="muted small">{text}</p> });
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">{sum}</h3>
                <p>{refund.reason.clone()}</p>
                <p class="muted small">{about}</p>
                {failure}
                {steps}
            </div>
            <div class="row-end">{refund_chip(l, &refund)}</div>
        </li>
    }
}

/// What the provider told us, as it came.
fn calls(l: Locale, calls: Vec<ProviderCall>) -> impl IntoView {
    if calls.is_empty() {
        return view! {
            <Section title=words::calls(l)>
                <p class="muted">{words::no_calls(l)}</p>
            </Section>
        }
        .into_any();
    }
    let rows = calls
        .into_iter()
        .map(|call| {
            let title = format!("{} · {}", call.method, format::moment(l, call.received_at));
            let outcome = match (&call.outcome, call.handled_at) {
                (Some(outcome), _) => call_outcome(l, outcome),
                (None, Some(_)) => words::call_handled(l).to_owned(),
                (None, None) => words::call_open(l).to_owned(),
            };
            view! {
                <li class="row">
                    <div class="row-main">
                        <h3 class="row-title">{title}</h3>
                        <p class="muted small">{[Some(outcome), call.address].into_iter().flatten().collect::<Vec<_>>().join(" · ")}</p>
                        <details>
                            <summary>{words::call_body(l)}</summary>
                            <pre class="console-code" tabindex="0">{call.body}</pre>
                            <pre class="console-code" tabindex="0">{call.headers}</pre>
                        </details>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <Section title=words::calls(l)>
            <ul class="rows">{rows}</ul>
        </Section>
    }
    .into_any()
}
