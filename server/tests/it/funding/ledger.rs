//! The ledger under random histories of payments, refunds, expenses and reversals, some at the same time;
//! what the database refuses whoever asks; the daily look at it.

use birqadam_core::{Code, Error, ExpenseId, PaymentId, ProjectId, RefundId, SponsorshipId};
use birqadam_funding::ops::{ledger, ledger_check, project_money};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sqlx::{AssertSqlSafe, Executor};

use super::giving::given;
use crate::support::{Client, TestApp};

#[derive(Clone, Debug)]
enum Step {
    /// A new gift comes in; in tenge.
    Pay(i64),
    /// So many percent of a gift go back.
    Refund(usize, i64),
    /// An expense, with or without the right to spend ahead.
    Spend(i64, bool),
    /// One of the expenses so far is taken back.
    Reverse(usize),
    /// One of the events so far is told again.
    Again(usize),
    /// Two expenses at the same moment.
    Race(i64, i64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (100_i64..100_000).prop_map(Step::Pay),
        1 => (0_usize..6, 1_i64..=100).prop_map(|(at, percent)| Step::Refund(at, percent)),
        4 => (1_i64..120_000, any::<bool>()).prop_map(|(amount, ahead)| Step::Spend(amount, ahead)),
        2 => (0_usize..8).prop_map(Step::Reverse),
        1 => (0_usize..12).prop_map(Step::Again),
        2 => (1_i64..80_000, 1_i64..80_000).prop_map(|(one, other)| Step::Race(one, other)),
    ];
    prop::collection::vec(step, 1..20)
}

/// What happened so far to one project.
struct History {
    project: ProjectId,
    gifts: Vec<(SponsorshipId, PaymentId, i64)>,
    refunds: Vec<(RefundId, SponsorshipId, i64)>,
    expenses: Vec<(ExpenseId, i64, bool)>,
}

struct Bench {
    app: TestApp,
    organizer: Client,
    sponsor: Client,
    /// Numbers of refunds and expenses that are only in the ledger.
    next: std::sync::atomic::AtomicI64,
}

impl Bench {
    async fn set_up() -> Bench {
        let app = TestApp::start().await;
        let (organizer, sponsor) = (app.organizer().await, app.sponsor().await);
        Bench { app, organizer, sponsor, next: 1.into() }
    }

    fn number(&self) -> i64 {
        self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
    }

    async fn project(&self) -> ProjectId {
        let id = sqlx::query_scalar(
            "insert into volunteering.projects (organizer_id, title, description, city, volunteer_type, status, published_at)
             values ($1, 'Park', '', 'Almaty', 'social', 'active', now()) returning id",
        );
        ProjectId(id.bind(self.organizer.id).fetch_one(self.app.db()).await.expect("a project"))
    }

    /// An open gift with its payment, of so many minor units.
    async fn gift(&self, project: ProjectId, minor: i64) -> (SponsorshipId, PaymentId) {
        let gift: i64 = sqlx::query_scalar(
            "insert into funding.sponsorships (sponsor_id, project_id, amount_minor, completed_at)
             values ($1, $2, $3, clock_timestamp()) returning id",
        )
        .bind(self.sponsor.id)
        .bind(project.0)
        .bind(minor.max(10_000))
        .fetch_one(self.app.db())
        .await
        .expect("a gift");
        (SponsorshipId(gift), PaymentId(self.number()))
    }

    async fn live(&self, steps: &[Step]) {
        let project = self.project().await;
        let mut history = History { project, gifts: vec![], refunds: vec![], expenses: vec![] };
        for step in steps {
            self.take(&mut history, step).await;
            self.check(&history).await;
        }
    }

    async fn take(&self, history: &mut History, step: &Step) {
        let project = history.project;
        match step {
            Step::Pay(tenge) => {
                let (gift, payment) = self.gift(project, tenge * 100).await;
                assert!(self.receive(project, gift, payment, tenge * 100).await);
                history.gifts.push((gift, payment, tenge * 100));
            }
            Step::Refund(at, percent) => {
                let Some((gift, _, amount)) = history.gifts.get(*at).copied() else { return };
                let (refund, back) = (RefundId(self.number()), (amount * percent / 100).max(1));
                let mut tx = self.app.ctx.begin().await.expect("a transaction");
                ledger::lock_project(&mut tx, project).await.expect("the project");
                let has: i64 =
                    sqlx::query_scalar("select balance_minor from funding.ledger_accounts where sponsorship_id = $1")
                        .bind(gift.0)
                        .fetch_one(&mut *tx)
                        .await
                        .expect("the account");
                let sent = ledger::send_back(&mut tx, refund, "simulator", gift, back, None).await;
                // What was spent does not go back, whatever is asked.
                assert_eq!(sent.is_ok(), back <= has, "{back} of {has}");
                if sent.is_ok() {
                    tx.commit().await.expect("committed");
                    history.refunds.push((refund, gift, back));
                }
            }
            Step::Spend(tenge, ahead) => {
                let expense = ExpenseId(self.number());
                let has = self.available(project).await;
                let spent = self.spend(project, expense, tenge * 100, *ahead).await;
                let fits = tenge * 100 <= has || *ahead;
                assert_eq!(spent.is_ok(), fits, "{tenge} of {has}, ahead: {ahead}");
                match spent {
                    Ok(()) => history.expenses.push((expense, tenge * 100, false)),
                    Err(error) => assert_eq!(error, Error::Conflict(Code::NotEnoughMoney)),
                }
            }
            Step::Reverse(at) => {
                let Some((expense, _, reversed)) = history.expenses.get_mut(*at) else { return };
                let mut tx = self.app.ctx.begin().await.expect("a transaction");
                ledger::lock_project(&mut tx, project).await.expect("the project");
                let new = ledger::reverse_expense(&mut tx, *expense, None).await.expect("reversed");
                assert_eq!(new, !*reversed, "once");
                *reversed = true;
                tx.commit().await.expect("committed");
            }
            Step::Again(at) => self.tell_again(history, *at).await,
            Step::Race(one, other) => {
                let has = self.available(project).await;
                let ids = [ExpenseId(self.number()), ExpenseId(self.number())];
                let (a, b) = tokio::join!(
                    self.spend(project, ids[0], one * 100, false),
                    self.spend(project, ids[1], other * 100, false),
                );
                let mut spent = 0;
                for (outcome, id, amount) in [(a, ids[0], one * 100), (b, ids[1], other * 100)] {
                    if outcome.is_ok() {
                        spent += amount;
                        history.expenses.push((id, amount, false));
                    }
                }
                assert!(spent <= has.max(0), "together {spent} of {has}");
            }
        }
    }

    async fn receive(&self, project: ProjectId, gift: SponsorshipId, payment: PaymentId, minor: i64) -> bool {
        let mut tx = self.app.ctx.begin().await.expect("a transaction");
        ledger::lock_project(&mut tx, project).await.expect("the project");
        let new = ledger::receive(&mut tx, payment, "simulator", gift, minor).await.expect("received");
        tx.commit().await.expect("committed");
        new
    }

    async fn spend(&self, project: ProjectId, expense: ExpenseId, minor: i64, ahead: bool) -> Result<(), Error> {
        let mut tx = self.app.ctx.begin().await?;
        ledger::lock_project(&mut tx, project).await?;
        ledger::spend(&mut tx, expense, project, minor, "KZT", None, ahead).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn available(&self, project: ProjectId) -> i64 {
        let mut conn = self.app.db().acquire().await.expect("a connection");
        ledger::available(&mut conn, project, "KZT").await.expect("a sum")
    }

    /// The same event a second time changes nothing.
    async fn tell_again(&self, history: &History, at: usize) {
        let before = self.app.count("select count(*) from funding.ledger_postings").await;
        if let Some((gift, payment, minor)) = history.gifts.get(at).copied() {
            assert!(!self.receive(history.project, gift, payment, minor).await, "posted once");
        }
        if let Some((expense, minor, _)) = history.expenses.get(at).copied() {
            let _ = self.spend(history.project, expense, minor, true).await;
        }
        if let Some((refund, gift, minor)) = history.refunds.get(at).copied() {
            let mut tx = self.app.ctx.begin().await.expect("a transaction");
            let sent = ledger::send_back(&mut tx, refund, "simulator", gift, minor, None).await;
            assert_eq!(sent, Ok(false), "sent back once");
            tx.commit().await.expect("committed");
        }
        assert_eq!(self.app.count("select count(*) from funding.ledger_postings").await, before);
    }

    /// What must hold after every step.
    async fn check(&self, history: &History) {
        let wrong: Vec<String> = sqlx::query_scalar(
            "select 'transaction ' || t.id from funding.ledger_transactions t
             left join funding.ledger_postings p on p.transaction_id = t.id
             group by t.id having sum(p.amount_minor) <> 0 or count(p.id) < 2
             union all
             select 'account ' || a.id from funding.ledger_accounts a
             left join funding.ledger_postings p on p.account_id = a.id
             group by a.id having a.balance_minor <> coalesce(sum(p.amount_minor), 0)
             union all
             select 'below zero ' || id from funding.ledger_accounts
             where kind in ('sponsorship', 'spent') and balance_minor < 0 or kind = 'advance' and balance_minor > 0
             union all
             -- Nobody's gift holds more than came.
             select 'too much ' || a.id from funding.ledger_accounts a
             where a.kind = 'sponsorship' and a.balance_minor > (
                 select coalesce(sum(p.amount_minor), 0) from funding.ledger_postings p
                 join funding.ledger_transactions t on t.id = p.transaction_id
                 where p.account_id = a.id and t.source_kind in ('payment', 'refund'))",
        )
        .fetch_all(self.app.db())
        .await
        .expect("the books");
        assert!(wrong.is_empty(), "{wrong:?}");
        // What the history says is what the ledger says.
        let came: i64 = history.gifts.iter().map(|(.., minor)| minor).sum();
        let back: i64 = history.refunds.iter().map(|(.., minor)| minor).sum();
        let spent: i64 = history.expenses.iter().filter(|(.., reversed)| !reversed).map(|(_, minor, _)| minor).sum();
        let mut conn = self.app.db().acquire().await.expect("a connection");
        let money = project_money::summary(&mut conn, history.project).await.expect("the money");
        assert_eq!(
            (money.raised_minor, money.spent_minor, money.available_minor),
            (came - back, spent, came - back - spent),
        );
    }
}

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
