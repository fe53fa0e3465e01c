//! The ledger under random histories of payments, refunds, expenses and reversals, some at the same time;
//! what the database refuses whoever asks; the daily look at it.

mod bench;

use birqadam_core::{Code, Error, ExpenseId};
use birqadam_funding::ops::{ledger, ledger_check};
use proptest::test_runner::{Config, TestRunner};
use sqlx::{AssertSqlSafe, Executor};

use super::giving::given;
use crate::support::TestApp;
use bench::{Bench, steps};

#[tokio::test(flavor = "multi_thread")]
async fn every_history_keeps_the_books() {
    let bench = Bench::set_up().await;
    let handle = tokio::runtime::Handle::current();
    let mut runner = TestRunner::new(Config { cases: 40, max_shrink_iters: 60, ..Config::default() });
    let result = runner.run(&steps(), |steps| {
        tokio::task::block_in_place(|| handle.block_on(bench.live(&steps)));
        Ok(())
    });
    result.expect("the books balance");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_does_not_balance_is_refused_at_commit() {
    let bench = Bench::set_up().await;
    let project = bench.project().await;
    let (gift, payment) = bench.gift(project, 1_000_000).await;
    bench.receive(project, gift, payment, 1_000_000).await;
    let account = bench.app.count("select id from funding.ledger_accounts where kind = 'sponsorship'").await;
    let transaction = "insert into funding.ledger_transactions (kind, currency, source_kind, source_id)
                       values ('expense', 'KZT', 'expense', $1) returning id";
    // One side only, none at all.
    for amounts in [&[-500_i64][..], &[]] {
        let mut tx = bench.app.ctx.begin().await.expect("a transaction");
        let id: i64 =
            sqlx::query_scalar(transaction).bind(bench.number()).fetch_one(&mut *tx).await.expect("a transaction");
        for amount in amounts {
            sqlx::query(
                "insert into funding.ledger_postings (transaction_id, account_id, currency, amount_minor)
                 values ($1, $2, 'KZT', $3)",
            )
            .bind(id)
            .bind(account)
            .bind(amount)
            .execute(&mut *tx)
            .await
            .expect("noted until the end");
        }
        let error = tx.commit().await.expect_err("it does not balance");
        let constraint = error.as_database_error().and_then(|e| e.constraint()).unwrap_or_default();
        assert_eq!(constraint, "ledger_transactions_balance", "{error}");
    }
    // Nor can a side be added to what is posted.
    let mut tx = bench.app.ctx.begin().await.expect("a transaction");
    let spent = sqlx::query_scalar::<_, i64>(
        "insert into funding.ledger_accounts (kind, project_id, currency) values ('spent', $1, 'KZT') returning id",
    );
    let spent = spent.bind(project.0).fetch_one(&mut *tx).await.expect("an account");
    sqlx::query(
        "insert into funding.ledger_postings (transaction_id, account_id, currency, amount_minor)
         select min(id), $1, 'KZT', 5 from funding.ledger_transactions",
    )
    .bind(spent)
    .execute(&mut *tx)
    .await
    .expect("noted until the end");
    assert!(tx.commit().await.is_err());
    assert_eq!(bench.app.count("select sum(balance_minor)::bigint from funding.ledger_accounts").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_posted_stays() {
    let bench = Bench::set_up().await;
    let project = bench.project().await;
    let (gift, payment) = bench.gift(project, 1_000_000).await;
    bench.receive(project, gift, payment, 1_000_000).await;
    let attempts = [
        "update funding.ledger_postings set amount_minor = 1",
        "delete from funding.ledger_postings",
        "truncate funding.ledger_postings",
        "update funding.ledger_transactions set actor_id = null",
        "delete from funding.ledger_transactions",
        "truncate funding.ledger_transactions cascade",
        "alter table funding.ledger_postings disable trigger all",
        "alter table funding.ledger_accounts disable trigger all",
        "drop table funding.ledger_postings cascade",
        "create or replace function funding.move_balance() returns trigger language plpgsql as 'begin return null; end'",
        // Balances move by postings only, and an account stays whose it is.
        "update funding.ledger_accounts set balance_minor = balance_minor + 1",
        "update funding.ledger_accounts set project_id = project_id + 1 where project_id is not null",
        "delete from funding.ledger_accounts",
    ];
    for sql in attempts {
        let error = bench.app.db().execute(AssertSqlSafe(sql.to_owned())).await.expect_err(sql);
        let code = error.as_database_error().and_then(|e| e.code()).unwrap_or_default().into_owned();
        assert_eq!(code, "42501", "{sql}: {error}");
    }
    let minted = "insert into funding.ledger_accounts (kind, project_id, sponsorship_id, currency, balance_minor)
                  select 'sponsorship', project_id, id, 'USD', 5 from funding.sponsorships returning balance_minor";
    assert_eq!(bench.app.count(minted).await, 0, "a new account is empty");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_spent_ahead_is_paid_by_what_comes_and_comes_back_to_who_paid() {
    let bench = Bench::set_up().await;
    let project = bench.project().await;
    let early = ExpenseId(bench.number());
    bench.spend(project, early, 3_000_000, true).await.expect("ahead");
    assert_eq!(bench.available(project).await, -3_000_000);
    let (gift, payment) = bench.gift(project, 5_000_000).await;
    bench.receive(project, gift, payment, 5_000_000).await;
    assert_eq!(bench.available(project).await, 2_000_000);
    let held = "select balance_minor from funding.ledger_accounts where kind = 'sponsorship'";
    assert_eq!(bench.app.count(held).await, 2_000_000, "the gift has paid what was owed");
    let more = bench.spend(project, ExpenseId(bench.number()), 2_000_100, false).await;
    assert_eq!(more, Err(Error::Conflict(Code::NotEnoughMoney)));
    let mut tx = bench.app.ctx.begin().await.expect("a transaction");
    ledger::lock_project(&mut tx, project).await.expect("the project");
    assert_eq!(ledger::reverse_expense(&mut tx, early, None).await, Ok(true));
    tx.commit().await.expect("committed");
    assert_eq!(bench.app.count(held).await, 5_000_000, "it comes back to who paid in the end");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_nightly_look_tells_who_watches_the_ledger() {
    let app = TestApp::start().await;
    let (organizer, sponsor, admin) = (app.organizer().await, app.sponsor().await, app.admin().await);
    let project = app.published(&organizer).await;
    given(&app, &sponsor, project.id, 10_000_000, false).await;
    let found = ledger_check::check(&app.ctx).await.expect("compared");
    assert!(found.is_none(), "{found:?}");
    // Somebody with the owner's rights meddles.
    app.as_owner_all(
        "alter table funding.ledger_accounts disable trigger all;
         update funding.ledger_accounts set balance_minor = balance_minor + 500 where kind = 'sponsorship';
         alter table funding.ledger_accounts enable trigger all;
         update funding.sponsorships set received_minor = received_minor - 100;",
    )
    .await;
    let found = ledger_check::check(&app.ctx).await.expect("compared");
    assert_eq!((found.accounts, found.transactions, found.sponsorships), (1, 0, 1));
    // Twice a day is told once.
    ledger_check::check(&app.ctx).await.expect("compared");
    app.run_jobs().await;
    let told: Vec<serde_json::Value> = sqlx::query_scalar(
        "select notice from messaging.notifications where user_id = $1 and notice ->> 'kind' = 'ledger_differs'",
    )
    .bind(admin.id)
    .fetch_all(app.db())
    .await
    .expect("the inbox");
    assert_eq!(told.len(), 1);
    assert_eq!((&told[0]["accounts"], &told[0]["sponsorships"]), (&1.into(), &1.into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_tells_each_transaction_to_those_who_may_see_it() {
    let app = TestApp::start().await;
    let (organizer, sponsor, admin) = (app.organizer().await, app.sponsor().await, app.admin().await);
    let project = app.published(&organizer).await;
    given(&app, &sponsor, project.id, 12_345_050, false).await;
    let page = admin.get("/api/lists/ledger").await.expect(200);
    assert_eq!(page["items"].as_array().map(Vec::len), Some(1), "{page}");
    let of_project = admin.get(&format!("/api/lists/ledger?project={}&kind=payment", project.id)).await.expect(200);
    assert_eq!(of_project["items"].as_array().map(Vec::len), Some(1));
    let other = admin.get("/api/lists/ledger?kind=refund").await.expect(200);
    assert_eq!(other["items"].as_array().map(Vec::len), Some(0));
    assert_eq!(organizer.get("/api/lists/ledger").await.error(403), "not_allowed");
    // The page explains it, in words of the reader's language.
    let id = app.count("select min(id) from funding.ledger_transactions").await;
    let browser = app.browser(&admin).await;
    let shown = browser.get(&format!("/admin/ledger/{id}")).await;
    assert_eq!(shown.status, 200);
    let text = shown.text_whole();
    assert!(text.contains("came to sponsorship no."), "{text}");
    assert!(text.contains("123\u{202f}450,50"), "to the tiyn");
    assert_eq!(browser.get("/admin/ledger/999999").await.status, 404);
}
