//! `/profile/sessions`: where one is signed in; end one, end all others.

use birqadam_accounts::{Device, SignedInAt};
use birqadam_core::Locale;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    people::server_fns::{END_FORM, END_OTHERS_FORM, EndOtherSignIns, EndSignIn, list_sign_ins},
    texts::{nav, people as words},
    ui::{Confirm, Crumb, Hidden, Icon, IconView, Page, PlainForm, Refused, SubmitButton, load, use_locale},
};

/// The page.
#[component]
pub fn SignInsPage() -> impl IntoView {
    let l = use_locale();
    let sign_ins = crate::ui::read(|| (), |()| list_sign_ins());
    load(sign_ins, move |sign_ins| {
        let others = sign_ins.iter().any(|one| !one.current);
        let rows = sign_ins.into_iter().map(|one| row(l, one)).collect_view();
        let end = if others {
            view! {
                <Confirm label=words::end_others(l) icon=Icon::LogOut tone="bad">
                    <PlainForm action=EndOtherSignIns::PATH name=END_OTHERS_FORM>
                        <p>{words::end_others_text(l)}</p>
                        <SubmitButton label=words::end_others(l) tone="bad" icon=Icon::LogOut/>
                    </PlainForm>
                </Confirm>
            }
            .into_any()
        } else {
            view! { <p class="muted">{words::only_this(l)}</p> }.into_any()
        };
        view! {
            <Page
                title=words::sign_ins_title(l)
                lead=words::sign_ins_lead(l)
                up=Crumb::new("/profile", nav::profile(l))
                narrow=true
            >
                <Refused form=END_FORM/>
                <ul class="rows">{rows}</ul>
                {end}
            </Page>
        }
    })
}

fn row(l: Locale, one: SignedInAt) -> impl IntoView {
    let icon = match (one.device.app, one.device.system.as_deref()) {
        (true, _) | (_, Some("Android" | "iPhone" | "iPad")) => Icon::Phone,
        _ => Icon::Monitor,
    };
    let current = one.current.then(|| {
        view! {
            <span class="chip chip-active">
                <IconView icon=Icon::CircleDot/>
                {words::this_one(l)}
            </span>
        }
    });
    let end = (!one.current).then(|| {
        view! {
            <PlainForm action=EndSignIn::PATH name=END_FORM class="inline-form">
                <Hidden name="id" value=one.id.clone()/>
                <SubmitButton label=words::end_one(l) tone="plain" icon=Icon::LogOut/>
            </PlainForm>
        }
    });
    view! {
        <li class="row">
            <IconView icon=icon/>
            <div class="row-main">
                <p class="row-title cluster">{device(l, &one.device)} {current}</p>
                <p class="row-text">
                    {words::seen(l, format::moment(l, one.last_seen))} ", "
                    {words::signed_in(l, format::date(l, format::local_day(one.since)))}
                </p>
                {one.address.map(|address| view! { <p class="row-text">{address}</p> })}
            </div>
            <div class="row-end">{end}</div>
        </li>
    }
}

fn device(l: Locale, device: &Device) -> String {
    let kind = if device.app { words::app(l) } else { words::some_browser(l) };
    let browser = device.browser.as_deref().unwrap_or(kind);
    match &device.system {
        Some(system) => words::browser_on(l, browser, system),
        None => browser.to_owned(),
    }
}
