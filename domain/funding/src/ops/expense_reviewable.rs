//! Expenses above the limit of one person in the review queue.

use birqadam_core::notice::Notice;
use birqadam_core::review::{ChangedField, Decision, ItemFact, ReviewKind, Verdict};
use birqadam_core::ssr::review::{Card, Effects, LineSql, Reach, Record, Reviewable, Stands, async_trait, conclude};
use birqadam_core::ssr::{Ctx, returns};
use birqadam_core::{Actor, ExpenseId, Result, UserId};
use sqlx::PgConnection;

use super::expense_posting::post_expense;
use super::expense_records::{self, SUBJECT, load_one, parse_status};
use crate::model::{EXPENSE_REVIEW, Expense, ExpenseStatus};

/// Expenses that wait for a second person. `ahead`: the decider confirmed that it may be spent before
/// the money is there.
pub struct ExpenseReviewing {
    pub ahead: bool,
}

#[async_trait]
impl Reviewable for ExpenseReviewing {
    fn kind(&self) -> &'static ReviewKind {
        &EXPENSE_REVIEW
    }

    fn line(&self) -> &'static LineSql {
        &LineSql {
            from: "funding.expenses i",
            id: "i.id",
            since: "i.submitted_at",
            author: "i.created_by",
            due: "i.status = 'pending'",
        }
    }

    async fn cards(&self, conn: &mut PgConnection, ids: &[i64]) -> Result<Vec<Card>> {
        let expenses = expense_records::load(conn, ids).await?;
        let card = expenses.into_iter().map(|expense| Card {
            id: expense.id.0,
            title: expense.category,
            author: expense.created_by_name,
            facts: vec![
                ItemFact::new("amount", format!("{} {}", expense.amount, expense.currency)),
                ItemFact::new("project", expense.project),
                ItemFact::new("text", expense.description),
            ],
            photo_url: None,
            photo_hash: None,
            since: expense.submitted_at,
        });
        Ok(card.collect())
    }

    async fn record(&self, conn: &mut PgConnection, actor: &Actor, id: i64) -> Result<Record> {
        let row = sqlx::query!(
            r#"select b.category, e.created_by as "created_by: UserId", e.status, e.version, e.submitted_at,
                      e.decided_by as "decided_by: UserId"
               from funding.expenses e join funding.budget_lines b on b.id = e.budget_line_id where e.id = $1"#,
            id,
        )
        .fetch_one(conn)
        .await?;
        let stands = match parse_status(&row.status)? {
            ExpenseStatus::Pending => Stands::Waiting,
            ExpenseStatus::Approved => Stands::Decided(Decision::Approve),
            ExpenseStatus::Returned => Stands::Decided(Decision::Return),
            ExpenseStatus::Rejected => Stands::Decided(Decision::Reject),
            ExpenseStatus::Reversed => Stands::Aside,
        };
        Ok(Record {
            version: row.version,
            title: row.category,
            author: row.created_by,
            stands,
            since: row.submitted_at,
            decided_by: row.decided_by,
            reach: Reach::both(self.may_review(actor)),
            rated: EXPENSE_REVIEW.rated,
        })
    }

    async fn lock(&self, conn: &mut PgConnection, id: i64) -> Result<()> {
        expense_records::lock(conn, ExpenseId(id)).await.map(|_| ())
    }

    async fn changes(&self, conn: &mut PgConnection, id: i64) -> Result<Vec<ChangedField>> {
        let expense = load_one(conn, ExpenseId(id)).await?;
        returns::changes(conn, SUBJECT, id, &expense_records::snapshot(&expense)).await
    }

    async fn apply(
        &self,
        _ctx: &Ctx,
        conn: &mut PgConnection,
        actor: &Actor,
        id: i64,
        verdict: &Verdict,
    ) -> Result<()> {
        let decider = actor.require(EXPENSE_REVIEW.permission)?;
        let before = load_one(conn, ExpenseId(id)).await?;
        let (status, notice) = outcome(&before, verdict);
        sqlx::query!(
            "update funding.expenses
             set status = $2, reason = $3, decided_by = $4, decided_at = now(), version = version + 1,
                 updated_at = now()
             where id = $1",
            id,
            status.as_str(),
            (status != ExpenseStatus::Approved).then(|| verdict.spoken()),
            decider.0,
        )
        .execute(&mut *conn)
        .await?;
        if status == ExpenseStatus::Approved {
            post_expense(conn, actor, &before, self.ahead).await?;
        }
        let done = Effects {
            id,
            version: before.version,
            author: before.created_by,
            before: before.status.to_string(),
            after: status.to_string(),
            snapshot: expense_records::snapshot(&before),
            notice,
        };
        conclude(conn, actor, &EXPENSE_REVIEW, verdict, done).await
    }
}

/// Where a decision leads, and the word to the organizer.
fn outcome(expense: &Expense, verdict: &Verdict) -> (ExpenseStatus, Notice) {
    let (expense_id, title, amount) = (expense.id, expense.project.clone(), expense.money());
    match verdict.decision {
        Decision::Approve => (ExpenseStatus::Approved, Notice::ExpenseApproved { expense_id, title, amount }),
        Decision::Return => {
            let message = verdict.spoken();
            (ExpenseStatus::Returned, Notice::ExpenseReturned { expense_id, title, amount, message })
        }
        Decision::Reject => {
            let reason = verdict.spoken();
            (ExpenseStatus::Rejected, Notice::ExpenseRejected { expense_id, title, amount, reason })
        }
    }
}
