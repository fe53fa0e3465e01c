//! What a partner lent, in charts: each part counts the requests it leads to.

use serde_json::{Value, json};

use super::{Lending, approve, counter, mine, reject};
use crate::support::world::day;

/// How many requests a path of ours shows, by the API.
async fn listed(lending: &Lending, path: &str) -> usize {
    let query = path.strip_prefix("/partner/requests?").unwrap_or_else(|| panic!("{path}"));
    let list = lending.partner.get(&format!("/api/partner/requests?{query}&limit=100")).await.expect(200);
    list["items"].as_array().expect("requests").len()
}

/// One lent for three days a month ago, one promised today; one rejected, one with other dates, one that waits.
async fn history() -> Lending {
    let lending = Lending::start().await;
    let lent = lending.ask(20).await;
    lending.partner.post(&approve(lent), json!({})).await.expect(200);
    sqlx::query(
        "update funding.resource_requests
         set starts_at = starts_at - interval '60 days', ends_at = ends_at - interval '58 days',
             created_at = answered_at - interval '2 hours' where id = $1",
    )
    .bind(lent)
    .execute(lending.app.db())
    .await
    .expect("lent");
    let promised = lending.ask(9).await;
    lending.partner.post(&approve(promised), json!({})).await.expect(200);
    sqlx::query(
        "update funding.resource_requests
         set starts_at = starts_at - interval '9 days', ends_at = ends_at - interval '9 days',
             created_at = answered_at - interval '4 hours' where id = $1",
    )
    .bind(promised)
    .execute(lending.app.db())
    .await
    .expect("promised");
    let rejected = lending.ask(11).await;
    lending.partner.post(&reject(rejected), json!({ "reason": "Занято" })).await.expect(200);
    let offered = lending.ask(12).await;
    lending.partner.post(&counter(offered), json!({ "date": day(14) })).await.expect(200);
    sqlx::query(
        "update funding.resource_requests set created_at = answered_at - interval '9 hours' where id = any($1)",
    )
    .bind(vec![rejected, offered])
    .execute(lending.app.db())
    .await
    .expect("asked earlier");
    lending.ask(13).await;
    lending
}

#[tokio::test]
async fn each_part_of_a_chart_counts_its_requests() {
    let lending = history().await;
    let home = lending.app.browser(&lending.partner).await.get("/web/partner/home").await.expect(200);
    let charts = home["charts"].as_array().expect("charts");
    let names: Vec<&str> = charts.iter().filter_map(|drawn| drawn["chart"]["name"].as_str()).collect();
    assert_eq!(names, ["lendings_by_month", "days_by_month", "lendings_by_resource", "requests_by_answer"]);
    for drawn in charts {
        let chart = &drawn["chart"];
        let series = &chart["series"][0];
        let values = series["values"].as_array().expect("values");
        let total: f64 = values.iter().filter_map(Value::as_f64).sum();
        // Three days, and one.
        let expected = match chart["name"].as_str() {
            Some("days_by_month" | "requests_by_answer") => 4.0,
            _ => 2.0,
        };
        assert_eq!(total, expected, "{}", chart["name"]);
        for (value, href) in values.iter().zip(series["hrefs"].as_array().expect("links")) {
            let listed = listed(&lending, href.as_str().expect("a link")).await as f64;
            if chart["name"] == "days_by_month" {
                assert_eq!(value.as_f64() > Some(0.0), listed > 0.0, "{href}");
            } else {
                assert_eq!(value.as_f64(), Some(listed), "{} by {href}", chart["name"]);
            }
        }
    }
    let told = lending.partner.get("/api/partner/statistics").await.expect(200);
    assert_eq!(told["lending_charts"]["lendings_by_resource"][0]["value"], json!(2.0));
    // Of two, four, nine and nine hours.
    assert_eq!(told["median_answer_seconds"], json!(23_400.0));
    assert_eq!(home["answer_time"].as_str().map(|text| text.contains('6')), Some(true));
    for path in ["/home", "/partner/requests?show=all&status=approved,done&resource=1&from=2026-11-01&to=2026-11-30"] {
        assert_eq!(lending.app.browser(&lending.partner).await.get(path).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn the_first_answer_stays_the_first() {
    let lending = Lending::start().await;
    let asked = lending.ask(5).await;
    let answered = "select answered_at::text from funding.resource_requests where id = $1";
    let when = async || -> Option<String> {
        sqlx::query_scalar(answered).bind(asked).fetch_one(lending.app.db()).await.expect("a request")
    };
    assert_eq!(when().await, None);
    let offered = lending.partner.post(&counter(asked), json!({ "date": day(7) })).await.expect(200);
    let first = when().await;
    assert!(first.is_some());
    let version = json!({ "version": offered["version"] });
    lending.organizer.post(&mine(asked, "accept"), version).await.expect(200);
    assert_eq!(when().await, first, "the organizer's yes is not the partner's answer");
}

#[tokio::test]
async fn who_lent_nothing_has_no_charts_and_odd_filters_are_told() {
    let lending = Lending::start().await;
    let home = lending.app.browser(&lending.partner).await.get("/web/partner/home").await.expect(200);
    assert_eq!((&home["charts"], &home["answer_time"]), (&json!([]), &Value::Null));
    let told = lending.partner.get("/api/partner/statistics").await.expect(200);
    assert_eq!(told["median_answer_seconds"], Value::Null);
    for (query, field, code) in [
        ("status=nice", "status", "unknown"),
        ("resource=x", "resource", "malformed"),
        ("from=yesterday", "from", "date"),
    ] {
        let answer = lending.partner.get(&format!("/api/partner/requests?{query}")).await;
        assert_eq!(answer.field(field), code, "{query}");
    }
}
