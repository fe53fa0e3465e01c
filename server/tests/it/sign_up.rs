//! Registration, sign-in, links by e-mail, one's own profile: twice, at once, too late.

use birqadam_accounts::ops::{email_tokens, identity, profile, register, sign_in};
use birqadam_accounts::{Register, ResetPassword, SignIn, UpdateProfile};
use birqadam_core::{Error, FieldCode};
use chrono::TimeDelta;

use crate::support::TestApp;
use crate::support::accounts::{INVALID, WRONG, actor, application, credentials, mailed_token, visitor};
use crate::support::people::PASSWORD;

#[tokio::test]
async fn registration_refuses_what_it_must() {
    let app = TestApp::start().await;
    let visitor = visitor("203.0.113.6");
    let try_with = |input: Register| register::register(&app.ctx, &visitor, input);
    let taken = app.volunteer().await.email;
    let table = [
        (
            Register { password: "aigerim@2024".into(), ..application("aigerim@a.kz", "volunteer") },
            Error::field("password", FieldCode::WeakPassword),
        ),
        (application(&taken.to_uppercase(), "volunteer"), Error::field("email", FieldCode::EmailTaken)),
        (
            Register { name: "А\r\nBcc: c@d.kz".into(), ..application("b@a.kz", "volunteer") },
            Error::field("name", FieldCode::ForbiddenCharacters),
        ),
        (application("c@a.kz\r\nBcc: d@a.kz", "volunteer"), Error::field("email", FieldCode::Email)),
        (application("e@a.kz", "admin"), Error::field("role", FieldCode::Unknown)),
    ];
    for (input, expected) in table {
        assert_eq!(try_with(input).await, Err(expected));
    }
    assert_eq!(app.count("select count(*) from accounts.users").await, 1);

    let volunteer = try_with(application("f@a.kz", "volunteer")).await.expect("registered");
    assert_eq!((volunteer.is_approved, volunteer.roles), (Some(true), vec!["volunteer".to_owned()]));
    let organizer = try_with(application("g@a.kz", "organizer")).await.expect("registered");
    assert_eq!((organizer.is_approved, organizer.permissions), (Some(false), vec![]));
}

#[tokio::test]
async fn of_two_registrations_at_once_one_gets_the_address() {
    let app = TestApp::start().await;
    let visitor = visitor("203.0.113.7");
    let attempt = || register::register(&app.ctx, &visitor, application("same@a.kz", "volunteer"));
    let (a, b) = tokio::join!(attempt(), attempt());
    assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
    let refused = Err(Error::field("email", FieldCode::EmailTaken));
    assert!(a == refused || b == refused);
}

#[tokio::test]
async fn a_lock_out_does_not_lock_out_the_owner() {
    let app = TestApp::start().await;
    let owner = app.volunteer().await;
    let stranger = visitor("203.0.113.8");
    // To the start of a window, so that the guesses all fall into one.
    app.clock.advance(TimeDelta::seconds(900 - app.ctx.now().timestamp() % 900));
    for _ in 0..10 {
        let guess = sign_in::sign_in(&app.ctx, &stranger, credentials(&owner, "a wrong guess")).await;
        assert_eq!(guess, Err(WRONG));
    }
    let more = sign_in::sign_in(&app.ctx, &stranger, credentials(&owner, PASSWORD)).await;
    assert!(matches!(more, Err(Error::TooMany { .. })), "{more:?}");
    let at_home = visitor("198.51.100.1");
    assert!(sign_in::sign_in(&app.ctx, &at_home, credentials(&owner, PASSWORD)).await.is_ok());
    app.clock.advance(TimeDelta::minutes(15));
    assert!(sign_in::sign_in(&app.ctx, &stranger, credentials(&owner, PASSWORD)).await.is_ok());
}

#[tokio::test]
async fn an_unknown_address_gets_the_same_answer() {
    let app = TestApp::start().await;
    let visitor = visitor("203.0.113.9");
    for email in ["nobody@a.kz", "no address", "nul\0@a.kz"] {
        let input = SignIn { email: email.into(), password: PASSWORD.into() };
        assert_eq!(sign_in::sign_in(&app.ctx, &visitor, input).await, Err(WRONG), "{email:?}");
    }
    email_tokens::request_password_reset(&app.ctx, &visitor, "nobody@a.kz").await.expect("no sign of it");
    assert_eq!(app.count("select count(*) from accounts.email_tokens").await, 0);
}

#[tokio::test]
async fn links_expire() {
    let app = TestApp::start().await;
    let visitor = visitor("203.0.113.11");
    register::register(&app.ctx, &visitor, application("h@a.kz", "volunteer")).await.expect("registered");
    let confirm = mailed_token(&app, "h@a.kz").await;
    email_tokens::request_password_reset(&app.ctx, &visitor, "h@a.kz").await.expect("sent");
    let reset = mailed_token(&app, "h@a.kz").await;
    // One purpose never serves the other.
    assert_eq!(email_tokens::confirm_email(&app.ctx, &visitor, &reset).await, Err(INVALID));
    app.clock.advance(TimeDelta::minutes(61));
    let input = ResetPassword { token: reset, password: "Schnee-Kompass-48-linde".into() };
    assert_eq!(email_tokens::reset_password(&app.ctx, &visitor, input).await, Err(INVALID));
    assert_eq!(email_tokens::confirm_email(&app.ctx, &visitor, &confirm).await, Ok(()));
    assert_eq!(app.count("select count(*) from accounts.users where email_confirmed_at is not null").await, 1);
}

#[tokio::test]
async fn a_stale_profile_shows_both_versions() {
    let app = TestApp::start().await;
    let person = actor(&app, &app.volunteer().await).await;
    let version = identity::me(&app.ctx, &person).await.expect("me").version;
    let edit = |name: &str| UpdateProfile { name: name.into(), version, ..UpdateProfile::default() };
    let me = profile::update_profile(&app.ctx, &person, edit("Первая")).await.expect("saved");
    assert_eq!((me.name.as_str(), me.version), ("Первая", version + 1));
    match profile::update_profile(&app.ctx, &person, edit("Вторая")).await {
        Err(Error::Stale { current_version, current, yours }) => {
            assert_eq!(current_version, version + 1);
            assert!(current.contains("Первая") && yours.contains("Вторая"), "{current} {yours}");
        }
        other => panic!("expected a conflict, got {other:?}"),
    }
}
