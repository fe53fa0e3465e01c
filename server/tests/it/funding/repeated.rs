//! `Idempotency-Key`: whatever makes money move or promises it is done once for a key, and again for
//! another.

use serde_json::{Value, json};

use super::giving::{counted, planned};
use super::till::Shop;
use crate::support::world::day;
use crate::support::{Client, Form};

/// What is sent.
enum Body {
    Json(Value),
    Receipt(i64),
}

/// Sends it under a key and returns the id of what was made, or all of the answer.
async fn send(client: &Client, key: &str, path: &str, body: &Body) -> Value {
    let keyed = client.with("idempotency-key", key);
    let reply = match body {
        Body::Json(body) => keyed.post(path, body.clone()).await,
        Body::Receipt(category) => {
            let form = Form::new()
                .text("amount", "1000")
                .text("spent_on", day(0))
                .text("category", category)
                .text("description", "Apple trees")
                .file("receipt", "receipt.pdf", format!("%PDF-1.4\n% {key}\n%%EOF").as_bytes());
            keyed.multipart(path, form).await
        }
    };
    reply.expect(201)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_twice_is_done_once() {
    let shop = Shop::open().await;
    let (app, sponsor, organizer, admin) = (&shop.app, &shop.sponsor, &shop.organizer, &shop.admin);
    let project = shop.project;
    let payment = shop.paid().await.1.id;
    let line = planned(organizer, project, &[("Saplings", 150_000)]).await[0];
    counted(organizer, project, "trees_planted", "1", None).await;
    let measure = app.count("select min(id) from funding.impact_measures").await;
    let today = day(0);
    let table = [
        (
            "sponsor-project",
            sponsor,
            "/api/sponsor/sponsor-project".to_owned(),
            Body::Json(json!({ "project_id": project, "amount": 5_000 })),
            "select count(*) from funding.sponsorships",
        ),
        (
            "pledges",
            sponsor,
            "/api/sponsor/pledges".to_owned(),
            Body::Json(json!({ "project_id": project, "amount": 5_000, "day_of_month": 5 })),
            "select count(*) from funding.pledges",
        ),
        (
            "expenses",
            organizer,
            format!("/api/organizer/projects/{project}/expenses"),
            Body::Receipt(line),
            "select count(*) from funding.expenses",
        ),
        (
            "gifts in kind",
            organizer,
            format!("/api/organizer/projects/{project}/gifts"),
            Body::Json(json!({ "giver": "A shop", "description": "Spades", "given_on": today })),
            "select count(*) from funding.in_kind_gifts",
        ),
        (
            "counts",
            organizer,
            format!("/api/organizer/impact-measures/{measure}/entries"),
            Body::Json(json!({ "amount": 5, "counted_on": today })),
            "select count(*) from funding.impact_entries",
        ),
        (
            "refunds",
            admin,
            format!("/api/admin/payments/{payment}/refund"),
            Body::Json(json!({ "amount": 1_000, "reason": "Paid by mistake" })),
            "select count(*) from funding.refunds",
        ),
    ];
    for (what, who, path, body, made) in &table {
        let before = app.count(made).await;
        let first = send(who, &format!("{what}-1"), path, body).await;
        let second = send(who, &format!("{what}-1"), path, body).await;
        assert_eq!(first, second, "{what}: the first answer again");
        assert_eq!(app.count(made).await, before + 1, "{what}: once");
        send(who, &format!("{what}-2"), path, body).await;
        assert_eq!(app.count(made).await, before + 2, "{what}: another key is another");
    }
}
