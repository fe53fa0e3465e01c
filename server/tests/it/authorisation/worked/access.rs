//! Roles, tags, who somebody is, saved views, bulk actions, exports.

use serde_json::{Value, json};

use super::{Worked, id};
use crate::support::Client;

fn role(label: &str) -> Value {
    json!({
        "name": "helper", "label_ru": label, "label_kk": label, "label_en": label, "permissions": ["users.view"],
    })
}

/// Somebody whose photo waits for a look.
async fn unverified(worked: &Worked<'_>) -> i64 {
    worked.app.verification(&worked.app.volunteer().await).await
}

/// The newest plan of a bulk action.
async fn batch(worked: &Worked<'_>) -> String {
    let sql = "select id::text from core.batches order by created_at desc limit 1";
    sqlx::query_scalar(sql).fetch_one(worked.app.db()).await.expect("a plan")
}

pub async fn api(worked: &mut Worked<'_>) {
    let app = worked.app;
    let (admin, moderator, victim) = (app.admin().await, app.moderator().await, app.volunteer().await);
    let made = id(&worked.api("POST /api/admin/roles", &admin, "/api/admin/roles", role("Helper")).await);
    let path = format!("/api/admin/roles/{made}");
    let preview = format!("{path}/preview");
    worked.api("POST /api/admin/roles/{id}/preview", &admin, &preview, role("Aide")).await;
    worked.api("PUT /api/admin/roles/{id}", &admin, &path, role("Aide")).await;
    let held = format!("/api/admin/users/{}/roles/{made}", victim.id);
    worked.api("POST /api/admin/users/{id}/roles/{role}", &admin, &held, json!({})).await;
    worked.api("DELETE /api/admin/users/{id}/roles/{role}", &admin, &held, Value::Null).await;
    worked.api("DELETE /api/admin/roles/{id}", &admin, &path, Value::Null).await;

    let tag = json!({ "name": "Worked", "color": "sky" });
    let tag = id(&worked.api("POST /api/admin/tags", &moderator, "/api/admin/tags", tag).await);
    let path = format!("/api/admin/tags/{tag}");
    let other = json!({ "name": "Works", "color": "sky" });
    worked.api("PUT /api/admin/tags/{id}", &moderator, &path, other).await;
    let carried = format!("/api/admin/users/{}/tags/{tag}", victim.id);
    worked.api("PUT /api/admin/users/{id}/tags/{tag}", &moderator, &carried, json!({})).await;
    worked.api("DELETE /api/admin/users/{id}/tags/{tag}", &moderator, &carried, Value::Null).await;
    worked.api("DELETE /api/admin/tags/{id}", &moderator, &path, Value::Null).await;

    let reason = json!({ "reason": "Blurred" });
    let path = format!("/api/admin/verifications/{}", unverified(worked).await);
    let confirm = format!("{path}/confirm");
    worked.api("POST /api/admin/verifications/{id}/confirm", &moderator, &confirm, json!({})).await;
    let back = format!("{path}/send-back");
    worked.api("POST /api/admin/verifications/{id}/send-back", &moderator, &back, reason.clone()).await;
    let path = format!("/api/admin/verifications/{}/reject", unverified(worked).await);
    worked.api("POST /api/admin/verifications/{id}/reject", &moderator, &path, reason.clone()).await;
    let path = format!("/api/admin/block-user/{}", victim.id);
    worked.api("POST /api/admin/block-user/{id}", &moderator, &path, reason.clone()).await;
    let path = format!("/api/admin/unblock-user/{}", victim.id);
    worked.api("POST /api/admin/unblock-user/{id}", &moderator, &path, json!({})).await;

    lists(worked, &moderator, &victim).await;
}

async fn lists(worked: &mut Worked<'_>, moderator: &Client, victim: &Client) {
    let views = "/api/lists/users/views";
    let view = json!({ "name": "Worked", "query": "status=active" });
    let view = id(&worked.api("POST /api/lists/{list}/views", moderator, views, view).await);
    let path = format!("{views}/{view}");
    let other = json!({ "name": "Works", "query": "status=blocked" });
    worked.api("PUT /api/lists/{list}/views/{id}", moderator, &path, other).await;
    let default = json!({ "view": view });
    worked.api("PUT /api/lists/{list}/default-view", moderator, "/api/lists/users/default-view", default).await;
    worked.api("DELETE /api/lists/{list}/views/{id}", moderator, &path, Value::Null).await;

    let bulk = "/api/lists/users/bulk/block";
    let wanted = json!({ "ids": [victim.id], "input": { "reason": "Spam" } });
    let preview = format!("{bulk}/preview");
    let plan = worked.api("POST /api/lists/{list}/bulk/{action}/preview", moderator, &preview, wanted).await;
    let commit = format!("{bulk}/commit");
    let body = json!({ "batch": plan["id"] });
    worked.api("POST /api/lists/{list}/bulk/{action}/commit", moderator, &commit, body).await;
    let undo = format!("/api/batches/{}/undo", plan["id"].as_str().unwrap_or_default());
    worked.api("POST /api/batches/{batch}/undo", moderator, &undo, json!({})).await;

    let export = json!({ "list": "users", "query": "", "format": "csv" });
    worked.api("POST /api/exports", moderator, "/api/exports", export).await;
}

pub async fn web(worked: &mut Worked<'_>) {
    let app = worked.app;
    let (admin, moderator, victim) = (app.admin().await, app.moderator().await, app.volunteer().await);
    let new = "input[id]=&input[name]=helper2&input[label_ru]=A&input[label_kk]=A&input[label_en]=A\
               &input[permissions][0]=users.view";
    worked.web("POST /web/admin/roles/save", &admin, new).await;
    let role = app.count("select id from accounts.roles where name = 'helper2'").await;
    let held = format!("input[id]={}&input[role]={role}", victim.id);
    worked.web("POST /web/admin/users/grant-role", &admin, &held).await;
    worked.web("POST /web/admin/users/revoke-role", &admin, &held).await;
    worked.web("POST /web/admin/roles/delete", &admin, &format!("input[id]={role}")).await;

    worked.web("POST /web/admin/tags/save", &moderator, "input[id]=&input[name]=Web&input[color]=sky").await;
    let tag = app.count("select max(id) from accounts.tags").await;
    let carried = format!("input[id]={}&input[tag]={tag}", victim.id);
    worked.web("POST /web/admin/users/add-tag", &moderator, &carried).await;
    worked.web("POST /web/admin/users/remove-tag", &moderator, &carried).await;
    worked.web("POST /web/admin/tags/delete", &moderator, &format!("input[id]={tag}")).await;

    let verification = unverified(worked).await;
    let path = format!("/api/admin/verifications/{verification}/confirm");
    moderator.post(&path, json!({})).await.expect(200);
    let back = format!("input[id]={verification}&input[reason]=Blurred");
    worked.web("POST /web/review/verifications/send-back", &moderator, &back).await;
    let block = format!("input[id]={}&input[reason]=Spam", victim.id);
    worked.web("POST /web/admin/users/block", &moderator, &block).await;
    worked.web("POST /web/admin/users/unblock", &moderator, &format!("input[id]={}", victim.id)).await;

    let new = "input[list]=users&input[name]=Web&input[query]=status%3Dactive";
    worked.web("POST /web/lists/views/create", &moderator, new).await;
    let view = app.count("select max(id) from core.saved_views").await;
    let of = format!("input[list]=users&input[id]={view}");
    worked.web("POST /web/lists/views/update", &moderator, &format!("{of}&input[name]=Other")).await;
    worked.web("POST /web/lists/views/default", &moderator, &of).await;
    worked.web("POST /web/lists/views/delete", &moderator, &of).await;
    let plan =
        format!("input[list]=users&input[action]=block&input[ids][0]={}&input[fields][block][reason]=Spam", victim.id);
    worked.web("POST /web/lists/plan", &moderator, &plan).await;
    let planned = format!("input[id]={}", batch(worked).await);
    worked.web("POST /web/batches/commit", &moderator, &planned).await;
    worked.web("POST /web/batches/undo", &moderator, &planned).await;
}
