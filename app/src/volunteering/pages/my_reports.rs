//! `/reports`: one's own photo reports.

use leptos::prelude::*;

use crate::{
    texts::reports as words,
    ui::{EmptyState, ListHeading, Page, Pager, load, use_cursor, use_locale},
    volunteering::{components::ReportRow, server_fns::list_my_reports},
};

/// The page.
#[component]
pub fn MyReports() -> impl IntoView {
    let l = use_locale();
    let cursor = use_cursor();
    let reports = crate::ui::read(move || cursor.get(), list_my_reports);
    load(reports, move |page| {
        let empty = page.items.is_empty();
        let rows = page
            .items
            .into_iter()
            .map(|report| {
                let href = format!("/reports/{}", report.id);
                view! { <ReportRow report=report href=href/> }
            })
            .collect_view();
        let to_tasks = move || view! { <a class="button button-primary" href="/tasks">{words::to_tasks(l)}</a> };
        view! {
            <Page title=words::my_reports(l)>
                {if empty {
                    view! { <EmptyState title=words::no_reports(l) text=words::no_reports_text(l) action=to_tasks/> }.into_any()
                } else {
                    view! { <ListHeading/> <ul class="rows">{rows}</ul> }.into_any()
                }}
                <Pager next=page.next/>
            </Page>
        }
    })
}
