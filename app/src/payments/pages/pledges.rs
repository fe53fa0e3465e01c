//! `/sponsor/pledges`: gifts that are asked for again each month.

use birqadam_funding::{Pledge, PledgeStatus};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    payments::{
        server_fns::{ChangePledge, PLEDGE_FORM, list_my_pledges},
        words::pledge_chip,
    },
    sponsor::words::provider,
    texts::payments as words,
    ui::{
        Confirm, Crumb, EmptyState, Hidden, ListHeading, Page, Pager, PlainForm, Refused, SubmitButton, load,
        use_cursor, use_locale,
    },
};

/// The page.
#[component]
pub fn PledgesPage() -> impl IntoView {
    let l = use_locale();
    let cursor = use_cursor();
    let mine = crate::ui::read(move || cursor.get(), list_my_pledges);
    load(mine, move |page| {
        let up = Crumb::new("/sponsor/sponsorships", words::mine(l));
        let action = move || view! { <a class="button" href="/sponsor/projects">{words::find_project(l)}</a> };
        let body = if page.items.is_empty() {
            view! { <EmptyState title=words::no_pledges(l) text=words::no_pledges_text(l) action=action/> }.into_any()
        } else {
            let rows = page.items.into_iter().map(|pledge| view! { <Row pledge=pledge/> }).collect_view();
            view! {
                <ListHeading/>
                <ul class="rows">{rows}</ul>
            }
            .into_any()
        };
        view! {
            <Page title=words::pledges(l) lead=words::pledges_lead(l) up=up narrow=true>
                <Refused form=PLEDGE_FORM/>
                {body}
                <Pager next=page.next/>
            </Page>
        }
    })
}

#[component]
fn Row(pledge: Pledge) -> impl IntoView {
    let l = use_locale();
    let sum = format::sum(pledge.amount.0, &pledge.currency);
    let next = (pledge.status == PledgeStatus::Active).then(|| words::next_on(l, format::date(l, pledge.next_on)));
    let received = words::received_so_far(l, format::sum(pledge.received.0, &pledge.currency));
    let how = provider(l, &pledge.provider);
    let about = [Some(how), next, Some(received)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let steps = match pledge.status {
        PledgeStatus::Active => view! { <Step id=pledge.id.0 to="paused" label=words::pause(l)/> }.into_any(),
        PledgeStatus::Paused => view! { <Step id=pledge.id.0 to="active" label=words::resume(l)/> }.into_any(),
        PledgeStatus::Ended => ().into_any(),
    };
    let ends = (pledge.status != PledgeStatus::Ended).then(|| {
        view! {
            <Confirm label=words::end(l) tone="bad">
                <p>{words::end_sure(l)}</p>
                <Step id=pledge.id.0 to="ended" label=words::end_yes(l) tone="bad"/>
            </Confirm>
        }
    });
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">{words::each_month(l, &sum)}</h3>
                <p>
                    <a href=format!("/projects/{}", pledge.project_id)>{pledge.project_title}</a>
                </p>
                <p class="muted small">{about}</p>
                <div class="cluster">{steps} {ends}</div>
            </div>
            <div class="row-end">{pledge_chip(l, pledge.status)}</div>
        </li>
    }
}

#[component]
fn Step(
    id: i64,
    to: &'static str,
    #[prop(into)] label: String,
    #[prop(default = "plain")] tone: &'static str,
) -> impl IntoView {
    view! {
        <PlainForm action=ChangePledge::PATH name=PLEDGE_FORM class="inline-form">
            <Hidden name="id" value=id.to_string()/>
            <Hidden name="to" value=to/>
            <SubmitButton label=label tone=tone/>
        </PlainForm>
    }
}
