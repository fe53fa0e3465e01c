//! `/partner/requests`: what organizers ask for: what waits first, then what is promised, then what was.

use birqadam_core::{Locale, ResourceRequestId};
use birqadam_funding::RequestShelf;
use leptos::prelude::*;

use crate::{
    resources::{
        components::{PartnerSteps, RequestFacts, RequestRow, Side},
        server_fns::{APPROVE_FORM, find_partner_request, list_partner_requests},
        words as looks,
    },
    texts::resources as words,
    ui::{Crumb, EmptyState, ListHeading, Page, Pager, Refused, Tabs, load, use_cursor, use_id, use_locale, use_query},
};

/// The shelves as tabs.
pub(super) fn shelf_options(l: Locale) -> Vec<(String, String)> {
    RequestShelf::ALL.into_iter().map(|one| (one.as_str().to_owned(), looks::shelf(l, one).to_owned())).collect()
}

/// The shelf of the URL; what waits when it says nothing.
pub(super) fn use_shelf() -> Memo<String> {
    let show = use_query("show");
    Memo::new(move |_| match show.get() {
        text if text.is_empty() => RequestShelf::Waiting.as_str().to_owned(),
        text => text,
    })
}

/// The page.
#[component]
pub fn PartnerRequests() -> impl IntoView {
    let l = use_locale();
    let (show, cursor) = (use_shelf(), use_cursor());
    let requests =
        crate::ui::read(move || (show.get(), cursor.get()), |(show, cursor)| list_partner_requests(show, cursor));
    load(requests, move |page| {
        let offer = move || view! { <a class="button" href="/partner/resources">{words::my_resources(l)}</a> };
        let rows = if page.items.is_empty() {
            view! { <EmptyState title=words::no_requests(l) text=words::no_requests_text(l) action=offer/> }.into_any()
        } else {
            let rows =
                page.items.into_iter().map(|one| view! { <RequestRow request=one side=Side::Partner/> }).collect_view();
            view! { <ListHeading/> <ul class="rows">{rows}</ul> }.into_any()
        };
        view! {
            <Page title=words::requests(l) action=offer>
                <Refused form=APPROVE_FORM/>
                <Tabs label=words::requests(l) name="show" options=shelf_options(l)/>
                {rows}
                <Pager next=page.next/>
            </Page>
        }
    })
}

/// `/partner/requests/:id`: one of them.
#[component]
pub fn PartnerRequestPage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let request = crate::ui::read(move || id.get(), |id| find_partner_request(ResourceRequestId(id)));
    load(request, move |request| {
        view! {
            <Page
                title=request.resource.clone()
                up=Crumb::new("/partner/requests", words::requests(l))
                narrow=true
            >
                <p class="cluster">{looks::request_chip(l, request.status)}</p>
                <Refused form=APPROVE_FORM/>
                <RequestFacts request=request.clone() side=Side::Partner/>
                <PartnerSteps request=request/>
            </Page>
        }
    })
}
