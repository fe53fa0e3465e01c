//! People are told what they want, by the channel they want, when they want.

use chrono::{TimeDelta, Utc};
use serde_json::{Value, json};

use crate::support::smtp::Sink;
use crate::support::{Client, TestApp};

/// Choices with nothing out of the ordinary.
fn choices() -> Value {
    json!({ "time_zone": "UTC", "quiet_from": null, "quiet_to": null, "digest": "none", "digest_hour": 9 })
}

fn with(changes: Value) -> Value {
    let mut all = choices();
    for (name, value) in changes.as_object().expect("an object") {
        all[name] = value.clone();
    }
    all
}

async fn save(person: &Client, changes: Value) -> Value {
    person.put("/api/notification-preferences", with(changes)).await.expect(200)
}

/// Quiet from an hour ago to two hours from now.
fn quiet_now() -> Value {
    let hour = |hours| (Utc::now() + TimeDelta::hours(hours)).format("%H:%M").to_string();
    json!({ "quiet_from": hour(-1), "quiet_to": hour(2) })
}

#[tokio::test]
async fn choices_are_kept_and_only_what_concerns_is_shown() {
    let app = TestApp::start().await;
    let (person, admin) = (app.volunteer().await, app.admin().await);
    let kinds = async |who: &Client| -> Vec<String> {
        let all = who.get("/api/notification-preferences").await.expect(200);
        let kinds = all["kinds"].as_array().expect("kinds").iter();
        kinds.map(|k| k["kind"].as_str().expect("a name").to_owned()).collect()
    };
    let of_volunteer = kinds(&person).await;
    assert!(of_volunteer.contains(&"report_returned".into()) && !of_volunteer.contains(&"project_submitted".into()));
    assert!(!of_volunteer.contains(&"test".into()));
    assert!(kinds(&admin).await.contains(&"delivery_failed".into()));

    let kinds = json!([{ "kind": "report_returned", "in_app": true, "email": false }]);
    save(&person, json!({ "time_zone": "Asia/Oral", "digest": "weekly", "digest_hour": 7, "kinds": kinds })).await;
    let saved = person.get("/api/notification-preferences").await.expect(200);
    assert_eq!(
        (&saved["time_zone"], &saved["digest"], &saved["digest_hour"]),
        (&json!("Asia/Oral"), &json!("weekly"), &json!(7))
    );
    let find = |kind: &str| {
        let kinds = saved["kinds"].as_array().expect("kinds");
        kinds.iter().find(|k| k["kind"] == kind).expect("the kind").clone()
    };
    assert_eq!(find("report_returned")["email"], false);
    assert_eq!(find("report_rejected")["email"], true, "what was left out stays");
    // Back to the default: nothing is stored any more.
    let kinds = json!([{ "kind": "report_returned", "in_app": true, "email": true }]);
    save(&person, json!({ "kinds": kinds })).await;
    assert_eq!(app.count("select count(*) from messaging.notification_preferences").await, 0);
}

#[tokio::test]
async fn bad_choices_change_nothing() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let table = [
        (json!({ "time_zone": "" }), "time_zone"),
        (json!({ "time_zone": "Mars/Base" }), "time_zone"),
        (json!({ "time_zone": "x".repeat(10_000) }), "time_zone"),
        (json!({ "quiet_from": "22:00" }), "quiet_to"),
        (json!({ "quiet_from": "22:00", "quiet_to": "22:00" }), "quiet_to"),
        (json!({ "quiet_from": "'; drop table", "quiet_to": "8:00" }), "quiet_from"),
        (json!({ "digest": "hourly" }), "digest"),
        (json!({ "digest_hour": 24 }), "digest_hour"),
        (json!({ "digest_hour": "nine" }), "digest_hour"),
        (json!({ "kinds": [{ "kind": "<script>", "email": true }] }), "kinds.0.kind"),
        (json!({ "kinds": 7 }), "kinds"),
    ];
    for (changes, field) in table {
        let refused = person.put("/api/notification-preferences", with(changes.clone())).await.expect(422);
        let fields = refused["error"]["fields"].as_array().expect("fields");
        assert!(fields.iter().any(|f| f["field"] == field), "{changes}: {refused}");
    }
    assert_eq!(app.count("select count(*) from messaging.notification_settings").await, 0);
}

#[tokio::test]
async fn a_type_turned_off_stays_away() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let person = app.volunteer().await;
    save(&person, json!({ "kinds": [{ "kind": "report_returned", "in_app": false, "email": false }] })).await;
    app.tell(&person, "Plant trees").await;
    app.run_jobs_with(&sink.mailer()).await;
    assert!(sink.mails().is_empty());
    let inbox = person.get("/api/notifications").await.expect(200);
    assert_eq!((&inbox["unread"], inbox["items"].as_array().map(Vec::len)), (&json!(0), Some(0)));
    for channel in ["in_app", "email"] {
        let delivery = &app.deliveries(channel).await[0];
        assert_eq!((delivery.state.as_str(), delivery.reason.as_deref()), ("suppressed", Some("turned_off")));
    }
}

#[tokio::test]
async fn quiet_hours_hold_mails_until_they_end() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let person = app.volunteer().await;
    save(&person, quiet_now()).await;
    app.tell(&person, "Plant trees").await;
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(app.states("email").await, ["held"]);
    assert_eq!(app.states("in_app").await, ["sent"], "the inbox wakes nobody");
    let due = app.mails().await[0].due_at.expect("a time");
    assert!(due > Utc::now() + TimeDelta::minutes(100) && due <= Utc::now() + TimeDelta::minutes(121), "{due}");
    // A job that runs too early sends nothing.
    app.make_jobs_due().await;
    app.run_jobs_with(&sink.mailer()).await;
    assert!(sink.mails().is_empty());

    app.clock.advance(TimeDelta::minutes(122));
    birqadam_messaging::ops::sweep(&app.ctx, &birqadam_core::Actor::system("test")).await.expect("swept");
    app.clock.advance(TimeDelta::minutes(3));
    birqadam_messaging::ops::sweep(&app.ctx, &birqadam_core::Actor::system("test")).await.expect("swept");
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(sink.mails().len(), 1);
    assert_eq!(app.states("email").await, ["sent"]);
}

#[tokio::test]
async fn choices_of_the_moment_of_sending_count() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let person = app.volunteer().await;
    save(&person, quiet_now()).await;
    app.tell(&person, "Plant trees").await;
    app.run_jobs_with(&sink.mailer()).await;
    save(&person, json!({ "kinds": [{ "kind": "report_returned", "in_app": true, "email": false }] })).await;
    app.clock.advance(TimeDelta::hours(3));
    app.make_jobs_due().await;
    app.run_jobs_with(&sink.mailer()).await;
    assert!(sink.mails().is_empty());
    assert_eq!(app.states("email").await, ["suppressed"]);
}

#[tokio::test]
async fn a_digest_is_one_mail() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let person = app.volunteer().await;
    save(&person, json!({ "digest": "daily" })).await;
    for task in ["Plant trees", "Collect litter", "Paint benches"] {
        app.tell(&person, task).await;
    }
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(app.states("email").await, ["collected"; 3]);
    app.make_jobs_due().await;
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(app.states("email").await, ["digested", "digested", "digested", "sent"]);
    let mails = sink.mails();
    assert_eq!(mails.len(), 1);
    let digest = app.mails().await.pop().expect("the digest");
    assert_eq!(digest.kind, "digest");
    for task in ["Plant trees", "Collect litter", "Paint benches"] {
        assert!(digest.body_text.as_deref().is_some_and(|text| text.contains(task)), "{task}");
    }
    assert!(app.mails().await.iter().take(3).all(|mail| mail.digest_id == Some(digest.id)));
    // Once more: nothing is left.
    app.make_jobs_due().await;
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(sink.mails().len(), 1);
}

#[tokio::test]
async fn without_a_digest_what_was_collected_goes_out() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let person = app.volunteer().await;
    save(&person, json!({ "digest": "weekly" })).await;
    app.tell(&person, "Plant trees").await;
    app.run_jobs_with(&sink.mailer()).await;
    save(&person, json!({})).await;
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(sink.mails().len(), 1);
}

#[tokio::test]
async fn mails_about_the_account_itself_ask_nobody() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let person = app.volunteer().await;
    save(&person, quiet_now()).await;
    sqlx::query("update messaging.notification_settings set digest = 'weekly'").execute(app.db()).await.expect("set");
    app.anonymous().post("/api/password/forgot", json!({ "email": person.email })).await.expect(204);
    app.run_jobs_with(&sink.mailer()).await;
    let mails = sink.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].unsubscribe(), None);
    let mail = app.mails().await.pop().expect("the mail");
    assert_eq!((mail.kind.as_str(), mail.state.as_str()), ("reset_password", "sent"));
    assert_eq!(mail.body_text, None, "its link is for its reader only");
    assert_eq!(app.count("select count(*) from messaging.deliveries where payload is not null").await, 0);
}

#[tokio::test]
async fn unconfirmed_addresses_and_blocked_people_get_no_mail() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let (stranger, blocked) = (app.volunteer().await, app.volunteer().await);
    sqlx::query("update accounts.users set email_confirmed_at = null where id = $1")
        .bind(stranger.id)
        .execute(app.db())
        .await
        .expect("unconfirmed");
    app.tell(&stranger, "Plant trees").await;
    save(&blocked, quiet_now()).await;
    app.tell(&blocked, "Plant trees").await;
    app.run_jobs_with(&sink.mailer()).await;
    sqlx::query("update accounts.users set blocked_at = now(), blocked_reason = 'spam' where id = $1")
        .bind(blocked.id)
        .execute(app.db())
        .await
        .expect("blocked");
    app.clock.advance(TimeDelta::hours(3));
    app.make_jobs_due().await;
    app.run_jobs_with(&sink.mailer()).await;
    let mut reasons: Vec<_> = app.mails().await.into_iter().filter_map(|mail| mail.reason).collect();
    reasons.sort();
    assert_eq!(reasons, ["blocked", "unconfirmed"]);
    assert!(sink.mails().is_empty());
}

#[tokio::test]
async fn one_click_ends_mails_of_a_type() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let person = app.volunteer().await;
    app.tell(&person, "Plant trees").await;
    app.run_jobs_with(&sink.mailer()).await;
    let link = sink.mails()[0].unsubscribe().expect("a link");
    let path = link.strip_prefix("http://birqadam.test").expect("our own address");
    let visitor = app.anonymous();

    // Looking changes nothing: mail scanners open every link.
    assert_eq!(visitor.get(path).await.status, 200);
    app.tell(&person, "Paint benches").await;
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(sink.mails().len(), 2);

    // As a mail program does it (RFC 8058), twice.
    for _ in 0..2 {
        assert_eq!(visitor.submit(path, "List-Unsubscribe=One-Click").await.status, 204);
    }
    app.tell(&person, "Collect litter").await;
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(sink.mails().len(), 2);
    assert_eq!(person.get("/api/notifications").await.expect(200)["unread"], 3, "the inbox goes on");
    // Once in the log, in the person's name.
    assert_eq!(
        app.count(
            "select count(*) from core.audit_log where operation = 'notifications.unsubscribe' and actor_id is not null"
        )
        .await,
        1
    );

    // Somebody else's, another type, another signature: each is a link that we did not make.
    let other = app.volunteer().await;
    let name = format!("token={}.report_returned.", person.id);
    let (_, signature) = path.split_once(&name).expect("the token names person and type");
    let with = |name: String, signature: &str| format!("/unsubscribe?token={name}.{signature}");
    let flipped = if signature.starts_with('A') { "B" } else { "A" }.to_owned() + &signature[1..];
    let foreign = with(format!("{}.report_returned", other.id), signature);
    let digest = with(format!("{}.digest", person.id), signature);
    let tampered = with(format!("{}.report_returned", person.id), &flipped);
    for bad in
        [&*foreign, &*digest, &*tampered, "/unsubscribe", "/unsubscribe?token=", "/unsubscribe?token=1.digest.AAAA"]
    {
        let refused = visitor.post(bad, json!({})).await;
        assert_eq!(refused.status, 404, "{bad}");
    }
    app.tell(&other, "Plant trees").await;
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(sink.mails().len(), 3, "the other's mails go on");
}

#[tokio::test]
async fn a_test_is_sent_to_oneself_and_not_without_end() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let browser = app.browser(&person).await;
    for _ in 0..5 {
        let sent = browser.submit("/web/notification-preferences/test", "").await;
        assert!(sent.status < 400, "{}", sent.text());
    }
    assert_eq!(browser.submit("/web/notification-preferences/test", "").await.status, 429);
    app.run_jobs().await;
    assert_eq!(app.states("email").await, ["kept"; 5]);
}
