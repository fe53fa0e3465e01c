//! What a page reads, and showing it: a skeleton meanwhile, the view, or the page of its error.
//!
//! Every page does this several times, each with types of its own. Only what must know the types
//! does (asking, parsing, drawing); the machinery between is there once, not once per page: see
//! `docs/adr/0012`.

use std::{marker::PhantomData, pin::Pin, sync::Arc};

use birqadam_core::Error;
use leptos::prelude::*;
use leptos::reactive::computed::suspense::SuspenseContext;
use leptos::server_fn::ServerFn;
use serde::{Serialize, de::DeserializeOwned};

use super::error_page::ErrorPage;
use super::kept::{Ask, Kept, Printed, Question};
use crate::error::{AppError, Result};

/// What a page reads from the server: printed into the page, or fetched when one comes to it
/// from another. Awaiting it gives what was read.
pub struct Read<T> {
    kept: Resource<Kept, Printed>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Read<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Read<T> {}

impl<T> IntoFuture for Read<T>
where
    T: Clone + DeserializeOwned + Send + Sync + 'static,
{
    type Output = Result<T>;
    type IntoFuture = Pin<Box<dyn Future<Output = Result<T>> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        let kept = self.kept.into_future();
        Box::pin(async move { kept.await.take() })
    }
}

/// Reads by `fetch` whenever `source` changes; the page waits for it.
///
/// # Panics
/// In development, when called within a view that itself waits (see "A page that reads" in `README.md`).
#[track_caller]
pub fn read<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> F + Send + Sync + 'static,
) -> Read<T>
where
    S: Send + Sync + Clone + PartialEq + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T>> + Send + 'static,
{
    // Leptos makes such a view twice on the server, each time with a resource of its own.
    debug_assert!(
        use_context::<SuspenseContext>().is_none(),
        "a resource is made in a suspended view: read where the page's component begins"
    );
    let fetch = Arc::new(move |source| -> Pin<Box<dyn Future<Output = Kept> + Send>> {
        let answer = fetch(source);
        Box::pin(async move { Kept::new(answer.await) })
    });
    let question = move || Question(Arc::new(Ask { source: source(), fetch: fetch.clone() }));
    Read { kept: keep(Box::new(question)), of: PhantomData }
}

fn keep(question: Box<dyn Fn() -> Question + Send + Sync>) -> Resource<Kept, Printed> {
    Resource::new_with_options(question, |question: Question| question.0.ask(), true)
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

/// Shows the resource's value by `view`; a skeleton while it loads; on an error its page, with
/// the right status code, or the sign-in page when nobody is signed in.
pub fn load<T, V, F>(resource: Read<T>, view: F) -> AnyView
where
    T: Clone + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
    F: Fn(T) -> V + Send + Sync + 'static,
{
    let draw = move |kept: Kept| kept.take::<T>().map(|value| view(value).into_any());
    show(resource.kept, Arc::new(draw))
}

/// Draws what was read, or says what is wrong.
type Draw = Arc<dyn Fn(Kept) -> Result<AnyView> + Send + Sync>;

fn show(kept: Resource<Kept, Printed>, draw: Draw) -> AnyView {
    view! {
        <Transition fallback=|| {
            view! { <Skeleton/> }
        }>
            {move || {
                let draw = draw.clone();
                Suspend::new(async move {
                    draw(kept.await).unwrap_or_else(|error| failed(error.0))
                })
            }}
        </Transition>
    }
    .into_any()
}

fn failed(error: Error) -> AnyView {
    view! { <ErrorPage error=error/> }.into_any()
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
