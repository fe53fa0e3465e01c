//! A request in a list, and what there is to know of it.

use birqadam_funding::{Counter, ResourceRequest, ResourceRequestStatus};
use leptos::prelude::*;

use super::{OrganizerSteps, PartnerSteps};
use crate::{
    format,
    resources::words as looks,
    texts::resources as words,
    ui::{Fact, Facts, Icon, IconView, Notice, WaitingTime, use_locale},
};

/// Who looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Partner,
    Organizer,
}

impl Side {
    fn address(self) -> &'static str {
        match self {
            Side::Partner => "/partner/requests",
            Side::Organizer => "/organizer/requests",
        }
    }
}

/// Title, dates, state, and what can be done now.
#[component]
pub fn RequestRow(request: ResourceRequest, side: Side) -> impl IntoView {
    let l = use_locale();
    // For the partner since it was asked, for the organizer since other dates were offered.
    let since = match request.status {
        ResourceRequestStatus::Pending => Some(request.created_at),
        ResourceRequestStatus::Countered => request.decided_at,
        _ => None,
    };
    let waits = since.map(|since| view! { <WaitingTime since=since/> });
    let who = match side {
        Side::Partner => request.organizer.clone(),
        Side::Organizer => request.partner.clone(),
    };
    let steps = match side {
        Side::Partner => view! { <PartnerSteps request=request.clone()/> }.into_any(),
        Side::Organizer => view! { <OrganizerSteps request=request.clone()/> }.into_any(),
    };
    view! {
        <li class="row request" id=format!("request-{}", request.id)>
            <div class="row-main">
                <h3 class="row-title">
                    <a href=format!("{}/{}", side.address(), request.id)>{request.resource.clone()}</a>
                </h3>
                <p class="row-facts">
                    <span class="row-fact">
                        <IconView icon=Icon::Calendar/>
                        {looks::period(l, request.period())}
                    </span>
                    <span class="row-fact">
                        <IconView icon=Icon::FolderKanban/>
                        {request.project.clone()}
                    </span>
                    <span class="row-fact">
                        <IconView icon=Icon::Building2/>
                        {who}
                    </span>
                </p>
                <Words request=request.clone() side=side/>
                {steps}
            </div>
            <div class="row-end">
                {looks::request_chip(l, request.status)}
                {waits}
            </div>
        </li>
    }
}

/// Everything of one request.
#[component]
pub fn RequestFacts(request: ResourceRequest, side: Side) -> impl IntoView {
    let l = use_locale();
    let asked = format::moment(l, request.created_at);
    let dates = looks::period(l, request.period());
    let words = request.clone();
    let answered =
        if request.status == ResourceRequestStatus::Countered { words::offered(l) } else { words::decided(l) };
    let decided =
        request.decided_at.map(|at| view! { <Fact label=answered icon=Icon::Check>{format::moment(l, at)}</Fact> });
    let partner = (side == Side::Organizer).then(|| {
        view! {
            <Fact label=words::partner(l) icon=Icon::HeartHandshake>
                <a href=format!("/partners/{}", request.partner_id)>{request.partner.clone()}</a>
            </Fact>
        }
    });
    let organizer = (side == Side::Partner).then(|| {
        view! {
            <Fact label=words::organizer(l) icon=Icon::Building2>
                <a href=format!("/organizers/{}", request.organizer_id)>{request.organizer.clone()}</a>
            </Fact>
        }
    });
    view! {
        <Facts>
            <Fact label=words::resource(l) icon=Icon::Tag>
                <a href=format!("/resources/{}", request.resource_id)>{request.resource.clone()}</a>
            </Fact>
            <Fact label=words::dates(l) icon=Icon::Calendar>{dates}</Fact>
            <Fact label=words::project(l) icon=Icon::FolderKanban>
                <a href=format!("/projects/{}", request.project_id)>{request.project}</a>
            </Fact>
            {organizer}
            {partner}
            <Fact label=words::asked(l) icon=Icon::Clock>{asked}</Fact>
            {decided}
        </Facts>
        <Words request=words side=side/>
    }
}

/// What both sides said.
#[component]
fn Words(request: ResourceRequest, side: Side) -> impl IntoView {
    let l = use_locale();
    let waiting = request.status.is_waiting();
    let notes = Some(request.notes).filter(|text| !text.is_empty());
    let clash = (request.clashes && waiting).then(|| {
        view! {
            <Notice tone="waiting" title=words::clashes(l)>
                <p>{words::clashes_text(l)}</p>
            </Notice>
        }
    });
    let reason = request.reason.filter(|_| request.status == ResourceRequestStatus::Rejected);
    let offer = request.counter.filter(|_| request.status == ResourceRequestStatus::Countered);
    view! {
        {notes.map(|text| view! { <p class="preline">{text}</p> })}
        {clash}
        {offer.map(|offer| view! { <Offer offer=offer side=side/> })}
        {reason.map(|text| view! { <p class="preline"><strong>{words::reason(l)} ": "</strong>{text}</p> })}
        {request.thanks.map(|text| view! { <blockquote class="preline thanks">{text}</blockquote> })}
    }
}

#[component]
fn Offer(offer: Counter, side: Side) -> impl IntoView {
    let l = use_locale();
    let message = Some(offer.message.clone()).filter(|text| !text.is_empty());
    let dates = looks::period(l, offer.period());
    let title = match side {
        Side::Partner => words::own_other_dates(l, dates),
        Side::Organizer => words::other_dates(l, dates),
    };
    view! {
        <Notice tone="info" title=title>
            {message.map(|text| view! { <p class="preline">{text}</p> })}
        </Notice>
    }
}
