//! The program itself, killed with −9 while it acts on a provider's news: what was told is kept, nothing
//! is half done, and told again it is done once.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use sqlx::PgPool;

use crate::support::{Client, TestApp};

/// As the test application's: its tokens are good for the program too.
const SECRET: &str = "a secret for tests, 32 bytes long";

/// The program over the database of a test; killed with this value.
struct Program {
    child: Child,
    address: String,
    folder: PathBuf,
}

impl Program {
    async fn start(app: &TestApp, name: &str) -> Program {
        let folder = std::env::temp_dir().join(format!("bq-killed-{}-{name}", std::process::id()));
        std::fs::create_dir_all(folder.join("site/pkg")).expect("a folder");
        let manifest = r#"{"js":"a.js","wasm":"a.wasm","css":"a.css","chart":"c.js","pieces":{}}"#;
        std::fs::write(folder.join("site/pkg/manifest.json"), manifest).expect("a manifest");
        let address = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").to_string();
        let url =
            std::env::var("TEST_DATABASE_URL").or_else(|_| std::env::var("DATABASE_URL")).expect("a cluster for tests");
        let (cluster, _) = url.rsplit_once('/').expect("an address with a database");
        let database: String =
            sqlx::query_scalar("select current_database()::text").fetch_one(app.db()).await.expect("its name");
        let child = Command::new(env!("CARGO_BIN_EXE_birqadam"))
            .arg("serve")
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("DATABASE_URL", format!("{cluster}/{database}"))
            .env("BIRQADAM_ADDR", &address)
            .env("BASE_URL", format!("http://{address}"))
            .env("BIRQADAM_DATA", folder.join("data"))
            .env("SITE_ROOT", folder.join("site"))
            .env("SECRET", SECRET)
            .env("PAYMENT_SIMULATOR", "on")
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(folder.join("said")).expect("a file"))
            .spawn()
            .expect("the program starts");
        let mut program = Program { child, address, folder };
        for _ in 0..600 {
            if TcpStream::connect(&program.address).is_ok()
                && program.send("GET", "/api/openapi.json", None, "").is_some()
            {
                return program;
            }
            if let Some(status) = program.child.try_wait().expect("its status") {
                panic!("it ended with {status}: {}", program.said());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("it does not answer: {}", program.said());
    }

    fn said(&self) -> String {
        std::fs::read_to_string(self.folder.join("said")).unwrap_or_default()
    }

    /// Status and body of an answer; nothing when there was none.
    fn send(&self, method: &str, path: &str, token: Option<&str>, body: &str) -> Option<(u16, String)> {
        send(&self.address, method, path, token, body)
    }

    fn kill(&mut self) {
        self.child.kill().expect("SIGKILL");
        self.child.wait().expect("dead");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn send(address: &str, method: &str, path: &str, token: Option<&str>, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    let kind = if body.starts_with('{') { "application/json" } else { "application/x-www-form-urlencoded" };
    let token = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: {kind}\r\n{token}Content-Length: {}\r\n\r\n{body}",
        body.len(),
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    Some((head.split(' ').nth(1)?.parse().ok()?, body.to_owned()))
}

async fn until(db: &PgPool, sql: &'static str) {
    for _ in 0..300 {
        if sqlx::query_scalar::<_, bool>(sql).fetch_one(db).await.expect("an answer") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("never: {sql}");
}

async fn give(program: &Program, sponsor: &Client, project: i64) -> Value {
    let body = json!({ "project_id": project, "amount": 100_000 }).to_string();
    let answer = program.send("POST", "/api/sponsor/sponsor-project", sponsor.token.as_deref(), &body);
    let (status, text) = answer.expect("an answer");
    assert_eq!(status, 201, "{text}");
    // Without a length the body may come in pieces: what is between the braces counts.
    let (from, to) = (text.find('{').expect("JSON"), text.rfind('}').expect("JSON"));
    serde_json::from_str(&text[from..=to]).expect("JSON")
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_between_the_news_and_its_commit() {
    let app = TestApp::start().await;
    let (sponsor, organizer) = (app.sponsor().await, app.organizer().await);
    let project = app.published(&organizer).await.id;
    let mut program = Program::start(&app, "first").await;
    let given = give(&program, &sponsor, project).await;
    let till = format!("/pay/simulator/{}", given["transaction_id"].as_str().expect("a transaction"));

    // Somebody holds the project, so the news is stored and waits.
    let mut held = app.db().begin().await.expect("a transaction");
    sqlx::query("select id from volunteering.projects where id = $1 for update")
        .bind(project)
        .execute(&mut *held)
        .await
        .expect("held");
    let (address, path) = (program.address.clone(), till.clone());
    let pressed = std::thread::spawn(move || send(&address, "POST", &path, None, "press=pay"));
    until(app.db(), "select exists (select from funding.provider_calls where handled_at is null)").await;
    program.kill();
    let _ = pressed.join();
    held.rollback().await.expect("let go");

    // Nothing is half done: the news is there, what follows from it is not.
    assert_eq!(app.count("select count(*) from funding.provider_calls where handled_at is null").await, 1);
    assert_eq!(app.count("select count(*) from funding.payments where status = 'pending'").await, 1);
    assert_eq!(app.count("select count(*) from funding.ledger_transactions").await, 0);
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'payment.complete'").await, 0);

    // Told again, and again, it is done once.
    let program = Program::start(&app, "second").await;
    for _ in 0..2 {
        let (status, text) = program.send("POST", &till, None, "press=pay").expect("an answer");
        assert_eq!(status, 303, "{text}");
    }
    until(app.db(), "select exists (select from funding.payments where status = 'completed')").await;
    assert_eq!(app.count("select count(*) from funding.ledger_transactions").await, 1);
    assert_eq!(app.count("select received_minor from funding.sponsorships").await, 10_000_000);
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'payment.complete'").await, 1);
    let books = "select coalesce(sum(balance_minor), 0)::bigint from funding.ledger_accounts";
    assert_eq!(app.count(books).await, 0);
}
