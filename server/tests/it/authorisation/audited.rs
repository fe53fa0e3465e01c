//! Who, when, what: walks every writing operation of the table, with every role, and looks at each
//! transaction it made. One that changes a record of ours has its entry in the action log within
//! that very transaction, or changes only what is [`QUIET`]. And whatever was accepted is seen to
//! write an entry at least once, or stands in [`WITHOUT`] with the reason. What the walk by roles sends is
//! often refused for its input and proves nothing; so every operation comes once more, with input that is
//! accepted (`worked/`).

use std::collections::BTreeSet;

use super::table::COLUMNS;
use super::worked::Worked;
use super::{
    accounts, analytics, api, api_lines, console, forms, growth, lists, messaging, money, payments, resources,
};
use super::{review, volunteering, web, web_lines};
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
    ("funding.provider_answers", "how payment providers answer"),
];

/// Operations that are accepted and write no entry, by the reason.
const WITHOUT: &[(&str, &[&str])] = &[
    (
        "what is not sent yet is its writer's own",
        &[
            "PUT /api/drafts/{form}/{subject}",
            "DELETE /api/drafts/{form}/{subject}",
            "POST /web/drafts/save",
            "POST /web/drafts/keep",
            "POST /web/drafts/discard",
            "POST /api/uploads",
            "POST /web/uploads",
            "POST /web/uploads/discard",
        ],
    ),
    (
        "who looks at what right now; it ends by itself",
        &[
            "POST /api/review/claims/{kind}/{id}",
            "DELETE /api/review/claims/{kind}/{id}",
            "POST /api/review/take",
            "POST /web/review/claims/keep",
            "POST /web/review/claims/leave",
            "POST /web/review/claims/start",
            "POST /web/review/take",
        ],
    ),
    (
        "what is ticked as read, and a word to oneself",
        &[
            "POST /api/notifications/read",
            "POST /api/notifications/read-all",
            "POST /api/notifications/{id}/read",
            "POST /web/notifications/read",
            "POST /web/notifications/read-one",
            "POST /web/notification-preferences/test",
        ],
    ),
    (
        "a look at what is outside changes nothing of ours",
        &[
            "POST /api/admin/health",
            "POST /api/admin/storage",
            "POST /web/console/health/check",
            "POST /web/console/storage/look",
        ],
    ),
    ("kept by the browser", &["POST /web/theme"]),
    (
        "a look at what would happen",
        &["POST /api/admin/roles/{id}/preview", "POST /api/lists/{list}/bulk/{action}/preview", "POST /web/lists/plan"],
    ),
    ("renewed tokens would hide the rest", &["POST /api/token/refresh"]),
    (
        "its job writes the entry: how long an answer takes must not tell whether there is such an account",
        &["POST /api/password/forgot", "POST /web/password/forgot"],
    ),
];

/// Never accepted: the form comes back with what was typed, as it would be read, and nothing is saved.
const SHOWN_AGAIN: &str = "POST /web/admin/templates/preview";

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
            seen.look(&app, line.operation, reply.status).await;
        }
    }
    let app = TestApp::start().await;
    watch(&app).await;
    let cast = Cast::assemble(&app).await;
    for line in web_lines().filter(|line| !line.operation.starts_with("GET ")) {
        for who in COLUMNS {
            forget(&app).await;
            let reply = web::call(&app, &cast, who, line).await;
            seen.look(&app, line.operation, reply.status).await;
        }
    }
    let app = TestApp::start().await;
    watch(&app).await;
    let refused = Worked::through(&app, &mut seen).await;
    let without: BTreeSet<&str> = WITHOUT.iter().flat_map(|(_, operations)| *operations).copied().collect();
    let missing: Vec<_> = seen.accepted.iter().filter(|operation| !without.contains(**operation)).collect();
    let wrong: Vec<_> = without.iter().filter(|operation| !seen.accepted.contains(**operation)).collect();
    let unproven: BTreeSet<_> = worked_operations()
        .filter(|operation| !seen.logged.contains(operation) && !without.contains(operation))
        .filter(|operation| *operation != SHOWN_AGAIN)
        .collect();
    assert!(
        seen.silent.is_empty() && missing.is_empty() && wrong.is_empty() && unproven.is_empty() && refused.is_empty(),
        "changes without an entry in the same transaction: {:#?}\n\
         accepted, never seen to write an entry, and not in WITHOUT: {missing:#?}\n\
         in WITHOUT, but they write entries, are refused or are gone: {wrong:#?}\n\
         never seen to write an entry, and not in WITHOUT: give them a step in worked/: {unproven:#?}\n\
         refused although the input is meant to be accepted: {refused:#?}",
        seen.silent,
    );
}

/// The writing operations of the contexts that `worked/` goes through.
fn worked_operations() -> impl Iterator<Item = &'static str> {
    let api = [
        accounts::API,
        accounts::API_LAST,
        messaging::API,
        forms::API,
        growth::API,
        volunteering::API,
        volunteering::API_LAST,
        review::API,
        lists::API,
        lists::API_LAST,
        console::API,
        analytics::API,
        resources::API,
        money::API,
        payments::API,
    ];
    let web = [
        accounts::WEB,
        accounts::WEB_LAST,
        messaging::WEB,
        forms::WEB,
        growth::WEB,
        volunteering::WEB,
        volunteering::WEB_LAST,
        review::WEB,
        lists::WEB,
        lists::WEB_LAST,
        console::WEB,
        analytics::WEB,
        resources::WEB,
        money::WEB,
        payments::WEB,
    ];
    let api = api.into_iter().flatten().map(|line| line.operation);
    let web = web.into_iter().flatten().map(|line| line.operation);
    api.chain(web).filter(|operation| !operation.starts_with("GET "))
}

/// What the walk saw.
#[derive(Default)]
pub(super) struct Seen {
    /// Changes without an entry: what was called, and the tables.
    silent: BTreeSet<(String, Vec<String>)>,
    /// Operations that were accepted and wrote no entry so far.
    accepted: BTreeSet<&'static str>,
    logged: BTreeSet<&'static str>,
}

impl Seen {
    pub(super) async fn look(&mut self, app: &TestApp, operation: &'static str, status: u16) {
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
            self.accepted.remove(operation);
        } else if status < 400 && !self.logged.contains(operation) {
            self.accepted.insert(operation);
        }
    }
}

/// Notes every changed row with its transaction.
async fn watch(app: &TestApp) {
    app.as_owner_all(
        "create table public.test_changes (xid text not null, place text not null);
         create function public.test_note() returns trigger language plpgsql security definer as $$
         begin
             if tg_op = 'UPDATE' and to_jsonb(old) = to_jsonb(new) then
                 return null;
             end if;
             insert into public.test_changes values (pg_current_xact_id()::text, tg_table_schema || '.' || tg_table_name);
             return null;
         end $$;
         grant all on public.test_changes to public;
         do $$
         declare place record;
         begin
             for place in select schemaname, tablename from pg_tables
                          where schemaname in ('core', 'accounts', 'volunteering', 'growth', 'messaging', 'analytics', 'funding')
             loop
                 execute format('create trigger zz_test_note after insert or update or delete on %I.%I
                                 for each row execute function public.test_note()', place.schemaname, place.tablename);
             end loop;
         end $$;",
    )
    .await;
}

pub(super) async fn forget(app: &TestApp) {
    sqlx::query("delete from public.test_changes").execute(app.db()).await.expect("forgotten");
}
