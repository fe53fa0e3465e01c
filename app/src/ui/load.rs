//! Showing what a resource brings: a skeleton meanwhile, the view, or the page of its error.

use leptos::prelude::*;

use super::error_page::ErrorPage;
use crate::error::Result;

/// Shows the resource's value by `view`; a skeleton while it loads; on an error its page, with
/// the right status code, or the sign-in page when nobody is signed in.
pub fn load<T, V, F>(resource: Resource<Result<T>>, view: F) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
    F: Fn(T) -> V + Clone + Send + Sync + 'static,
{
    view! {
        <Transition fallback=|| {
            view! { <Skeleton/> }
        }>
            {move || {
                let view = view.clone();
                Suspend::new(async move {
                    match resource.await {
                        Ok(value) => view(value).into_any(),
                        Err(error) => view! { <ErrorPage error=error.0/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
    .into_any()
}

/// Grey lines in the place of what is coming.
#[component]
pub fn Skeleton(#[prop(default = 4)] lines: u32) -> impl IntoView {
    let lines = (0..lines).map(|_| view! { <span class="skeleton-line"></span> }).collect_view();
    view! {
        <div class="skeleton" aria-hidden="true">
            {lines}
        </div>
    }
}
