//! `/partner/requests`: what organizers ask for: what waits first, then what is promised, then what was.

use birqadam_core::{Locale, ResourceRequestId};
use birqadam_funding::{RequestShelf, ResourceRequestStatus};
use leptos::prelude::*;

use crate::{
    audit::{components::RecordHistory, server_fns::with_history},
    format,
    resources::{
        components::{PartnerSteps, RequestFacts, RequestRow, Side},
        server_fns::{APPROVE_FORM, find_partner_request, list_partner_requests},
        words as looks,
    },
    texts::resources as words,
    ui::{
        ActiveFilter, ActiveFilters, Crumb, EmptyState, ListHeading, Page, Pager, Refused, Tabs, load, use_cursor,
        use_id, use_locale, use_query,
    },
};

/// The shelves as tabs.
pub(super) fn shelf_options(l: Locale) -> Vec<(String, String)> {
    RequestShelf::ALL.iter().map(|&one| (one.as_str().to_owned(), looks::shelf(l, one).to_owned())).collect()
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
    let (status, resource, from, to) = (use_query("status"), use_query("resource"), use_query("from"), use_query("to"));
    let requests = crate::ui::read(
        move || (show.get(), status.get(), resource.get(), from.get(), to.get(), cursor.get()),
        |(show, status, resource, from, to, cursor)| list_partner_requests(show, status, resource, from, to, cursor),
    );
    load(requests, move |page| {
        let filters = chart_filters(l, [status, resource, from, to].map(|part| part.get_untracked()));
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
                <ActiveFilters filters=filters/>
                {rows}
                <Pager next=page.next/>
            </Page>
        }
    })
}

/// What a chart's part narrows the list to; none of it is chosen on the page itself.
fn chart_filters(l: Locale, [status, resource, from, to]: [String; 4]) -> Vec<ActiveFilter> {
    let day = |text: String| text.parse().map_or(text, format::date_short);
    let others = [
        (!resource.is_empty(), "resource", words::one_resource(l).to_owned()),
        (!from.is_empty(), "from", words::begins_from(l, day(from.clone()))),
        (!to.is_empty(), "to", words::begins_to(l, day(to.clone()))),
    ];
    let others = others.into_iter().filter(|(set, ..)| *set).map(|(_, name, text)| ActiveFilter { name, text });
    state_filter(l, status).into_iter().chain(others).collect()
}

/// The states of the URL in words.
pub(super) fn state_filter(l: Locale, status: String) -> Option<ActiveFilter> {
    let states = status.split(',').filter_map(ResourceRequestStatus::parse);
    let text = states.map(|one| looks::request_status(l, one)).collect::<Vec<_>>().join(", ");
    (!status.is_empty()).then_some(ActiveFilter { name: "status", text })
}

/// `/partner/requests/:id`: one of them.
#[component]
pub fn PartnerRequestPage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let request = crate::ui::read(
        move || id.get(),
        |id| with_history("resource_request", id, find_partner_request(ResourceRequestId(id))),
    );
    load(request, move |(request, history)| {
        let record = request.id.0;
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
                <RecordHistory kind="resource_request" id=record history=history/>
            </Page>
        }
    })
}
