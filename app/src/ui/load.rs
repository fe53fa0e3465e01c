//! What a page reads, and showing it: a skeleton meanwhile, the view, or the page of its error.

use codee::{Decoder, Encoder};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use serde::{Serialize, de::DeserializeOwned};

use super::error_page::ErrorPage;
use crate::error::{AppError, Result};

/// What a page reads from the server: printed into the page, or fetched when one comes to it
/// from another.
pub type Read<T> = Resource<Result<T>, Json>;

/// Reads by `fetch` whenever `source` changes; the page waits for it.
pub fn read<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> F + Send + Sync + 'static,
) -> Read<T>
where
    S: Send + Sync + Clone + PartialEq + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T>> + Send + 'static,
{
    Resource::new_with_options(source, fetch, true)
}

/// How often this was accepted, for a page that reads again after it. What is refused is not
/// counted: the form stays open, with what was typed.
pub fn accepted<S>(action: ServerAction<S>) -> Memo<u32>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let value = action.value();
    Memo::new(move |before: Option<&u32>| {
        let now = value.with(|value| matches!(value, Some(Ok(_))));
        before.copied().unwrap_or_default() + u32::from(now)
    })
}

/// JSON, parsed from bytes as the answers of server functions are. Leptos's own codec parses from
/// text, which gives the browser every parser twice.
pub struct Json;

impl<T: Serialize> Encoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> std::result::Result<String, serde_json::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> std::result::Result<T, serde_json::Error> {
        serde_json::from_slice(text.as_bytes())
    }
}

/// Shows the resource's value by `view`; a skeleton while it loads; on an error its page, with
/// the right status code, or the sign-in page when nobody is signed in.
pub fn load<T, V, F>(resource: Read<T>, view: F) -> AnyView
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
