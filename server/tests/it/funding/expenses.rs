//! Expenses over HTTP: at once below the limit, by a second person above it; correction, rejection,
//! taking back; and everything that is no expense.

use serde_json::{Value, json};

use super::giving::{asking, given, planned, sent, spent};
use crate::support::world::{Published, day};
use crate::support::{Client, Form, Reply, TestApp, photos};

/// A project with 100 000 ₸ and a plan of one line.
struct Desk {
    app: TestApp,
    organizer: Client,
    moderator: Client,
    sponsor: Client,
    project: Published,
    line: i64,
}

impl Desk {
    async fn set_up() -> Desk {
        let app = TestApp::start().await;
        let (organizer, moderator, sponsor) = (app.organizer().await, app.moderator().await, app.sponsor().await);
        let project = asking(&app, &organizer, "Orchard", 200_000).await;
        given(&app, &sponsor, project.id, 10_000_000, false).await;
        let line = planned(&organizer, project.id, &[("Saplings", 150_000)]).await[0];
        Desk { app, organizer, moderator, sponsor, project, line }
    }

    async fn send(&self, amount: &str) -> Reply {
        sent(&self.organizer, self.project.id, self.line, None, amount).await
    }

    /// An expense that waits; returns its id.
    async fn waiting(&self, amount: &str) -> i64 {
        let expense = self.send(amount).await.expect(201);
        assert_eq!(expense["status"], "pending");
        expense["id"].as_i64().expect("an id")
    }

    /// A good form, changed.
    fn form(&self, changes: &[(&str, &str)]) -> Form {
        let category = self.line.to_string();
        let today = day(0);
        let good = [
            ("amount", "1000"),
            ("spent_on", today.as_str()),
            ("category", category.as_str()),
            ("task", ""),
            ("description", "Apple trees"),
        ];
        good.into_iter().fold(Form::new(), |form, (name, value)| {
            let value = changes.iter().find(|(changed, _)| *changed == name).map_or(value, |(_, value)| value);
            form.text(name, value)
        })
    }

    async fn post(&self, form: Form) -> Reply {
        self.organizer.multipart(&format!("/api/organizer/projects/{}/expenses", self.project.id), form).await
    }

    async fn decide(&self, who: &Client, id: i64, decision: &str, body: Value) -> Reply {
        who.post(&format!("/api/admin/expenses/{id}/{decision}"), body).await
    }

    async fn money(&self) -> Value {
        self.app.anonymous().get(&format!("/api/volunteer/projects/{}/money", self.project.id)).await.expect(200)
    }

    async fn told(&self, person: &Client) -> Vec<String> {
        self.app.run_jobs().await;
        sqlx::query_scalar(
            "select notice ->> 'kind' from messaging.notifications
             where user_id = $1 and notice ->> 'kind' like 'expense%' order by id",
        )
        .bind(person.id)
        .fetch_all(self.app.db())
        .await
        .expect("the inbox")
    }
}

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
async fn what_is_no_expense_says_why_at_its_field() {
    let desk = Desk::set_up().await;
    let other = desk.app.organizer().await;
    let foreign = desk.app.published(&other).await;
    let foreign_line = planned(&other, foreign.id, &[("Water", 1)]).await[0].to_string();
    let (tomorrow, foreign_task) = (day(2), foreign.task.to_string());
    let long = "я".repeat(501);
    let table: &[(&str, &str, &str)] = &[
        ("amount", "", "required"),
        ("amount", "0", "too_small"),
        ("amount", "-5", "too_small"),
        ("amount", "0.01", "too_small"),
        ("amount", "1000000000000000", "too_big"),
        ("amount", "1.234", "malformed"),
        ("amount", "'; drop table funding.expenses; --", "malformed"),
        ("spent_on", "", "required"),
        ("spent_on", "yesterday", "date"),
        ("spent_on", &tomorrow, "in_future"),
        ("category", "", "required"),
        ("category", "Saplings", "unknown"),
        ("category", &foreign_line, "unknown"),
        ("category", "999999", "unknown"),
        ("task", &foreign_task, "unknown"),
        ("task", "<script>", "unknown"),
        ("description", " ", "required"),
        ("description", &long, "too_long"),
        ("description", "a\u{202e}b", "forbidden_characters"),
    ];
    for (field, value, code) in table {
        let form = desk.form(&[(field, value)]).file("receipt", "r.pdf", b"%PDF-1.4\n%%EOF");
        assert_eq!(desk.post(form).await.field(field), *code, "{field}={value}");
    }
    let huge = [b"%PDF-1.4".as_slice(), &vec![0; 10 * 1024 * 1024]].concat();
    let files: &[(&str, &[u8], &str)] = &[
        ("r.jpg", b"MZ not a picture", "not_a_document"),
        ("r.pdf", b"<html><script>alert(1)</script>", "not_a_document"),
        ("r.pdf", b"", "empty_file"),
        ("r.pdf", &huge, "file_too_large"),
        ("r.jpg", &photos::broken_jpeg(), "cut_short"),
    ];
    for (name, bytes, code) in files {
        let got = desk.post(desk.form(&[]).file("receipt", name, bytes)).await.field("receipt");
        assert!(got == *code || (*code == "cut_short" && got == "broken_photo"), "{name}: {got} is not {code}");
    }
    let all = desk.post(Form::new()).await;
    for field in ["amount", "spent_on", "category", "description", "receipt"] {
        assert_eq!(all.field(field), "required");
    }
    assert_eq!(desk.app.count("select count(*) from funding.expenses").await, 0);
    assert_eq!(desk.app.count("select count(*) from funding.ledger_transactions where kind = 'expense'").await, 0);
    // Words of any kind are taken as they are.
    let words = "'\";--<script>alert(1)</script> שלום 🎉";
    let form = desk.form(&[("description", words)]).file("receipt", "צ'ק 🎉.png", &photos::png(3));
    let expense = desk.post(form).await.expect(201);
    assert_eq!((&expense["description"], &expense["receipt"]["content_type"]), (&json!(words), &json!("image/jpeg")));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_published_project_of_ones_own_spends() {
    let desk = Desk::set_up().await;
    let other = desk.app.organizer().await;
    assert_eq!(sent(&other, desk.project.id, desk.line, None, "100").await.status, 404);
    assert_eq!(sent(&desk.sponsor, desk.project.id, desk.line, None, "100").await.error(403), "not_allowed");
    let mut draft = crate::support::world::project_input("A draft");
    draft["draft"] = json!(true);
    let draft = desk.organizer.post("/api/organizer/projects", draft).await.expect(201);
    let draft = draft["project"]["id"].as_i64().expect("an id");
    let line = planned(&desk.organizer, draft, &[("Water", 5)]).await[0];
    assert_eq!(sent(&desk.organizer, draft, line, None, "100").await.error(409), "project_closed");
    // The same key sends once.
    let form = || desk.form(&[]).file("receipt", "r.pdf", b"%PDF-1.4\n%%EOF");
    let keyed = desk.organizer.with("idempotency-key", "expense-1");
    let path = format!("/api/organizer/projects/{}/expenses", desk.project.id);
    let (first, second) = (keyed.multipart(&path, form()).await, keyed.multipart(&path, form()).await);
    assert_eq!(first.expect(201)["id"], second.expect(201)["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_opens_for_those_it_concerns() {
    let desk = Desk::set_up().await;
    let form = desk.form(&[]).file("receipt", "photo.jpg", &photos::jpeg(5));
    let expense = desk.post(form).await.expect(201);
    let path = expense["receipt"]["url"].as_str().expect("an address").to_owned();
    for who in [&desk.organizer, &desk.moderator, &desk.sponsor] {
        let reply = desk.app.browser(who).await.get(&path).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, "image/jpeg"));
        assert_eq!(reply.header("cache-control"), "private, no-store");
    }
    let (stranger, other) = (desk.app.sponsor().await, desk.app.organizer().await);
    for who in [&stranger, &other] {
        assert_eq!(desk.app.browser(who).await.get(&path).await.status, 404);
    }
    assert_eq!(desk.app.anonymous().get(&path).await.status, 401);
    // The same file again waits for a second person whatever the amount, and is pointed out there.
    let again = desk.form(&[("amount", "1")]).file("receipt", "renamed.jpg", &photos::jpeg(5));
    let id = desk.post(again).await.expect(201)["id"].as_i64().expect("an id");
    let review = desk.moderator.get(&format!("/api/admin/expenses/{id}")).await.expect(200);
    assert_eq!(review["same_receipt"][0]["id"], expense["id"]);
    assert_eq!(review["expense"]["status"], "pending", "{review}");
    let page = desk.app.browser(&desk.moderator).await.get(&format!("/review/expenses/{id}")).await;
    assert!(page.text_whole().contains("The same receipt file was used before"));
    // Of what does not count it may be used again.
    let used = expense["id"].as_i64().expect("an id");
    desk.decide(&desk.moderator, used, "reverse", json!({ "reason": "Wrong sum" })).await.expect(200);
    desk.decide(&desk.moderator, id, "reject", json!({ "reason": "Twice" })).await.expect(200);
    let corrected = desk.form(&[("amount", "2")]).file("receipt", "photo.jpg", &photos::jpeg(5));
    assert_eq!(desk.post(corrected).await.expect(201)["status"], "approved");
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
