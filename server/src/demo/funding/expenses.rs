//! Expenses with their receipts; those above the limit of one person were decided by a moderator.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::files::random_key;
use birqadam_core::{Amount, ExpenseId, Money, Result, UserId};
use birqadam_funding::ops::ledger::{self, Booked};
use chrono::Duration;
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::Scene;
use super::data::{Expense, ExpenseStatus, Project};
use crate::demo::chronicle::{Chronicle, Line};
use crate::demo::pdf;

/// The setting `expense_limit`, in tenge, as it is at first.
const LIMIT: i64 = 50_000;

impl Scene<'_> {
    pub(super) async fn spend(
        &self,
        tx: &mut PgConnection,
        project: &Project,
        expense: &Expense,
        chronicle: &mut Chronicle,
    ) -> Result<()> {
        let (project_id, minor) = (self.project(&project.title), expense.amount * 100);
        let organizer = self.organizer(project).to_owned();
        let at = self.at(expense.day, "18:40");
        let second = expense.amount > LIMIT;
        let decided = if second { self.at(expense.day + 1, "11:05") } else { at };
        let approved = expense.status == ExpenseStatus::Approved;
        let bytes = pdf::sheet(&expense.receipt);
        let key = random_key("private/receipts", "pdf");
        let (size, hash) = (bytes.len() as i64, Sha256::digest(&bytes).to_vec());
        self.ctx.files.put(&key, "application/pdf", bytes.into()).await?;
        let id = sqlx::query_scalar!(
            r#"insert into funding.expenses
                   (project_id, budget_line_id, task_id, amount_minor, spent_on, description, receipt_key, receipt_name,
                    receipt_type, receipt_size, receipt_hash, status, created_by, decided_by, decided_at, created_at,
                    updated_at, submitted_at)
               values ($1, (select id from funding.budget_lines where project_id = $1 and category = $2), $3, $4, $5, $6, $7,
                       $8, 'application/pdf', $9, $10, $11, $12, $13, $14, $15, $15, $15)
               returning id as "id: ExpenseId""#,
            project_id.0,
            expense.category,
            self.task(project, expense.task),
            minor,
            self.ctx.today() + Duration::days(expense.day),
            expense.what,
            key,
            format!("{}.pdf", expense.receipt),
            size,
            hash,
            if approved { "approved" } else { "pending" },
            self.user(&organizer).0,
            (approved && second).then(|| self.user("moderator").0),
            approved.then_some(decided),
            at,
        )
        .fetch_one(&mut *tx)
        .await?;
        let amount = Money::kzt(minor);
        let log = |at, who: &str, operation, new| Line {
            at,
            actor: self.actor(who),
            operation,
            subject: ("expense", id.0),
            old: None,
            new: Some(new),
        };
        let status = if second { "pending" } else { "approved" };
        let new = json!({ "project_id": project_id, "amount": Amount(minor), "status": status, "category": expense.category });
        chronicle.log(log(at, &organizer, "expense.create", new));
        if second {
            let (title, amount) = (project.title.clone(), amount.clone());
            for reviewer in self.accounts.reviewers(self.world) {
                let notice = Notice::ExpenseSubmitted { expense_id: id, title: title.clone(), amount: amount.clone() };
                chronicle.tell(at, reviewer, notice, format!("expense-submitted-{id}-v1"));
            }
        }
        if !approved {
            return Ok(());
        }
        if second {
            chronicle.log(log(decided, "moderator", "expense.approve", json!({ "status": "approved" })));
        }
        ledger::lock_project(tx, project_id).await?;
        let actor = self.user(if second { "moderator" } else { &organizer });
        let booked = Booked { by: Some(actor), at: Some(decided) };
        ledger::spend(tx, id, project_id, minor, "KZT", booked, false).await?;
        for (sponsor, paid) in payers(tx, id).await? {
            let notice = Notice::ExpensePublished {
                project_id,
                title: project.title.clone(),
                category: expense.category.clone(),
                amount: Money::kzt(paid),
            };
            chronicle.tell(decided, sponsor, notice, format!("expense-published-{id}"));
        }
        Ok(())
    }
}

/// Whose money paid, and how much.
async fn payers(tx: &mut PgConnection, expense: ExpenseId) -> Result<Vec<(UserId, i64)>> {
    let rows = sqlx::query!(
        r#"select s.sponsor_id as "sponsor: UserId", -sum(l.amount_minor)::bigint as "paid!"
           from funding.ledger_transactions x
           join funding.ledger_postings l on l.transaction_id = x.id
           join funding.ledger_accounts a on a.id = l.account_id
           join funding.sponsorships s on s.id = a.sponsorship_id
           where x.source_kind = 'expense' and x.source_id = $1
           group by s.sponsor_id order by s.sponsor_id"#,
        expense.0,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.sponsor, row.paid)).collect())
}
