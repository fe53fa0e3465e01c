//! Accounts below the API: what happens to tokens, sessions, decisions and roles when two
//! things come at once, come twice or come too late.

use std::net::IpAddr;

use birqadam_accounts::ops::{
    admin, applications, email_tokens, identity, profile, register, review, roles, sessions, sign_in, tokens, users,
};
use birqadam_accounts::{
    AccountStatus, Reason, Register, ResetPassword, Resubmit, RoleInput, SignIn, UpdateProfile, UserFilter,
};
use birqadam_core::{Actor, Code, Error, FieldCode, Locale, PageRequest, RoleId, UserId, Via};
use chrono::TimeDelta;
use serde_json::json;

use crate::support::people::{PASSWORD, Person};
use crate::support::{Client, TestApp};

const WRONG: Error = Error::SignIn(Code::WrongCredentials);
const INVALID: Error = Error::SignIn(Code::TokenInvalid);
const REUSED: Error = Error::SignIn(Code::TokenReused);

/// A visitor from this address.
fn visitor(address: &str) -> Actor {
    let address: IpAddr = address.parse().expect("an address");
    Actor { address: Some(address), ..Actor::anonymous(Locale::En, Via::Api) }
}

/// The person as operations see them right now.
async fn actor(app: &TestApp, person: &Client) -> Actor {
    let found = identity::load_actor(&app.ctx, UserId(person.id), Via::Api, None, None).await;
    found.expect("the database answers").expect("the account is there")
}

async fn role_id(app: &TestApp, name: &str) -> RoleId {
    let id: i64 = sqlx::query_scalar("select id from accounts.roles where name = $1")
        .bind(name)
        .fetch_one(app.db())
        .await
        .expect("the role");
    RoleId(id)
}

async fn audited(app: &TestApp, operation: &str, id: i64) -> i64 {
    sqlx::query_scalar("select count(*) from core.audit_log where operation = $1 and subject_id = $2")
        .bind(operation)
        .bind(id)
        .fetch_one(app.db())
        .await
        .expect("a number")
}

async fn told(app: &TestApp, person: &Client) -> i64 {
    app.run_jobs().await;
    sqlx::query_scalar("select count(*) from messaging.notifications where user_id = $1")
        .bind(person.id)
        .fetch_one(app.db())
        .await
        .expect("a number")
}

/// The token of the newest mail to this address.
async fn mailed_token(app: &TestApp, address: &str) -> String {
    app.run_jobs().await;
    let text: String =
        sqlx::query_scalar("select body_text from messaging.emails where to_address = $1 order by id desc limit 1")
            .bind(address)
            .fetch_one(app.db())
            .await
            .expect("a mail");
    let (_, token) = text.split_once("token=").expect("a link with a token");
    token.chars().take_while(char::is_ascii_hexdigit).collect()
}

fn credentials(person: &Client, password: &str) -> SignIn {
    SignIn { email: person.email.clone(), password: password.into() }
}

fn reason(text: &str) -> Reason {
    Reason { reason: text.into() }
}

fn application(email: &str, role: &str) -> Register {
    Register {
        email: email.into(),
        password: PASSWORD.into(),
        name: "Айгерим".into(),
        role: role.into(),
        organization_name: "Жасыл Алматы".into(),
        ..Register::default()
    }
}

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
    tokens::revoke(&app.ctx, &first.refresh_token).await.expect("revoked");
    assert_eq!(client.get("/api/me").await.error(401), "unauthenticated");
    person.get("/api/me").await.expect(200);
    tokens::revoke(&app.ctx, "unknown").await.expect("ignored");
    assert_eq!(tokens::refresh(&app.ctx, &first.refresh_token).await, Err(INVALID));
}

#[tokio::test]
async fn an_account_is_approved_once() {
    let app = TestApp::start().await;
    let applicant = app.pending_organizer().await;
    let id = UserId(applicant.id);
    let moderator = actor(&app, &app.moderator().await).await;
    let approve = || review::approve_user(&app.ctx, &moderator, id);
    let (a, b) = tokio::join!(approve(), approve());
    assert_eq!(a.expect("approved").user.status, AccountStatus::Active);
    assert_eq!(b.expect("approved").user.status, AccountStatus::Active);
    approve().await.expect("approved again");
    assert_eq!(audited(&app, "user.approve", id.0).await, 1);
    assert_eq!(told(&app, &applicant).await, 1);
    let late = review::reject_user(&app.ctx, &moderator, id, reason("No documents")).await;
    assert_eq!(late, Err(Error::Conflict(Code::AlreadyDecided)));
}

#[tokio::test]
async fn a_rejected_application_comes_back_corrected() {
    let app = TestApp::start().await;
    let applicant = app.pending_organizer().await;
    let id = UserId(applicant.id);
    let moderator = actor(&app, &app.moderator().await).await;
    let nothing_said = review::reject_user(&app.ctx, &moderator, id, reason(" ")).await;
    assert_eq!(nothing_said, Err(Error::field("reason", FieldCode::Required)));
    let reject = || review::reject_user(&app.ctx, &moderator, id, reason("Whose name is this?"));
    reject().await.expect("rejected");
    reject().await.expect("rejected again");
    assert_eq!(audited(&app, "user.reject", id.0).await, 1);
    let late = review::approve_user(&app.ctx, &moderator, id).await;
    assert_eq!(late, Err(Error::Conflict(Code::AlreadyDecided)));

    let corrected =
        Resubmit { name: "Аян Сериков".into(), organization_name: "Qadam".into(), ..Resubmit::default() };
    let me = applications::resubmit_application(&app.ctx, &actor(&app, &applicant).await, corrected)
        .await
        .expect("sent again");
    assert_eq!((me.is_approved, me.rejection_reason), (Some(false), None));
    let details = review::user_details(&app.ctx, &moderator, id).await.expect("details");
    let changed: Vec<&str> = details.changes.iter().map(|c| c.field.as_str()).collect();
    assert_eq!(changed, ["name", "organization_name"]);

    reject().await.expect("rejected a second time");
    assert_eq!(audited(&app, "user.reject", id.0).await, 2);
    assert_eq!(told(&app, &applicant).await, 2);
}

#[tokio::test]
async fn only_an_admin_lets_a_moderator_in() {
    let app = TestApp::start().await;
    let applicant = app.person(Person { is_approved: Some(false), ..Person::approved("moderator") }).await;
    let id = UserId(applicant.id);
    let moderator = actor(&app, &app.moderator().await).await;
    let admin = actor(&app, &app.admin().await).await;
    let refused = review::approve_user(&app.ctx, &moderator, id).await;
    assert_eq!(refused, Err(Error::Forbidden(Code::NotAllowed)));
    assert_eq!(review::count_pending_users(&app.ctx, &moderator).await, Ok(0));
    assert_eq!(review::count_pending_users(&app.ctx, &admin).await, Ok(1));
    assert!(review::approve_user(&app.ctx, &admin, id).await.is_ok());
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
async fn the_last_admin_stays() {
    let app = TestApp::start().await;
    let only = app.admin().await;
    let admin = actor(&app, &only).await;
    let role = role_id(&app, "admin").await;
    let last = Err(Error::Conflict(Code::LastAdmin));
    assert_eq!(roles::revoke_role(&app.ctx, &admin, UserId(only.id), role).await, last);

    // Somebody with every power over accounts, but not the role itself.
    let keeper = RoleInput {
        name: "keeper".into(),
        label_ru: "Хранитель".into(),
        label_kk: "Сақтаушы".into(),
        label_en: "Keeper".into(),
        permissions: vec!["roles.manage".into(), "users.block".into()],
        plan: String::new(),
    };
    let keeper = roles::create_role(&app.ctx, &admin, keeper).await.expect("a role");
    let other = app.volunteer().await;
    roles::grant_role(&app.ctx, &admin, UserId(other.id), keeper.id).await.expect("granted");
    let other = actor(&app, &other).await;
    let block = review::block_user(&app.ctx, &other, UserId(only.id), reason("Coup")).await;
    assert_eq!(block.map(|_| ()), last);
    // Nor does a moderator block who manages roles.
    let moderator = actor(&app, &app.moderator().await).await;
    let block = review::block_user(&app.ctx, &moderator, UserId(only.id), reason("Coup")).await;
    assert_eq!(block, Err(Error::Forbidden(Code::NotAllowed)));
    let oneself = review::block_user(&app.ctx, &admin, UserId(only.id), reason("Bye")).await;
    assert_eq!(oneself, Err(Error::Forbidden(Code::NotAllowed)));
}

#[tokio::test]
async fn two_admins_cannot_remove_each_other_at_once() {
    let app = TestApp::start().await;
    let (a, b) = (app.admin().await, app.admin().await);
    let (one, two) = (actor(&app, &a).await, actor(&app, &b).await);
    let role = role_id(&app, "admin").await;
    let (first, second) = tokio::join!(
        roles::revoke_role(&app.ctx, &one, UserId(b.id), role),
        roles::revoke_role(&app.ctx, &two, UserId(a.id), role),
    );
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    let left = "select count(*) from accounts.user_roles ur join accounts.roles r on r.id = ur.role_id
                where r.name = 'admin'";
    assert_eq!(app.count(left).await, 1);
}

#[tokio::test]
async fn the_role_admin_keeps_the_power_over_roles() {
    let app = TestApp::start().await;
    let admin = actor(&app, &app.admin().await).await;
    let input = RoleInput {
        label_ru: "Администратор".into(),
        label_kk: "Әкімші".into(),
        label_en: "Administrator".into(),
        permissions: vec!["users.view".into()],
        ..RoleInput::default()
    };
    let role = roles::update_role(&app.ctx, &admin, role_id(&app, "admin").await, input.clone()).await.expect("a role");
    let names: Vec<&str> = role.permissions.iter().map(|p| p.as_str()).collect();
    assert_eq!(names, ["roles.manage", "users.view"]);
    let taken = RoleInput { name: "volunteer".into(), ..input };
    let taken = roles::create_role(&app.ctx, &admin, taken).await;
    assert_eq!(taken, Err(Error::field("name", FieldCode::NameTaken)));
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

#[tokio::test]
async fn users_are_found_by_role_status_and_text() {
    let app = TestApp::start().await;
    let admin = actor(&app, &app.admin().await).await;
    let visitor = visitor("203.0.113.12");
    for (email, role) in [("i@a.kz", "volunteer"), ("j@a.kz", "organizer")] {
        register::register(&app.ctx, &visitor, application(email, role)).await.expect("registered");
    }
    let found = async |filter: UserFilter| {
        let page = users::list_users(&app.ctx, &admin, filter, PageRequest::default()).await.expect("a page");
        page.items.into_iter().map(|user| user.email).collect::<Vec<_>>()
    };
    let none = UserFilter::default();
    assert_eq!(found(UserFilter { status: "pending".into(), ..none.clone() }).await, ["j@a.kz"]);
    assert_eq!(found(UserFilter { role: "volunteer,organizer".into(), ..none.clone() }).await, ["j@a.kz", "i@a.kz"]);
    assert_eq!(found(UserFilter { q: "жасыл алматы".into(), ..none.clone() }).await, ["j@a.kz", "i@a.kz"]);
    assert_eq!(found(UserFilter { q: "100%\0".into(), ..none.clone() }).await, Vec::<String>::new());
    assert_eq!(found(UserFilter { status: "pending".into(), role: "volunteer".into(), ..none }).await.len(), 0);
}

#[tokio::test]
async fn the_operator_makes_an_admin() {
    let app = TestApp::start().await;
    let weak = admin::create_admin(&app.ctx, "root@a.kz", "Root", "admin12345").await;
    assert_eq!(weak, Err(Error::field("password", FieldCode::WeakPassword)));
    let id = admin::create_admin(&app.ctx, "Root@A.kz", "Root", PASSWORD).await.expect("an admin");
    let me = sign_in::sign_in(
        &app.ctx,
        &visitor("203.0.113.13"),
        SignIn { email: "root@a.kz".into(), password: PASSWORD.into() },
    )
    .await
    .expect("signed in");
    assert_eq!((me.id, me.roles), (id, vec!["admin".to_owned()]));
    admin::clean_up(&app.ctx).await.expect("cleaned up");
}
