//! A project's plan, gifts in kind and counts over HTTP, and the pages that show them.

use serde_json::{Value, json};

use super::giving::{asking, counted, given, planned, sent, worked};
use crate::support::world::day;
use crate::support::{Client, TestApp};

async fn desk() -> (TestApp, Client, i64) {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = asking(&app, &organizer, "Orchard", 200_000).await.id;
    (app, organizer, project)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_written_as_a_whole_and_keeps_its_lines() {
    let (app, organizer, project) = desk().await;
    let path = format!("/api/organizer/projects/{project}/budget");
    assert_eq!(organizer.get(&path).await.expect(200)["version"], 0);
    let lines = planned(&organizer, project, &[("Saplings", 100_000), ("Transport", 20_000)]).await;
    // Names change places, one line is new, amounts have tiyn.
    let swapped = json!({ "version": 1, "lines": [
        { "id": lines[0], "category": "Transport", "planned": 100_000.5 },
        { "id": lines[1], "category": "Saplings", "planned": 0 },
        { "category": "Water", "planned": "7 500" },
    ]});
    let budget = organizer.put(&path, swapped.clone()).await.expect(200);
    assert_eq!((&budget["version"], &budget["planned"]), (&json!(2), &json!(107_500.5)));
    let named: Vec<&str> =
        budget["lines"].as_array().expect("lines").iter().filter_map(|l| l["category"].as_str()).collect();
    assert_eq!(named, ["Transport", "Saplings", "Water"]);
    assert_eq!(organizer.put(&path, swapped.clone()).await.error(409), "stale_version");
    let matched = organizer.with("if-match", "\"1\"").put(&path, json!({ "lines": [] })).await;
    assert_eq!(matched.error(409), "stale_version");
    // What was spent on stays, under whatever name.
    let sponsor = app.sponsor().await;
    given(&app, &sponsor, project, 5_000_000, false).await;
    sent(&organizer, project, lines[1], None, "1000").await.expect(201);
    let without = json!({ "lines": [{ "id": lines[0], "category": "Transport", "planned": 1 }] });
    assert_eq!(organizer.put(&path, without).await.error(409), "budget_line_used");
    // Emptied as the form does, it is said at its row.
    let emptied = json!({ "lines": [
        { "id": lines[0], "category": "Transport", "planned": 1 }, { "id": lines[1], "category": "", "planned": "" },
    ]});
    assert_eq!(organizer.put(&path, emptied).await.field("lines.1.category"), "in_use");
    let renamed = json!({ "lines": [{ "id": lines[1], "category": "Trees", "planned": 500 }] });
    let budget = organizer.put(&path, renamed).await.expect(200);
    assert_eq!(budget["lines"][0]["spent"], 1_000);
    assert_eq!(budget["lines"].as_array().map(Vec::len), Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_plan_says_what_is_wrong_and_changes_nothing() {
    let (app, organizer, project) = desk().await;
    let path = format!("/api/organizer/projects/{project}/budget");
    let other = app.organizer().await;
    let foreign = asking(&app, &other, "Other", 1).await.id;
    let foreign_line = planned(&other, foreign, &[("Water", 1)]).await[0];
    let line = |category: &str, planned: Value| json!({ "category": category, "planned": planned });
    let many: Vec<Value> = (0..51).map(|n| line(&format!("Line {n}"), json!(1))).collect();
    let table = [
        (json!([line("", json!(5))]), "lines.0.category", "required"),
        (json!([line("Water", json!(""))]), "lines.0.planned", "required"),
        (json!([line("Water", json!(-1))]), "lines.0.planned", "too_small"),
        (json!([line("Water", json!(1e15))]), "lines.0.planned", "too_big"),
        (json!([line("Water", json!("1.234"))]), "lines.0.planned", "malformed"),
        (json!([line("Water", json!(1)), line("WATER", json!(1))]), "lines.1.category", "name_taken"),
        (json!([line(&"я".repeat(101), json!(1))]), "lines.0.category", "too_long"),
        (json!([{ "id": foreign_line, "category": "Water", "planned": 1 }]), "lines.0.id", "unknown"),
        (json!(many), "lines", "too_many"),
    ];
    for (lines, field, code) in table {
        let reply = organizer.put(&path, json!({ "lines": lines })).await;
        assert_eq!(reply.field(field), code, "{lines}");
    }
    assert_eq!(organizer.get(&path).await.expect(200)["lines"], json!([]));
    assert_eq!(other.put(&path, json!({ "lines": [] })).await.status, 404);
    assert_eq!(app.sponsor().await.get(&path).await.error(403), "not_allowed");
}

#[tokio::test(flavor = "multi_thread")]
async fn gifts_stand_beside_the_money() {
    let (app, organizer, project) = desk().await;
    let path = format!("/api/organizer/projects/{project}/gifts");
    let gift = json!({ "giver": "Hardware shop", "description": "20 spades", "estimate": 60_000, "given_on": day(0) });
    let added = organizer.post(&path, gift.clone()).await.expect(201);
    assert_eq!(added["estimate"], 60_000);
    let public = app.anonymous().get(&format!("/api/volunteer/projects/{project}/money")).await.expect(200);
    assert_eq!((&public["gifts"], &public["raised"]), (&json!(1), &json!(0)), "never added to money");
    for (field, value, code) in [
        ("giver", json!(""), "required"),
        ("description", json!(""), "required"),
        ("estimate", json!("a lot"), "malformed"),
        ("estimate", json!(-1), "too_small"),
        ("given_on", json!(day(3)), "in_future"),
        ("given_on", json!(""), "required"),
    ] {
        let mut wrong = gift.clone();
        wrong[field] = value;
        assert_eq!(organizer.post(&path, wrong).await.field(field), code);
    }
    let (other, one) = (app.organizer().await, format!("/api/organizer/gifts/{}", added["id"]));
    assert_eq!(other.delete(&one).await.status, 404);
    assert_eq!(organizer.delete(&one).await.status, 204);
    assert_eq!(organizer.delete(&one).await.status, 404);
    assert_eq!(organizer.get(&path).await.expect(200)["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_sum_up_with_their_evidence() {
    let (app, organizer, project) = desk().await;
    let path = format!("/api/organizer/projects/{project}/impact");
    let task = app.count("select min(id) from volunteering.tasks").await;
    let report = worked(&app, &organizer, task, 3).await;
    let trees = counted(&organizer, project, "trees_planted", "300", Some(report)).await;
    let entries = format!("/api/organizer/impact-measures/{}/entries", trees["id"]);
    let more = json!({ "amount": 200, "counted_on": day(0), "note": "East side" });
    assert_eq!(organizer.post(&entries, more).await.expect(201)["total"], 500.0);
    let own = json!({ "kind": "other", "title": { "kk": "Ұялар" }, "unit": "pcs" });
    organizer.post(&path, own).await.expect(201);
    let public = app.anonymous().get(&format!("/api/volunteer/projects/{project}/money")).await.expect(200);
    assert_eq!((&public["impact"][0]["total"], &public["impact"][0]["unit"]), (&json!(500.0), &json!("1")));
    for (kind, title, unit, field, code) in [
        ("", "", "", "kind", "required"),
        ("money", "", "", "kind", "unknown"),
        ("trees_planted", "", "", "kind", "name_taken"),
        ("other", "", "kg", "title.ru", "required"),
        ("other", "Nests", "", "unit", "required"),
    ] {
        let reply = organizer.post(&path, json!({ "kind": kind, "title": { "en": title }, "unit": unit })).await;
        assert_eq!(reply.field(field), code, "{kind} {field}");
    }
    let waiting = app.reported(&app.volunteer().await, task, 9).await;
    for (field, value, code) in [
        ("amount", json!(0), "too_small"),
        ("amount", json!(""), "required"),
        ("amount", json!("1.234"), "malformed"),
        ("amount", json!(1e12), "too_big"),
        // Half a tree.
        ("amount", json!("2.5"), "not_whole"),
        ("counted_on", json!(day(3)), "in_future"),
        // Not approved, and nobody's.
        ("report", json!(waiting), "unknown"),
        ("report", json!(999_999), "unknown"),
    ] {
        let mut wrong = json!({ "amount": 5, "counted_on": day(0) });
        wrong[field] = value;
        assert_eq!(organizer.post(&entries, wrong).await.field(field), code);
    }
    // A wrong count is taken out.
    let sheet = organizer.get(&path).await.expect(200);
    let entry = format!("/api/organizer/impact-entries/{}", sheet["entries"][0]["id"]);
    let other = app.organizer().await;
    assert_eq!(
        (
            other.delete(&entry).await.status,
            other.post(&entries, json!({ "amount": 5, "counted_on": day(0) })).await.status
        ),
        (404, 404)
    );
    assert_eq!(organizer.delete(&entry).await.status, 204);
    let measure = format!("/api/organizer/impact-measures/{}", trees["id"]);
    assert_eq!((other.delete(&measure).await.status, organizer.delete(&measure).await.status), (404, 204));
    assert_eq!(organizer.get(&path).await.expect(200)["measures"].as_array().map(Vec::len), Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_show_it() {
    let (app, organizer, project) = desk().await;
    let sponsor = app.sponsor().await;
    given(&app, &sponsor, project, 10_000_000, false).await;
    let line = planned(&organizer, project, &[("Saplings", 150_000)]).await[0];
    let expense = sent(&organizer, project, line, None, "30000").await.expect(201);
    counted(&organizer, project, "trees_planted", "500", None).await;
    let browser = app.browser(&organizer).await;
    for page in ["money", "money/budget", "money/expenses", "money/expenses/new", "money/impact"] {
        let shown = browser.get(&format!("/organizer/projects/{project}/{page}")).await;
        assert_eq!(shown.status, 200, "{page}");
    }
    let shown = browser.get(&format!("/organizer/projects/{project}/money")).await.text_whole();
    assert!(shown.contains("30\u{202f}000\u{a0}₸ of 150\u{202f}000\u{a0}₸ spent"), "by category, in words");
    assert_eq!(browser.get(&format!("/organizer/expenses/{}", expense["id"])).await.status, 200);
    let public = app.anonymous().with("accept-language", "en").get(&format!("/projects/{project}")).await.text_whole();
    for text in ["Saplings", "Supported by 1 sponsor", "500"] {
        assert!(public.contains(text), "{text}");
    }
    let foreign = app.browser(&app.organizer().await).await;
    assert_eq!(foreign.get(&format!("/organizer/projects/{project}/money")).await.status, 404);
    // A plan by a plain form, with rows left empty, and its way back when it is wrong.
    let body = format!(
        "input[project_id]={project}&input[version]=1&input[lines][0][id]={line}&input[lines][0][category]=Trees\
         &input[lines][0][planned]=99%20000,50&input[lines][1][id]=&input[lines][1][category]=&input[lines][1][planned]=",
    );
    let plain = browser.with("accept", "text/html");
    let saved = plain.submit("/web/money/budget", &body).await;
    assert_eq!((saved.status, saved.header("location").contains("done=saved")), (302, true), "{}", saved.text());
    let budget = organizer.get(&format!("/api/organizer/projects/{project}/budget")).await.expect(200);
    assert_eq!(budget["lines"][0]["planned"], 99_000.5);
}
