//! Who, when, what: walks every writing operation of the table, with every role, and looks at each
//! transaction it made. One that changes a record of ours has its entry in the action log within
//! that very transaction, or changes only what is [`QUIET`]. And each operation is seen to write
//! an entry, or stands in [`WITHOUT`] with the reason.

use std::collections::{BTreeMap, BTreeSet};

use super::table::COLUMNS;
use super::{api, api_lines, web, web_lines};
use crate::support::TestApp;
use crate::support::cast::Cast;

/// Tables whose changes by themselves are nothing to look up later.
const QUIET: &[(&str, &str)] = &[
    ("accounts.sessions", "signing in and out is logged; a session's last use is no event"),
    ("accounts.refresh_tokens", "renewed tokens would hide the rest"),
    ("core.rate_limits", "counts of attempts"),
    ("core.idempotency_keys", "answers kept for repeats"),
    ("core.drafts", "what is not sent yet is its writer's own"),
    ("core.uploads", "files of forms that are not sent yet"),
    ("core.review_claims", "who looks at what right now; taking over is logged"),
    ("core.review_batches", "the frame of claims"),
    ("core.batches", "a plan changes nothing; doing it and undoing it are logged"),
    ("core.batch_items", "as core.batches"),
    ("messaging.notifications", "what is ticked as read"),
    ("messaging.deliveries", "deliveries are a record of their own"),
    ("core.service_health", "the state of services outside, looked at anew"),
];

/// Operations that write no entry, and why.
const WITHOUT: &[(&str, &str)] = &[];

#[tokio::test(flavor = "multi_thread")]
async fn every_writing_operation_leaves_an_entry() {
    let mut seen = Seen::default();
    let app = TestApp::start().await;
    watch(&app).await;
    let cast = Cast::assemble(&app).await;
    for line in api_lines().filter(|line| !line.operation.starts_with("GET ")) {
        for who in COLUMNS {
            forget(&app).await;
            let reply = api::call(&cast, cast.client(who), line).await;
            seen.look(&app, line.operation, &format!("as {who:?}: {}", reply.status)).await;
        }
    }
    let app = TestApp::start().await;
    watch(&app).await;
    let cast = Cast::assemble(&app).await;
    for line in web_lines().filter(|line| !line.operation.starts_with("GET ")) {
        for who in COLUMNS {
            forget(&app).await;
            let reply = web::call(&app, &cast, who, line).await;
            seen.look(&app, line.operation, &format!("as {who:?}: {}", reply.status)).await;
        }
    }
    let without: BTreeSet<&str> = WITHOUT.iter().map(|(operation, _)| *operation).collect();
    let missing: Vec<_> = seen.answers.iter().filter(|(operation, _)| !without.contains(**operation)).collect();
    let wrong: Vec<_> = without.iter().filter(|operation| !seen.answers.contains_key(**operation)).collect();
    assert!(
        seen.silent.is_empty() && missing.is_empty() && wrong.is_empty(),
        "changes without an entry in the same transaction: {:#?}\n\
         never seen to write an entry, and not in WITHOUT: {missing:?}\n\
         in WITHOUT, but they write entries or are gone: {wrong:#?}",
        seen.silent,
    );
}

/// What the walk saw.
#[derive(Default)]
struct Seen {
    /// Changes without an entry: what was called, and the tables.
    silent: BTreeSet<(String, Vec<String>)>,
    /// Operations that wrote no entry so far, with what they answered.
    answers: BTreeMap<&'static str, BTreeSet<String>>,
    logged: BTreeSet<&'static str>,
}

impl Seen {
    async fn look(&mut self, app: &TestApp, operation: &'static str, answer: &str) {
        let transactions: Vec<Vec<String>> =
            sqlx::query_scalar("select array_agg(distinct place order by place) from public.test_changes group by xid")
                .fetch_all(app.db())
                .await
                .expect("the changes");
        let log = |places: &Vec<String>| places.iter().any(|place| place == "core.audit_log");
        for places in transactions.iter().filter(|places| !log(places)) {
            let loud = places.iter().filter(|place| !QUIET.iter().any(|(quiet, _)| quiet == place));
            let loud: Vec<String> = loud.cloned().collect();
            if !loud.is_empty() {
                self.silent.insert((operation.to_owned(), loud));
            }
        }
        if transactions.iter().any(log) {
            self.logged.insert(operation);
            self.answers.remove(operation);
        } else if !self.logged.contains(operation) {
            self.answers.entry(operation).or_default().insert(answer.to_owned());
        }
    }
}

/// Notes every changed row with its transaction.
async fn watch(app: &TestApp) {
    app.as_owner_all(
        "create table public.test_changes (xid text not null, place text not null);
         create function public.test_note() returns trigger language plpgsql security definer as $$
         begin
             insert into public.test_changes values (pg_current_xact_id()::text, tg_table_schema || '.' || tg_table_name);
             return null;
         end $$;
         grant all on public.test_changes to public;
         do $$
         declare place record;
         begin
             for place in select schemaname, tablename from pg_tables
                          where schemaname in ('core', 'accounts', 'volunteering', 'growth', 'messaging', 'analytics')
             loop
                 execute format('create trigger zz_test_note after insert or update or delete on %I.%I
                                 for each row execute function public.test_note()', place.schemaname, place.tablename);
             end loop;
         end $$;",
    )
    .await;
}

async fn forget(app: &TestApp) {
    sqlx::query("delete from public.test_changes").execute(app.db()).await.expect("forgotten");
}
