//! The pages: they render for whom they are, and the forms do what they say without a script.

use super::{Lending, approve};
use crate::support::world::day;

const PLAIN: (&str, &str) = ("accept", "text/html");

#[tokio::test(flavor = "multi_thread")]
async fn both_sides_see_their_pages() {
    let lending = Lending::start().await;
    let request = lending.ask(5).await;
    let partner = lending.app.browser(&lending.partner).await.with(PLAIN.0, PLAIN.1);
    let organizer = lending.app.browser(&lending.organizer).await.with(PLAIN.0, PLAIN.1);
    let month = format!("/resources/{}?month={}", lending.resource, &day(5)[..7]);
    let resource = format!("/resources/{}", lending.resource);
    for (path, words) in [
        ("/home".to_owned(), "Needs you now"),
        ("/partner/resources".to_owned(), "Концертный зал"),
        ("/partner/resources/new".to_owned(), "Offer a resource"),
        (format!("/partner/resources/{}/edit", lending.resource), "Двести мест"),
        ("/partner/requests".to_owned(), "Park clean-up"),
        (format!("/partner/requests/{request}"), "Нужен зал"),
        (month, "asked for"),
        (format!("/partners/{}", lending.partner.id), "Концертный зал"),
    ] {
        let page = partner.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text_whole().contains(words), "{path} says `{words}`");
    }
    for (path, words) in [
        ("/resources?type=venue".to_owned(), "Концертный зал"),
        (resource, "Send the request"),
        ("/organizer/requests".to_owned(), "Концертный зал"),
        (format!("/organizer/requests/{request}"), "Awaiting an answer"),
        (format!("/partners/{}", lending.partner.id), "Концертный зал"),
    ] {
        let page = organizer.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text_whole().contains(words), "{path} says `{words}`");
    }
    let stranger = lending.app.browser(&lending.app.volunteer().await).await.with(PLAIN.0, PLAIN.1);
    for (path, status) in [
        ("/resources".to_owned(), 403),
        (format!("/resources/{}", lending.resource), 403),
        ("/partner/requests".to_owned(), 403),
        ("/organizer/requests".to_owned(), 403),
        (format!("/partner/requests/{request}"), 403),
    ] {
        assert_eq!(stranger.get(&path).await.status, status, "{path}");
    }
    assert_eq!(organizer.get("/organizer/requests/999999").await.status, 404);
    assert_eq!(organizer.get(&format!("/resources/{}?month=9999-99", lending.resource)).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_forms_answer_and_come_back_with_what_was_typed() {
    let lending = Lending::start().await;
    let request = lending.ask(5).await;
    let partner = lending.app.browser(&lending.partner).await.with(PLAIN.0, PLAIN.1);
    let page = "http://birqadam.test/partner/requests";
    let asking = partner.with("host", "birqadam.test").with("referer", page);
    let refused = asking.form("/web/partner/requests/reject", &format!("input[id]={request}&input[reason]=")).await;
    assert_eq!((refused.status, refused.header("location")), (303, "/partner/requests"));
    let shown = partner.get("/partner/requests").await.text_whole();
    assert!(shown.contains("Fill this in"), "the reason is missing, at its field");
    let offer = format!("input[id]={request}&input[date]={}&input[message]=Later", day(8));
    let done = asking.form("/web/partner/requests/counter", &offer).await;
    assert!(done.header("location").contains("done=dates-offered"), "{} {}", done.status, done.text());
    let organizer = lending.app.browser(&lending.organizer).await.with(PLAIN.0, PLAIN.1);
    let accept =
        organizer.form("/web/organizer/requests/accept", &format!("input[id]={request}&input[version]=2")).await;
    assert!(accept.header("location").contains("done=dates-accepted"), "{} {}", accept.status, accept.text());
    // What was promised is not approved anew; the page says so above the list.
    let (_, other) = lending.ask_too(20).await;
    lending.partner.post(&approve(other), serde_json::json!({})).await.expect(200);
    let rejected = lending.partner.post(&super::reject(other), serde_json::json!({ "reason": "x" })).await;
    rejected.expect(200);
    let again = asking.form("/web/partner/requests/approve", &format!("input[id]={other}")).await;
    assert_eq!(again.status, 303);
    assert!(partner.get("/partner/requests").await.text_whole().contains("role=\"alert\""));
}
