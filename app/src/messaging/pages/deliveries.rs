//! `/admin/deliveries`: what became of everything that was to be delivered. Without a mail server
//! this is the outbox to read.

use birqadam_core::{ChannelName, Locale, NoticeKind};
use birqadam_messaging::{Delivery, DeliveryFilter, DeliveryState, MAIL_KINDS};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    messaging::{
        kind_words,
        server_fns::{RetryFailedDeliveries, list_deliveries},
    },
    texts::{deliveries as words, nav},
    ui::{
        ActiveFilter, ActiveFilters, Confirm, EmptyState, FilterBar, FilterSelect, FilterText, Icon, IconView,
        ListHeading, Notice, Page, Pager, Refused, load, use_cursor, use_locale, use_query,
    },
};

/// The page; its filters live in the URL.
#[component]
pub fn Deliveries() -> impl IntoView {
    let l = use_locale();
    let (state, channel, kind) = (use_query("state"), use_query("channel"), use_query("kind"));
    let (user, cursor) = (use_query("user_id"), use_cursor());
    let filter = Memo::new(move |_| DeliveryFilter {
        state: state.get(),
        channel: channel.get(),
        kind: kind.get(),
        user_id: user.get(),
    });
    let list = Resource::new_blocking(
        move || (filter.get(), cursor.get()),
        |(filter, cursor)| list_deliveries(filter, cursor),
    );
    load(list, move |page| {
        let kept = page.items.iter().any(|delivery| delivery.state == DeliveryState::Kept);
        let failed = page.items.iter().any(|delivery| delivery.state == DeliveryState::Failed);
        let notice = kept.then(|| {
            view! {
                <Notice tone="info" title=words::kept(l)>
                    <p>{words::kept_text(l)}</p>
                </Notice>
            }
        });
        let rows = if page.items.is_empty() {
            view! { <EmptyState title=words::none(l) text=words::none_text(l)/> }.into_any()
        } else {
            let rows = page.items.into_iter().map(|delivery| row(l, delivery)).collect_view();
            view! {
                <ListHeading/>
                <ul class="rows">{rows}</ul>
            }
            .into_any()
        };
        let action = move || failed.then(|| retry_failed(l));
        view! {
            <Page title=nav::deliveries(l) lead=words::lead(l) action=action>
                <Refused form="retry"/>
                {notice}
                <FilterBar action="/admin/deliveries">
                    <FilterSelect name="state" label=words::state(l) options=state_options(l) all=words::any(l)/>
                    <FilterSelect name="channel" label=words::channel(l) options=channel_options(l) all=words::any(l)/>
                    <FilterSelect name="kind" label=words::kind(l) options=kind_options(l) all=words::any(l)/>
                    <FilterText name="user_id" label=words::person_number(l) kind="number"/>
                </FilterBar>
                <ActiveFilters filters=active(l, &filter.get_untracked())/>
                {rows}
                <Pager next=page.next/>
            </Page>
        }
    })
}

fn state_options(l: Locale) -> Vec<(String, String)> {
    let all = DeliveryState::ALL.iter();
    all.map(|state| (state.as_str().to_owned(), kind_words::state(l, *state).to_owned())).collect()
}

fn channel_options(l: Locale) -> Vec<(String, String)> {
    let all = ChannelName::ALL.iter();
    all.map(|channel| (channel.as_str().to_owned(), kind_words::channel(l, *channel).to_owned())).collect()
}

fn kind_options(l: Locale) -> Vec<(String, String)> {
    let notices = NoticeKind::ALL.iter().map(|kind| kind.as_str());
    let all = notices.chain(MAIL_KINDS.into_iter().filter(|kind| *kind != "mail"));
    all.map(|kind| (kind.to_owned(), kind_words::delivery_kind(l, kind).to_owned())).collect()
}

fn active(l: Locale, filter: &DeliveryFilter) -> Vec<ActiveFilter> {
    let several = |text: &str, words: &dyn Fn(&str) -> String| {
        let all: Vec<_> = text.split(',').filter(|t| !t.is_empty()).map(words).collect();
        all.join(", ")
    };
    let state = |name: &str| DeliveryState::parse(name).map_or(name, |state| kind_words::state(l, state)).to_owned();
    let channel = |name: &str| ChannelName::parse(name).map_or(name, |c| kind_words::channel(l, c)).to_owned();
    let kind = |name: &str| kind_words::delivery_kind(l, name).to_owned();
    let person = |id: &str| format!("{} {id}", words::person_number(l));
    [
        ("state", several(&filter.state, &state)),
        ("channel", several(&filter.channel, &channel)),
        ("kind", several(&filter.kind, &kind)),
        ("user_id", several(&filter.user_id, &person)),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(name, text)| ActiveFilter { name, text })
    .collect()
}

fn retry_failed(l: Locale) -> impl IntoView {
    view! {
        <Confirm label=words::retry_failed(l) icon=Icon::History>
            <form method="post" action=RetryFailedDeliveries::PATH class="form">
                <p>{words::retry_failed_text(l)}</p>
                <button type="submit" class="button button-primary">
                    <IconView icon=Icon::History/>
                    <span>{words::retry_failed(l)}</span>
                </button>
            </form>
        </Confirm>
    }
}

fn row(l: Locale, delivery: Delivery) -> impl IntoView {
    let title = delivery.subject.clone().unwrap_or_else(|| kind_words::delivery_kind(l, &delivery.kind).to_owned());
    let address = delivery.to_address.clone().filter(|_| delivery.channel == ChannelName::Email);
    let error = delivery.last_error.clone().map(|error| view! { <p class="row-note">{error}</p> });
    let why = delivery.reason.map(|why| view! { <p class="row-text">{kind_words::suppressed(l, why)}</p> });
    let icon = if delivery.channel == ChannelName::Email { Icon::Mail } else { Icon::Bell };
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">
                    <a class="row-link" href=format!("/admin/deliveries/{}", delivery.id)>{title}</a>
                </h3>
                <p class="row-facts">
                    <span class="row-fact">
                        <IconView icon=icon/>
                        {kind_words::channel(l, delivery.channel)}
                    </span>
                    <span class="row-fact">{delivery.name.clone()}</span>
                    {address.map(|address| view! { <span class="row-fact">{address}</span> })}
                </p>
                {error}
                {why}
            </div>
            <div class="row-end">
                {kind_words::state_chip(l, delivery.state)}
                <span class="muted small">{format::moment_short(delivery.sent_at.unwrap_or(delivery.created_at))}</span>
            </div>
        </li>
    }
}
