//! `/organizer/reports`: the queue of reports, the longest waiting first.

use birqadam_volunteering::ReportStatus;
use leptos::prelude::*;

use crate::{
    labels,
    organizer::server_fns::list_reports_to_review,
    texts::organizer as words,
    ui::{EmptyState, ListHeading, Page, Pager, Tabs, load, use_cursor, use_locale, use_query},
    volunteering::components::ReportRow,
};

/// The page. Without a status in the URL it shows what waits.
#[component]
pub fn ReportQueue() -> impl IntoView {
    let l = use_locale();
    let (query, cursor) = (use_query("status"), use_cursor());
    let given = leptos_router::hooks::use_query_map();
    let status = Memo::new(move |_| {
        if given.with(|query| query.get("status").is_none()) { ReportStatus::Pending.to_string() } else { query.get() }
    });
    let reports = Resource::new_blocking(
        move || (status.get(), cursor.get()),
        |(status, cursor)| list_reports_to_review(status, cursor),
    );
    load(reports, move |page| {
        let empty = page.items.is_empty();
        let waiting = status.get_untracked() == ReportStatus::Pending.as_str();
        let rows = page
            .items
            .into_iter()
            .map(|report| {
                let href = format!("/organizer/reports/{}", report.id);
                view! { <ReportRow report=report href=href with_author=true/> }
            })
            .collect_view();
        let statuses = ReportStatus::ALL
            .iter()
            .map(|s| (s.as_str().to_owned(), labels::report_status(l, *s).to_owned()))
            .chain([(String::new(), words::all(l).to_owned())])
            .collect::<Vec<_>>();
        let list = match (empty, waiting) {
            (true, true) => {
                view! { <EmptyState title=words::nothing_waits(l) text=words::nothing_waits_text(l)/> }.into_any()
            }
            (true, false) => view! { <EmptyState title=words::none_of_status(l)/> }.into_any(),
            _ => view! { <ListHeading/> <ul class="rows">{rows}</ul> }.into_any(),
        };
        view! {
            <Page title=words::reports(l)>
                <Tabs label=words::by_status(l) name="status" options=statuses/>
                {list}
                <Pager next=page.next/>
            </Page>
        }
    })
}
