//! Partners × own and foreign: the table of roles has no partner.

use axum::http::Method;
use serde_json::{Value, json};

use super::{ASK, Lending, mine};
use crate::support::people::Person;
use crate::support::{Client, Form, photos};

/// What a partner may on their own, and what of it is hidden from another.
fn partner_steps(lending: &Lending, request: i64) -> Vec<(Method, String, Value)> {
    let resource = lending.resource;
    vec![
        (Method::GET, format!("/api/partner/resources/{resource}"), Value::Null),
        (Method::PATCH, format!("/api/partner/resources/{resource}"), json!({ "title": "Зал" })),
        (Method::GET, format!("/api/resources/{resource}"), Value::Null),
        (
            Method::POST,
            format!("/api/partner/counter-request/{request}"),
            json!({ "date": crate::support::world::day(9) }),
        ),
        (Method::POST, format!("/api/partner/reject-request/{request}"), json!({ "reason": "Нет" })),
        (Method::POST, format!("/api/partner/approve-request/{request}"), json!({})),
    ]
}

async fn call(client: &Client, (method, path, body): (Method, String, Value)) -> u16 {
    match method {
        Method::GET => client.get(&path).await.status,
        method => client.json(method, &path, body).await.status,
    }
}

#[tokio::test]
async fn a_partner_reaches_their_own_and_nothing_else() {
    let lending = Lending::start().await;
    let request = lending.ask(5).await;
    let other = lending.app.partner().await;
    let pending = lending.app.person(Person { is_approved: Some(false), ..Person::approved("partner") }).await;
    for step in partner_steps(&lending, request) {
        let what = format!("{} {}", step.0, step.1);
        assert_eq!(call(&other, step.clone()).await, 404, "{what}");
        assert_eq!(call(&pending, step.clone()).await, 403, "{what}");
        assert_eq!(call(&lending.app.admin().await, step.clone()).await, 403, "{what}");
        let own = call(&lending.partner, step).await;
        assert!(matches!(own, 200 | 409), "{what}: {own}");
    }
    for path in ["/api/resources", "/api/organizer/resource-requests"] {
        assert_eq!(lending.partner.get(path).await.status, 403, "{path} is for organizers");
    }
    assert_eq!(lending.partner.post(ASK, lending.wish(9)).await.status, 403);
    for step in ["withdraw", "accept", "decline", "thank"] {
        assert_eq!(lending.partner.post(&mine(request, step), json!({})).await.status, 403, "{step}");
    }
    // Their own page; another partner's is for organizers.
    assert_eq!(lending.partner.get(&format!("/api/partners/{}", lending.partner.id)).await.status, 200);
    assert_eq!(other.get(&format!("/api/partners/{}", lending.partner.id)).await.status, 403);
    // Who lends nothing has no page.
    assert_eq!(lending.organizer.get(&format!("/api/partners/{}", other.id)).await.status, 404);
    let photo = Form::new().file("photo", "a.jpg", &photos::jpeg(3));
    let path = format!("/api/partner/resources/{}/photos", lending.resource);
    assert_eq!(other.multipart(&path, photo).await.status, 404);
}

#[tokio::test]
async fn a_request_is_its_organizers_and_its_partners() {
    let lending = Lending::start().await;
    let request = lending.ask(5).await;
    let other = lending.app.organizer().await;
    for step in ["withdraw", "accept", "decline", "thank"] {
        assert_eq!(other.post(&mine(request, step), json!({ "thanks": "x" })).await.status, 404, "{step}");
    }
    assert_eq!(other.get("/api/organizer/resource-requests").await.expect(200)["items"], json!([]));
    let foreign = lending.app.partner().await;
    assert_eq!(foreign.get("/api/partner/requests").await.expect(200)["items"], json!([]));
    // In the calendar, others see that it is asked for, and not for what.
    let path = format!("/api/resources/{}?month={}", lending.resource, &crate::support::world::day(5)[..7]);
    let path = path.as_str();
    let seen = |client: Client| async move { client.get(path).await.expect(200)["spans"][0].clone() };
    assert!(seen(other).await["project"].is_null());
    assert_eq!(seen(lending.organizer.clone()).await["project"]["title"], "Park clean-up");
}
