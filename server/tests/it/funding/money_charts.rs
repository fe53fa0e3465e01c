//! Money in charts and among the figures: each part is the sum of the list it leads to.

use birqadam_analytics::ops::refresh;
use serde_json::{Value, json};

use super::giving::{asking, begun, given, planned, spent, went_back};
use crate::support::world::day;
use crate::support::{Client, TestApp};

/// The chart of that name.
fn chart<'a>(page: &'a Value, name: &str) -> &'a Value {
    let charts = page["charts"].as_array().expect("charts");
    let found = charts.iter().map(|drawn| &drawn["chart"]).find(|chart| chart["name"] == name);
    found.unwrap_or_else(|| panic!("no chart {name}"))
}

/// The list that a path of ours shows, by the API.
async fn listed(client: &Client, path: &str) -> Value {
    let (page, query) = path.split_once('?').unwrap_or((path, ""));
    let list = match page {
        "/sponsor/sponsorships" => "sponsorships",
        "/sponsor/expenses" => "sponsor_expenses",
        "/admin/payments" => "payments",
        "/admin/expenses" => "all_expenses",
        other => panic!("{other} is no list"),
    };
    client.get(&format!("/api/lists/{list}?{query}")).await.expect(200)
}

/// Every value of a series against the sum of the column in the list it leads to.
async fn adds_up(client: &Client, chart: &Value, series: usize, column: &str) {
    let series = &chart["series"][series];
    let values = series["values"].as_array().expect("values");
    assert!(values.iter().any(|value| value.as_f64() > Some(0.0)), "nothing in {}", chart["name"]);
    for (value, href) in values.iter().zip(series["hrefs"].as_array().expect("links")) {
        let list = listed(client, href.as_str().expect("a link")).await;
        let sum = list["total"]["sums"][column].as_f64();
        assert_eq!(value.as_f64(), sum, "{} by {href}", chart["name"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sponsors_charts_are_the_sums_of_their_lists() {
    let app = TestApp::start().await;
    let (organizer, moderator, sponsor) = (app.organizer().await, app.moderator().await, app.sponsor().await);
    let (one, two) =
        (asking(&app, &organizer, "Apple trees", 500_000).await, asking(&app, &organizer, "River bank", 500_000).await);
    given(&app, &sponsor, one.id, 10_000_000, false).await;
    let back = given(&app, &sponsor, two.id, 5_000_000, false).await;
    begun(&app, &sponsor, two.id, 7_000_000, false).await;
    given(&app, &app.sponsor().await, two.id, 9_000_000, false).await;
    went_back(&app, back, 1_000_000).await;
    // Half a year ago, as the chart tells months apart.
    let earlier = given(&app, &sponsor, one.id, 2_000_000, true).await;
    sqlx::query("update funding.sponsorships set completed_at = now() - interval '170 days' where id = $1")
        .bind(earlier.sponsorship)
        .execute(app.db())
        .await
        .expect("earlier");
    let lines = planned(&organizer, one.id, &[("Seedlings, with roots", 50_000), ("Tools", 50_000)]).await;
    let others = planned(&organizer, two.id, &[("tools", 50_000)]).await;
    spent(&organizer, &moderator, one.id, lines[0], None, "12345.67").await;
    spent(&organizer, &moderator, one.id, lines[1], None, "2000").await;
    spent(&organizer, &moderator, two.id, others[0], None, "3000").await;
    let wrong = spent(&organizer, &moderator, one.id, lines[1], None, "500").await;
    sqlx::query("update funding.expenses set spent_on = spent_on - 40 where budget_line_id = $1")
        .bind(lines[0])
        .execute(app.db())
        .await
        .expect("another month");
    let home = app.browser(&sponsor).await.get("/web/sponsor/home").await.expect(200);
    let months = chart(&home, "money_by_month");
    assert_eq!(months["categories"].as_array().map(Vec::len), Some(12));
    adds_up(&sponsor, months, 0, "received").await;
    adds_up(&sponsor, months, 1, "paid").await;
    adds_up(&sponsor, months, 2, "returned").await;
    let categories = chart(&home, "spent_by_category");
    adds_up(&sponsor, categories, 0, "paid").await;
    // Lines called the same in two projects are one slice.
    let labels: Vec<_> = categories["categories"].as_array().expect("slices").iter().map(|one| &one["label"]).collect();
    assert_eq!(labels.len(), 2, "{labels:?}");
    let money = &home["money"];
    let all = |chart: &Value, series: usize| -> f64 {
        chart["series"][series]["values"].as_array().expect("values").iter().filter_map(Value::as_f64).sum()
    };
    assert_eq!(all(months, 0) / 100.0, money["total_sponsored"].as_f64().expect("a sum"));
    assert_eq!(all(categories, 0) / 100.0, money["spent"].as_f64().expect("a sum"));
    let projects = chart(&home, "money_by_project");
    assert_eq!(all(projects, 0) / 100.0, money["spent"].as_f64().expect("a sum"));
    assert_eq!(all(projects, 1) / 100.0, money["balance"].as_f64().expect("a sum"));
    assert_eq!(projects["series"][0]["hrefs"][0], json!(format!("/sponsor/projects/{}/report", one.id)));
    // Programs get the same in whole tenge.
    let told = sponsor.get("/api/sponsor/statistics").await.expect(200)["money_charts"].clone();
    let program: f64 =
        told["given_by_period"].as_array().expect("points").iter().filter_map(|point| point["value"].as_f64()).sum();
    assert_eq!(program, money["total_sponsored"].as_f64().expect("a sum"));
    assert_eq!(told["spent_by_category"][0], json!({ "name": "Seedlings, with roots", "value": 12_345.67 }));
    // What is taken back leaves the charts and the list.
    let body = json!({ "reason": "Wrong receipt" });
    moderator.post(&format!("/api/admin/expenses/{wrong}/reverse"), body).await.expect(200);
    let home = app.browser(&sponsor).await.get("/web/sponsor/home").await.expect(200);
    adds_up(&sponsor, chart(&home, "spent_by_category"), 0, "paid").await;
    assert_eq!(home["money"]["spent"], json!(17_345.67));
    for path in ["/home", "/sponsor/expenses"] {
        let page = app.browser(&sponsor).await.get(path).await;
        assert_eq!(page.status, 200, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gave_nothing_has_no_charts_and_sees_nobodys_expenses() {
    let app = TestApp::start().await;
    let (organizer, moderator, sponsor) = (app.organizer().await, app.moderator().await, app.sponsor().await);
    let project = asking(&app, &organizer, "Apple trees", 500_000).await;
    given(&app, &sponsor, project.id, 10_000_000, false).await;
    let lines = planned(&organizer, project.id, &[("Seedlings", 50_000)]).await;
    spent(&organizer, &moderator, project.id, lines[0], None, "100").await;
    let nobody = app.sponsor().await;
    let home = app.browser(&nobody).await.get("/web/sponsor/home").await.expect(200);
    assert_eq!(home["charts"], json!([]));
    assert_eq!(nobody.get("/api/lists/sponsor_expenses").await.expect(200)["total"]["count"], 0);
    for (filter, value) in [("project", project.id), ("category", lines[0])] {
        let path = format!("/api/lists/sponsor_expenses?{filter}={value}");
        assert_eq!(sponsor.get(&path).await.expect(200)["total"]["count"], 1, "{filter}");
        assert_eq!(nobody.get(&path).await.field(filter), "unknown", "it is not theirs to choose");
    }
    for other in [&organizer, &moderator] {
        assert_eq!(other.get("/api/lists/sponsor_expenses").await.status, 403);
        assert_eq!(other.get("/api/lists/all_expenses").await.status, 403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_platforms_money_is_the_sum_of_its_lists() {
    let app = TestApp::start().await;
    let (organizer, moderator, sponsor) = (app.organizer().await, app.moderator().await, app.sponsor().await);
    let admin = app.admin().await;
    let (one, two) =
        (asking(&app, &organizer, "Apple trees", 500_000).await, asking(&app, &organizer, "River bank", 500_000).await);
    given(&app, &sponsor, one.id, 10_000_000, false).await;
    let back = given(&app, &sponsor, two.id, 5_000_050, false).await;
    let all_back = given(&app, &app.sponsor().await, two.id, 6_000_000, false).await;
    begun(&app, &sponsor, two.id, 7_000_000, false).await;
    went_back(&app, back, 1_000_000).await;
    went_back(&app, all_back, 6_000_000).await;
    let lines = planned(&organizer, one.id, &[("Seedlings", 50_000)]).await;
    spent(&organizer, &moderator, one.id, lines[0], None, "12345.67").await;
    refresh(&app.ctx).await.expect("refreshed");

    let all = admin.get("/api/admin/platform-statistics").await.expect(200);
    let figure = |of: &Value, name: &str| of["figures"][name]["value"].as_f64();
    assert_eq!(figure(&all, "raised"), all["total_raised"].as_f64(), "as the ledger has it");
    assert_eq!(figure(&all, "raised"), Some(140_000.5));
    assert_eq!((figure(&all, "spent"), figure(&all, "sponsors")), (Some(12_345.67), Some(1.0)));
    assert_eq!(all["charts_data"]["raised_by_city"], json!([{ "name": "Almaty", "value": 140_000.5 }]));

    // Each figure and each part leads to the list with that sum.
    let board = app.browser(&admin).await.get("/web/analytics/statistics?period=month").await.expect(200);
    let text = board.to_string();
    // Money comes on a day of Almaty's; the receipt's day was typed.
    for (path, column, sum, today) in [
        ("/admin/payments?", "received", 14_000_050, app.ctx.today().to_string()),
        ("/admin/expenses?", "amount", 1_234_567, day(0)),
    ] {
        let mut links: Vec<&str> = text.split('"').filter(|part| part.starts_with(path)).collect();
        links.sort_unstable();
        links.dedup();
        let last = app.ctx.today();
        let of_all = links
            .iter()
            .filter(|link| link.contains(&format!("_to={last}")) && !link.contains(&format!("_from={last}")));
        let whole = of_all.min_by_key(|link| link.len()).expect("a link");
        // The total, today, the city or the type, the projects, the organizer.
        assert!(links.len() >= 3, "{links:?}");
        assert_eq!(listed(&admin, whole).await["total"]["sums"][column], json!(sum), "{whole}");
        let of_today = links.iter().find(|link| link.contains(&format!("_from={today}"))).expect("today");
        assert!(listed(&admin, of_today).await["total"]["count"].as_i64() > Some(0), "{of_today}");
    }
    let by = |query: String| format!("/admin/payments?status=completed&{query}");
    for (query, sum) in [
        (format!("project={}", one.id), 10_000_000),
        (format!("organizer={}", organizer.id), 14_000_050),
        ("city=Almaty&type=environmental".to_owned(), 14_000_050),
        ("city=Astana".to_owned(), 0),
    ] {
        let told = listed(&admin, &by(query.clone())).await["total"]["sums"]["received"].as_i64().unwrap_or(0);
        assert_eq!(told, sum, "{query}");
    }
    for path in ["/admin/expenses", "/admin/payments?project=1&completed_from=2026-01-01", "/analytics"] {
        assert_eq!(app.browser(&admin).await.get(path).await.status, 200, "{path}");
    }

    // An organizer's own, which lead to the pages of their projects' money.
    let own = organizer.get("/api/organizer/analytics").await.expect(200);
    assert_eq!((figure(&own, "raised"), figure(&own, "spent")), (Some(140_000.5), Some(12_345.67)));
    assert_eq!(own["charts_data"]["spent_by_project"][0]["id"], one.id);
    let board = app.browser(&organizer).await.get("/web/analytics/statistics?period=month").await.expect(200);
    let text = board.to_string();
    assert!(text.contains(&format!("/organizer/projects/{}/money\"", two.id)), "gifts");
    assert!(text.contains(&format!("/organizer/projects/{}/money/expenses?status=approved&spent_from=", one.id)));
    assert!(!text.contains("/admin/payments"));
    // A stranger's projects have no money.
    let stranger = app.organizer().await.get("/api/organizer/analytics").await.expect(200);
    assert_eq!((figure(&stranger, "raised"), figure(&stranger, "sponsors")), (Some(0.0), Some(0.0)));
}
