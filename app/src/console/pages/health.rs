//! `/admin/health`: how the services behind the platform are, and what changed.

use birqadam_console::{HealthState, Incident, Service, ServiceHealth};
use birqadam_core::Locale;
use birqadam_funding::ProviderHealth;
use chrono::{DateTime, Duration, Utc};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    console::{
        components::health_chip,
        server_fns::{CheckHealthNow, HEALTH_FORM, HealthView, get_health},
        words::{measure, service},
    },
    format,
    sponsor::words::provider,
    texts::health as words,
    ui::{
        EmptyState, Fact, Facts, Hidden, Icon, Notice, Page, PlainForm, Refused, Section, SubmitButton, load,
        use_locale, use_start,
    },
};

/// Checks come every minute; after so many without one they have stopped.
const STALE_MINUTES: i64 = 5;

/// The page.
#[component]
pub fn HealthPage() -> impl IntoView {
    let l = use_locale();
    let health = crate::ui::read(|| (), |()| get_health());
    let check = move || {
        view! {
            <PlainForm action=CheckHealthNow::PATH name=HEALTH_FORM class="inline-form">
                <Hidden name="pressed" value="true"/>
                <SubmitButton label=words::check_now(l) icon=Icon::RefreshCw/>
            </PlainForm>
        }
    };
    load(health, move |HealthView { services, incidents, providers }| {
        let checked = services.iter().map(|one| one.checked_at).max();
        let body = if services.is_empty() {
            view! { <EmptyState title=words::not_checked(l) text=words::not_checked_text(l)/> }.into_any()
        } else {
            let cards = services.into_iter().map(card).collect_view();
            view! { <ul class="console-cards">{cards}</ul> }.into_any()
        };
        let providers = (!providers.is_empty()).then(|| {
            let cards = providers.into_iter().map(provider_card).collect_view();
            view! {
                <Section title=words::providers(l)>
                    <ul class="console-cards">{cards}</ul>
                </Section>
            }
        });
        let past = if incidents.is_empty() {
            view! { <p class="muted">{words::no_incidents(l)}</p> }.into_any()
        } else {
            let rows = incidents.into_iter().map(incident).collect_view();
            view! { <ol class="rows">{rows}</ol> }.into_any()
        };
        view! {
            <Page title=words::title(l) lead=words::lead(l) action=check>
                <Refused form=HEALTH_FORM/>
                {checked.and_then(|at| stale(l, at))}
                {body}
                {providers}
                <Section title=words::incidents(l)>{past}</Section>
            </Page>
        }
    })
}

/// When the checks themselves have stopped.
fn stale(l: Locale, checked: DateTime<Utc>) -> Option<impl IntoView> {
    let stopped = use_start().now - checked > Duration::minutes(STALE_MINUTES);
    stopped.then(|| {
        view! {
            <Notice tone="bad" title=words::stale(l)>
                <p>{words::stale_text(l, format::moment_short(checked))}</p>
            </Notice>
        }
    })
}

fn card(health: ServiceHealth) -> impl IntoView {
    let l = use_locale();
    let facts = health
        .measures
        .iter()
        .map(|one| {
            let (name, value) = measure(l, &one.name, one.value);
            view! { <Fact label=name>{value}</Fact> }
        })
        .collect_view();
    let response = health.response_ms.map(|ms| {
        view! { <Fact label=words::response(l)>{words::milliseconds(l, format::number(ms.into()))}</Fact> }
    });
    let unused = (health.state == HealthState::Unused).then(|| match health.service {
        Service::Mail => view! { <p class="muted small">{words::mail_unused(l)}</p> }.into_any(),
        _ => view! { <p class="muted small">{words::disk_unused(l)}</p> }.into_any(),
    });
    let error = health.last_error.zip(health.last_error_at).map(|(error, at)| {
        view! {
            <p class="row-note">{words::last_error(l)}" · "{format::moment_short(at)}": "{error}</p>
        }
    });
    let last_ok = (health.state == HealthState::Down)
        .then_some(health.last_ok_at)
        .flatten()
        .map(|at| view! { <Fact label=words::last_ok(l)>{format::moment_short(at)}</Fact> });
    view! {
        <li class="console-card">
            <div class="console-card-head">
                <h2>{service(l, health.service)}</h2>
                {health_chip(l, health.state)}
            </div>
            <p class="muted small">{words::since(l, format::moment_short(health.since))}</p>
            {unused}
            <Facts>{response} {last_ok} {facts}</Facts>
            {error}
            <p class="muted small">{words::checked(l, format::moment_short(health.checked_at))}</p>
        </li>
    }
}

/// A payment provider: what it did when it was asked, and what it told by itself.
fn provider_card(health: ProviderHealth) -> impl IntoView {
    let l = use_locale();
    let chip =
        health.answers().map(|answers| health_chip(l, if answers { HealthState::Up } else { HealthState::Down }));
    let fact = move |label: &'static str, at: Option<DateTime<Utc>>| {
        let at = at.map_or_else(|| words::never(l).to_owned(), format::moment_short);
        view! { <Fact label=label>{at}</Fact> }
    };
    let note = |label: &'static str, text: Option<String>| {
        text.map(|text| view! { <p class="row-note">{label}": "{text}</p> })
    };
    view! {
        <li class="console-card">
            <div class="console-card-head">
                <h3>{provider(l, &health.provider)}</h3>
                {chip}
            </div>
            <Facts>
                {fact(words::answered(l), health.answered_at)} {fact(words::not_answered(l), health.failed_at)}
                {fact(words::told(l), health.told_at)} {fact(words::refused(l), health.refused_at)}
            </Facts>
            {note(words::not_answered(l), health.failure)}
            {note(words::refused(l), health.refusal)}
        </li>
    }
}

fn incident(incident: Incident) -> impl IntoView {
    let l = use_locale();
    view! {
        <li class="row">
            <div class="row-main">
                <p class="row-title">{service(l, incident.service)}</p>
                <p class="muted small">{format::moment_short(incident.at)}</p>
                {incident.error.map(|error| view! { <p class="row-note">{error}</p> })}
            </div>
            <div class="row-end">{health_chip(l, incident.state)}</div>
        </li>
    }
}
