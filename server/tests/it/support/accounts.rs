//! What the tests of accounts share.

use std::net::IpAddr;

use birqadam_accounts::ops::identity;
use birqadam_accounts::{Reason, Register, SignIn};
use birqadam_core::{Actor, Code, Error, Locale, RoleId, UserId, Via};

use super::people::PASSWORD;
use super::{Client, TestApp};

pub const WRONG: Error = Error::SignIn(Code::WrongCredentials);
pub const INVALID: Error = Error::SignIn(Code::TokenInvalid);
pub const REUSED: Error = Error::SignIn(Code::TokenReused);

/// A visitor from this address.
pub fn visitor(address: &str) -> Actor {
    let address: IpAddr = address.parse().expect("an address");
    Actor { address: Some(address), ..Actor::anonymous(Locale::En, Via::Api) }
}

/// The person as operations see them right now.
pub async fn actor(app: &TestApp, person: &Client) -> Actor {
    let found = identity::load_actor(&app.ctx, UserId(person.id), Via::Api, None, None).await;
    found.expect("the database answers").expect("the account is there")
}

pub async fn role_id(app: &TestApp, name: &str) -> RoleId {
    let id: i64 = sqlx::query_scalar("select id from accounts.roles where name = $1")
        .bind(name)
        .fetch_one(app.db())
        .await
        .expect("the role");
    RoleId(id)
}

pub async fn audited(app: &TestApp, operation: &str, id: i64) -> i64 {
    sqlx::query_scalar("select count(*) from core.audit_log where operation = $1 and subject_id = $2")
        .bind(operation)
        .bind(id)
        .fetch_one(app.db())
        .await
        .expect("a number")
}

pub async fn told(app: &TestApp, person: &Client) -> i64 {
    app.run_jobs().await;
    sqlx::query_scalar("select count(*) from messaging.notifications where user_id = $1")
        .bind(person.id)
        .fetch_one(app.db())
        .await
        .expect("a number")
}

/// The token of the newest mail to this address.
pub async fn mailed_token(app: &TestApp, address: &str) -> String {
    app.run_jobs().await;
    let text: String =
        sqlx::query_scalar("select body_text from messaging.deliveries where to_address = $1 order by id desc limit 1")
            .bind(address)
            .fetch_one(app.db())
            .await
            .expect("a mail");
    let (_, token) = text.split_once("token=").expect("a link with a token");
    token.chars().take_while(char::is_ascii_hexdigit).collect()
}

pub fn credentials(person: &Client, password: &str) -> SignIn {
    SignIn { email: person.email.clone(), password: password.into() }
}

pub fn reason(text: &str) -> Reason {
    Reason { reason: text.into() }
}

pub fn application(email: &str, role: &str) -> Register {
    Register {
        email: email.into(),
        password: PASSWORD.into(),
        name: "Айгерим".into(),
        role: role.into(),
        organization_name: "Жасыл Алматы".into(),
        ..Register::default()
    }
}
