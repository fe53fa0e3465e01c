//! What needs a partner now, what they have promised, what came of it; shown by `/home`.

use birqadam_funding::ResourceRequest;
use leptos::prelude::*;

use crate::{
    format,
    resources::{
        components::{RequestRow, Side, ThanksList},
        server_fns::{APPROVE_FORM, PartnerHome, get_partner_home},
    },
    texts::resources as words,
    ui::{ChartFigure, EmptyState, Figure, Icon, IconView, Page, Refused, Section, WaitingTime, load, use_locale},
};

/// The page.
#[component]
pub fn HomePartner() -> impl IntoView {
    let l = use_locale();
    let home = crate::ui::read(|| (), |()| get_partner_home());
    let new = move || {
        view! {
            <a class="button button-primary" href="/partner/resources/new">
                <IconView icon=Icon::Plus/>
                <span>{words::new_resource(l)}</span>
            </a>
        }
    };
    load(home, move |home| {
        let idle = home.overview.waiting == 0;
        let lends = home.overview.resources_active > 0;
        let thanks = home.thanks.clone();
        let all = move || view! { <a href="/partner/requests?show=thanked">{words::all_requests(l)}</a> };
        let thanks = (!thanks.is_empty()).then(|| {
            view! {
                <Section title=words::thanks(l) count=format::number(home.overview.thanked) action=all>
                    <ThanksList thanks=thanks/>
                </Section>
            }
        });
        view! {
            <Page title=words::needs_you(l) action=new>
                <Refused form=APPROVE_FORM/>
                {figures(&home)}
                {(idle && lends).then(|| view! { <p class="page-lead">{words::nothing_waits(l)}</p> })}
                {(!lends).then(|| view! { <EmptyState title=words::lend_something(l) text=words::lend_something_text(l)/> })}
                {waiting(&home)}
                {upcoming(&home)}
                {drawn(&home)}
                {thanks}
            </Page>
        }
    })
}

/// Each number leads to exactly its records.
fn figures(home: &PartnerHome) -> impl IntoView + use<> {
    let l = use_locale();
    let overview = home.overview.clone();
    let tone = if overview.waiting > 0 { "attention" } else { "plain" };
    view! {
        <div class="figures">
            <Figure
                value=format::number(overview.waiting)
                label=words::figure_waiting(l)
                href="/partner/requests?show=waiting&status=pending"
                tone=tone
            />
            <Figure
                value=format::number(overview.upcoming)
                label=words::figure_upcoming(l)
                href="/partner/requests?show=upcoming"
            />
            <Figure value=format::number(overview.lent) label=words::figure_lent(l) href="/partner/requests?show=lent"/>
            <Figure
                value=format::number(overview.thanked)
                label=words::figure_thanked(l)
                href="/partner/requests?show=thanked"
            />
            <Figure
                value=format::number(overview.resources_active)
                label=words::figure_active(l)
                href="/partner/resources?status=active"
            />
            {home
                .answer_time
                .clone()
                .map(|time| {
                    view! {
                        <Figure
                            value=time
                            label=words::figure_answer_time(l)
                            href="/partner/requests?show=all&status=approved,done,countered,rejected"
                        />
                    }
                })}
        </div>
    }
}

fn waiting(home: &PartnerHome) -> Option<impl IntoView + use<>> {
    let l = use_locale();
    let (count, oldest) = (home.overview.waiting, home.overview.oldest_waiting_at);
    let requests = home.waiting.clone();
    let all = move || {
        view! {
            <span class="cluster">
                {oldest.map(|since| view! { <WaitingTime since=since/> })}
                <a href="/partner/requests">{words::all_requests(l)}</a>
            </span>
        }
    };
    (count > 0).then(|| {
        view! {
            <Section title=words::waiting_requests(l) count=format::number(count) action=all>
                {rows(requests)}
            </Section>
        }
    })
}

fn upcoming(home: &PartnerHome) -> Option<impl IntoView + use<>> {
    let l = use_locale();
    let (count, requests) = (home.overview.upcoming, home.upcoming.clone());
    let all = move || view! { <a href="/partner/requests?show=upcoming">{words::all_requests(l)}</a> };
    (count > 0).then(|| {
        view! {
            <Section title=words::upcoming_lendings(l) count=format::number(count) action=all>
                {rows(requests)}
            </Section>
        }
    })
}

fn drawn(home: &PartnerHome) -> Option<impl IntoView + use<>> {
    let l = use_locale();
    let charts = home.charts.clone();
    (!charts.is_empty()).then(|| {
        let charts = charts.into_iter().map(|drawn| view! { <ChartFigure drawn=drawn/> }).collect_view();
        view! {
            <Section title=words::charts_title(l)>
                <div class="charts">{charts}</div>
            </Section>
        }
    })
}

fn rows(requests: Vec<ResourceRequest>) -> impl IntoView + use<> {
    let rows = requests.into_iter().map(|one| view! { <RequestRow request=one side=Side::Partner/> }).collect_view();
    view! { <ul class="rows">{rows}</ul> }
}
