//! Files in an S3 service that is not ours: over the network, with it down, silent, or refusing our
//! keys.

use std::sync::Arc;

use birqadam_core::Error;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::files::FileStore;
use birqadam_server::adapters::S3Store;
use birqadam_server::config::S3Settings;
use birqadam_server::embedded::EmbeddedS3;
use birqadam_server::jobs::{self, JobState};
use bytes::Bytes;
use serde_json::json;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::exports;
use crate::support::foreign_s3::ForeignS3;
use crate::support::{Client, Form, TestApp, photos};

async fn store(settings: &S3Settings) -> S3Store {
    let store = S3Store::new(settings);
    store.ensure_bucket().await.expect("the bucket is made");
    store
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_there_and_comes_back() {
    let service = ForeignS3::start("adapter");
    let store = store(&service.settings).await;
    store.ensure_bucket().await.expect("making it again does no harm");
    let key = "reports/12/Фото №1.jpg";
    let bytes = Bytes::from(photos::heavy_jpeg(6 * 1024 * 1024));
    store.put(key, "image/jpeg", bytes.clone()).await.expect("put");
    let found = store.get(key).await.expect("got");
    assert_eq!((found.bytes, found.content_type.as_str()), (bytes.clone(), "image/jpeg"));

    let mut opened = store.open(key).await.expect("opened");
    let mut content = Vec::new();
    opened.content.read_to_end(&mut content).await.expect("read");
    assert_eq!((content.len(), opened.size), (bytes.len(), Some(bytes.len() as u64)));

    let path = std::env::temp_dir().join(format!("bq-put-file-{}", std::process::id()));
    std::fs::write(&path, b"a,b\n1,2\n").expect("a file");
    store.put_file("exports/1.csv", "text/csv", &path).await.expect("put");
    std::fs::remove_file(&path).expect("removed");
    let keys: Vec<String> = store.list(None).await.expect("listed").into_iter().map(|file| file.key).collect();
    assert_eq!(keys, ["exports/1.csv", key]);
    let rest = store.list(Some("exports/1.csv")).await.expect("listed");
    assert_eq!(rest.len(), 1);

    store.delete(key).await.expect("deleted");
    store.delete(key).await.expect("deleting again does no harm");
    assert_eq!(store.get(key).await.err(), Some(Error::NotFound));
    assert_eq!(store.open(key).await.err(), Some(Error::NotFound));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_learns_what_is_wrong_and_which_variable_mends_it() {
    let service = ForeignS3::start("words");
    let good = &service.settings;
    store(good).await;
    // s3rver knows its keys but does not recompute signatures; the embedded server does.
    let folder = std::env::temp_dir().join(format!("bq-words-{}", std::process::id()));
    let embedded = EmbeddedS3::start(&folder).await.expect("it starts");
    store(embedded.settings()).await;
    let table = [
        (S3Settings { secret_key: "wrong".into(), ..embedded.settings().clone() }, "S3_SECRET_KEY"),
        (S3Settings { access_key: "nobody".into(), ..good.clone() }, "S3_ACCESS_KEY"),
        (S3Settings { bucket: "elsewhere".into(), ..good.clone() }, "S3_BUCKET"),
        (S3Settings { endpoint: "http://127.0.0.1:1".into(), ..good.clone() }, "S3_ENDPOINT"),
    ];
    for (settings, variable) in table {
        let words = S3Store::new(&settings).check().await.expect_err(variable).to_string();
        assert!(words.contains(variable), "{variable} is missing in: {words}");
        assert!(!words.contains("wrong"), "{words}");
    }
    std::fs::remove_dir_all(folder).expect("removed");
}

/// The silence is not waited for: the clock of the test jumps to the next deadline.
#[tokio::test(start_paused = true)]
async fn a_service_that_stays_silent_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let endpoint = format!("http://{}", listener.local_addr().expect("its address"));
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((socket, _)) = listener.accept().await {
            open.push(socket);
        }
    });
    let (bucket, access_key, secret_key) = ("photos".into(), "a".into(), "b".into());
    let store = S3Store::new(&S3Settings { endpoint, region: "us-east-1".into(), bucket, access_key, secret_key });
    let before = tokio::time::Instant::now();
    assert_eq!(store.put("a", "image/jpeg", Bytes::from_static(b"a")).await, Err(Error::Unavailable));
    assert_eq!(store.get("a").await.err(), Some(Error::Unavailable));
    assert!(before.elapsed().as_secs() <= 90, "{:?}", before.elapsed());
}

/// The application with its files there.
fn with_files(app: &TestApp, settings: &S3Settings) -> (Ctx, Client) {
    let files: Arc<dyn FileStore> = Arc::new(S3Store::new(settings));
    (Ctx { files: files.clone(), ..app.ctx.clone() }, Client::anonymous(app.with_files(files)))
}

#[tokio::test(flavor = "multi_thread")]
async fn while_files_are_away_pages_work_and_an_upload_says_so() {
    let app = TestApp::start().await;
    let service = ForeignS3::start("away");
    store(&service.settings).await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    volunteer.post(&format!("/api/volunteer/join-task/{}", project.task), json!({})).await.expect(200);
    let form = || Form::new().text("task_id", project.task).file("photo", "photo.jpg", &photos::jpeg(1));
    let good = service.settings.clone();
    let away = [
        ("down", S3Settings { endpoint: "http://127.0.0.1:1".into(), ..good.clone() }),
        ("refusing", S3Settings { access_key: "nobody".into(), ..good.clone() }),
    ];
    for (how, settings) in away {
        let (_, there) = with_files(&app, &settings);
        let volunteer = Client { router: there.router.clone(), ..volunteer.clone() };
        for path in
            ["/api/volunteer/projects", "/api/volunteer/my-tasks", "/projects", &format!("/projects/{}", project.id)]
        {
            assert_eq!(volunteer.get(path).await.status, 200, "{how}: {path}");
        }
        let refused = volunteer.multipart("/api/volunteer/photo-reports", form()).await;
        assert_eq!(refused.error(503), "unavailable", "{how}");
        assert!(!refused.header("retry-after").is_empty(), "{how}");
        assert_eq!(app.count("select count(*) from volunteering.photo_reports").await, 0, "{how}");
    }
    // Back again: the same upload succeeds, and the photo comes from there.
    let (_, there) = with_files(&app, &good);
    let volunteer = Client { router: there.router, ..volunteer };
    let report = volunteer.multipart("/api/volunteer/photo-reports", form()).await.expect(201);
    let url = report["photo_report"]["photos"][0]["url"].as_str().expect("a URL").to_owned();
    assert_eq!(volunteer.get(&url).await.status, 200, "{url}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_needs_files_waits_for_them() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    exports::fill_log(&app, 2_500).await;
    let asked = exports::ask(&admin, "via=cli&columns=operation,at", "csv").await.expect(202);
    let state = async || admin.get(&format!("/api/exports/{}", asked["id"])).await.expect(200)["state"].clone();
    let nowhere = S3Settings {
        endpoint: "http://127.0.0.1:1".into(),
        region: "us-east-1".into(),
        bucket: "photos".into(),
        access_key: "a".into(),
        secret_key: "b".into(),
    };
    let (ctx, _) = with_files(&app, &nowhere);
    jobs::run_once(JobState { ctx, mailer: None, data: None }).await.expect("jobs run");
    assert_ne!(state().await, "ready");
    assert_ne!(state().await, "failed", "one outage is no failure");
    // Its next turn comes by itself; the test does not wait for it.
    sqlx::query("update graphile_worker._private_jobs set run_at = now()").execute(app.db()).await.expect("now");
    app.run_jobs().await;
    assert_eq!(state().await, "ready");
}
