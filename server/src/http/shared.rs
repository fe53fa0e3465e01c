//! A service that is cheap to clone. Each middleware clones all that is below it for each request,
//! so a stack of them costs by the square of its height; below this one there is one counter to raise.

use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::extract::Request;
use tower::util::Oneshot;
use tower::{Service, ServiceExt};

/// Clones what it holds only when it is called.
pub struct Shared<S>(Arc<S>);

impl<S> Shared<S> {
    pub fn new(service: S) -> Self {
        Shared(Arc::new(service))
    }
}

impl<S> Clone for Shared<S> {
    fn clone(&self) -> Self {
        Shared(self.0.clone())
    }
}

/// Services of routers are always ready.
impl<S> Service<Request> for Shared<S>
where
    S: Service<Request, Error = Infallible> + Clone,
{
    type Response = S::Response;
    type Error = Infallible;
    type Future = Oneshot<S, Request>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        S::clone(&self.0).oneshot(request)
    }
}
