//! What became of a sponsor's money: it adds up, for any history; it leads from the payment to the
//! photo; it is one's own.

use birqadam_core::ProjectId;
use birqadam_funding::ops::sponsor_report::sponsor_report;
use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};

use super::giving::{Given, asking, begun, counted, given, planned, sent, spent, went_back, worked};
use crate::analytics::history::Dice;
use crate::report_pdf::text;
use crate::support::accounts::actor;
use crate::support::{Client, Reply, TestApp};

async fn report(sponsor: &Client, project: i64) -> Value {
    sponsor.get(&format!("/api/sponsor/project-reports/{project}")).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_is_what_the_document_shows() {
    let app = TestApp::start().await;
    let (organizer, moderator, sponsor) = (app.organizer().await, app.moderator().await, app.sponsor().await);
    let project = asking(&app, &organizer, "Apple trees", 500_000).await;
    given(&app, &sponsor, project.id, 10_000_000, false).await;
    let lines =
        planned(&organizer, project.id, &[("Seedlings", 50_000), ("Tools", 30_000), ("Transport", 20_000)]).await;
    spent(&organizer, &moderator, project.id, lines[2], None, "20000").await;
    spent(&organizer, &moderator, project.id, lines[0], Some(project.task), "50000").await;
    spent(&organizer, &moderator, project.id, lines[1], None, "30000").await;
    let evidence = worked(&app, &organizer, project.task, 5).await;
    counted(&organizer, project.id, "trees_planted", "500", Some(evidence)).await;
    counted(&organizer, project.id, "area_covered", "10", None).await;
    let told = report(&sponsor, project.id).await;
    assert_eq!(
        (&told["total_sponsored"], &told["balance"], &told["reversed"]),
        (&json!(100_000), &json!(0), &json!([]))
    );
    let expenses = json!([
        { "category": "Seedlings", "amount": 50_000 },
        { "category": "Tools", "amount": 30_000 },
        { "category": "Transport", "amount": 20_000 },
    ]);
    assert_eq!(told["expenses"], expenses);
    assert_eq!(told["project_status"], "active");
    assert_eq!(told["impact"], json!({ "trees_planted": 500, "volunteers": 1, "area_covered": "10 ha" }));
    // From the payment by the expense to the photo.
    assert_eq!(told["payments"].as_array().map(Vec::len), Some(1));
    let seedlings = told["trace"].as_array().expect("a trace").iter().find(|one| one["category"] == "Seedlings");
    let seedlings = seedlings.expect("the expense");
    assert_eq!((&seedlings["amount"], &seedlings["paid"]), (&json!(50_000), &json!(50_000)));
    assert_eq!(seedlings["task"]["text"], "Collect litter");
    assert_eq!(seedlings["task"]["photos_count"], json!(1));
    let receipt = sponsor.get(seedlings["receipt_url"].as_str().expect("an address")).await;
    assert_eq!((receipt.status, receipt.header("content-type")), (200, "application/pdf"));
    let photo = &seedlings["task"]["photos"][0];
    for url in ["thumb_url", "large_url"] {
        let picture = sponsor.get(photo[url].as_str().expect("an address")).await;
        assert_eq!((picture.status, picture.header("content-type")), (200, "image/jpeg"), "{url}");
    }
    // Nobody's name, place or camera is in it.
    let whole = told.to_string();
    for hidden in ["latitude", "volunteer_id", "camera", "@people.test"] {
        assert!(!whole.contains(hidden), "{hidden}: {whole}");
    }
    let html = app.browser(&sponsor).await.get(&format!("/sponsor/projects/{}/report", project.id)).await;
    assert_eq!(html.status, 200);
    let page = html.text_whole();
    assert!(page.contains("Collect litter") && page.contains(photo["thumb_url"].as_str().expect("an address")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_money_is_spent_first_and_each_sees_their_own() {
    let app = TestApp::start().await;
    let (organizer, moderator) = (app.organizer().await, app.moderator().await);
    let (first, second) = (app.sponsor().await, app.sponsor().await);
    let project = asking(&app, &organizer, "Apple trees", 500_000).await;
    given(&app, &first, project.id, 3_000_000, false).await;
    given(&app, &second, project.id, 5_000_000, true).await;
    let lines = planned(&organizer, project.id, &[("Seedlings", 500_000)]).await;
    let both = spent(&organizer, &moderator, project.id, lines[0], None, "45000.50").await;
    let (one, two) = (report(&first, project.id).await, report(&second, project.id).await);
    let sums = |told: &Value| (told["total_sponsored"].clone(), told["expenses"].clone(), told["balance"].clone());
    let seedlings = |amount: Value| json!([{ "category": "Seedlings", "amount": amount }]);
    assert_eq!(sums(&one), (json!(30_000), seedlings(json!(30_000)), json!(0)));
    assert_eq!(sums(&two), (json!(50_000), seedlings(json!(15_000.5)), json!(34_999.5)));
    assert_eq!((&two["trace"][0]["amount"], &two["trace"][0]["paid"]), (&json!(45_000.5), &json!(15_000.5)));
    assert_eq!(two["payments"][0]["is_anonymous"], json!(true));
    // What is taken back returns to who paid.
    let reason = json!({ "reason": "The shop took them back" });
    moderator.post(&format!("/api/admin/expenses/{both}/reverse"), reason).await.expect(200);
    let told = report(&first, project.id).await;
    assert_eq!(sums(&told), (json!(30_000), json!([]), json!(30_000)));
    // It is still told, as what does not count any more, to each whose money it was.
    assert_eq!(told["trace"], json!([]));
    for (told, paid) in [(told, json!(30_000)), (report(&second, project.id).await, json!(15_000.5))] {
        let gone = &told["reversed"][0];
        assert_eq!((&gone["expense_id"], &gone["amount"], &gone["paid"]), (&json!(both), &json!(45_000.5), &paid));
    }
    let page = app.browser(&first).await.get(&format!("/sponsor/projects/{}/report", project.id)).await.text_whole();
    assert!(page.contains("<del>") && page.contains("the money is back"), "{page}");
    let book = ask(&first, project.id, "xlsx", "en").await;
    let book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(book.bytes.to_vec())).expect("a workbook");
    assert_eq!(book.sheet_names(), ["Summary", "Expenses", "Expenses taken back", "Payments", "Impact"]);
    let paper = text(&ask(&first, project.id, "pdf", "en").await.bytes);
    assert!(paper.contains("Expenses taken back"), "{paper}");
    // What waits is not spent yet.
    sent(&organizer, project.id, lines[0], None, "60000").await.expect(201);
    assert_eq!(sums(&report(&second, project.id).await), (json!(50_000), json!([]), json!(50_000)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_spent_ahead_is_told_to_who_paid_for_it_later() {
    let app = TestApp::start().await;
    let (organizer, moderator, admin) = (app.organizer().await, app.moderator().await, app.admin().await);
    let (first, second) = (app.sponsor().await, app.sponsor().await);
    let project = asking(&app, &organizer, "Apple trees", 500_000).await;
    given(&app, &first, project.id, 2_000_000, false).await;
    let lines = planned(&organizer, project.id, &[("Seedlings", 500_000)]).await;
    let expense = sent(&organizer, project.id, lines[0], None, "60000").await.expect(201)["id"].clone();
    admin.post(&format!("/api/admin/expenses/{expense}/approve"), json!({ "overspend": true })).await.expect(200);
    given(&app, &second, project.id, 5_000_000, false).await;
    let told = report(&second, project.id).await;
    assert_eq!(told["expenses"], json!([{ "category": "Seedlings", "amount": 40_000 }]));
    assert_eq!((&told["total_sponsored"], &told["balance"]), (&json!(50_000), &json!(10_000)));
    let part = &told["trace"][0];
    assert_eq!((&part["paid"], &part["paid_later"], &part["amount"]), (&json!(40_000), &json!(40_000), &json!(60_000)));
    // The receipt is theirs to read; of who paid at once nothing came later.
    let receipt = part["receipt_url"].as_str().expect("an address");
    assert_eq!(second.get(receipt).await.status, 200);
    assert_eq!(app.sponsor().await.get(receipt).await.status, 404);
    let paid = report(&first, project.id).await["trace"][0].clone();
    assert_eq!((&paid["paid"], &paid["paid_later"]), (&json!(20_000), &json!(0)));
    let page = app.browser(&second).await.get(&format!("/sponsor/projects/{}/report", project.id)).await.text_whole();
    assert!(page.contains("before your gift came"), "{page}");
    // Taken back it returns to both.
    let reason = json!({ "reason": "The shop took them back" });
    moderator.post(&format!("/api/admin/expenses/{expense}/reverse"), reason).await.expect(200);
    for (sponsor, gave, paid) in [(&first, 20_000, 20_000), (&second, 50_000, 40_000)] {
        let told = report(sponsor, project.id).await;
        assert_eq!((&told["expenses"], &told["balance"]), (&json!([]), &json!(gave)));
        assert_eq!(told["reversed"][0]["paid"], json!(paid));
    }
    assert_eq!(second.get(receipt).await.status, 404, "it is not theirs any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gave_nothing_has_no_report() {
    let app = TestApp::start().await;
    let (organizer, moderator) = (app.organizer().await, app.moderator().await);
    let (sponsor, other) = (app.sponsor().await, app.sponsor().await);
    let project = asking(&app, &organizer, "Apple trees", 500_000).await;
    given(&app, &sponsor, project.id, 10_000_000, false).await;
    begun(&app, &other, project.id, 10_000_000, false).await;
    let lines = planned(&organizer, project.id, &[("Seedlings", 50_000)]).await;
    spent(&organizer, &moderator, project.id, lines[0], Some(project.task), "5000").await;
    worked(&app, &organizer, project.task, 6).await;
    let told = report(&sponsor, project.id).await;
    let photo = told["trace"][0]["task"]["photos"][0]["large_url"].as_str().expect("an address").to_owned();
    let receipt = told["trace"][0]["receipt_url"].as_str().expect("an address").to_owned();
    let path = format!("/api/sponsor/project-reports/{}", project.id);
    for (who, answer) in [
        (&other, 404),
        (&organizer, 403),
        (&moderator, 403),
        (&app.volunteer().await, 403),
        (&app.admin().await, 403),
        (&app.anonymous(), 401),
    ] {
        assert_eq!(who.get(&path).await.status, answer, "{}", who.email);
        assert_eq!(ask(who, project.id, "pdf", "en").await.status, answer, "{}", who.email);
        assert_eq!(ask(who, project.id, "xlsx", "en").await.status, answer, "{}", who.email);
        let picture = who.get(&photo).await.status;
        assert_eq!(picture, answer, "{} of a photo", who.email);
    }
    assert_eq!(other.get(&receipt).await.status, 404);
    assert_eq!(sponsor.get("/api/sponsor/project-reports/999999").await.status, 404);
    assert_eq!(sponsor.get(&photo.replace("large", "original")).await.status, 404);
    assert_eq!(app.browser(&other).await.get(&format!("/sponsor/projects/{}/report", project.id)).await.status, 404);
    // A report that was not approved is nobody's proof.
    sqlx::query("update volunteering.photo_reports set status = 'rejected', rejection_reason = 'no'")
        .execute(app.db())
        .await
        .expect("rejected");
    assert_eq!(sponsor.get(&photo).await.status, 404);
    assert_eq!(report(&sponsor, project.id).await["trace"][0]["task"]["photos_count"], json!(0));
}

/// Random histories of gifts, refunds, expenses and reversals: whatever came, each report's sums are
/// the ledger's, and all reports together are the project.
#[tokio::test(flavor = "multi_thread")]
async fn reports_add_up_to_the_ledger_whatever_happened() {
    let app = TestApp::start().await;
    let (organizer, moderator, admin) = (app.organizer().await, app.moderator().await, app.admin().await);
    let sponsors = [app.sponsor().await, app.sponsor().await, app.sponsor().await];
    for seed in 1..=6 {
        let mut dice = Dice::new(seed);
        let project = asking(&app, &organizer, "Apple trees", 500_000).await;
        let lines = planned(&organizer, project.id, &[("Seedlings", 500_000), ("Tools", 500_000)]).await;
        let (mut gifts, mut expenses): (Vec<(Given, i64)>, Vec<i64>) = (Vec::new(), Vec::new());
        for _ in 0..14 {
            match dice.below(8) {
                0..=2 => {
                    let minor = 10_000 + dice.below(9_000_000) as i64;
                    let sponsor = &sponsors[dice.below(3) as usize];
                    gifts.push((given(&app, sponsor, project.id, minor, dice.below(2) == 0).await, minor));
                }
                3 if !gifts.is_empty() => {
                    let (gift, minor) = gifts[dice.below(gifts.len() as u64) as usize];
                    went_back(&app, gift, 1 + dice.below(minor as u64) as i64).await;
                }
                4 if !expenses.is_empty() => {
                    let id = expenses.swap_remove(dice.below(expenses.len() as u64) as usize);
                    let reason = json!({ "reason": "Taken back" });
                    moderator.post(&format!("/api/admin/expenses/{id}/reverse"), reason).await.expect(200);
                }
                5 => {
                    // Above the limit, and before the money is there.
                    let (line, amount) = (lines[dice.below(2) as usize], 50_001 + dice.below(60_000));
                    let expense = sent(&organizer, project.id, line, None, &amount.to_string()).await.expect(201);
                    let id = expense["id"].as_i64().expect("an id");
                    let ahead = json!({ "overspend": true });
                    admin.post(&format!("/api/admin/expenses/{id}/approve"), ahead).await.expect(200);
                    expenses.push(id);
                }
                _ => {
                    let amount = format!("{}.{:02}", 1 + dice.below(49_000), dice.below(100));
                    let line = lines[dice.below(2) as usize];
                    let reply = sent(&organizer, project.id, line, None, &amount).await;
                    match reply.status {
                        201 => expenses.push(reply.json["id"].as_i64().expect("an id")),
                        // There was not enough.
                        _ => assert_eq!(reply.field("amount"), "not_enough_money"),
                    }
                }
            }
        }
        check(&app, &sponsors, project.id, seed).await;
    }
}

async fn check(app: &TestApp, sponsors: &[Client], project: i64, seed: u64) {
    let (mut given, mut spent, mut left) = (0, 0, 0);
    for sponsor in sponsors {
        let who = actor(app, sponsor).await;
        let gave: i64 = sqlx::query_scalar(
            "select coalesce(sum(received_minor), 0)::bigint from funding.sponsorships where project_id = $1 and sponsor_id = $2",
        )
        .bind(project)
        .bind(sponsor.id)
        .fetch_one(app.db())
        .await
        .expect("a sum");
        let Ok(told) = sponsor_report(&app.ctx, &who, ProjectId(project)).await else {
            assert_eq!(gave, 0, "seed {seed}: who gave has a report");
            continue;
        };
        let by_category: i64 = told.expenses.iter().map(|one| one.amount.0).sum();
        let by_expense: i64 = told.trace.iter().map(|one| one.paid.0).sum();
        assert_eq!(told.total_sponsored.0, gave, "seed {seed}");
        assert_eq!(by_category, by_expense, "seed {seed}");
        assert_eq!(told.total_sponsored.0, by_category + told.balance.0, "seed {seed}");
        assert_eq!(told.spent().0, by_category, "seed {seed}");
        assert!(told.trace.iter().all(|one| 0 < one.paid.0 && one.paid <= one.amount), "seed {seed}");
        assert!(told.trace.iter().all(|one| one.paid_later <= one.paid), "seed {seed}");
        // Lists and charts of all projects walk through the ledger in SQL.
        let listed: Vec<(i64, i64)> = sqlx::query_as(
            "select expense_id, paid_minor from funding.sponsor_shares($1)
             join funding.expenses e on e.id = expense_id where e.project_id = $2 order by 1",
        )
        .bind(sponsor.id)
        .bind(project)
        .fetch_all(app.db())
        .await
        .expect("shares");
        let mut traced: Vec<(i64, i64)> = told.trace.iter().map(|one| (one.expense_id.0, one.paid.0)).collect();
        traced.sort_unstable();
        assert_eq!(listed, traced, "seed {seed}");
        given += told.total_sponsored.0;
        spent += by_expense;
        left += told.balance.0;
    }
    let ledger: (i64, i64, i64, i64) = sqlx::query_as(
        "select coalesce(sum(balance_minor) filter (where kind = 'spent'), 0)::bigint,
                coalesce(-sum(balance_minor) filter (where kind = 'advance'), 0)::bigint,
                coalesce(sum(balance_minor) filter (where kind = 'sponsorship'), 0)::bigint,
                coalesce((select sum(amount_minor) from funding.expenses where project_id = $1 and status = 'approved'), 0)::bigint
         from funding.ledger_accounts where project_id = $1",
    )
    .bind(project)
    .fetch_one(app.db())
    .await
    .expect("the ledger");
    // What nobody has paid for yet is in nobody's report.
    let owed = ledger.1;
    assert_eq!((spent + owed, owed, left, spent + owed), ledger, "seed {seed}");
    assert_eq!(given, spent + left, "seed {seed}");
}

async fn ask(client: &Client, project: i64, format: &str, locale: &str) -> Reply {
    let body = json!({
        "list": "sponsor_report", "query": format!("project_id={project}"), "format": format, "locale": locale,
    });
    client.post("/api/exports", body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn paper_and_workbook_say_the_same() {
    let app = TestApp::start().await;
    let (organizer, moderator, sponsor) = (app.organizer().await, app.moderator().await, app.sponsor().await);
    let project = asking(&app, &organizer, "Алма бағы: Әсем Қала", 500_000).await;
    given(&app, &sponsor, project.id, 10_000_000, true).await;
    let lines = planned(&organizer, project.id, &[("Көшеттер", 50_000), ("=1+1", 30_000)]).await;
    spent(&organizer, &moderator, project.id, lines[0], Some(project.task), "30000.50").await;
    spent(&organizer, &moderator, project.id, lines[1], None, "20000").await;
    worked(&app, &organizer, project.task, 7).await;
    for (locale, words) in [
        ("ru", ["Вы дали 100 000 ₸", "потрачено 50 000,50 ₸", "осталось 49 999,50 ₸", "Для задачи «Collect litter»"]),
        ("kk", ["Сіз 100 000 ₸ бердіңіз", "50 000,50 ₸ жұмсалды", "49 999,50 ₸ қалды", "«Collect litter» тапсырмасы"]),
        ("en", ["You gave 100 000 ₸", "50 000,50 ₸ was spent", "49 999,50 ₸ is left", "For the task “Collect litter”"]),
    ] {
        let reply = ask(&sponsor, project.id, "pdf", locale).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, "application/pdf"), "{}", reply.text());
        let said = text(&reply.bytes).replace(['\u{a0}', '\u{202f}'], " ");
        for words in words {
            assert!(said.contains(words), "{locale}: «{words}» in {said}");
        }
        assert!(said.contains("Алма бағы: Әсем Қала") && said.contains("receipt.pdf"));
    }
    let reply = ask(&sponsor, project.id, "xlsx", "en").await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(reply.bytes.to_vec())).expect("a workbook");
    assert_eq!(book.sheet_names(), ["Summary", "Expenses", "Payments", "Impact"]);
    let sheet = book.worksheet_range("Expenses").expect("the sheet");
    let cell = |row: usize, column: usize| sheet.get((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!((cell(1, 4), cell(2, 4)), (Data::Float(30_000.5), Data::Float(20_000.0)));
    assert_eq!(cell(2, 1), Data::String("=1+1".into()), "a text");
    assert_eq!(cell(3, 4), Data::Float(50_000.5), "the total");
    let formulas = book.worksheet_formula("Expenses").expect("formulas");
    assert!(formulas.used_cells().any(|(.., formula)| formula == "SUBTOTAL(109,E2:E3)"), "totals are formulas");
    // What cannot be understood is said where it stands.
    let wrong = |query: &str| json!({ "list": "sponsor_report", "query": query, "format": "pdf" });
    assert_eq!(sponsor.post("/api/exports", wrong("")).await.field("project_id"), "required");
    assert_eq!(sponsor.post("/api/exports", wrong("project_id=x';--")).await.field("project_id"), "malformed");
    assert_eq!(sponsor.post("/api/exports", wrong("project_id=1&moon=full")).await.field("moon"), "unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_home_and_the_statistics_have_the_same_sums() {
    let app = TestApp::start().await;
    let (organizer, moderator, sponsor) = (app.organizer().await, app.moderator().await, app.sponsor().await);
    let (one, two) =
        (asking(&app, &organizer, "Apple trees", 500_000).await, asking(&app, &organizer, "River bank", 500_000).await);
    given(&app, &sponsor, one.id, 10_000_000, false).await;
    given(&app, &sponsor, two.id, 5_000_000, false).await;
    begun(&app, &sponsor, two.id, 7_000_000, false).await;
    given(&app, &app.sponsor().await, two.id, 9_000_000, false).await;
    let lines = planned(&organizer, one.id, &[("Seedlings", 50_000)]).await;
    spent(&organizer, &moderator, one.id, lines[0], None, "12345.67").await;
    counted(&organizer, one.id, "trees_planted", "40", None).await;
    counted(&organizer, two.id, "trees_planted", "2", None).await;
    let money = sponsor.get("/api/sponsor/statistics").await.expect(200)["money"].clone();
    assert_eq!((&money["total_sponsored"], &money["spent"]), (&json!(150_000), &json!(12_345.67)));
    assert_eq!((&money["balance"], &money["projects"]), (&json!(137_654.33), &json!(2)));
    assert_eq!((&money["sponsorships"], &money["waiting"]), (&json!(2), &json!(1)));
    assert_eq!(money["impact"], json!([{ "kind": "trees_planted", "unit": "1", "total": 42.0 }]));
    let home = app.browser(&sponsor).await.get("/web/sponsor/home").await.expect(200);
    assert_eq!(home["money"], money);
    assert_eq!(home["waiting"].as_array().map(Vec::len), Some(1));
    assert_eq!(home["expenses"][0]["paid"], json!(12_345.67));
    assert_eq!(home["projects"].as_array().map(Vec::len), Some(2));
    assert_eq!(app.browser(&sponsor).await.get("/home").await.status, 200);
    // The list, its totals and its page.
    let list = sponsor.get("/api/lists/sponsorships").await.expect(200);
    assert_eq!(list["total"]["count"], json!(3));
    assert_eq!(
        list["total"]["sums"],
        json!({ "amount": 22_000_000, "received": 15_000_000, "spent": 1_234_567, "remaining": 13_765_433 })
    );
    assert_eq!(app.browser(&sponsor).await.get("/sponsor/sponsorships").await.status, 200);
    assert_eq!(moderator.get("/api/lists/sponsorships").await.status, 403);
}
