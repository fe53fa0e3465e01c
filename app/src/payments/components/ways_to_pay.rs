//! The choice of a way to pay.

use leptos::prelude::*;

use crate::{
    payments::words::provider_about,
    sponsor::words::provider,
    texts::payments as words,
    ui::{Hidden, RadioGroup, use_locale},
};

/// The field `provider`: nothing to choose where there is one way only. `chosen` is marked, or the
/// first.
#[component]
pub fn WaysToPay(providers: Vec<String>, #[prop(optional, into)] chosen: Option<String>) -> impl IntoView {
    let l = use_locale();
    let first = chosen.filter(|name| providers.contains(name)).or_else(|| providers.first().cloned());
    let first = first.unwrap_or_default();
    if providers.len() < 2 {
        let name = provider(l, &first);
        let about = provider_about(l, &first);
        return view! {
            <Hidden name="provider" value=first/>
            <p class="muted">{words::paid_by(l, name)}" "{about}</p>
        }
        .into_any();
    }
    let options = providers
        .into_iter()
        .map(|name| {
            let (shown, about) = (provider(l, &name), provider_about(l, &name).to_owned());
            (name, shown, about)
        })
        .collect::<Vec<_>>();
    view! { <RadioGroup name="provider" label=words::way_to_pay(l) options=options value=first/> }.into_any()
}
