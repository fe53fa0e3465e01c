//! The report for a period as PDF: the figures of the page of statistics, on paper.

use birqadam_analytics::ops::rebuild;
use birqadam_core::Actor;
use serde_json::json;

use crate::report_pdf::text;
use crate::support::{Client, Reply, TestApp};

async fn ask(client: &Client, query: &str, locale: &str) -> Reply {
    let body = json!({ "list": "period_report", "query": query, "format": "pdf", "locale": locale });
    client.post("/api/exports", body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_prints_a_period_in_three_languages() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    app.reported(&app.volunteer().await, project.task, 5).await;
    let admin = app.admin().await;
    rebuild(&app.ctx, &Actor::system("test")).await.expect("counted");
    let volunteers = app.count("select count(*) from accounts.users").await;
    for (locale, words) in [
        ("ru", ["Отчёт за период", "Содержание", "Учтено всё до", "Подписи"]),
        ("kk", ["Кезең есебі", "Мазмұны", "Деректер ескерілген уақыт", "Қолдар"]),
        ("en", ["Period report", "Contents", "Everything is counted up to", "Signatures"]),
    ] {
        let reply = ask(&admin, "period=month", locale).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        let text = text(&reply.bytes);
        for word in words {
            assert!(text.contains(word), "{word} in {text}");
        }
        assert!(text.contains(&format!(" {volunteers} ")), "registrations are in {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organizer_prints_the_own_figures_and_a_volunteer_none() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    app.published(&organizer).await;
    rebuild(&app.ctx, &Actor::system("test")).await.expect("counted");
    assert_eq!(ask(&organizer, "period=year", "ru").await.status, 200);
    assert_eq!(ask(&app.volunteer().await, "", "ru").await.status, 403);
    assert_eq!(ask(&app.anonymous(), "", "ru").await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn periods_that_are_none_are_refused_and_short_and_long_ones_printed() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    // Nothing is counted yet: said, not zero.
    assert_eq!(ask(&admin, "from=2026-01-01&to=2026-01-01", "ru").await.status, 200);
    rebuild(&app.ctx, &Actor::system("test")).await.expect("counted");
    for query in ["period=today", "from=2017-01-01&to=2026-12-31"] {
        let reply = ask(&admin, query, "kk").await;
        assert!(matches!(reply.status, 200 | 422), "{query}: {}", reply.text());
    }
    assert_eq!(ask(&admin, "from=2126-01-01", "ru").await.status, 422, "the future");
    assert_eq!(ask(&admin, "from=soon", "ru").await.field("from"), "date");
    assert_eq!(ask(&admin, "moon=full", "ru").await.field("moon"), "unknown");
    assert_eq!(ask(&admin, "city=%27;--", "ru").await.field("city"), "unknown");
}
