//! `/organizer/reports`: the queue of reports on one's own projects, the longest waiting first,
//! and the reports that were decided on.

use birqadam_core::{Page as PageOf, review::ReviewQueue};
use birqadam_volunteering::{Report, ReportStatus};
use leptos::prelude::*;

use crate::{
    error::Result,
    labels,
    organizer::server_fns::list_reports_to_review,
    review::{components::QueueBody, server_fns::list_review_queue},
    texts::organizer as words,
    ui::{EmptyState, ListHeading, Page, Pager, Tabs, load, use_cursor, use_locale, use_query},
    volunteering::components::ReportRow,
};

/// What waits, or what was decided.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
enum Shown {
    Queue(ReviewQueue),
    Decided(PageOf<Report>),
}

/// The page. Without a status in the URL it shows what waits.
#[component]
pub fn ReportQueue() -> impl IntoView {
    let l = use_locale();
    let (query, mine, cursor) = (use_query("status"), use_query("mine"), use_cursor());
    let given = leptos_router::hooks::use_query_map();
    let status = Memo::new(move |_| {
        if given.with(|query| query.get("status").is_none()) { ReportStatus::Pending.to_string() } else { query.get() }
    });
    let reports = Resource::new_blocking(move || (status.get(), mine.get(), cursor.get()), |(s, m, c)| find(s, m, c));
    load(reports, move |shown| {
        let statuses = ReportStatus::ALL
            .iter()
            .map(|s| (s.as_str().to_owned(), labels::report_status(l, *s).to_owned()))
            .chain([(String::new(), words::all(l).to_owned())])
            .collect::<Vec<_>>();
        let own = !mine.get_untracked().is_empty();
        let list = match shown {
            Shown::Queue(queue) => view! { <QueueBody queue=queue kind="report".to_owned() mine=own/> }.into_any(),
            Shown::Decided(page) => decided(page),
        };
        view! {
            <Page title=words::reports(l)>
                <Tabs label=words::by_status(l) name="status" options=statuses/>
                {list}
            </Page>
        }
    })
}

async fn find(status: String, mine: String, cursor: Option<String>) -> Result<Shown> {
    if status == ReportStatus::Pending.as_str() {
        return list_review_queue("report".to_owned(), mine, cursor).await.map(Shown::Queue);
    }
    list_reports_to_review(status, cursor).await.map(Shown::Decided)
}

fn decided(page: PageOf<Report>) -> AnyView {
    let l = use_locale();
    if page.items.is_empty() {
        return view! { <EmptyState title=words::none_of_status(l)/> <Pager next=page.next/> }.into_any();
    }
    let rows = page
        .items
        .into_iter()
        .map(|report| {
            let href = format!("/organizer/reports/{}", report.id);
            view! { <ReportRow report=report href=href with_author=true/> }
        })
        .collect_view();
    view! {
        <ListHeading/>
        <ul class="rows">{rows}</ul>
        <Pager next=page.next/>
    }
    .into_any()
}
