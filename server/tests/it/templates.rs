//! Words an administrator gives in place of ours.

use birqadam_core::{Actor, ActorKind, Approval, ChannelName, Error, Locale, NoticeKind, Permission, UserId, Via};
use birqadam_messaging::TemplateInput;
use birqadam_messaging::ops::templates::{find_template, list_templates, reset_template, save_template};

use crate::support::TestApp;
use crate::support::smtp::Sink;

const MAIL: (NoticeKind, ChannelName, Locale) = (NoticeKind::ReportReturned, ChannelName::Email, Locale::En);
const INBOX: (NoticeKind, ChannelName, Locale) = (NoticeKind::ReportReturned, ChannelName::InApp, Locale::En);

fn admin(id: i64) -> Actor {
    let kind = ActorKind::User { id: UserId(id), name: "Admin".into(), approval: Approval::Approved };
    Actor { kind, permissions: [Permission::SettingsManage].into(), ..Actor::anonymous(Locale::En, Via::Web) }
}

fn words(subject: &str, body: &str, version: i64) -> TemplateInput {
    TemplateInput { subject: subject.into(), body: body.into(), version }
}

#[tokio::test]
async fn given_words_are_what_people_read() {
    let app = TestApp::start().await;
    let sink = Sink::start().await;
    let (person, actor) = (app.volunteer().await, admin(app.admin().await.id));
    save_template(&app.ctx, &actor, MAIL, words("Again: {task}", "{reason}!\nSend {task} again.", 0))
        .await
        .expect("saved");
    save_template(&app.ctx, &actor, INBOX, words("", "Look at {task}", 0)).await.expect("saved");
    app.tell(&person, "{reason} <i>").await;
    app.run_jobs_with(&sink.mailer()).await;

    assert_eq!(sink.mails()[0].header("Subject").as_deref(), Some("Again: {reason} <i>"));
    let text = app.mails().await[0].body_text.clone().expect("a text");
    assert!(text.contains("The photo is dark!\nSend {reason} <i> again."), "{text}");
    let inbox = person.get("/api/notifications").await.expect(200);
    assert_eq!(inbox["items"][0]["template"], "Look at {task}");

    reset_template(&app.ctx, &actor, MAIL).await.expect("reset");
    assert_eq!(reset_template(&app.ctx, &actor, MAIL).await, Err(Error::NotFound));
    assert_eq!(list_templates(&app.ctx, &actor).await.expect("a list").len(), 1);
    assert_eq!(
        app.count("select count(*) from core.audit_log where operation in ('template.update', 'template.reset')").await,
        3
    );
}

#[tokio::test]
async fn two_administrators_do_not_overwrite_each_other() {
    let app = TestApp::start().await;
    let actor = admin(app.admin().await.id);
    let (one, two) = tokio::join!(
        save_template(&app.ctx, &actor, INBOX, words("", "One", 0)),
        save_template(&app.ctx, &actor, INBOX, words("", "Two", 0)),
    );
    let stale = [one, two].into_iter().filter(|saved| matches!(saved, Err(Error::Stale { .. }))).count();
    assert_eq!(stale, 1);
    let version = find_template(&app.ctx, &actor, INBOX).await.expect("read").expect("there").version;
    save_template(&app.ctx, &actor, INBOX, words("", "Three", version)).await.expect("saved");
    assert!(save_template(&app.ctx, &actor, INBOX, words("", "Four", version)).await.is_err());
}

#[tokio::test]
async fn only_known_names_stand_in_braces_and_only_operators_write() {
    let app = TestApp::start().await;
    let actor = admin(app.admin().await.id);
    for (subject, body) in [("", "x"), ("{secret}", "x"), ("x", "{task"), ("x", ""), ("x\r\nBcc: y@z.kz", "x")] {
        let refused = save_template(&app.ctx, &actor, MAIL, words(subject, body, 0)).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{subject} {body}");
    }
    let other = Actor { permissions: [Permission::UsersReview].into(), ..actor };
    assert!(matches!(list_templates(&app.ctx, &other).await, Err(Error::Forbidden(_))));
    assert!(matches!(save_template(&app.ctx, &other, MAIL, words("x", "y", 0)).await, Err(Error::Forbidden(_))));
}
