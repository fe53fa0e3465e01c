//! Clients by role. Accounts are written straight to the database: what registration does is
//! tested where registration is tested.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use argon2::password_hash::{PasswordHasher, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use birqadam_accounts::ops::tokens;
use birqadam_core::UserId;
use birqadam_server::adapters::session_store::PgSessionStore;
use tower_sessions::SessionStore;
use tower_sessions::cookie::time::{Duration, OffsetDateTime};
use tower_sessions::session::{Id, Record};

use super::{Client, TestApp};

/// The password of every account made here.
pub const PASSWORD: &str = "verblasst-Kamin-71-tulpe";

static COUNTER: AtomicU32 = AtomicU32::new(1);

/// What an account is to be.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    pub role: &'static str,
    /// As the column: true approved, false waiting, null rejected.
    pub is_approved: Option<bool>,
    pub blocked: bool,
}

impl Person {
    pub const fn approved(role: &'static str) -> Person {
        Person { role, is_approved: Some(true), blocked: false }
    }
}

impl TestApp {
    pub fn anonymous(&self) -> Client {
        Client::anonymous(self.router.clone())
    }

    pub async fn volunteer(&self) -> Client {
        self.person(Person::approved("volunteer")).await
    }

    /// Approved.
    pub async fn organizer(&self) -> Client {
        self.person(Person::approved("organizer")).await
    }

    pub async fn pending_organizer(&self) -> Client {
        self.person(Person { is_approved: Some(false), ..Person::approved("organizer") }).await
    }

    pub async fn rejected_organizer(&self) -> Client {
        self.person(Person { is_approved: None, ..Person::approved("organizer") }).await
    }

    pub async fn sponsor(&self) -> Client {
        self.person(Person::approved("sponsor")).await
    }

    pub async fn moderator(&self) -> Client {
        self.person(Person::approved("moderator")).await
    }

    pub async fn admin(&self) -> Client {
        self.person(Person::approved("admin")).await
    }

    /// With a token that was good before the block.
    pub async fn blocked(&self) -> Client {
        self.person(Person { blocked: true, ..Person::approved("volunteer") }).await
    }

    /// An account with a token.
    pub async fn person(&self, person: Person) -> Client {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let email = format!("{}{number}@people.test", person.role);
        let organization = (person.role != "volunteer").then(|| format!("Organisation {number}"));
        let id: i64 = sqlx::query_scalar(
            "insert into accounts.users (email, password_hash, name, organization_name, role, is_approved,
                                         rejection_reason, blocked_at, blocked_reason, email_confirmed_at, locale)
             values ($1, $2, $3, $4, $5, $6, case when $6 is null then 'not enough' end,
                     case when $7 then now() end, case when $7 then 'spam' end, now(), 'en')
             returning id",
        )
        .bind(&email)
        .bind(password_hash())
        .bind(format!("Person {number}"))
        .bind(organization)
        .bind(person.role)
        .bind(person.is_approved)
        .bind(person.blocked)
        .fetch_one(self.db())
        .await
        .expect("an account");
        sqlx::query(
            "insert into accounts.user_roles (user_id, role_id) select $1, id from accounts.roles where name = $2",
        )
        .bind(id)
        .bind(person.role)
        .execute(self.db())
        .await
        .expect("a role");
        self.sign_in_again(&Client { id, email, ..self.anonymous() }).await
    }

    /// The same person with a token that is good from now, as the clock of the test says.
    pub async fn sign_in_again(&self, person: &Client) -> Client {
        let tokens = tokens::issue_tokens(&self.ctx, UserId(person.id)).await.expect("tokens");
        Client { token: Some(tokens.token), ..person.clone() }
    }

    /// The same person in a browser: a session in place of the token, same-origin requests.
    pub async fn browser(&self, person: &Client) -> Client {
        let mut record = Record {
            id: Id::default(),
            data: [("user_id".to_owned(), person.id.into())].into(),
            expiry_date: OffsetDateTime::now_utc() + Duration::days(14),
        };
        PgSessionStore::new(self.ctx.db.clone()).create(&mut record).await.expect("a session");
        let browser = Client { token: None, session: Some(record.id.to_string()), ..person.clone() };
        browser.with("sec-fetch-site", "same-origin")
    }
}

/// As cheap as argon2 gets: the cost is stored in the hash and read from there.
fn password_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let params = Params::new(Params::MIN_M_COST, 1, 1, None).expect("parameters");
        let salt = SaltString::from_b64("dGVzdHNhbHQ").expect("salt");
        let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        hasher.hash_password(PASSWORD.as_bytes(), &salt).expect("a hash").to_string()
    })
}
