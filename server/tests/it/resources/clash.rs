//! A resource is with one project at a time, whoever approves at once.

use serde_json::json;

use super::{ASK, Lending, approve, counter, mine};
use crate::support::world::day;

#[tokio::test(flavor = "multi_thread")]
async fn of_overlapping_approvals_at_once_exactly_one_wins() {
    let lending = Lending::start().await;
    let mut asked = vec![lending.ask(5).await];
    for _ in 0..4 {
        asked.push(lending.ask_too(5).await.1);
    }
    let work = asked.iter().map(|id| {
        let (partner, path) = (lending.partner.clone(), approve(*id));
        tokio::spawn(async move { partner.post(&path, json!({})).await })
    });
    let (mut won, mut lost) = (0, 0);
    for reply in futures_of(work.collect()).await {
        match reply.status {
            200 => won += 1,
            _ => {
                assert_eq!(reply.error(409), "resource_taken");
                lost += 1;
            }
        }
    }
    assert_eq!((won, lost), (1, 4));
    let app = &lending.app;
    assert_eq!(app.count("select count(*) from funding.resource_requests where status = 'approved'").await, 1);
    let log = "select count(*) from core.audit_log where operation = 'resource_request.approve'";
    assert_eq!(app.count(log).await, 1);
    // The others still wait, and the partner sees why they cannot be approved.
    let page = lending.partner.get("/api/partner/requests?show=waiting").await.expect(200);
    let items = page["items"].as_array().expect("items");
    assert!(items.len() == 4 && items.iter().all(|request| request["clashes"] == json!(true)), "{page}");
}

async fn futures_of<T>(work: Vec<tokio::task::JoinHandle<T>>) -> Vec<T> {
    let mut done = Vec::new();
    for one in work {
        done.push(one.await.expect("an answer"));
    }
    done
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_taken_and_an_approval_at_once_do_not_both_hold() {
    let lending = Lending::start().await;
    let asked = lending.ask(5).await;
    lending.partner.post(&counter(asked), json!({ "date": day(9) })).await.expect(200);
    let (_, other) = lending.ask_too(9).await;
    let (accept, approve) = (mine(asked, "accept"), approve(other));
    let (taken, approved) =
        tokio::join!(lending.organizer.post(&accept, json!({})), lending.partner.post(&approve, json!({})),);
    let mut statuses = [taken.status, approved.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", taken.text(), approved.text());
}

#[tokio::test]
async fn neighbours_do_not_clash_and_parts_of_a_day_fit_beside_each_other() {
    let lending = Lending::start().await;
    let first = lending.ask(5).await;
    lending.partner.post(&approve(first), json!({})).await.expect(200);
    let next = lending.ask(6).await;
    lending.partner.post(&approve(next), json!({})).await.expect(200);
    let hours = |start: &str, end: &str| {
        json!({
            "resource_id": lending.resource, "project_id": lending.project, "date": day(8),
            "start_time": start, "end_time": end,
        })
    };
    for (start, end) in [("09:00", "12:00"), ("12:00", "15:00")] {
        let asked = lending.organizer.post(ASK, hours(start, end)).await.expect(201)["request_id"].as_i64();
        lending.partner.post(&approve(asked.expect("an id")), json!({})).await.expect(200);
    }
    assert_eq!(lending.organizer.post(ASK, hours("11:59", "12:01")).await.field("date"), "dates_taken");
    // Neither are taken dates offered.
    let asked = lending.ask(12).await;
    assert_eq!(lending.partner.post(&counter(asked), json!({ "date": day(8) })).await.field("date"), "dates_taken");
}

/// Whatever the program thinks, the database keeps one lending at a time.
#[tokio::test]
async fn the_database_has_the_last_word() {
    let lending = Lending::start().await;
    let (first, (_, second)) = (lending.ask(5).await, lending.ask_too(5).await);
    lending.partner.post(&approve(first), json!({})).await.expect(200);
    let forced = sqlx::query("update funding.resource_requests set status = 'approved' where id = $1")
        .bind(second)
        .execute(lending.app.db())
        .await
        .expect_err("refused");
    let name = forced.as_database_error().and_then(|error| error.constraint()).map(str::to_owned);
    assert_eq!(name.as_deref(), Some("resource_requests_one_at_a_time"));
}
