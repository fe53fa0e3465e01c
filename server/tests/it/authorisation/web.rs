//! Role × server function of the pages, against the table.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Method;
use leptos::server_fn::axum::server_fn_paths;

use super::table::{COLUMNS, Gets, WebLine, Who};
use super::web_lines;
use crate::support::cast::Cast;
use crate::support::{Form, Reply, TestApp};

/// Called by the browser's code, so that errors come as JSON and not as a redirect.
const FROM_CODE: &str = "application/json";

#[tokio::test(flavor = "multi_thread")]
async fn every_server_function_is_in_the_table() {
    // The router registers them; without it the list is empty in some builds.
    let _app = TestApp::start().await;
    let registered: BTreeSet<String> = server_fn_paths().map(|(path, method)| format!("{method} {path}")).collect();
    let listed: BTreeSet<String> = web_lines().map(|line| line.operation.to_owned()).collect();
    let unknown: Vec<_> = registered.difference(&listed).collect();
    assert!(unknown.is_empty(), "server functions without a line in authorisation/: {unknown:#?}");
    let gone: Vec<_> = listed.difference(&registered).collect();
    assert!(gone.is_empty(), "lines without a server function: {gone:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_gets_what_the_table_says_by_session() {
    let app = TestApp::start().await;
    let cast = Cast::assemble(&app).await;
    let mut wrong = Vec::new();
    for line in web_lines() {
        for (who, expected) in COLUMNS.into_iter().zip(line.gets) {
            let reply = call(&app, &cast, who, line).await;
            let got = match reply.status {
                401 => Gets::SignIn,
                403 => Gets::No,
                404 => Gets::Hidden,
                200..=399 | 409 | 422 => Gets::Yes,
                _ => {
                    wrong.push(format!("{} as {who:?}: {} {}", line.operation, reply.status, reply.text()));
                    continue;
                }
            };
            if got != expected {
                wrong.push(format!(
                    "{} as {who:?}: {expected:?} expected, got {} {}",
                    line.operation,
                    reply.status,
                    reply.text()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// As the browser's code calls it. A session is used up by signing out and the like: a new one
/// each time.
pub(super) async fn call(app: &TestApp, cast: &Cast, who: Who, line: &WebLine) -> Reply {
    let (method, path) = line.operation.split_once(' ').expect("method and path");
    let client = match cast.client(who).id {
        0 => app.anonymous(),
        _ => app.browser(cast.client(who)).await,
    };
    let client = client.with("accept", FROM_CODE);
    let arguments = fill(cast, line.arguments);
    match (method, line.form) {
        ("GET", _) => client.get(&format!("{path}?{arguments}")).await,
        (_, true) => client.multipart(path, form(&arguments)).await,
        _ => {
            let kind = Some("application/x-www-form-urlencoded");
            client.send(Method::POST, path, kind, Body::from(arguments)).await
        }
    }
}

/// The decoder of such forms panics on these; the request must not get that far.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_files_that_hides_its_boundary_is_refused() {
    let app = TestApp::start().await;
    let visitor = app.anonymous().with("accept", FROM_CODE);
    let kinds = [
        None,
        Some("multipart/form-data"),
        Some("multipart/form-data; boundary="),
        Some("multipart/mixed; boundary=x"),
        Some("application/x-www-form-urlencoded"),
        Some("nonsense"),
    ];
    let mut wrong = Vec::new();
    for line in web_lines().filter(|line| line.form) {
        let path = line.operation.trim_start_matches("POST ");
        for kind in kinds {
            let reply = visitor.send(Method::POST, path, kind, Body::from("a=b")).await;
            if reply.status != 422 {
                wrong.push(format!("{path} as {kind:?}: {} {}", reply.status, reply.text()));
            }
        }
        let page = app.anonymous().with("accept", "text/html").with("accept-language", "en");
        let reply = page.send(Method::POST, path, Some("multipart/form-data"), Body::from("a=b")).await;
        assert_eq!(reply.status, 422, "{path}");
        assert!(reply.text_whole().contains("<h1>"), "{path}: a page with words: {}", reply.text());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Puts ids in the place of names: `id=:project` → `id=12`.
fn fill(cast: &Cast, arguments: &str) -> String {
    let pairs = arguments.split('&').map(|pair| match pair.split_once("=:") {
        Some((name, record)) => format!("{name}={}", cast.id(record)),
        None => pair.to_owned(),
    });
    pairs.collect::<Vec<_>>().join("&")
}

fn form(arguments: &str) -> Form {
    let pairs = arguments.split('&').filter_map(|pair| pair.split_once('='));
    pairs.fold(Form::new(), |form, (name, value)| match value {
        "@charter" => form.file(name, "charter.pdf", b"%PDF-1.4\n%%EOF"),
        _ => form.text(name, value),
    })
}

/// The column of somebody blocked: by session they are a visitor.
#[test]
fn a_blocked_person_is_a_visitor_to_the_pages() {
    let column = |who: Who| COLUMNS.iter().position(|w| *w == who).expect("a column");
    for line in web_lines() {
        assert_eq!(line.gets[column(Who::Blocked)], line.gets[column(Who::Anonymous)], "{}", line.operation);
    }
}
