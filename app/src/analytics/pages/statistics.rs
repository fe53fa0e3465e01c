//! `/analytics`: all figures that a person may see; of the platform, of their projects, or of their
//! own work.

use birqadam_core::Permission;
use leptos::prelude::*;

use crate::{
    analytics::{
        components::{BoardView, StatisticsFilters, StatisticsQuery},
        server_fns::{Statistics, get_statistics},
    },
    format,
    reports::components::DownloadReport,
    texts::analytics as words,
    ui::{Page, load, may, use_locale},
};

/// The page.
#[component]
pub fn StatisticsPage() -> impl IntoView {
    let l = use_locale();
    let query = StatisticsQuery::of_page();
    let statistics = crate::ui::read(
        move || query.get(),
        |q| get_statistics(q.period, q.from, q.to, q.city, q.kind, q.organizer, q.project),
    );
    let title = if may(Permission::AnalyticsView) {
        words::title(l)
    } else if may(Permission::ProjectsManageOwn) {
        words::title_own(l)
    } else {
        words::title_mine(l)
    };
    load(statistics, move |Statistics { board, problems }| {
        #[cfg(feature = "ssr")]
        if !problems.is_empty() {
            crate::server_ctx::set_status(422);
        }
        let as_of = board.as_of.map(|at| words::as_of(l, format::moment(l, at)));
        let about = board.about.into_iter().map(|about| {
            let text = about.text();
            view! { <p class="page-lead"><a href=about.href>{text}</a></p> }
        });
        let about = about.collect_view();
        view! {
            <Page title=title lead=board.shown action=move || download(query)>
                {about}
                <StatisticsFilters query=query.get_untracked() problems=problems/>
                <BoardView sections=board.sections/>
                {as_of.map(|text| view! { <p class="muted small">{text}</p> })}
            </Page>
        }
    })
}

/// The report on what is shown, for those who may have it.
fn download(query: Memo<StatisticsQuery>) -> Option<impl IntoView> {
    (may(Permission::AnalyticsView) || may(Permission::ProjectsManageOwn)).then(|| {
        let query = Signal::derive(move || query.with(StatisticsQuery::report_query));
        view! { <DownloadReport report="period_report" query=query/> }
    })
}
