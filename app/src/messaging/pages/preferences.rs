//! `/profile/notifications`: what a person wants to be told by which channel, and when.

use birqadam_core::Locale;
use birqadam_messaging::{Digest, Preferences, TIME_ZONES};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    messaging::{
        components::KindGrid,
        server_fns::{SavePreferences, SavePreferencesInput, SendTestNotification, find_preferences},
    },
    texts::{common, nav, notifications as words},
    ui::{
        Crumb, Icon, IconView, Notice, Page, PlainForm, Refused, Section, Select, SubmitButton, TextField, declared,
        load, use_locale,
    },
};

/// The page.
#[component]
pub fn PreferencesPage() -> impl IntoView {
    let l = use_locale();
    let preferences = crate::ui::read(|| (), |()| find_preferences());
    load(preferences, move |preferences| {
        let action = move || send_test(l);
        let address = (!preferences.email_confirmed).then(|| preferences.email.clone());
        let unconfirmed = address.map(|address| {
            view! {
                <Notice tone="waiting" title=words::unconfirmed(l)>
                    <p>{words::unconfirmed_text(l, address)}</p>
                </Notice>
            }
        });
        let kinds = preferences.kinds.clone();
        view! {
            <Page
                title=words::preferences_title(l)
                lead=words::preferences_lead(l)
                up=Crumb::new("/profile", nav::profile(l))
                action=action
                narrow=true
            >
                <Refused form="test"/>
                {unconfirmed}
                // A plain form: after it the page is read anew.
                <PlainForm action=SavePreferences::PATH name={declared::<SavePreferencesInput>()}>
                    <KindGrid kinds=kinds/>
                    <Hours preferences=preferences/>
                    <SubmitButton label=common::save(l)/>
                </PlainForm>
            </Page>
        }
    })
}

/// Quiet hours, digest, time zone.
#[component]
fn Hours(preferences: Preferences) -> impl IntoView {
    let l = use_locale();
    let time = |time: Option<chrono::NaiveTime>| time.map(format::time).unwrap_or_default();
    let (from, to) = (time(preferences.quiet_from), time(preferences.quiet_to));
    let digests: Vec<_> =
        Digest::ALL.iter().map(|&digest| (digest.as_str().to_owned(), digest_words(l, digest))).collect();
    let hours: Vec<_> = (0..24).map(|hour| (hour.to_string(), format!("{hour:02}:00"))).collect();
    let (digest, hour) = (preferences.digest.as_str(), preferences.digest_hour.to_string());
    let (offered, zone) = (zones(&preferences.time_zone), preferences.time_zone);
    view! {
        <Section title=words::mail_hours(l)>
            <p class="muted">{words::quiet_help(l)}</p>
            <div class="field-row">
                <TextField name="quiet_from" label=words::quiet_from(l) kind="time" value=from/>
                <TextField name="quiet_to" label=words::quiet_to(l) kind="time" value=to/>
            </div>
            <div class="field-row">
                <Select
                    name="digest"
                    label=words::digest(l)
                    options=digests
                    value=digest
                    required=true
                />
                <Select
                    name="digest_hour"
                    label=words::digest_hour(l)
                    options=hours
                    value=hour
                    required=true
                />
            </div>
            <Select
                name="time_zone"
                label=words::time_zone(l)
                options=offered
                value=zone
                required=true
            />
        </Section>
    }
}

/// Those offered, and the person's own when it is another.
fn zones(own: &str) -> Vec<(String, String)> {
    let other = (!TIME_ZONES.contains(&own)).then_some(own);
    other
        .into_iter()
        .chain(TIME_ZONES.iter().copied())
        .map(|zone| (zone.to_owned(), zone.replace('_', " ").replace('/', " · ")))
        .collect()
}

fn digest_words(l: Locale, digest: Digest) -> String {
    match digest {
        Digest::None => words::digest_none(l),
        Digest::Daily => words::digest_daily(l),
        Digest::Weekly => words::digest_weekly(l),
    }
    .to_owned()
}

fn send_test(l: Locale) -> impl IntoView {
    view! {
        <form method="post" action=SendTestNotification::PATH>
            <button type="submit" class="button">
                <IconView icon=Icon::Bell/>
                <span>{words::send_test(l)}</span>
            </button>
        </form>
    }
}
