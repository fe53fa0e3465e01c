//! Expenses over HTTP: at once below the limit, by a second person above it; correction, rejection,
//! taking back.

use serde_json::{Value, json};

use super::desk::Desk;
use super::giving::{given, spent};
use crate::support::world::day;
use crate::support::{Client, Form, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn up_to_the_limit_it_counts_at_once() {
    let desk = Desk::set_up().await;
    let expense = desk.send("50 000").await.expect(201);
    assert_eq!((&expense["status"], &expense["amount"]), (&json!("approved"), &json!(50_000)));
    assert_eq!(expense["decided_by_name"], Value::Null, "nobody decided");
    let money = desk.money().await;
    assert_eq!((&money["raised"], &money["spent"], &money["sponsors"]), (&json!(100_000), &json!(50_000), &json!(1)));
    assert_eq!(money["categories"], json!([{ "category": "Saplings", "planned": 150_000, "spent": 50_000 }]));
    assert_eq!(desk.told(&desk.sponsor).await, ["expense_published"]);
    assert!(desk.told(&desk.moderator).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn above_the_limit_a_second_person_decides() {
    let desk = Desk::set_up().await;
    let id = desk.waiting("50000.01").await;
    assert_eq!(desk.money().await["spent"], 0, "nothing is spent yet");
    assert_eq!(desk.told(&desk.moderator).await, ["expense_submitted"]);
    let queue = desk.moderator.get("/api/review/queue?kind=expense").await.expect(200);
    assert_eq!(queue["items"][0]["id"], id, "{queue}");
    let review = desk.moderator.get(&format!("/api/admin/expenses/{id}")).await.expect(200);
    assert_eq!((&review["available"], &review["may_overspend"]), (&json!(100_000), &json!(false)));
    // Nobody decides on their own, whatever they may else.
    grant(&desk.app, &desk.organizer, "moderator").await;
    let organizer = desk.app.sign_in_again(&desk.organizer).await;
    assert_eq!(desk.decide(&organizer, id, "approve", json!({})).await.error(403), "own_item");
    assert_eq!(desk.decide(&desk.sponsor, id, "approve", json!({})).await.error(403), "not_allowed");
    let approved = desk.decide(&desk.moderator, id, "approve", json!({})).await.expect(200);
    assert_eq!(approved["status"], "approved");
    assert_eq!(approved["decided_by_name"].as_str().map(|name| name.starts_with("Person")), Some(true));
    assert_eq!(desk.money().await["spent"], json!(50_000.01));
    // Twice is once; another word comes too late.
    desk.decide(&desk.moderator, id, "approve", json!({})).await.expect(200);
    let late = desk.decide(&desk.moderator, id, "reject", json!({ "reason": "No" })).await;
    assert_eq!(late.error(409), "already_decided");
    assert_eq!(desk.app.count("select count(*) from funding.ledger_transactions where kind = 'expense'").await, 1);
    assert_eq!(desk.told(&desk.organizer).await.last().map(String::as_str), Some("expense_approved"));
    assert_eq!(desk.told(&desk.sponsor).await, ["expense_published"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_approve_at_once_spend_once() {
    let desk = Desk::set_up().await;
    let (id, other) = (desk.waiting("60000").await, desk.app.moderator().await);
    let (a, b) = tokio::join!(
        desk.decide(&desk.moderator, id, "approve", json!({})),
        desk.decide(&other, id, "approve", json!({})),
    );
    assert_eq!((a.status, b.status), (200, 200), "{} {}", a.text(), b.text());
    assert_eq!(desk.money().await["spent"], 60_000);
    // Two expenses that fit alone and not together.
    let (one, two) = (desk.waiting("50001").await, desk.send("20000").await);
    assert_eq!(two.status, 201);
    let refused = desk.decide(&other, one, "approve", json!({})).await;
    assert_eq!(refused.error(409), "not_enough_money");
    assert_eq!(desk.money().await["spent"], 80_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn above_the_balance_only_who_may_and_confirms() {
    let desk = Desk::set_up().await;
    let refused = {
        desk.send("45000").await.expect(201);
        desk.send("45000").await.expect(201);
        desk.send("45000").await
    };
    assert_eq!(refused.field("amount"), "not_enough_money", "also below the limit");
    let said = &refused.json["error"]["fields"][0];
    assert_eq!(said["limit"], 10_000, "how much there is");
    assert!(said["message"].as_str().expect("words").contains("10\u{202f}000\u{a0}₸"), "{said}");
    assert_eq!(desk.app.count("select count(*) from funding.expenses").await, 2, "nothing is kept of it");
    let id = desk.waiting("60000").await;
    assert_eq!(desk.decide(&desk.moderator, id, "approve", json!({})).await.error(409), "not_enough_money");
    let ahead = json!({ "overspend": true });
    assert_eq!(desk.decide(&desk.moderator, id, "approve", ahead.clone()).await.error(403), "not_allowed");
    let admin = desk.app.admin().await;
    assert_eq!(desk.decide(&admin, id, "approve", json!({})).await.error(409), "not_enough_money", "not confirmed");
    desk.decide(&admin, id, "approve", ahead).await.expect(200);
    assert_eq!(desk.money().await["spent"], 150_000);
    let waits = "select count(*) from funding.expenses where status = 'pending'";
    assert_eq!(desk.app.count(waits).await, 0);
    // What comes next pays for it first.
    given(&desk.app, &desk.sponsor, desk.project.id, 6_000_000, false).await;
    let left = "select sum(balance_minor)::bigint from funding.ledger_accounts where kind = 'sponsorship'";
    assert_eq!(desk.app.count(left).await, 1_000_000);
    assert_eq!(desk.app.count("select balance_minor from funding.ledger_accounts where kind = 'advance'").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn returned_it_opens_only_what_was_marked() {
    let desk = Desk::set_up().await;
    let id = desk.waiting("60000").await;
    let no_words = desk.decide(&desk.moderator, id, "return", json!({ "fields": [{ "field": "amount" }] })).await;
    assert_eq!(no_words.field("reason"), "required");
    let unknown = json!({ "reason": "x", "fields": [{ "field": "project" }] });
    assert_eq!(desk.decide(&desk.moderator, id, "return", unknown).await.field("fields.0.field"), "unknown");
    let marks = json!({ "reason": "The sum on the receipt differs",
                        "fields": [{ "field": "amount", "comment": "61 000?" }, { "field": "receipt" }] });
    let returned = desk.decide(&desk.moderator, id, "return", marks).await.expect(200);
    assert_eq!(returned["status"], "returned");
    let own = desk.organizer.get(&format!("/api/organizer/expenses/{id}")).await.expect(200);
    assert_eq!(own["returned"]["fields"].as_array().map(Vec::len), Some(2));
    let again = format!("/api/organizer/expenses/{id}/resubmit");
    let closed = Form::new().text("amount", "61000").text("description", "Something else");
    assert_eq!(desk.organizer.multipart(&again, closed).await.field("description"), "not_open");
    let stale = Form::new().text("amount", "61000").text("version", "1");
    assert_eq!(desk.organizer.multipart(&again, stale).await.error(409), "stale_version");
    let foreign = desk.app.organizer().await;
    assert_eq!(foreign.multipart(&again, Form::new().text("amount", "1")).await.status, 404);
    // What is closed may be sent as the form shows it.
    let today = chrono::NaiveDate::parse_from_str(&day(0), "%Y-%m-%d").expect("a day").format("%d.%m.%Y");
    let good = Form::new().text("amount", "40000").text("spent_on", today).text("category", desk.line).file(
        "receipt",
        "new.pdf",
        b"%PDF-1.4\n% new\n%%EOF",
    );
    let sent = desk.organizer.multipart(&again, good).await.expect(200);
    // Below the limit now, and still another person decides.
    assert_eq!((&sent["status"], &sent["amount"]), (&json!("pending"), &json!(40_000)));
    assert_eq!((&sent["description"], &sent["receipt"]["name"]), (&json!("Apple trees"), &json!("new.pdf")));
    let pane = desk.moderator.get(&format!("/api/review/items/expense/{id}")).await.expect(200);
    let changed: Vec<&str> =
        pane["changes"].as_array().expect("changes").iter().filter_map(|change| change["field"].as_str()).collect();
    assert_eq!(changed, ["amount", "receipt"]);
    assert_eq!(desk.organizer.multipart(&again, Form::new()).await.error(409), "wrong_state", "it waits again");
    // The old file is gone.
    let kept = "select count(*) from funding.expenses where receipt_key = ''";
    assert_eq!(desk.app.count(kept).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn rejected_it_spends_nothing() {
    let desk = Desk::set_up().await;
    let id = desk.waiting("60000").await;
    assert_eq!(desk.decide(&desk.moderator, id, "reject", json!({})).await.field("reason"), "required");
    let stale = json!({ "reason": "No", "version": 7 });
    assert_eq!(desk.decide(&desk.moderator, id, "reject", stale).await.error(409), "stale_version");
    let rejected = desk.decide(&desk.moderator, id, "reject", json!({ "reason": "Not for the project" })).await;
    assert_eq!(rejected.expect(200)["reason"], "Not for the project");
    assert_eq!(desk.money().await["spent"], 0);
    assert_eq!(desk.told(&desk.organizer).await, ["expense_rejected"]);
    let back = desk.organizer.post(&format!("/api/organizer/expenses/{id}/withdraw"), json!({ "reason": "x" })).await;
    assert_eq!(back.error(409), "wrong_state");
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_back_turns_the_postings_round_and_edits_nothing() {
    let desk = Desk::set_up().await;
    let id = spent(&desk.organizer, &desk.moderator, desk.project.id, desk.line, None, "30000").await;
    let own = desk.organizer.post(&format!("/api/organizer/expenses/{id}/withdraw"), json!({ "reason": "typo" })).await;
    assert_eq!(own.error(403), "own_item", "what counts is for another person");
    assert_eq!(desk.decide(&desk.moderator, id, "reverse", json!({})).await.field("reason"), "required");
    let reversed = desk.decide(&desk.moderator, id, "reverse", json!({ "reason": "Paid twice" })).await.expect(200);
    assert_eq!((&reversed["status"], &reversed["reason"]), (&json!("reversed"), &json!("Paid twice")));
    desk.decide(&desk.moderator, id, "reverse", json!({ "reason": "Paid twice" })).await.expect(200);
    let money = desk.money().await;
    assert_eq!((&money["raised"], &money["spent"]), (&json!(100_000), &json!(0)));
    let kinds: Vec<String> = sqlx::query_scalar("select kind from funding.ledger_transactions order by id")
        .fetch_all(desk.app.db())
        .await
        .expect("kinds");
    assert_eq!(kinds, ["payment", "expense", "reversal"]);
    assert_eq!(desk.told(&desk.organizer).await, ["expense_reversed"]);
    // Taken back before anybody approved it: no trace in the ledger.
    let waiting = desk.waiting("70000").await;
    let path = format!("/api/organizer/expenses/{waiting}/withdraw");
    let foreign = desk.app.organizer().await;
    assert_eq!(foreign.post(&path, json!({ "reason": "mine" })).await.status, 404);
    assert_eq!(desk.organizer.post(&path, json!({ "reason": "A wrong sum" })).await.expect(200)["status"], "reversed");
    assert_eq!(desk.app.count("select count(*) from funding.ledger_transactions").await, 3);
    let queue = desk.moderator.get("/api/review/queue?kind=expense").await.expect(200);
    assert_eq!(queue["items"], json!([]));
    assert_eq!(desk.decide(&desk.moderator, waiting, "approve", json!({})).await.error(409), "already_decided");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_has_filters_sums_and_files() {
    let desk = Desk::set_up().await;
    for amount in ["10000", "20000.50", "70000"] {
        desk.send(amount).await.expect(201);
    }
    let project = desk.project.id;
    let all = desk.organizer.get(&format!("/api/lists/expenses?project={project}&sort=-amount")).await.expect(200);
    assert_eq!(all["items"].as_array().map(Vec::len), Some(3));
    let waiting =
        desk.organizer.get(&format!("/api/lists/expenses?project={project}&status=pending")).await.expect(200);
    assert_eq!(waiting["items"].as_array().map(Vec::len), Some(1));
    let other = desk.app.organizer().await;
    assert_eq!(other.get(&format!("/api/lists/expenses?project={project}")).await.status, 404);
    assert_eq!(desk.organizer.get("/api/lists/expenses").await.field("project"), "required");
    let page = desk.organizer.get(&format!("/api/organizer/projects/{project}/expenses?limit=2")).await.expect(200);
    assert_eq!((page["items"].as_array().map(Vec::len), page["next"].is_string()), (Some(2), true));
}

async fn grant(app: &TestApp, person: &Client, role: &str) {
    sqlx::query("insert into accounts.user_roles (user_id, role_id) select $1, id from accounts.roles where name = $2")
        .bind(person.id)
        .bind(role)
        .execute(app.db())
        .await
        .expect("a role");
}
