//! `/organizer/reports`: the queue of reports on one's own projects that wait, the longest waiting
//! first. What was decided is in the list of all reports.

use birqadam_volunteering::ReportStatus;
use leptos::prelude::*;
use leptos_router::components::Redirect;

use crate::{
    labels,
    review::{components::QueueBody, server_fns::list_review_queue},
    texts::organizer as words,
    ui::{Page, load, use_cursor, use_locale, use_query},
};

/// Where reports stand that were decided on.
const ALL: &str = "/organizer/all-reports";

/// The page. A status other than "waiting" leads to the list.
#[component]
pub fn ReportQueue() -> impl IntoView {
    let l = use_locale();
    let (status, mine, cursor) = (use_query("status"), use_query("mine"), use_cursor());
    let asked = leptos_router::hooks::use_query_map().with_untracked(|query| query.get("status"));
    if asked.is_some_and(|status| status != ReportStatus::Pending.as_str()) {
        let status = status.get_untracked();
        let known = ReportStatus::parse(&status).is_some();
        let path = if known { format!("{ALL}?status={status}") } else { ALL.to_owned() };
        return view! { <Redirect path=path/> }.into_any();
    }
    let queue = crate::ui::read(
        move || (mine.get(), cursor.get()),
        |(mine, cursor)| list_review_queue("report".to_owned(), mine, cursor),
    );
    load(queue, move |queue| {
        let waiting = labels::report_status(l, ReportStatus::Pending);
        let decided = ReportStatus::ALL.iter().filter(|status| **status != ReportStatus::Pending);
        let links = decided
            .map(|status| {
                let text = labels::report_status(l, *status);
                view! { <a class="tab" href=format!("{ALL}?status={status}")>{text}</a> }
            })
            .collect_view();
        let own = !mine.get_untracked().is_empty();
        view! {
            <Page title=words::reports(l)>
                <nav class="tabs" aria-label=words::by_status(l)>
                    <a class="tab" href="/organizer/reports" aria-current="page">
                        {waiting}
                    </a>
                    {links}
                    <a class="tab" href=ALL>
                        {words::all(l)}
                    </a>
                </nav>
                <QueueBody queue=queue kind="report".to_owned() mine=own/>
            </Page>
        }
    })
    .into_any()
}
