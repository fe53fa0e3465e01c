//! What is to be delivered is delivered: once, later when the other side is down, and not at all
//! when it never will be.

use std::collections::HashSet;

use birqadam_core::{Actor, DeliveryId, UserId, notice::Notice};
use birqadam_messaging::channel::Outcome;
use birqadam_messaging::ops::{self, dispatch};
use birqadam_server::jobs::{self, JobState};
use chrono::TimeDelta;

use crate::support::TestApp;
use crate::support::smtp::{Mood, Sink, mailer};

#[tokio::test]
async fn a_notice_reaches_inbox_and_mailbox() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let person = app.volunteer().await;
    app.tell(&person, "Collect litter <b> \u{1F600}").await;
    app.run_jobs_with(&sink.mailer()).await;

    assert_eq!(app.states("in_app").await, ["sent"]);
    assert_eq!(app.states("email").await, ["sent"]);
    let mails = sink.mails();
    assert_eq!(mails.len(), 1);
    let mail = &mails[0];
    assert_eq!(mail.to, person.email);
    let id = app.mails().await[0].id;
    assert_eq!(mail.header("Message-ID"), Some(format!("<delivery-{id}@birqadam.test>")));
    assert_eq!(mail.header("Auto-Submitted").as_deref(), Some("auto-generated"));
    assert_eq!(mail.header("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
    assert!(mail.header("Content-Type").is_some_and(|kind| kind.starts_with("multipart/alternative")));
    assert!(mail.unsubscribe().is_some_and(|link| link.starts_with("http://birqadam.test/unsubscribe?token=")));

    let inbox = person.get("/api/notifications").await.expect(200);
    assert_eq!(inbox["unread"], 1);
    // Told again under the same key: nothing more happens.
    app.tell(&person, "Collect litter <b> \u{1F600}").await;
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(sink.mails().len(), 1);
}

#[tokio::test]
async fn two_workers_send_each_mail_once() {
    const MAILS: usize = 200;
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let person = app.volunteer().await;
    for n in 0..MAILS {
        app.tell(&person, &format!("Task {n}")).await;
    }
    let worker = |mailer| {
        let state = JobState { ctx: app.ctx.clone(), mailer: Some(mailer), data: None };
        jobs::run_once(state)
    };
    let (one, two) = tokio::join!(worker(sink.mailer()), worker(sink.mailer()));
    one.expect("jobs run");
    two.expect("jobs run");
    // What the other still had in hand when one of them looked.
    app.run_jobs_with(&sink.mailer()).await;

    let mails = sink.mails();
    let ids: HashSet<_> = mails.iter().filter_map(|mail| mail.header("Message-ID")).collect();
    assert_eq!((mails.len(), ids.len()), (MAILS, MAILS));
    assert!(app.states("email").await.iter().all(|state| state == "sent"));
}

/// Two workers at the very same delivery, without the queue between them.
#[tokio::test]
async fn a_delivery_is_claimed_by_one() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    app.tell(&person, "Plant trees").await;
    run_notify_only(&app).await;
    let id = DeliveryId(app.mails().await[0].id);
    let system = Actor::system("test");
    let claim = || dispatch::claim(&app.ctx, &system, id);
    let (a, b, c) = tokio::join!(claim(), claim(), claim());
    let claimed = [a, b, c].into_iter().filter(|claim| matches!(claim, Ok(Some(_)))).count();
    assert_eq!(claimed, 1);
    assert!(dispatch::claim(&app.ctx, &person_actor(), id).await.is_err(), "people claim nothing");
}

#[tokio::test]
async fn what_a_dead_worker_held_is_sent_when_its_lease_ends() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let person = app.volunteer().await;
    app.tell(&person, "Plant trees").await;
    run_notify_only(&app).await;
    let id = DeliveryId(app.mails().await[0].id);
    let system = Actor::system("test");

    // A worker claims it and dies.
    let dead = dispatch::claim(&app.ctx, &system, id).await.expect("an answer").expect("a claim");
    app.run_jobs_with(&sink.mailer()).await;
    ops::sweep(&app.ctx, &system).await.expect("swept");
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(sink.mails().len(), 0, "its lease still runs");

    app.clock.advance(dispatch::LEASE + TimeDelta::minutes(3));
    ops::sweep(&app.ctx, &system).await.expect("swept");
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(sink.mails().len(), 1);
    assert_eq!(app.states("email").await, ["sent"]);

    // It was not dead, only slow: what it says now is not believed.
    let late = Outcome::Later { error: "late".into() };
    dispatch::record(&app.ctx, &dead, &late, None).await.expect("no error");
    assert_eq!(app.states("email").await, ["sent"]);
}

/// The one gap that SMTP leaves: taken over, but nobody heard. The repeat says so.
#[tokio::test]
async fn a_repeat_carries_the_same_message_id() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let person = app.volunteer().await;
    app.tell(&person, "Plant trees").await;
    sink.set(Mood::HangUpAfterMail);
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(app.states("email").await, ["queued"]);
    sink.set(Mood::Accept);
    app.clock.advance(TimeDelta::minutes(2));
    app.make_jobs_due().await;
    app.run_jobs_with(&sink.mailer()).await;
    let ids: Vec<_> = sink.mails().iter().filter_map(|mail| mail.header("Message-ID")).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1]);
    assert_eq!(app.states("email").await, ["sent"]);
}

#[tokio::test]
async fn a_mail_server_that_is_down_for_an_hour_loses_nothing() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    // A port on which nobody listens.
    let address = Sink::start().await.address;
    let down = mailer(address);
    for n in 0..5 {
        app.tell(&person, &format!("Task {n}")).await;
    }
    app.run_jobs_with(&down).await;
    // In the inbox they are, whatever happens to mail.
    assert_eq!(person.get("/api/notifications").await.expect(200)["unread"], 5);
    for minutes in [2, 6, 31] {
        assert_eq!(app.states("email").await, ["queued"; 5]);
        app.clock.advance(TimeDelta::minutes(minutes));
        app.make_jobs_due().await;
        app.run_jobs_with(&down).await;
    }
    let waiting = app.mails().await;
    assert!(waiting.iter().all(|mail| mail.attempts == 4 && mail.last_error.is_some()), "{waiting:?}");
    // Not due yet: another run changes nothing.
    app.make_jobs_due().await;
    app.run_jobs_with(&down).await;
    assert!(app.mails().await.iter().all(|mail| mail.attempts == 4));

    let sink = Sink::on(address).await;
    // Past the pause of two hours, and by enough that the sweep takes it for forgotten.
    app.clock.advance(TimeDelta::hours(2) + TimeDelta::minutes(3));
    ops::sweep(&app.ctx, &Actor::system("test")).await.expect("swept");
    app.run_jobs_with(&down).await;
    assert_eq!(sink.mails().len(), 5);
    assert_eq!(app.states("email").await, ["sent"; 5]);
}

#[tokio::test]
async fn a_refusal_for_good_ends_it_and_one_for_now_does_not() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let person = app.volunteer().await;
    for (code, state) in [(550, "failed"), (451, "queued"), (421, "queued"), (535, "queued")] {
        app.tell(&person, &format!("Task {code}")).await;
        sink.set(Mood::Refuse(code));
        app.run_jobs_with(&sink.mailer()).await;
        let last = app.mails().await.pop().expect("a mail");
        assert_eq!((last.state.as_str(), last.attempts), (state, 1), "{code}: {last:?}");
        assert!(last.last_error.is_some_and(|error| error.contains(&code.to_string())));
    }
    assert!(sink.mails().is_empty());
}

#[tokio::test]
async fn after_many_attempts_it_is_given_up_and_operators_are_told_once() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let (admin, person) = (app.admin().await, app.volunteer().await);
    sink.set(Mood::Refuse(451));
    app.tell(&person, "Task 1").await;
    app.tell(&person, "Task 2").await;
    for _ in 0..10 {
        app.run_jobs_with(&sink.mailer()).await;
        app.clock.advance(TimeDelta::hours(7));
        app.make_jobs_due().await;
    }
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(app.states("email").await.iter().filter(|state| *state == "failed").count(), 2);
    // Days went by: the token of back then has ended.
    let admin = app.sign_in_again(&admin).await;
    let inbox = admin.get("/api/notifications").await.expect(200);
    let told: Vec<_> = inbox["items"].as_array().expect("items").iter().map(|n| &n["notice"]["kind"]).collect();
    assert_eq!(told, ["delivery_failed"]);

    // An administrator tries again, and now it works.
    sink.set(Mood::Accept);
    let retried = admin.post("/api/admin/deliveries/retry-failed", serde_json::json!({})).await.expect(200);
    assert_eq!(retried["count"], 2);
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(sink.mails().len(), 2);
}

#[tokio::test]
async fn hang_ups_are_temporary() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let person = app.volunteer().await;
    sink.set(Mood::HangUp);
    app.tell(&person, "Plant trees").await;
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!(app.states("email").await, ["queued"]);
}

#[tokio::test]
async fn without_a_mail_server_mails_are_kept_to_be_read() {
    let app = TestApp::start().await;
    let (admin, person) = (app.admin().await, app.volunteer().await);
    app.tell(&person, "Plant trees").await;
    app.run_jobs().await;
    assert_eq!(app.states("email").await, ["kept"]);
    let list = admin.get("/api/admin/deliveries?channel=email&state=kept,sent").await.expect(200);
    let id = list["items"][0]["id"].as_i64().expect("an id");
    let mail = admin.get(&format!("/api/admin/deliveries/{id}")).await.expect(200);
    assert!(mail["body_text"].as_str().is_some_and(|text| text.contains("Plant trees")));
    assert!(mail["body_html"].as_str().is_some_and(|html| html.contains("Plant trees")));
}

#[tokio::test]
async fn the_list_of_deliveries_answers_filters() {
    let app = TestApp::start().await;
    let (admin, person) = (app.admin().await, app.volunteer().await);
    app.tell(&person, "Plant trees").await;
    app.run_jobs().await;
    let count = async |query: &str| {
        let page = admin.get(&format!("/api/admin/deliveries{query}")).await.expect(200);
        page["items"].as_array().expect("items").len()
    };
    assert_eq!(count("").await, 2);
    assert_eq!(count("?channel=in_app").await, 1);
    assert_eq!(count("?channel=in_app,email&kind=report_returned").await, 2);
    assert_eq!(count(&format!("?user_id={}", admin.id)).await, 0);
    for query in ["?state=lost", "?channel=pigeon", "?kind=x'--", "?user_id=abc", "?cursor=zz"] {
        admin.get(&format!("/api/admin/deliveries{query}")).await.expect(422);
    }
    let sent = app.deliveries("in_app").await[0].id;
    admin.post(&format!("/api/admin/deliveries/{sent}/retry"), serde_json::json!({})).await.expect(409);
    admin.post("/api/admin/deliveries/999999/retry", serde_json::json!({})).await.expect(404);
    admin.get("/api/admin/deliveries/abc").await.expect(404);
}

/// Runs only the job `notify`: deliveries are written and none is sent.
async fn run_notify_only(app: &TestApp) {
    let payload: serde_json::Value = sqlx::query_scalar(
        "delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
         where t.id = j.task_id and t.identifier = 'notify' returning j.payload::jsonb",
    )
    .fetch_one(app.db())
    .await
    .expect("the job");
    let notify = serde_json::from_value(payload).expect("its payload");
    ops::inbox::deliver(&app.ctx, &Actor::system("test"), &notify).await.expect("delivered");
}

fn person_actor() -> Actor {
    use birqadam_core::{ActorKind, Approval, Locale, Via};
    let kind = ActorKind::User { id: UserId(1), name: "X".into(), approval: Approval::Approved };
    Actor { kind, ..Actor::anonymous(Locale::En, Via::Api) }
}

#[tokio::test]
async fn a_test_notification_goes_everywhere_at_once() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let person = app.volunteer().await;
    app.tell_notice(&person, Notice::Test, "a-test").await;
    app.run_jobs_with(&sink.mailer()).await;
    assert_eq!((sink.mails().len(), app.states("in_app").await.len()), (1, 1));
}
