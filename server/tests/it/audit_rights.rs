//! The action log and the ledgers only grow, whatever the server's own connections try.

use birqadam_core::ssr::points::{self, Posting};
use birqadam_core::{UserId, ssr::audit::Entry};
use serde_json::json;
use sqlx::{AssertSqlSafe, Executor};

use crate::support::TestApp;

/// `insufficient_privilege`.
const REFUSED: &str = "42501";

#[tokio::test(flavor = "multi_thread")]
async fn the_server_works_as_a_role_that_owns_nothing() {
    let app = TestApp::start().await;
    let role: String = sqlx::query_scalar("select current_user::text").fetch_one(app.db()).await.expect("a name");
    assert_eq!(role, "birqadam_app");
    assert_eq!(app.count("select count(*) from pg_tables where tableowner = current_user").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_down_stays() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let mut conn = app.db().acquire().await.expect("a connection");
    let actor = birqadam_core::Actor::system("test");
    Entry::new("user.block", "user", person.id).new_value(json!({})).record(&mut conn, &actor).await.expect("a line");
    let posting = Posting {
        user: UserId(person.id),
        amount: 5,
        reason: "test",
        source_kind: "test",
        source_id: 1,
        details: json!({}),
    };
    assert!(points::post(&mut conn, posting).await.expect("an entry"));
    drop(conn);
    for (table, column) in [("core.audit_log", "operation"), ("growth.points_ledger", "reason")] {
        let attempts = [
            format!("update {table} set {column} = 'x'"),
            format!("delete from {table}"),
            format!("truncate {table}"),
            format!("truncate {table} cascade"),
            format!("alter table {table} disable trigger all"),
            format!("drop table {table} cascade"),
            format!("create rule r as on insert to {table} do instead nothing"),
            "set session_replication_role = replica".to_owned(),
            "create or replace function core.refuse_change() returns trigger language plpgsql as 'begin return old; end'"
                .to_owned(),
        ];
        for sql in attempts {
            let error = app.db().execute(AssertSqlSafe(sql.clone())).await.expect_err(&sql);
            let code = error.as_database_error().and_then(|e| e.code()).unwrap_or_default().into_owned();
            assert_eq!(code, REFUSED, "{sql}: {error}");
        }
        // This is only warned of, and changes nothing.
        app.db().execute(AssertSqlSafe(format!("grant all on {table} to birqadam_app"))).await.expect("a warning");
        let more = format!("select has_table_privilege('{table}', 'UPDATE, DELETE, TRUNCATE, TRIGGER')");
        let more: bool = sqlx::query_scalar(AssertSqlSafe(more)).fetch_one(app.db()).await.expect("an answer");
        assert!(!more, "{table}");
    }
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'user.block'").await, 1);
    assert_eq!(app.count("select count(*) from growth.points_ledger").await, 1);
}

/// The trigger stands behind the rights: it stops the owner too.
#[tokio::test(flavor = "multi_thread")]
async fn the_owner_is_stopped_by_the_trigger() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let mut conn = app.db().acquire().await.expect("a connection");
    let actor = birqadam_core::Actor::system("test");
    Entry::new("user.block", "user", person.id).record(&mut conn, &actor).await.expect("a line");
    conn.execute("reset role").await.expect("the owner again");
    for sql in ["update core.audit_log set via = 'cli'", "delete from core.audit_log", "truncate core.audit_log"] {
        let error = conn.execute(sql).await.expect_err(sql);
        assert!(error.to_string().contains("append-only"), "{sql}: {error}");
    }
    conn.close().await.expect("closed, so that nobody else gets the owner's rights");
}

/// New tables need no thought: after each migration the role can use all of them.
#[tokio::test(flavor = "multi_thread")]
async fn every_table_can_be_read_and_written() {
    let app = TestApp::start().await;
    let lacking: Vec<String> = sqlx::query_scalar(
        "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
           and not (has_table_privilege(c.oid, 'SELECT') and has_table_privilege(c.oid, 'INSERT')
                    and (has_table_privilege(c.oid, 'UPDATE') and has_table_privilege(c.oid, 'DELETE')
                         or exists (select from pg_trigger t where t.tgrelid = c.oid
                                    and t.tgfoid = 'core.refuse_change()'::regprocedure)))",
    )
    .fetch_all(app.db())
    .await
    .expect("the catalogue answers");
    assert_eq!(lacking, Vec::<String>::new());
}
