//! Projects, tasks, reports, the review, appeals, passports.

use serde_json::{Value, json};

use super::{Worked, id};
use crate::support::world::{day, project_input};
use crate::support::{Client, Form, photos};

fn photo(seed: u32) -> Form {
    Form::new().file("photo", "park.jpg", &photos::jpeg(seed))
}

/// A report of a new volunteer on the task.
async fn report(worked: &Worked<'_>, task: i64, seed: u32) -> (Client, i64) {
    let volunteer = worked.app.volunteer().await;
    let sent = worked.app.reported(&volunteer, task, seed).await;
    (volunteer, sent)
}

/// The same, returned for another photo.
async fn returned(worked: &Worked<'_>, organizer: &Client, task: i64, seed: u32) -> (Client, i64) {
    let (volunteer, sent) = report(worked, task, seed).await;
    let path = format!("/api/organizer/photo-reports/{sent}/return");
    organizer.post(&path, json!({ "reason": "Too dark" })).await.expect(200);
    (volunteer, sent)
}

/// A project that waits for a moderator.
async fn waiting(organizer: &Client) -> i64 {
    let made = organizer.post("/api/organizer/projects", project_input("Waiting")).await.expect(201);
    id(&made["project"])
}

pub async fn api(worked: &mut Worked<'_>) {
    let app = worked.app;
    let organizer = app.organizer().await;
    let mut draft = project_input("Worked");
    draft["draft"] = json!(true);
    let made = worked.api("POST /api/organizer/projects", &organizer, "/api/organizer/projects", draft).await;
    let project = id(&made["project"]);
    let path = format!("/api/organizer/projects/{project}");
    worked.api("PUT /api/organizer/projects/{id}", &organizer, &path, project_input("Works")).await;
    let cover = Form::new().file("cover", "cover.jpg", &photos::jpeg(71));
    worked.api_files("PUT /api/organizer/projects/{id}/cover", &organizer, &format!("{path}/cover"), cover).await;
    let submit = format!("{path}/submit");
    worked.api("POST /api/organizer/projects/{id}/submit", &organizer, &submit, json!({})).await;
    let site = app.published(&organizer).await;
    let renew = format!("/api/qr/{}/renew", site.id);
    worked.api("POST /api/qr/{project}/renew", &organizer, &renew, json!({})).await;
    worked.api("PUT /api/organizer/impact", &organizer, "/api/organizer/impact", json!({ "shown": true })).await;

    let volunteer = app.volunteer().await;
    let join = format!("/api/volunteer/join-task/{}", site.task);
    worked.api("POST /api/volunteer/join-task/{id}", &volunteer, &join, json!({})).await;
    let leave = format!("/api/volunteer/leave-task/{}", site.task);
    worked.api("DELETE /api/volunteer/leave-task/{id}", &volunteer, &leave, Value::Null).await;
    volunteer.post(&join, json!({})).await.expect(200);
    let sent = photo(72).text("task_id", site.task).text("description", "Twenty bags");
    let path = "/api/volunteer/photo-reports";
    worked.api_files("POST /api/volunteer/photo-reports", &volunteer, path, sent).await;
    review(worked, &organizer, site.task).await;
    let path = format!("/api/organizer/projects/{}", site.id);
    let complete = format!("{path}/complete");
    worked.api("POST /api/organizer/projects/{id}/complete", &organizer, &complete, json!({})).await;
    let archive = format!("{path}/archive");
    worked.api("POST /api/organizer/projects/{id}/archive", &organizer, &archive, json!({})).await;
}

async fn review(worked: &mut Worked<'_>, organizer: &Client, task: i64) {
    let app = worked.app;
    let moderator = app.moderator().await;
    let of = |report: i64, step: &str| format!("/api/organizer/photo-reports/{report}/{step}");
    let reason = json!({ "reason": "Too dark" });
    let (volunteer, sent) = report(worked, task, 73).await;
    worked.api("POST /api/organizer/photo-reports/{id}/return", organizer, &of(sent, "return"), reason.clone()).await;
    let path = format!("/api/volunteer/photo-reports/{sent}/resubmit");
    let again = photo(74).text("description", "Again");
    worked.api_files("POST /api/volunteer/photo-reports/{id}/resubmit", &volunteer, &path, again).await;
    worked
        .api("POST /api/organizer/photo-reports/{id}/approve", organizer, &of(sent, "approve"), json!({ "rating": 5 }))
        .await;
    let issue = json!({ "items": ["rating"] });
    let passport = id(&worked.api("POST /api/passports", &volunteer, "/api/passports", issue).await);
    let path = format!("/api/passports/{passport}/revoke");
    worked.api("POST /api/passports/{id}/revoke", &volunteer, &path, json!({ "reason": "Lost" })).await;
    let (volunteer, sent) = report(worked, task, 75).await;
    worked.api("POST /api/organizer/photo-reports/{id}/reject", organizer, &of(sent, "reject"), reason.clone()).await;
    let appeal = json!({ "kind": "report", "id": sent, "text": "Please look again" });
    worked.api("POST /api/appeals", &volunteer, "/api/appeals", appeal).await;

    let other = app.organizer().await;
    let project = waiting(&other).await;
    let path = format!("/api/review/decisions/project/{project}");
    let hold = json!({ "decision": "reject", "reason": "No", "hold": true });
    let held = worked.api("POST /api/review/decisions/{kind}/{id}", &moderator, &path, hold).await;
    let undo = format!("/api/review/undo/{}", id(&held["held"]));
    worked.api("POST /api/review/undo/{id}", &moderator, &undo, json!({})).await;
    let path = format!("/api/admin/return-project/{project}");
    let marks = json!({ "message": "Please look again", "fields": [{ "field": "title", "comment": "Too short" }] });
    worked.api("POST /api/admin/return-project/{id}", &moderator, &path, marks).await;
    let path = format!("/api/admin/reject-project/{}", waiting(&other).await);
    worked.api("POST /api/admin/reject-project/{id}", &moderator, &path, reason.clone()).await;
    let path = format!("/api/admin/approve-project/{}", waiting(&other).await);
    worked.api("POST /api/admin/approve-project/{id}", &moderator, &path, json!({})).await;
    let path = format!("/api/admin/approve-user/{}", app.pending_organizer().await.id);
    worked.api("POST /api/admin/approve-user/{id}", &moderator, &path, json!({})).await;
    let path = format!("/api/admin/reject-user/{}", app.pending_organizer().await.id);
    worked.api("POST /api/admin/reject-user/{id}", &moderator, &path, reason).await;

    let text = json!({ "kind": "account", "decision": "reject", "ru": "Нет" });
    let templates = "/api/review/templates";
    let template = id(&worked.api("POST /api/review/templates", &moderator, templates, text).await);
    let path = format!("{templates}/{template}");
    worked.api("PUT /api/review/templates/{id}", &moderator, &path, json!({ "ru": "Иначе" })).await;
    worked.api("DELETE /api/review/templates/{id}", &moderator, &path, Value::Null).await;
}

pub async fn web(worked: &mut Worked<'_>) {
    let app = worked.app;
    let (organizer, moderator) = (app.organizer().await, app.moderator().await);
    let form = Form::new()
        .text("title", "Worked")
        .text("description", "We clean the park together.")
        .text("city", "Almaty")
        .text("address", "Gorky Park")
        .text("volunteer_type", "environmental")
        .text("tasks.0.text", "Collect litter")
        .text("tasks.0.deadline", day(10))
        .text("tasks.0.max_volunteers", "3")
        .text("step", "draft");
    worked.web_files("POST /web/organizer/projects/save", &organizer, form).await;
    let draft = worked.number("select max(id) from volunteering.projects where organizer_id = $1", organizer.id).await;
    worked.web("POST /web/organizer/projects/submit", &organizer, &format!("input[id]={draft}")).await;
    let site = app.published(&organizer).await;
    worked.web("POST /web/qr/renew", &organizer, &format!("input[id]={}", site.id)).await;
    worked.web("POST /web/impact/share", &organizer, "input[shown]=true").await;

    let volunteer = app.volunteer().await;
    let task = format!("input[task_id]={}", site.task);
    worked.web("POST /web/tasks/join", &volunteer, &task).await;
    worked.web("POST /web/tasks/leave", &volunteer, &task).await;
    volunteer.post(&format!("/api/volunteer/join-task/{}", site.task), json!({})).await.expect(200);
    let sent = photo(81).text("task_id", site.task).text("description", "Twenty bags");
    worked.web_files("POST /web/reports/submit", &volunteer, sent).await;
    let (volunteer, sent) = returned(worked, &organizer, site.task, 82).await;
    let again = photo(83).text("report_id", sent).text("description", "Again");
    worked.web_files("POST /web/reports/resubmit", &volunteer, again).await;

    let approve = format!("/api/organizer/photo-reports/{sent}/approve");
    organizer.post(&approve, json!({ "rating": 5 })).await.expect(200);
    worked.web("POST /web/passports/issue", &volunteer, "input[items][0]=rating").await;
    let passport = worked.number("select max(id) from growth.passports where user_id = $1", volunteer.id).await;
    worked.web("POST /web/passports/revoke", &volunteer, &format!("input[id]={passport}&input[reason]=Lost")).await;

    let (_, sent) = report(worked, site.task, 84).await;
    let version = worked.number("select version from volunteering.photo_reports where id = $1", sent).await;
    let decide =
        format!("input[kind]=report&input[id]={sent}&input[version]={version}&input[decision]=approve&input[rating]=5");
    worked.web("POST /web/review/decide", &organizer, &decide).await;
    let held = worked.number("select max(id) from core.review_decisions where subject_id = $1", sent).await;
    worked.web("POST /web/review/undo", &organizer, &format!("input[id]={held}")).await;
    let (volunteer, sent) = report(worked, site.task, 85).await;
    let reject = format!("/api/organizer/photo-reports/{sent}/reject");
    organizer.post(&reject, json!({ "reason": "No" })).await.expect(200);
    let appeal = format!("input[kind]=report&input[id]={sent}&input[text]=Please+look+again");
    worked.web("POST /web/appeals/create", &volunteer, &appeal).await;

    // Somebody else looks at it already.
    let project = waiting(&app.organizer().await).await;
    let claim = format!("/api/review/claims/project/{project}");
    app.moderator().await.post(&claim, json!({})).await.expect(200);
    let item = format!("input[kind]=project&input[id]={project}");
    worked.web("POST /web/review/claims/take-over", &moderator, &item).await;
    worked.web("POST /web/review/templates/save", &moderator, "input[target]=account.reject&input[ru]=No").await;
    let template = app.count("select max(id) from core.reason_templates").await;
    worked.web("POST /web/review/templates/delete", &moderator, &format!("input[id]={template}")).await;
    let project = format!("input[id]={}", site.id);
    worked.web("POST /web/organizer/projects/complete", &organizer, &project).await;
    worked.web("POST /web/organizer/projects/archive", &organizer, &project).await;
}
