//! Whether an address has an account must not be told by the time an answer takes: the same work
//! is done either way.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use tracing::subscriber::set_default;
use tracing::{Metadata, Subscriber, span};

use crate::support::people::{PASSWORD, Person};
use crate::support::{Client, TestApp};

/// Counts the runs of argon2 on this thread.
#[derive(Clone, Default)]
struct Runs(Arc<AtomicUsize>);

impl Runs {
    fn take(&self) -> usize {
        self.0.swap(0, Ordering::Relaxed)
    }
}

impl Subscriber for Runs {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "birqadam::password"
    }
    fn event(&self, _: &tracing::Event<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

#[tokio::test]
async fn a_failed_sign_in_is_one_run_of_argon2_whoever_it_is() {
    let app = TestApp::start().await;
    let known = app.volunteer().await;
    let blocked = app.person(Person { blocked: true, ..Person::approved("volunteer") }).await;
    let runs = Runs::default();
    let _guard = set_default(runs.clone());
    let table = [
        ("a wrong password", known.email.as_str(), "wrong-Kamin-71-tulpe"),
        ("nobody, for the first time", "nobody@people.test", PASSWORD),
        ("nobody, again", "nobody@people.test", PASSWORD),
        ("blocked", blocked.email.as_str(), "wrong-Kamin-71-tulpe"),
        ("no address at all", "nobody", PASSWORD),
    ];
    for (who, email, password) in table {
        let reply = app.anonymous().post("/api/login", json!({ "email": email, "password": password })).await;
        assert_eq!(reply.error(401), "wrong_credentials", "{who}");
        assert_eq!(runs.take(), 1, "{who}");
    }
}

#[tokio::test]
async fn asking_for_a_new_password_leaves_all_work_to_a_job() {
    let app = TestApp::start().await;
    let known = app.volunteer().await;
    let blocked = app.person(Person { blocked: true, ..Person::approved("volunteer") }).await;
    let ask = async |email: &str| {
        let visitor = Client::anonymous(app.router.clone());
        visitor.post("/api/password/forgot", json!({ "email": email })).await.status
    };
    let waiting = "select count(*) from graphile_worker.jobs where task_identifier = 'password_reset'";
    let tokens = "select count(*) from accounts.email_tokens";
    let logged = "select count(*) from core.audit_log where operation = 'user.request_password_reset'";
    let mut answers = Vec::new();
    for (n, email) in [known.email.as_str(), "nobody@people.test", blocked.email.as_str()].into_iter().enumerate() {
        answers.push(ask(email).await);
        assert_eq!(app.count(waiting).await, n as i64 + 1, "{email}");
        assert_eq!((app.count(tokens).await, app.count(logged).await), (0, 0), "{email}");
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    app.run_jobs().await;
    assert_eq!((app.count(waiting).await, app.count(tokens).await, app.count(logged).await), (0, 1, 1));
}
