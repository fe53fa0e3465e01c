//! `/admin/storage/<orphan|missing>`: the files that belong to nothing, or are not there.

use birqadam_console::{FileProblem, StorageFinding};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    console::{server_fns::list_storage_findings, words::file_kind},
    format,
    texts::storage as words,
    ui::{Crumb, DataTable, EmptyState, Page, Pager, load, use_cursor, use_locale},
};

/// The page.
#[component]
pub fn StorageFindings() -> impl IntoView {
    let l = use_locale();
    let params = use_params_map();
    let problem = Memo::new(move |_| params.with(|p| p.get("problem").unwrap_or_default()));
    let cursor = use_cursor();
    let found = crate::ui::read(
        move || (problem.get(), cursor.get()),
        |(problem, cursor)| list_storage_findings(problem, cursor),
    );
    load(found, move |page| {
        let missing = FileProblem::parse(&problem.get_untracked()) == Some(FileProblem::Missing);
        let (title, text) = if missing {
            (words::missing(l), words::missing_text(l))
        } else {
            (words::orphans(l), words::orphans_text(l))
        };
        let head = [words::key(l), words::kind(l), words::size(l), words::modified(l)].map(str::to_owned).to_vec();
        let list = if page.items.is_empty() {
            let none = if missing { words::no_missing(l) } else { words::no_orphans(l) };
            view! { <EmptyState title=none text=""/> }.into_any()
        } else {
            let rows = page.items.into_iter().map(row).collect_view();
            view! { <DataTable caption=title head=head>{rows}</DataTable> }.into_any()
        };
        view! {
            <Page title=title lead=text up=Crumb::new("/admin/storage", words::title(l))>
                {list}
                <Pager next=page.next/>
            </Page>
        }
    })
}

fn row(finding: StorageFinding) -> impl IntoView {
    let l = use_locale();
    view! {
        <tr>
            <th scope="row">
                <code class="small">{finding.key}</code>
            </th>
            <td>{file_kind(l, &finding.kind)}</td>
            <td class="number">{finding.bytes.map(|bytes| format::file_size(l, bytes))}</td>
            <td class="number">{finding.modified_at.map(format::moment_short)}</td>
        </tr>
    }
}
