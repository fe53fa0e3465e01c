//! What is no expense, whose it is not, and receipts.

use serde_json::json;

use super::desk::Desk;
use super::giving::{planned, sent};
use crate::support::world::day;
use crate::support::{Form, photos};

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
