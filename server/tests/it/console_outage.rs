//! Outages: the database goes away and comes back, the file store does not answer. The server
//! says so, loses nothing and goes on by itself.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use birqadam_core::ssr::{Ctx, Live};
use birqadam_server::adapters::S3Store;
use birqadam_server::config::S3Settings;
use birqadam_server::http::HttpOptions;
use birqadam_server::jobs::JobState;
use birqadam_server::worker;
use sqlx::postgres::PgPoolOptions;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::support::{Client, Form, TestApp};

/// A way to the database that can be cut: for whoever goes through it, the database restarts.
struct Way {
    address: SocketAddr,
    open: Arc<AtomicBool>,
    cut: Arc<Notify>,
}

impl Way {
    async fn to(host: String, port: u16) -> Way {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let (open, cut) = (Arc::new(AtomicBool::new(true)), Arc::new(Notify::new()));
        let way = Way { address, open: open.clone(), cut: cut.clone() };
        tokio::spawn(async move {
            while let Ok((mut from, _)) = listener.accept().await {
                // Dropped at once while the database is away.
                if !open.load(Ordering::Acquire) {
                    continue;
                }
                let (cut, host) = (cut.clone(), host.clone());
                tokio::spawn(async move {
                    let Ok(mut to) = TcpStream::connect((host.as_str(), port)).await else { return };
                    tokio::select! {
                        _ = copy_bidirectional(&mut from, &mut to) => {}
                        () = cut.notified() => {}
                    }
                });
            }
        });
        way
    }

    fn close(&self) {
        self.open.store(false, Ordering::Release);
        self.cut.notify_waiters();
    }

    fn reopen(&self) {
        self.open.store(true, Ordering::Release);
    }
}

/// The application, going to its database by a way that can be cut.
async fn by_way(app: &TestApp) -> (Way, Ctx, Client) {
    let options = (*app.db().connect_options()).clone();
    let way = Way::to(options.get_host().to_owned(), options.get_port()).await;
    let db = PgPoolOptions::new()
        .max_connections(8)
        .acquire_timeout(Duration::from_secs(2))
        .connect_with(options.host("127.0.0.1").port(way.address.port()))
        .await
        .expect("connected");
    let ctx = Ctx { db, live: Live::default(), ..app.ctx.clone() };
    let router =
        app.replica_of(ctx.clone(), HttpOptions { api_per_minute: None, visitor_cache: false, ..Default::default() });
    (way, ctx, Client { router, ..app.anonymous() })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_of_the_database_is_told_and_survived() {
    let app = TestApp::start().await;
    let (way, ctx, visitor) = by_way(&app).await;
    let listening = tokio::spawn({
        let ctx = ctx.clone();
        async move { ctx.live.listen(&ctx.db).await }
    });
    let ending = CancellationToken::new();
    let state = JobState { ctx: ctx.clone(), mailer: None, data: None };
    let working = tokio::spawn(worker::run(state, ending.clone()));
    until("it listens", || async { ctx.live.is_listening() }).await;
    let page = visitor.with("accept", "text/html").with("accept-language", "en");
    assert_eq!(page.get("/projects").await.status, 200);

    way.close();
    until("the page is away", || async { page.get("/projects").await.status == 503 }).await;
    let away = page.get("/projects").await;
    assert_eq!(away.status, 503);
    let words = away.text_whole();
    assert!(words.contains("try again in a minute"), "{words}");
    assert!(!words.contains("sqlx") && !words.to_lowercase().contains("connection"), "{words}");
    assert_eq!(visitor.get("/api/volunteer/projects").await.error(503), "unavailable");
    assert_eq!(visitor.get("/health/live").await.status, 200);
    visitor.get("/health/ready").await.expect(503);
    // What is enqueued meanwhile (by a process that still reaches the database) waits.
    sqlx::query("select graphile_worker.add_job('clean_up')").execute(app.db()).await.expect("enqueued");

    way.reopen();
    until("the page is back", || async { page.get("/projects").await.status == 200 }).await;
    visitor.get("/health/ready").await.expect(200);
    until("changes are heard again", || async { ctx.live.is_listening() }).await;
    let done = "select count(*) from core.job_runs where task = 'clean_up' and outcome = 'done'";
    until("the job is done", || async { app.count(done).await == 1 }).await;
    ending.cancel();
    let _ = tokio::time::timeout(Duration::from_secs(30), working).await;
    listening.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_file_store_pages_work_and_uploads_say_try_later() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let nowhere = S3Settings {
        endpoint: "http://127.0.0.1:9".into(),
        region: "us-east-1".into(),
        bucket: "birqadam".into(),
        access_key: "a".into(),
        secret_key: "b".into(),
    };
    let ctx = Ctx { files: Arc::new(S3Store::new(&nowhere)), ..app.ctx.clone() };
    let options = HttpOptions { api_per_minute: None, visitor_cache: false, ..Default::default() };
    let organizer = Client { router: app.replica_of(ctx, options), ..organizer };
    organizer.get("/api/organizer/projects").await.expect(200);
    let document = Form::new().file("document", "charter.pdf", b"%PDF-1.4\n%%EOF");
    assert_eq!(organizer.multipart("/api/me/documents", document).await.error(503), "unavailable");
    assert_eq!(app.count("select count(*) from accounts.documents").await, 0, "nothing is left half done");
}

/// Asks again and again, for a minute at most.
async fn until<F: Future<Output = bool>>(what: &str, ready: impl Fn() -> F) {
    let asking = async {
        while !ready().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), asking).await.unwrap_or_else(|_| panic!("waited too long: {what}"));
}
