//! The partner's side: offering, changing, pausing, putting away, photos; and what organizers find.

use serde_json::{Value, json};

use super::{ASK, Lending, approve, hall, reject};
use crate::support::world::day;
use crate::support::{Client, Form, TestApp, photos};

fn own(id: i64) -> String {
    format!("/api/partner/resources/{id}")
}

#[tokio::test]
async fn a_resource_is_offered_changed_and_put_away() {
    let app = TestApp::start().await;
    let (partner, other) = (app.partner().await, app.partner().await);
    let id = app.lent(&partner).await;
    let reply = partner.get(&own(id)).await;
    assert_eq!(reply.header("etag"), "\"1\"");
    let found = reply.expect(200);
    assert_eq!((&found["type"], &found["availability"]), (&json!("venue"), &json!("Weekends")));
    assert_eq!((&found["days"], &found["quantity"], &found["city"]), (&json!("every"), &json!(1), &json!("")));

    // What is left out stays; a stale version is told with both.
    let change = json!({ "title": "Большой зал", "city": "алматы", "days": "weekends", "quantity": 2 });
    let changed = partner.with("if-match", "\"1\"").patch(&own(id), change.clone()).await.expect(200);
    assert_eq!((&changed["title"], &changed["city"]), (&json!("Большой зал"), &json!("Almaty")));
    assert_eq!((&changed["description"], &changed["version"]), (&json!("Двести мест"), &json!(2)));
    let stale = partner.with("if-match", "\"1\"").patch(&own(id), json!({ "title": "Другой" })).await;
    assert_eq!(stale.error(409), "stale_version");
    // The same again changes nothing.
    assert_eq!(partner.patch(&own(id), change).await.expect(200)["version"], 2);
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'resource.update'").await, 1);

    for (status, expected) in [("paused", 3), ("active", 4), ("archived", 5), ("active", 6)] {
        let changed = partner.patch(&own(id), json!({ "status": status })).await.expect(200);
        assert_eq!((&changed["status"], &changed["version"]), (&json!(status), &json!(expected)));
    }
    partner.patch(&own(id), json!({ "status": "archived" })).await.expect(200);
    assert_eq!(partner.patch(&own(id), json!({ "status": "paused" })).await.error(409), "wrong_state");
    assert_eq!(partner.patch(&own(id), json!({ "status": "gone" })).await.field("status"), "unknown");
    // Somebody else's is not there.
    assert_eq!(other.get(&own(id)).await.error(404), "not_found");
    assert_eq!(other.patch(&own(id), json!({ "title": "Моё" })).await.error(404), "not_found");
    assert_eq!(other.get("/api/partner/resources").await.expect(200)["items"], json!([]));
    assert_eq!(partner.get("/api/partner/resources").await.expect(200)["items"][0]["id"], id);
}

#[tokio::test]
async fn bad_offers_are_told_at_their_fields() {
    let app = TestApp::start().await;
    let partner = app.partner().await;
    let table = [
        (json!({}), "type", "required"),
        (json!({ "type": "castle" }), "type", "unknown"),
        (json!({ "title": "" }), "title", "required"),
        (json!({ "title": "я".repeat(201) }), "title", "too_long"),
        (json!({ "title": 5 }), "title", "malformed"),
        (json!({ "title": "a\u{202E}b" }), "title", "forbidden_characters"),
        (json!({ "description": "я".repeat(4001) }), "description", "too_long"),
        (json!({ "city": "Atlantis" }), "city", "unknown"),
        (json!({ "address": "я".repeat(301) }), "address", "too_long"),
        (json!({ "availability": "я".repeat(301) }), "availability", "too_long"),
        (json!({ "days": "never" }), "days", "unknown"),
        (json!({ "quantity": 0 }), "quantity", "too_small"),
        (json!({ "quantity": 1.5 }), "quantity", "malformed"),
        (json!({ "quantity": 100_001 }), "quantity", "too_big"),
        (json!({ "quantity": "9".repeat(40) }), "quantity", "too_big"),
    ];
    for (change, field, code) in table {
        let mut offer = if change == json!({}) { json!({}) } else { hall() };
        for (name, value) in change.as_object().expect("an object") {
            offer[name] = value.clone();
        }
        assert_eq!(partner.post("/api/partner/resources", offer).await.field(field), code, "{change}");
    }
    assert_eq!(app.count("select count(*) from funding.resources").await, 0, "nothing half done");
    let odd = json!({ "type": "other", "title": "'\";--<script>alert(1)</script> שלום 🎉" });
    partner.post("/api/partner/resources", odd).await.expect(201);
}

#[tokio::test]
async fn an_offer_sent_twice_is_made_once() {
    let app = TestApp::start().await;
    let partner = app.partner().await.with("idempotency-key", "hall-1");
    let first = partner.post("/api/partner/resources", hall()).await.expect(201);
    assert_eq!(partner.post("/api/partner/resources", hall()).await.expect(201), first);
    assert_eq!(app.count("select count(*) from funding.resources").await, 1);
}

async fn found(organizer: &Client, query: &str) -> Vec<i64> {
    let page = organizer.get(&format!("/api/resources?{query}")).await.expect(200);
    page["items"].as_array().expect("items").iter().map(|one| one["id"].as_i64().expect("an id")).collect()
}

#[tokio::test]
async fn organizers_find_what_fits_and_is_free() {
    let lending = Lending::start().await;
    let (app, partner, organizer) = (&lending.app, &lending.partner, &lending.organizer);
    let anywhere = lending.resource;
    let offer = |change: Value| async move {
        let mut offer = hall();
        for (name, value) in change.as_object().expect("an object") {
            offer[name] = value.clone();
        }
        partner.post("/api/partner/resources", offer).await.expect(201)["resource_id"].as_i64().expect("an id")
    };
    let bus = offer(json!({ "type": "transport", "title": "Автобус Қалқаман", "city": "Almaty" })).await;
    let tent = json!({
        "type": "equipment", "title": "100% шатёр_1", "city": "Astana", "days": "weekends", "availability": "по звонку",
    });
    let tent = offer(tent).await;
    assert_eq!(found(organizer, "").await, [tent, bus, anywhere], "the latest first");
    assert_eq!(found(organizer, "type=transport,equipment").await, [tent, bus]);
    assert_eq!(found(organizer, "city=Almaty").await, [bus, anywhere], "what is tied to no city is found in each");
    // Kazakh letters may be missing; signs of `like` are signs.
    assert_eq!(found(organizer, "q=калкаман").await, [bus]);
    assert_eq!(found(organizer, "q=100%25").await, [tent]);
    assert_eq!(found(organizer, "q=шатёр_1+шатер").await, [tent]);
    assert_eq!(found(organizer, "q=%25%25%25").await, Vec::<i64>::new());

    // When it can be had: the partner's words, or the days of the week.
    assert_eq!(found(organizer, "type=venue&availability=weekends").await, [anywhere], "the document's search");
    assert_eq!(found(organizer, "availability=Weekends").await, [tent, bus, anywhere]);
    assert_eq!(found(organizer, "availability=звонку+по").await, [tent]);
    assert_eq!(found(organizer, "availability=Weekends+after").await, Vec::<i64>::new());
    let long = organizer.get(&format!("/api/resources?availability={}", "a".repeat(201))).await;
    assert_eq!(long.field("availability"), "too_long");

    // Free on a day: the days of the week, and what is promised.
    let saturday = (7..14).map(day).find(|day| weekday(day) == 6).expect("a Saturday");
    let monday = (7..14).map(day).find(|day| weekday(day) == 1).expect("a Monday");
    assert_eq!(found(organizer, &format!("date={monday}")).await, [bus, anywhere]);
    assert_eq!(found(organizer, &format!("date={saturday}")).await, [tent, bus, anywhere]);
    let wish = json!({ "resource_id": bus, "project_id": lending.project, "date": saturday });
    let asked = organizer.post(ASK, wish).await.expect(201)["request_id"].as_i64().expect("an id");
    assert!(found(organizer, &format!("date={saturday}")).await.contains(&bus), "asked for is not promised");
    partner.post(&approve(asked), json!({})).await.expect(200);
    assert_eq!(found(organizer, &format!("date={saturday}")).await, [tent, anywhere]);

    // Pages go on where they ended.
    let first = organizer.get("/api/resources?limit=2").await.expect(200);
    let next = first["next"].as_str().expect("more");
    assert_eq!(found(organizer, &format!("limit=2&cursor={next}")).await, [anywhere]);
    for (query, field) in
        [("type=castle", "type"), ("city=Nowhere", "city"), ("date=31.02.2026", "date"), ("cursor=x", "cursor")]
    {
        organizer.get(&format!("/api/resources?{query}")).await.field(field);
    }

    // Paused, put away, or of somebody blocked: not found.
    partner.patch(&format!("/api/partner/resources/{tent}"), json!({ "status": "paused" })).await.expect(200);
    partner.patch(&format!("/api/partner/resources/{anywhere}"), json!({ "status": "archived" })).await.expect(200);
    assert_eq!(found(organizer, "").await, [bus]);
    assert_eq!(organizer.get(&format!("/api/resources/{tent}")).await.error(404), "not_found");
    sqlx::query("update accounts.users set blocked_at = now(), blocked_reason = 'x' where id = $1")
        .bind(partner.id)
        .execute(app.db())
        .await
        .expect("blocked");
    assert_eq!(found(organizer, "").await, Vec::<i64>::new());
    assert_eq!(organizer.get(&format!("/api/resources/{bus}")).await.status, 200, "they have asked for it");
    let other = app.organizer().await;
    assert_eq!(other.get(&format!("/api/resources/{bus}")).await.error(404), "not_found");
}

fn weekday(day: &str) -> u32 {
    let day: chrono::NaiveDate = day.parse().expect("a day");
    chrono::Datelike::weekday(&day).number_from_monday()
}

#[tokio::test]
async fn what_is_awaited_is_not_put_away() {
    let lending = Lending::start().await;
    let path = format!("/api/partner/resources/{}", lending.resource);
    let asked = lending.ask(5).await;
    let away = json!({ "status": "archived", "title": "Другое имя" });
    assert_eq!(lending.partner.patch(&path, away.clone()).await.error(409), "requests_open");
    assert_eq!(lending.partner.get(&path).await.expect(200)["title"], "Концертный зал", "nothing half done");
    lending.partner.post(&approve(asked), json!({})).await.expect(200);
    assert_eq!(lending.partner.patch(&path, away.clone()).await.error(409), "requests_open");
    // A pause keeps what was promised, and takes no more.
    lending.partner.patch(&path, json!({ "status": "paused" })).await.expect(200);
    assert_eq!(lending.organizer.post(ASK, lending.wish(9)).await.field("resource_id"), "unknown");
    lending.partner.post(&reject(asked), json!({ "reason": "Ремонт" })).await.expect(200);
    lending.partner.patch(&path, away).await.expect(200);
}

#[tokio::test]
async fn photos_are_checked_shown_to_whom_they_may_and_removed() {
    let lending = Lending::start().await;
    let (app, partner) = (&lending.app, &lending.partner);
    let path = format!("/api/partner/resources/{}/photos", lending.resource);
    let form = |files: &[(&str, Vec<u8>)]| {
        files.iter().fold(Form::new(), |form, (name, bytes)| form.file("photo", name, bytes))
    };
    let bad: [(Vec<u8>, &str); 4] = [
        (b"<svg onload=alert(1)>".to_vec(), "not_a_photo"),
        (Vec::new(), "empty_file"),
        (photos::jpeg(1)[..300].to_vec(), "cut_short"),
        (photos::png_bomb(), "too_many_pixels"),
    ];
    for (bytes, code) in bad {
        let reply = partner.multipart(&path, form(&[("a.jpg", bytes)])).await;
        assert_eq!(reply.field("photo"), code);
    }
    assert_eq!(partner.multipart(&path, Form::new().text("a", "b")).await.field("photo"), "required");
    // One of several is told by its number, and none stays.
    let mixed = form(&[("a.jpg", photos::jpeg(1)), ("b.jpg", b"no photo".to_vec())]);
    assert_eq!(partner.multipart(&path, mixed).await.field("photo.1"), "not_a_photo");
    assert_eq!(app.count("select count(*) from funding.resource_photos").await, 0);

    let with =
        partner.multipart(&path, form(&[("a.jpg", photos::jpeg(1)), ("b.png", photos::png(2))])).await.expect(200);
    let shown = with["photos"].as_array().expect("photos").clone();
    assert_eq!((shown.len(), &with["version"]), (2, &json!(2)));
    let many: Vec<_> = (10..17).map(|seed| ("a.jpg", photos::jpeg(seed))).collect();
    assert_eq!(partner.multipart(&path, form(&many)).await.field("photo"), "too_many");

    let large = shown[0]["large_url"].as_str().expect("an address");
    for (who, status) in [
        (partner, 200),
        (&lending.organizer, 200),
        (&app.partner().await, 404),
        (&app.volunteer().await, 404),
        (&app.anonymous(), 404),
    ] {
        let browser = if who.id == 0 { who.clone() } else { app.browser(who).await };
        assert_eq!(browser.get(large).await.status, status, "{}", who.email);
    }
    let remove = format!("/api/partner/resource-photos/{}", shown[0]["id"]);
    assert_eq!(app.partner().await.delete(&remove).await.error(404), "not_found");
    let left = partner.delete(&remove).await.expect(200);
    assert_eq!(left["photos"].as_array().expect("photos").len(), 1);
    assert_eq!(partner.delete(&remove).await.error(404), "not_found");
    assert_eq!(app.browser(partner).await.get(large).await.status, 404);
}
