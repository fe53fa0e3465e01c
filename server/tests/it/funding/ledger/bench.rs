//! A project to whose money anything happens, and what must hold of its books after every step.

use birqadam_core::{Code, Error, ExpenseId, PaymentId, ProjectId, RefundId, SponsorshipId, UserId};
use birqadam_funding::ops::ledger::{self, Booked};
use birqadam_funding::ops::{expense_trace, project_money};
use proptest::prelude::*;

use crate::support::{Client, TestApp};

#[derive(Clone, Debug)]
pub enum Step {
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

pub fn steps() -> impl Strategy<Value = Vec<Step>> {
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

pub struct Bench {
    pub app: TestApp,
    organizer: Client,
    sponsor: Client,
    /// Numbers of refunds and expenses that are only in the ledger.
    next: std::sync::atomic::AtomicI64,
}

impl Bench {
    pub async fn set_up() -> Bench {
        let app = TestApp::start().await;
        let (organizer, sponsor) = (app.organizer().await, app.sponsor().await);
        Bench { app, organizer, sponsor, next: 1.into() }
    }

    pub fn number(&self) -> i64 {
        self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
    }

    pub async fn project(&self) -> ProjectId {
        let id = sqlx::query_scalar(
            "insert into volunteering.projects (organizer_id, title, description, city, volunteer_type, status, published_at)
             values ($1, 'Park', '', 'Almaty', 'social', 'active', now()) returning id",
        );
        ProjectId(id.bind(self.organizer.id).fetch_one(self.app.db()).await.expect("a project"))
    }

    /// An open gift with its payment, of so many minor units.
    pub async fn gift(&self, project: ProjectId, minor: i64) -> (SponsorshipId, PaymentId) {
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

    pub async fn live(&self, steps: &[Step]) {
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

    pub async fn receive(&self, project: ProjectId, gift: SponsorshipId, payment: PaymentId, minor: i64) -> bool {
        let mut tx = self.app.ctx.begin().await.expect("a transaction");
        ledger::lock_project(&mut tx, project).await.expect("the project");
        let new =
            ledger::receive(&mut tx, payment, "simulator", gift, minor, Booked::default()).await.expect("received");
        tx.commit().await.expect("committed");
        new
    }

    pub async fn spend(&self, project: ProjectId, expense: ExpenseId, minor: i64, ahead: bool) -> Result<(), Error> {
        let mut tx = self.app.ctx.begin().await?;
        ledger::lock_project(&mut tx, project).await?;
        ledger::spend(&mut tx, expense, project, minor, "KZT", Booked::default(), ahead).await?;
        tx.commit().await?;
        Ok(())
    }

    pub async fn available(&self, project: ProjectId) -> i64 {
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
        // Each tenge that a gift lacks stands under an expense that counts.
        let shares = expense_trace::shares_of(&mut conn, history.project, UserId(self.sponsor.id)).await;
        let shares = shares.expect("traced");
        let counting = shares.iter().filter(|share| !share.reversed);
        let lacking: i64 = sqlx::query_scalar(
            "select coalesce(sum(-p.amount_minor), 0)::bigint from funding.ledger_postings p
             join funding.ledger_transactions t on t.id = p.transaction_id
             join funding.ledger_accounts a on a.id = p.account_id
             where a.project_id = $1 and a.kind = 'sponsorship' and t.source_kind in ('expense', 'sponsorship')",
        )
        .bind(history.project.0)
        .fetch_one(&mut *conn)
        .await
        .expect("a sum");
        assert_eq!(counting.map(|share| share.minor).sum::<i64>(), lacking);
        let money = project_money::summary(&mut conn, history.project).await.expect("the money");
        assert_eq!(
            (money.raised_minor, money.spent_minor, money.available_minor),
            (came - back, spent, came - back - spent),
        );
    }
}
