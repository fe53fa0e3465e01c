//! Tokens and sessions below the API: rotation, reuse, and what ends them.

use birqadam_accounts::ResetPassword;
use birqadam_accounts::ops::email_tokens::PasswordReset;
use birqadam_accounts::ops::{email_tokens, review, sessions, sign_in, tokens};
use birqadam_core::{Code, Error, FieldCode, UserId, Via};
use chrono::TimeDelta;
use serde_json::json;

use crate::support::accounts::{INVALID, REUSED, WRONG, actor, audited, credentials, mailed_token, reason, visitor};
use crate::support::people::PASSWORD;
use crate::support::{Client, TestApp};

#[tokio::test]
async fn a_refresh_token_rotates_until_it_expires() {
    let app = TestApp::start().await;
    let person = UserId(app.volunteer().await.id);
    let first = tokens::issue_tokens(&app.ctx, person).await.expect("tokens");
    let second = tokens::refresh(&app.ctx, &first.refresh_token).await.expect("rotated");
    assert_ne!(first.refresh_token, second.refresh_token);
    app.clock.advance(TimeDelta::seconds(901));
    assert_eq!(tokens::verify_access_token(&app.ctx, &second.token), Err(Error::Unauthenticated));
    app.clock.advance(TimeDelta::days(31));
    assert_eq!(tokens::refresh(&app.ctx, &second.refresh_token).await, Err(INVALID));
    assert_eq!(tokens::refresh(&app.ctx, "unknown").await, Err(INVALID));
}

#[tokio::test]
async fn a_reused_refresh_token_revokes_its_family_and_no_other() {
    let app = TestApp::start().await;
    let person = UserId(app.volunteer().await.id);
    let first = tokens::issue_tokens(&app.ctx, person).await.expect("tokens");
    let elsewhere = tokens::issue_tokens(&app.ctx, person).await.expect("tokens");
    let second = tokens::refresh(&app.ctx, &first.refresh_token).await.expect("rotated");
    assert_eq!(tokens::refresh(&app.ctx, &first.refresh_token).await, Err(REUSED));
    assert_eq!(tokens::refresh(&app.ctx, &second.refresh_token).await, Err(INVALID));
    assert!(tokens::refresh(&app.ctx, &elsewhere.refresh_token).await.is_ok());
    assert_eq!(audited(&app, "user.reuse_token", person.0).await, 1);
}

#[tokio::test]
async fn of_two_refreshes_at_once_one_wins() {
    let app = TestApp::start().await;
    let first = tokens::issue_tokens(&app.ctx, UserId(app.volunteer().await.id)).await.expect("tokens");
    let refresh = || tokens::refresh(&app.ctx, &first.refresh_token);
    let (a, b) = tokio::join!(refresh(), refresh());
    assert_eq!([&a, &b].iter().filter(|r| r.is_ok()).count(), 1, "{a:?} {b:?}");
    assert_eq!([&a, &b].iter().filter(|r| ***r == Err(REUSED)).count(), 1, "{a:?} {b:?}");
}

#[tokio::test]
async fn signing_out_ends_the_family_and_no_other() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let first = tokens::issue_tokens(&app.ctx, UserId(person.id)).await.expect("tokens");
    let client = Client { token: Some(first.token), ..app.anonymous() };
    client.get("/api/me").await.expect(200);
    tokens::revoke(&app.ctx, &visitor("10.0.0.1"), &first.refresh_token).await.expect("revoked");
    assert_eq!(client.get("/api/me").await.error(401), "unauthenticated");
    person.get("/api/me").await.expect(200);
    tokens::revoke(&app.ctx, &visitor("10.0.0.1"), "unknown").await.expect("ignored");
    assert_eq!(tokens::refresh(&app.ctx, &first.refresh_token).await, Err(INVALID));
}

#[tokio::test]
async fn a_block_ends_session_and_tokens_at_once() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let browser = app.browser(&person).await;
    let refresh = tokens::issue_tokens(&app.ctx, UserId(person.id)).await.expect("tokens").refresh_token;
    let admin = actor(&app, &app.admin().await).await;
    let stranger = visitor("203.0.113.5");
    person.get("/api/me").await.expect(200);
    browser.get("/api/me").await.expect(200);

    review::block_user(&app.ctx, &admin, UserId(person.id), reason("Spam")).await.expect("blocked");

    assert_eq!(person.get("/api/me").await.error(401), "unauthenticated");
    assert_eq!(browser.get("/api/me").await.error(401), "unauthenticated");
    assert_eq!(tokens::refresh(&app.ctx, &refresh).await, Err(INVALID));
    // Only who knows the password learns of the block.
    let wrong = sign_in::sign_in(&app.ctx, &stranger, credentials(&person, "something else")).await;
    assert_eq!(wrong, Err(WRONG));
    let right = sign_in::sign_in(&app.ctx, &stranger, credentials(&person, PASSWORD)).await;
    assert_eq!(right, Err(Error::Forbidden(Code::AccountBlocked)));

    review::unblock_user(&app.ctx, &admin, UserId(person.id)).await.expect("unblocked");
    assert!(sign_in::sign_in(&app.ctx, &stranger, credentials(&person, PASSWORD)).await.is_ok());
    assert_eq!(tokens::refresh(&app.ctx, &refresh).await, Err(INVALID), "what was ended stays ended");
    assert_eq!(person.get("/api/me").await.error(401), "unauthenticated");
}

#[tokio::test]
async fn a_session_that_was_ended_is_not_saved_back() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let (data, expires) = (json!({ "user_id": person.id }), app.ctx.now() + TimeDelta::days(1));
    assert_eq!(sessions::create_session(app.db(), "abc", &data, expires).await, Ok(true));
    assert_eq!(sessions::create_session(app.db(), "abc", &data, expires).await, Ok(false));
    sessions::delete_session(app.db(), "abc").await.expect("deleted");
    sessions::save_session(app.db(), "abc", &data, expires).await.expect("ignored");
    assert_eq!(sessions::load_session(app.db(), "abc").await, Ok(None));
}

#[tokio::test]
async fn a_reset_job_that_runs_again_sends_nothing_again() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let send = |request: &str| {
        let (email, request) = (person.email.clone(), Some(request.to_owned()));
        email_tokens::send_password_reset(&app.ctx, PasswordReset { email, address: None, via: Via::Web, request })
    };
    // A worker that was taken for dead and is not, and one that starts it anew later.
    let (first, second) = tokio::join!(send("one"), send("one"));
    assert_eq!((first, second, send("one").await), (Ok(()), Ok(()), Ok(())));
    app.run_jobs().await;
    let counts = [
        "select count(*) from accounts.email_tokens",
        "select count(*) from messaging.deliveries where kind = 'reset_password'",
        "select count(*) from core.audit_log where operation = 'user.request_password_reset'",
    ];
    for sql in counts {
        assert_eq!(app.count(sql).await, 1, "{sql}");
    }
    // Asked for again is another request; jobs of the older version have no name.
    send("two").await.expect("sent");
    let old: PasswordReset = serde_json::from_value(json!({ "email": person.email, "address": null, "via": "web" }))
        .expect("a job of before is read");
    email_tokens::send_password_reset(&app.ctx, old).await.expect("sent");
    assert_eq!(app.count(counts[0]).await, 3);
}

#[tokio::test]
async fn a_reset_link_works_once_and_ends_every_sign_in() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let visitor = visitor("203.0.113.10");
    let refresh = tokens::issue_tokens(&app.ctx, UserId(person.id)).await.expect("tokens").refresh_token;
    let browser = app.browser(&person).await;
    person.get("/api/me").await.expect(200);
    email_tokens::request_password_reset(&app.ctx, &visitor, &person.email).await.expect("sent");
    let token = mailed_token(&app, &person.email).await;
    let reset = |password: &str| {
        let input = ResetPassword { token: token.clone(), password: password.into() };
        email_tokens::reset_password(&app.ctx, &visitor, input)
    };
    assert_eq!(reset("password12345").await, Err(Error::field("password", FieldCode::WeakPassword)));
    assert_eq!(reset("Schnee-Kompass-48-linde").await, Ok(()), "a refused password leaves the link good");
    assert_eq!(reset("Apfel-Laterne-93-birke").await, Err(INVALID));
    assert_eq!(tokens::refresh(&app.ctx, &refresh).await, Err(INVALID));
    assert_eq!(browser.get("/api/me").await.status, 401);
    assert_eq!(person.get("/api/me").await.error(401), "unauthenticated", "nor does the access token go on");
    assert_eq!(sign_in::sign_in(&app.ctx, &visitor, credentials(&person, PASSWORD)).await, Err(WRONG));
    let new = credentials(&person, "Schnee-Kompass-48-linde");
    assert!(sign_in::sign_in(&app.ctx, &visitor, new).await.is_ok());
}
