//! Words of the list of deliveries.

use birqadam_core::{ChannelName, Locale};
use birqadam_messaging::{DELIVERIES, DeliveryState, Suppressed};
use leptos::prelude::*;

use crate::{
    messaging::kind_words,
    texts::deliveries as words,
    ui::{ListEmpty, ListUi},
};

pub static DELIVERIES_UI: ListUi = ListUi { spec: &DELIVERIES, label, value, chip, empty };

fn label(l: Locale, name: &str) -> &'static str {
    match name {
        "subject" => words::subject(l),
        "kind" => words::kind(l),
        "person" => words::person(l),
        "address" => words::address(l),
        "channel" => words::channel(l),
        "state" => words::state(l),
        "reason" => words::why(l),
        "error" => words::error(l),
        "attempts" => words::attempts(l),
        "due" => words::due(l),
        "created" => words::created(l),
        "sent" => words::sent(l),
        "user_id" => words::person_number(l),
        _ => "",
    }
}

fn value(l: Locale, name: &str, value: &str) -> String {
    match name {
        "state" => DeliveryState::parse(value).map(|state| kind_words::state(l, state)),
        "channel" => ChannelName::parse(value).map(|channel| kind_words::channel(l, channel)),
        "kind" => Some(kind_words::delivery_kind(l, value)),
        "reason" => Suppressed::parse(value).map(|why| kind_words::suppressed(l, why)),
        _ => None,
    }
    .map_or_else(|| value.to_owned(), str::to_owned)
}

fn chip(l: Locale, name: &str, value: &str) -> Option<AnyView> {
    let state = DeliveryState::parse(value).filter(|_| name == "state");
    state.map(|state| kind_words::state_chip(l, state).into_any())
}

fn empty(l: Locale) -> ListEmpty {
    ListEmpty { title: words::none(l), text: words::none_text(l), action: None }
}
