//! `/sponsorships/{id}`: how one's gift stands. Payers come back here from their provider's page,
//! often before the provider has told us how it went.

use birqadam_funding::{Sponsorship, SponsorshipStatus};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    payments::{
        components::WaysToPay,
        server_fns::{PAY_FORM, PaySponsorship, SponsorshipView, get_sponsorship},
        words::provider_about,
    },
    sponsor::words::{provider, sponsorship_chip},
    texts::payments as words,
    ui::{
        Crumb, Fact, Facts, Hidden, Icon, IconView, Notice, Page, PlainForm, Section, SubmitButton, load, use_id,
        use_locale,
    },
};

/// The page.
#[component]
pub fn SponsorshipPage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let found = crate::ui::read(move || id.get(), |id| get_sponsorship(id.into()));
    load(found, move |SponsorshipView { sponsorship, providers }| {
        let up = Crumb::new("/sponsor/sponsorships", words::mine(l));
        let title = words::gift_title(l, format::sum(sponsorship.amount.0, &sponsorship.currency));
        view! {
            <Page title=title lead=sponsorship.project_title.clone() up=up narrow=true>
                <Standing sponsorship=sponsorship.clone() providers=providers/>
                {facts(sponsorship)}
            </Page>
        }
    })
}

/// What is so, and the one thing to do about it.
#[component]
fn Standing(sponsorship: Sponsorship, providers: Vec<String>) -> impl IntoView {
    let l = use_locale();
    let id = sponsorship.id;
    match sponsorship.status {
        SponsorshipStatus::Completed => {
            let receipt = format!("/api/sponsor/sponsorships/{id}/receipt?locale={}", l.as_str());
            view! {
                <Notice tone="good" title=words::paid(l)>
                    <p>{words::paid_text(l)}</p>
                </Notice>
                <p class="cluster">
                    <a class="button button-primary" href=format!("/sponsor/projects/{}/report", sponsorship.project_id)>
                        <IconView icon=Icon::Eye/>
                        <span>{words::open_report(l)}</span>
                    </a>
                    <a class="button" href=receipt rel="external">
                        <IconView icon=Icon::Download/>
                        <span>{words::receipt(l)}</span>
                    </a>
                </p>
            }
            .into_any()
        }
        SponsorshipStatus::Refunded => view! {
            <Notice tone="info" title=words::went_back(l)>
                <p>{words::went_back_text(l)}</p>
            </Notice>
        }
        .into_any(),
        SponsorshipStatus::Pending => match sponsorship.payment.as_ref().and_then(|p| p.payment_url.clone()) {
            Some(href) => view! { <Waiting sponsorship=sponsorship href=href providers=providers/> }.into_any(),
            None => view! {
                <Notice tone="waiting" title=words::not_begun(l)>
                    <p>{words::not_begun_text(l)}</p>
                </Notice>
                <Again sponsorship=sponsorship providers=providers/>
            }
            .into_any(),
        },
        SponsorshipStatus::Failed => view! {
            <Notice tone="bad" title=words::failed(l)>
                <p>{words::failed_text(l)}</p>
            </Notice>
            <Again sponsorship=sponsorship providers=providers/>
        }
        .into_any(),
        SponsorshipStatus::Cancelled => view! {
            <Notice tone="info" title=words::cancelled(l)>
                <p>{words::cancelled_text(l)}</p>
            </Notice>
            <Again sponsorship=sponsorship providers=providers/>
        }
        .into_any(),
    }
}

/// A payment that can be paid now. The provider's page is a link: a form may lead to our pages only.
#[component]
fn Waiting(sponsorship: Sponsorship, href: String, providers: Vec<String>) -> impl IntoView {
    let l = use_locale();
    let payment = sponsorship.payment.clone();
    let how = payment.as_ref().map(|payment| payment.provider.clone()).unwrap_or_default();
    let until = payment.map(|payment| words::pay_until(l, format::moment(l, payment.expires_at)));
    let others = providers.iter().any(|name| *name != how);
    let about = provider_about(l, &how);
    let name = provider(l, &how);
    let id = sponsorship.id;
    view! {
        <Notice tone="waiting" title=words::waits(l)>
            <p>{words::waits_text(l)}</p>
        </Notice>
        <p class="cluster">
            <a class="button button-primary" href=href rel="external">
                <IconView icon=Icon::Coins/>
                <span>{words::pay(l)}</span>
            </a>
            <a class="button" href=format!("/sponsorships/{id}") rel="external">
                <IconView icon=Icon::RefreshCw/>
                <span>{words::refresh(l)}</span>
            </a>
        </p>
        <p class="muted small">{words::paid_by(l, name)}" "{about}" "{until}</p>
        {others
            .then(|| {
                view! {
                    <Section title=words::another_way(l)>
                        <Again sponsorship=sponsorship providers=providers/>
                    </Section>
                }
            })}
    }
}

/// Another payment of the same gift.
#[component]
fn Again(sponsorship: Sponsorship, providers: Vec<String>) -> impl IntoView {
    let l = use_locale();
    if !sponsorship.can_pay || providers.is_empty() {
        return view! { <p class="muted">{words::takes_none_text(l)}</p> }.into_any();
    }
    let chosen = sponsorship.payment.map(|payment| payment.provider).unwrap_or_default();
    view! {
        <PlainForm action=PaySponsorship::PATH name=PAY_FORM>
            <Hidden name="id" value=sponsorship.id.to_string()/>
            <WaysToPay providers=providers chosen=chosen/>
            <SubmitButton label=words::try_again(l) icon=Icon::RefreshCw/>
        </PlainForm>
    }
    .into_any()
}

fn facts(sponsorship: Sponsorship) -> impl IntoView {
    let l = use_locale();
    let money = |minor: i64| format::sum(minor, &sponsorship.currency);
    let refunded = (sponsorship.refunded.0 > 0).then(|| {
        let text = money(sponsorship.refunded.0);
        view! { <Fact label=words::refunded(l) icon=Icon::Undo2>{text}</Fact> }
    });
    let purpose = Some(sponsorship.purpose.clone()).filter(|text| !text.is_empty()).map(|text| {
        view! { <Fact label=words::purpose(l) icon=Icon::MessageSquare>{text}</Fact> }
    });
    let number = sponsorship.payment.as_ref().map(|payment| {
        let number = payment.transaction_id.clone();
        view! { <Fact label=words::transaction(l) icon=Icon::Tag><code>{number}</code></Fact> }
    });
    let completed = sponsorship.completed_at.map(|at| {
        view! { <Fact label=words::completed_at(l) icon=Icon::Check>{format::moment(l, at)}</Fact> }
    });
    let monthly = sponsorship.pledge_id.map(|_| {
        view! {
            <Fact label=words::by_pledge(l) icon=Icon::RefreshCw>
                <a href="/sponsor/pledges">{words::pledges(l)}</a>
            </Fact>
        }
    });
    let project = sponsorship.project_title.clone();
    let href = format!("/projects/{}", sponsorship.project_id);
    let amount = money(sponsorship.amount.0);
    let begun = format::moment(l, sponsorship.created_at);
    let shown = if sponsorship.is_anonymous { words::shown_anonymous(l) } else { words::shown_named(l) };
    view! {
        <Section title=words::details(l)>
            <p>{sponsorship_chip(l, sponsorship.status)}</p>
            <Facts>
                <Fact label=words::project(l) icon=Icon::HeartHandshake>
                    <a href=href>{project}</a>
                </Fact>
                <Fact label=words::sum(l) icon=Icon::Coins>{amount}</Fact>
                {refunded}
                {purpose}
                <Fact label=words::shown_as(l) icon=Icon::User>
                    {shown}
                </Fact>
                <Fact label=words::begun_at(l) icon=Icon::Clock>{begun}</Fact>
                {completed}
                {number}
                {monthly}
            </Facts>
        </Section>
    }
}
