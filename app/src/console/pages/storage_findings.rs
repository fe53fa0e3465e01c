//! `/admin/storage/<orphan|missing>`: the files that belong to nothing, or are not there.

use birqadam_console::FileProblem;
use birqadam_core::Error;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    lists::STORAGE_FINDINGS_UI,
    texts::storage as words,
    ui::{Crumb, ErrorPage, ListView, use_locale},
};

/// The page.
#[component]
pub fn StorageFindings() -> impl IntoView {
    let l = use_locale();
    let params = use_params_map();
    let problem = Memo::new(move |_| params.with(|p| p.get("problem").and_then(|name| FileProblem::parse(&name))));
    move || {
        let Some(problem) = problem.get() else { return view! { <ErrorPage error=Error::NotFound/> }.into_any() };
        let (title, text) = match problem {
            FileProblem::Missing => (words::missing(l), words::missing_text(l)),
            FileProblem::Orphan => (words::orphans(l), words::orphans_text(l)),
        };
        let place = format!("problem={}", problem.as_str());
        view! {
            <ListView
                ui=&STORAGE_FINDINGS_UI
                title=title
                lead=text
                up=Crumb::new("/admin/storage", words::title(l))
                place=Signal::stored(place)
            />
        }
        .into_any()
    }
}
