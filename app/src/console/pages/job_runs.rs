//! `/admin/jobs/runs`: runs that ended, the latest first.

use birqadam_console::{JobFilter, JobOutcome};
use leptos::prelude::*;

use super::job::{JobViews, run};
use crate::{
    console::{
        server_fns::list_job_runs,
        words::{outcome, task_options},
    },
    texts::jobs as words,
    ui::{EmptyState, FilterBar, FilterSelect, ListHeading, Page, Pager, load, use_cursor, use_locale, use_query},
};

/// The page; its filters live in the URL.
#[component]
pub fn JobRuns() -> impl IntoView {
    let l = use_locale();
    let (state, task, cursor) = (use_query("state"), use_query("task"), use_cursor());
    let filter = Memo::new(move |_| JobFilter { state: state.get(), task: task.get() });
    let runs = crate::ui::read(move || (filter.get(), cursor.get()), |(filter, cursor)| list_job_runs(filter, cursor));
    load(runs, move |page| {
        let list = if page.items.is_empty() {
            view! { <EmptyState title=words::no_runs(l) text=words::no_runs_text(l)/> }.into_any()
        } else {
            let rows = page.items.into_iter().map(run).collect_view();
            view! { <ol class="rows">{rows}</ol> }.into_any()
        };
        let outcomes: Vec<_> =
            JobOutcome::ALL.into_iter().map(|one| (one.as_str().to_owned(), outcome(l, one).to_owned())).collect();
        view! {
            <Page title=words::title(l) lead=words::lead(l)>
                <JobViews/>
                <FilterBar action="/admin/jobs/runs">
                    <FilterSelect name="state" label=words::outcome(l) options=outcomes all=words::any_outcome(l)/>
                    <FilterSelect name="task" label=words::task(l) options=task_options(l) all=words::any_task(l)/>
                </FilterBar>
                <ListHeading/>
                {list}
                <Pager next=page.next/>
            </Page>
        }
    })
}
