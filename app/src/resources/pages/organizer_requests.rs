//! `/organizer/requests`: what one asked partners for.

use birqadam_core::ResourceRequestId;
use leptos::prelude::*;

use super::partner_requests::{shelf_options, state_filter, use_shelf};
use crate::{
    audit::{components::RecordHistory, server_fns::with_history},
    resources::{
        components::{OrganizerSteps, RequestFacts, RequestRow, Side},
        server_fns::{ACCEPT_FORM, DECLINE_FORM, WITHDRAW_FORM, find_organizer_request, list_organizer_requests},
        words as looks,
    },
    texts::resources as words,
    ui::{
        ActiveFilters, Crumb, EmptyState, Icon, IconView, ListHeading, Page, Pager, Refused, Tabs, load, use_cursor,
        use_id, use_locale, use_query,
    },
};

/// The page.
#[component]
pub fn OrganizerRequests() -> impl IntoView {
    let l = use_locale();
    let (show, status, cursor) = (use_shelf(), use_query("status"), use_cursor());
    let requests = crate::ui::read(
        move || (show.get(), status.get(), cursor.get()),
        |(show, status, cursor)| list_organizer_requests(show, status, cursor),
    );
    load(requests, move |page| {
        let filters = state_filter(l, status.get_untracked()).into_iter().collect();
        let find = move || {
            view! {
                <a class="button button-primary" href="/resources">
                    <IconView icon=Icon::Search/>
                    <span>{words::find(l)}</span>
                </a>
            }
        };
        let rows = if page.items.is_empty() {
            view! { <EmptyState title=words::nothing_asked(l) text=words::nothing_asked_text(l)/> }.into_any()
        } else {
            let rows = page
                .items
                .into_iter()
                .map(|one| view! { <RequestRow request=one side=Side::Organizer/> })
                .collect_view();
            view! { <ListHeading/> <ul class="rows">{rows}</ul> }.into_any()
        };
        view! {
            <Page title=words::my_requests(l) action=find>
                <Refusals/>
                <Tabs label=words::my_requests(l) name="show" options=shelf_options(l)/>
                <ActiveFilters filters=filters/>
                {rows}
                <Pager next=page.next/>
            </Page>
        }
    })
}

/// Why a button was refused.
#[component]
fn Refusals() -> impl IntoView {
    view! {
        <Refused form=ACCEPT_FORM/>
        <Refused form=DECLINE_FORM/>
        <Refused form=WITHDRAW_FORM/>
    }
}

/// `/organizer/requests/:id`: one of them.
#[component]
pub fn OrganizerRequestPage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let request = crate::ui::read(
        move || id.get(),
        |id| with_history("resource_request", id, find_organizer_request(ResourceRequestId(id))),
    );
    load(request, move |(request, history)| {
        let record = request.id.0;
        view! {
            <Page
                title=request.resource.clone()
                up=Crumb::new("/organizer/requests", words::my_requests(l))
                narrow=true
            >
                <p class="cluster">{looks::request_chip(l, request.status)}</p>
                <Refusals/>
                <RequestFacts request=request.clone() side=Side::Organizer/>
                <OrganizerSteps request=request/>
                <RecordHistory kind="resource_request" id=record history=history/>
            </Page>
        }
    })
}
