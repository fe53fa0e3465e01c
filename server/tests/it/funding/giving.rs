//! A project that asks for money, gifts that came, expenses that were made: through the operations.

use std::sync::atomic::{AtomicU64, Ordering};

use birqadam_core::PaymentId;
use birqadam_funding::Settled;
use birqadam_funding::ops::payment_events;
use serde_json::{Value, json};

use crate::support::world::{Published, day, project_input};
use crate::support::{Client, Form, TestApp};

/// A gift that came.
#[derive(Clone, Copy, Debug)]
pub struct Given {
    pub sponsorship: i64,
    pub payment: i64,
}

/// A published project that needs so many tenge.
pub async fn asking(app: &TestApp, organizer: &Client, title: &str, tenge: i64) -> Published {
    let mut input = project_input(title);
    input["budget_needed"] = json!(tenge);
    let created = organizer.post("/api/organizer/projects", input).await.expect(201);
    let id = created["project"]["id"].as_i64().expect("an id");
    app.moderator().await.post(&format!("/api/admin/approve-project/{id}"), json!({})).await.expect(200);
    let task = |i: usize| created["tasks"][i]["id"].as_i64().expect("an id of a task");
    Published { id, task: task(0), single: task(1) }
}

/// A payment that was begun; minor units.
pub async fn begun(app: &TestApp, sponsor: &Client, project: i64, minor: i64, anonymous: bool) -> Given {
    let sponsorship: i64 = sqlx::query_scalar(
        "insert into funding.sponsorships (sponsor_id, project_id, amount_minor, purpose, is_anonymous)
         values ($1, $2, $3, 'Seedlings', $4) returning id",
    )
    .bind(sponsor.id)
    .bind(project)
    .bind(minor)
    .bind(anonymous)
    .fetch_one(app.db())
    .await
    .expect("a sponsorship");
    let payment: i64 = sqlx::query_scalar(
        "insert into funding.payments (sponsorship_id, provider, transaction_id, amount_minor, currency, expires_at)
         values ($1, 'simulator', 'TXN_' || upper(md5($1::text)), $2, 'KZT', now() + interval '1 day') returning id",
    )
    .bind(sponsorship)
    .bind(minor)
    .fetch_one(app.db())
    .await
    .expect("a payment");
    Given { sponsorship, payment }
}

/// The same, and the money came.
pub async fn given(app: &TestApp, sponsor: &Client, project: i64, minor: i64, anonymous: bool) -> Given {
    let given = begun(app, sponsor, project, minor, anonymous).await;
    let mut tx = app.ctx.begin().await.expect("a transaction");
    let facts = payment_events::lock_payment(&mut tx, PaymentId(given.payment)).await.expect("the payment");
    let reference = format!("SIM-{}", given.payment);
    let at = app.ctx.now();
    let settled = payment_events::complete(&mut tx, &facts, Some(&reference), at).await.expect("completed");
    assert_eq!(settled, Settled::Done);
    tx.commit().await.expect("committed");
    given
}

/// The provider tells that so much went back in all.
pub async fn went_back(app: &TestApp, given: Given, minor: i64) -> Settled {
    let mut tx = app.ctx.begin().await.expect("a transaction");
    let facts = payment_events::lock_payment(&mut tx, PaymentId(given.payment)).await.expect("the payment");
    let settled = payment_events::refunded(&mut tx, &facts, minor, None).await.expect("no failure");
    tx.commit().await.expect("committed");
    settled
}

/// Writes the plan; returns the ids of its lines.
pub async fn planned(organizer: &Client, project: i64, lines: &[(&str, i64)]) -> Vec<i64> {
    let lines: Vec<Value> =
        lines.iter().map(|(category, planned)| json!({ "category": category, "planned": planned })).collect();
    let path = format!("/api/organizer/projects/{project}/budget");
    let budget = organizer.put(&path, json!({ "lines": lines })).await.expect(200);
    let lines = budget["lines"].as_array().expect("lines");
    lines.iter().map(|line| line["id"].as_i64().expect("an id")).collect()
}

/// An expense as it is sent; `amount` as typed.
pub async fn sent(
    organizer: &Client,
    project: i64,
    category: i64,
    task: Option<i64>,
    amount: &str,
) -> crate::support::Reply {
    // Each expense has a receipt of its own.
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let receipt = format!("%PDF-1.4\n% {amount} {}\n%%EOF", NUMBER.fetch_add(1, Ordering::Relaxed));
    let form = Form::new()
        .text("amount", amount)
        .text("spent_on", day(0))
        .text("category", category)
        .text("task", task.map(|task| task.to_string()).unwrap_or_default())
        .text("description", "Apple trees")
        .file("receipt", "receipt.pdf", receipt.as_bytes());
    organizer.multipart(&format!("/api/organizer/projects/{project}/expenses"), form).await
}

/// An expense that counts, whatever its amount; returns its id.
pub async fn spent(
    organizer: &Client,
    moderator: &Client,
    project: i64,
    category: i64,
    task: Option<i64>,
    amount: &str,
) -> i64 {
    let expense = sent(organizer, project, category, task, amount).await.expect(201);
    let id = expense["id"].as_i64().expect("an id");
    if expense["status"] == "pending" {
        moderator.post(&format!("/api/admin/expenses/{id}/approve"), json!({})).await.expect(200);
    }
    id
}

/// Counts something; returns the answer of the last count.
pub async fn counted(organizer: &Client, project: i64, kind: &str, amount: &str, report: Option<i64>) -> Value {
    let measures =
        organizer.post(&format!("/api/organizer/projects/{project}/impact"), json!({ "kind": kind })).await.expect(201);
    let measures = measures["items"].as_array().cloned().unwrap_or_default();
    let measure = measures.iter().find(|one| one["kind"] == kind).expect("the measure");
    let entry = json!({ "amount": amount, "counted_on": day(0), "report": report });
    let path = format!("/api/organizer/impact-measures/{}/entries", measure["id"]);
    organizer.post(&path, entry).await.expect(201)
}

/// Joins a task, reports with a photo, has it approved; returns the report.
pub async fn worked(app: &TestApp, organizer: &Client, task: i64, seed: u32) -> i64 {
    let report = app.reported(&app.volunteer().await, task, seed).await;
    let verdict = json!({ "rating": 5, "comment": "" });
    organizer.post(&format!("/api/organizer/photo-reports/{report}/approve"), verdict).await.expect(200);
    report
}
