//! The OpenAPI document: complete and well-formed.

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn the_document_names_every_path_of_the_contract() {
    let app = TestApp::start().await;
    let document = app.anonymous().get("/api/openapi.json").await.expect(200);
    assert!(document["openapi"].as_str().unwrap_or_default().starts_with("3.1"), "{}", document["openapi"]);
    let contract = [
        ("post", "/api/register"),
        ("post", "/api/login"),
        ("get", "/api/volunteer/projects"),
        ("get", "/api/volunteer/projects/{id}/tasks"),
        ("post", "/api/volunteer/join-task/{id}"),
        ("delete", "/api/volunteer/leave-task/{id}"),
        ("post", "/api/volunteer/photo-reports"),
        ("post", "/api/organizer/projects"),
        ("get", "/api/organizer/participants/{project}"),
        ("get", "/api/organizer/participant-details/{user}"),
        ("get", "/api/organizer/photo-reports"),
        ("post", "/api/organizer/photo-reports/{id}/approve"),
        ("post", "/api/organizer/photo-reports/{id}/reject"),
        ("get", "/api/admin/pending-users"),
        ("get", "/api/admin/user-details/{id}"),
        ("post", "/api/admin/approve-user/{id}"),
        ("post", "/api/admin/reject-user/{id}"),
        ("get", "/api/admin/pending-projects"),
        ("post", "/api/admin/approve-project/{id}"),
        ("post", "/api/partner/resources"),
        ("get", "/api/partner/resources"),
        ("get", "/api/resources"),
        ("post", "/api/organizer/request-resource"),
        ("get", "/api/partner/requests"),
        ("post", "/api/partner/approve-request/{id}"),
        ("post", "/api/partner/reject-request/{id}"),
    ];
    for (method, path) in contract {
        assert!(document["paths"][path][method].is_object(), "{method} {path} is missing");
    }
}

/// What changes for those who call the API is seen in review, as a difference in this file.
#[test]
fn the_kept_document_is_that_of_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    let made = birqadam_server::api::document_text();
    let differing: Vec<String> = kept
        .lines()
        .zip(made.lines())
        .enumerate()
        .filter(|(_, (old, new))| old != new)
        .take(1)
        .map(|(n, (old, new))| format!("line {}: kept {old:?}, made {new:?}", n + 1))
        .collect();
    assert!(
        kept == made,
        "docs/openapi.json is not what the code says ({} lines kept, {} made; {}).\n\
         If the API was meant to change: `make openapi`, look at the difference, commit it.",
        kept.lines().count(),
        made.lines().count(),
        differing.join(""),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_reference_leads_somewhere() {
    let app = TestApp::start().await;
    let document = app.anonymous().get("/api/openapi.json").await.expect(200);
    let mut missing = Vec::new();
    walk(&document, &mut |reference| {
        let pointer = reference.trim_start_matches('#');
        if document.pointer(pointer).is_none() {
            missing.push(reference.to_owned());
        }
    });
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "{missing:#?}");
}

fn walk(value: &serde_json::Value, found: &mut impl FnMut(&str)) {
    match value {
        serde_json::Value::Object(members) => {
            if let Some(reference) = members.get("$ref").and_then(|r| r.as_str()) {
                found(reference);
            }
            members.values().for_each(|member| walk(member, found));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| walk(item, found)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_can_be_browsed() {
    let app = TestApp::start().await;
    let page = app.anonymous().get("/api/docs/").await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("swagger-ui"));
    assert!(page.header("content-security-policy").contains("script-src 'self'"));
    let script = app.anonymous().get("/api/docs/swagger-ui-bundle.js").await;
    assert_eq!(script.status, 200);
}
