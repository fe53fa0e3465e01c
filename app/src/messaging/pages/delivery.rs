//! `/admin/deliveries/{id}`: one delivery, what became of it and what it says.

use birqadam_core::{ChannelName, DeliveryId, Locale};
use birqadam_messaging::{DeliveryDetail, DeliveryState};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    messaging::{
        components::MailFrame,
        kind_words,
        server_fns::{RetryDelivery, find_delivery},
    },
    texts::{deliveries as words, nav},
    ui::{Crumb, Fact, Facts, Icon, IconView, Page, Refused, Section, load, use_id, use_locale},
};

/// The page.
#[component]
pub fn DeliveryPage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let found = crate::ui::read(move || id.get(), |id| find_delivery(DeliveryId(id)));
    load(found, move |detail| {
        let delivery = detail.delivery.clone();
        let title = delivery.subject.clone().unwrap_or_else(|| kind_words::delivery_kind(l, &delivery.kind).to_owned());
        let can_retry = delivery.can_retry();
        let action = move || can_retry.then(|| retry(l, delivery.id));
        view! {
            <Page title=title up=Crumb::new("/admin/deliveries", nav::deliveries(l)) action=action narrow=true>
                <Refused form="retry"/>
                {facts(l, detail.clone())}
                {says(l, detail)}
            </Page>
        }
    })
}

fn facts(l: Locale, detail: DeliveryDetail) -> impl IntoView {
    let (delivery, provider) = (detail.delivery, detail.provider_id);
    let fact = move |label: &'static str, icon: Icon, text: Option<String>| {
        text.map(|text| view! { <Fact label=label icon=icon>{text}</Fact> }.into_any())
    };
    let person = delivery.user_id.map(|user| {
        let name = delivery.name.clone();
        view! {
            <Fact label=words::person(l) icon=Icon::User>
                <a href=format!("/admin/users/{user}")>{name}</a>
            </Fact>
        }
    });
    let digest = detail.digest_id.map(|digest| {
        view! {
            <Fact label=words::kind_digest(l) icon=Icon::Mail>
                <a href=format!("/admin/deliveries/{digest}")>"№ "{digest.0}</a>
            </Fact>
        }
    });
    let address = delivery.to_address.clone().filter(|_| delivery.channel == ChannelName::Email);
    let waits = matches!(delivery.state, DeliveryState::Queued | DeliveryState::Held | DeliveryState::Collected);
    let due = delivery.due_at.filter(|_| waits).map(|at| format::moment(l, at));
    let attempts = (delivery.attempts > 0).then(|| delivery.attempts.to_string());
    let kind = kind_words::delivery_kind(l, &delivery.kind).to_owned();
    let channel = kind_words::channel(l, delivery.channel).to_owned();
    let why = delivery.reason.map(|why| kind_words::suppressed(l, why).to_owned());
    let sent = delivery.sent_at.map(|at| format::moment(l, at));
    let about = vec![fact(words::kind(l), Icon::Bell, Some(kind)), fact(words::channel(l), Icon::Inbox, Some(channel))];
    let became = vec![
        fact(words::address(l), Icon::Mail, address),
        fact(words::created(l), Icon::Clock, Some(format::moment(l, delivery.created_at))),
        fact(words::sent(l), Icon::Check, sent),
        fact(words::due(l), Icon::Hourglass, due),
        fact(words::attempts(l), Icon::History, attempts),
        fact(words::why(l), Icon::Info, why),
        fact(words::error(l), Icon::TriangleAlert, delivery.last_error),
        fact(words::provider(l), Icon::Key, provider),
    ];
    view! {
        <div class="cluster">{kind_words::state_chip(l, delivery.state)}</div>
        <Facts>
            {about}
            {person}
            {became}
            {digest}
        </Facts>
    }
}

/// What it says, unless that is for its reader only.
fn says(l: Locale, detail: DeliveryDetail) -> impl IntoView {
    let is_mail = detail.delivery.channel == ChannelName::Email;
    let is_sent = detail.delivery.sent_at.is_some();
    if !detail.body_text.is_empty() {
        return view! {
            <Section title=words::content(l)>
                <MailFrame html=detail.body_html text=detail.body_text/>
            </Section>
        }
        .into_any();
    }
    (is_mail && is_sent).then(|| view! { <p class="muted">{words::withheld(l)}</p> }).into_any()
}

fn retry(l: Locale, id: DeliveryId) -> impl IntoView {
    view! {
        <form method="post" action=RetryDelivery::PATH>
            <input type="hidden" name="input[id]" value=id.to_string()/>
            <button type="submit" class="button">
                <IconView icon=Icon::History/>
                <span>{words::retry(l)}</span>
            </button>
        </form>
    }
}
