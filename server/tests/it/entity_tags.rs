//! `ETag` and `If-None-Match` of the public reads, with and without an account.

use serde_json::json;

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn what_a_caller_has_already_is_not_sent_again() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let detail = format!("/api/volunteer/projects/{}", project.id);
    let tasks = format!("{detail}/tasks");
    for client in [app.anonymous(), volunteer.clone()] {
        for path in ["/api/volunteer/projects", &detail, &tasks, &format!("/api/organizers/{}", organizer.id)] {
            let first = client.get(path).await;
            let tag = first.header("etag").to_owned();
            assert!(tag.starts_with("W/\""), "{path}: {tag}");
            let again = client.with("if-none-match", tag.clone()).get(path).await;
            assert_eq!((again.status, again.text().as_str()), (304, ""), "{path}");
            assert_eq!(again.header("etag"), tag, "{path}");
            assert_eq!(client.with("if-none-match", "\"other\"").get(path).await.status, 200, "{path}");
        }
    }
    // A place taken changes the content, not the version of the project.
    let before = volunteer.get(&tasks).await.header("etag").to_owned();
    volunteer.post(&format!("/api/volunteer/join-task/{}", project.task), json!({})).await.expect(200);
    let after = volunteer.with("if-none-match", before).get(&tasks).await;
    assert_eq!(after.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tag_of_a_public_project_serves_to_edit_it() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    let public = organizer.get(&format!("/api/volunteer/projects/{}", project.id)).await.header("etag").to_owned();
    let own = organizer.get(&format!("/api/organizer/projects/{}", project.id)).await.header("etag").to_owned();
    let version = own.trim_matches('"');
    assert!(public.starts_with(&format!("W/\"{version}-")), "{public} {own}");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_carry_no_tag() {
    let app = TestApp::start().await;
    let missing = app.anonymous().with("if-none-match", "*").get("/api/volunteer/projects/999999").await;
    assert_eq!((missing.status, missing.header("etag")), (404, ""));
}
