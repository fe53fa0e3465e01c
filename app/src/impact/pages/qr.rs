//! `/q/:code`: where a scanned code leads: on to its project, or a word on why it leads nowhere.

use leptos::prelude::*;
use leptos_router::{components::Redirect, hooks::use_params_map};

use crate::{
    impact::server_fns::open_qr,
    texts::qr as words,
    ui::{Page, load, use_locale},
};

/// The page; seen only when the code leads nowhere.
#[component]
pub fn QrPage() -> impl IntoView {
    let l = use_locale();
    let params = use_params_map();
    let code = Memo::new(move |_| params.with(|params| params.get("code").unwrap_or_default()));
    let found = crate::ui::read(move || code.get(), open_qr);
    load(found, move |found| match found {
        Some(id) => {
            // `Redirect` leaves the status alone for clients that do not say they take HTML.
            #[cfg(feature = "ssr")]
            crate::server_ctx::set_status(303);
            view! { <Redirect path=format!("/projects/{id}")/> }.into_any()
        }
        None => {
            #[cfg(feature = "ssr")]
            crate::server_ctx::set_status(404);
            view! {
                <Page title=words::void_title(l) lead=words::void_text(l) narrow=true>
                    <p>
                        <a class="button button-primary" href="/projects">
                            {words::to_projects(l)}
                        </a>
                    </p>
                </Page>
            }
            .into_any()
        }
    })
}
