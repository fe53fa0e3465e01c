//! Roles and permissions: what a change would do is what it does, at once and to nobody else;
//! tags; who can do this; the last admin under every kind of haste.

use std::time::Duration;

use axum::body::Body;
use axum::http::Method;
use birqadam_accounts::ops::actor_changed::{ACTOR_CHANGED, Changed};
use birqadam_core::UserId;
use serde_json::{Value, json};
use sqlx::postgres::PgListener;

use crate::support::people::Person;
use crate::support::{Client, TestApp};

fn role(name: &str, permissions: &[&str]) -> Value {
    json!({ "name": name, "label_ru": format!("Роль {name}"), "label_kk": format!("Рөл {name}"),
            "label_en": format!("Role {name}"), "permissions": permissions })
}

async fn made(admin: &Client, name: &str, permissions: &[&str]) -> i64 {
    let made = admin.post("/api/admin/roles", role(name, permissions)).await.expect(201);
    made["id"].as_i64().expect("an id")
}

async fn grant(admin: &Client, person: &Client, role: i64) {
    admin.post(&format!("/api/admin/users/{}/roles/{role}", person.id), json!({})).await.expect(204);
}

async fn may(person: &Client) -> Vec<String> {
    let me = person.get("/api/me").await.expect(200);
    let mut names: Vec<String> = serde_json::from_value(me["permissions"].clone()).expect("names");
    names.sort();
    names
}

#[tokio::test]
async fn a_plan_says_exactly_what_saving_does() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    // One holds only the new role, one has the same from another, one waits for a moderator.
    let (plain, covered) = (app.volunteer().await, app.organizer().await);
    let helper = made(&admin, "helper", &["projects.manage_own", "users.view"]).await;
    grant(&admin, &plain, helper).await;
    grant(&admin, &covered, helper).await;
    let before = (may(&plain).await, may(&covered).await);

    let mut change = role("", &["users.view", "audit.view"]);
    let path = format!("/api/admin/roles/{helper}");
    let plan = admin.post(&format!("{path}/preview"), change.clone()).await.expect(200);
    assert_eq!(
        (plan["added"].clone(), plan["removed"].clone()),
        (json!(["audit.view"]), json!(["projects.manage_own"]))
    );
    assert_eq!((plan["gaining"].as_i64(), plan["losing"].as_i64()), (Some(2), Some(1)));
    let person = |id: i64| {
        let people = plan["people"].as_array().expect("people").clone();
        people.into_iter().find(|person| person["id"] == id).expect("the person is named")
    };
    assert_eq!(person(plain.id)["loses"], json!(["projects.manage_own"]));
    assert_eq!(person(covered.id)["loses"], json!([]), "the organizer's own role still allows it");
    assert_eq!((may(&plain).await, may(&covered).await), before, "a preview does nothing");

    change["plan"] = plan["plan"].clone();
    admin.put(&path, change.clone()).await.expect(200);
    let lost: Vec<_> =
        before.0.iter().filter(|name| !["projects.manage_own"].contains(&name.as_str())).cloned().collect();
    let mut expected = lost;
    expected.push("audit.view".into());
    expected.sort();
    assert_eq!(may(&plain).await, expected);
    assert!(may(&covered).await.contains(&"projects.manage_own".to_owned()));
    // The same plan again: it was for another moment.
    assert_eq!(admin.put(&path, change).await.error(409), "plan_changed");
}

#[tokio::test]
async fn a_plan_holds_only_for_the_people_it_named() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let (one, late) = (app.volunteer().await, app.volunteer().await);
    let helper = made(&admin, "helper", &["users.view"]).await;
    grant(&admin, &one, helper).await;
    let mut change = role("", &["audit.view"]);
    let path = format!("/api/admin/roles/{helper}");
    let plan = admin.post(&format!("{path}/preview"), change.clone()).await.expect(200);
    let removal = admin.get(&format!("{path}/removal")).await.expect(200);
    grant(&admin, &late, helper).await;
    change["plan"] = plan["plan"].clone();
    assert_eq!(admin.put(&path, change).await.error(409), "plan_changed");
    let delete = |plan: &Value| format!("{path}?plan={}", plan["plan"].as_str().unwrap_or_default());
    assert_eq!(admin.delete(&delete(&removal)).await.error(409), "plan_changed");
    assert!(may(&late).await.contains(&"users.view".to_owned()), "nothing was half done");
}

#[tokio::test]
async fn a_role_goes_from_everyone_once_that_was_seen() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let person = app.volunteer().await;
    let helper = made(&admin, "helper", &["users.view"]).await;
    grant(&admin, &person, helper).await;
    let path = format!("/api/admin/roles/{helper}");
    assert_eq!(admin.delete(&path).await.error(409), "role_in_use");
    let plan = admin.get(&format!("{path}/removal")).await.expect(200);
    assert_eq!((plan["losing"].as_i64(), plan["people"][0]["loses"].clone()), (Some(1), json!(["users.view"])));
    admin.delete(&format!("{path}?plan={}", plan["plan"].as_str().expect("a plan"))).await.expect(204);
    assert_eq!(person.get("/api/admin/users").await.error(403), "not_allowed");
    assert_eq!(admin.get(&format!("{path}/removal")).await.error(404), "not_found");
    let logged = "select count(*) from core.audit_log where operation in ('role.delete', 'user.revoke_role')";
    assert_eq!(app.count(logged).await, 2);
    // What comes with the platform stays.
    let partner = app.count("select id from accounts.roles where name = 'partner'").await;
    assert_eq!(admin.delete(&format!("/api/admin/roles/{partner}")).await.error(409), "system_role");
}

#[tokio::test]
async fn names_that_look_alike_are_one_name() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    made(&admin, "regional_lead", &["users.view"]).await;
    let field = |change: fn(&mut Value)| {
        let mut input = role("another", &["users.view"]);
        change(&mut input);
        let admin = admin.clone();
        async move { admin.post("/api/admin/roles", input).await }
    };
    assert_eq!(field(|r| r["name"] = json!("Regional  Lead ")).await.field("name"), "name_taken");
    assert_eq!(field(|r| r["label_ru"] = json!("  роль REGIONAL_lead")).await.field("label_ru"), "name_taken");
    // Kazakh letters and the Russian ones typed in their place are not told apart by eye.
    assert_eq!(field(|r| r["label_kk"] = json!("рол  regional_lead")).await.field("label_kk"), "name_taken");
}

#[tokio::test]
async fn roles_that_cannot_be() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let post = async |input: Value| admin.post("/api/admin/roles", input).await;
    assert_eq!(post(role("empty", &[])).await.field("permissions"), "required");
    assert_eq!(post(role("moon", &["moon.land"])).await.field("permissions"), "unknown");
    assert_eq!(post(role("экс", &["users.view"])).await.field("name"), "malformed");
    let mut rtl = role("rtl", &["users.view"]);
    rtl["label_en"] = json!("a\u{202E}b");
    assert_eq!(post(rtl).await.field("label_en"), "forbidden_characters");
    let mut odd = role("odd", &["users.view"]);
    odd["label_en"] = json!("'\";--<script> 🎉");
    assert_eq!(post(odd).await.status, 201);
    assert_eq!(app.count("select count(*) from accounts.roles where not is_system").await, 1);
}

#[tokio::test]
async fn only_an_active_account_gets_a_role() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let moderator = app.count("select id from accounts.roles where name = 'moderator'").await;
    for person in [app.pending_organizer().await, app.rejected_organizer().await, app.blocked().await] {
        let path = format!("/api/admin/users/{}/roles/{moderator}", person.id);
        assert_eq!(admin.post(&path, json!({})).await.error(409), "account_not_active");
    }
    let nobody = format!("/api/admin/users/999999/roles/{moderator}");
    assert_eq!(admin.post(&nobody, json!({})).await.error(404), "not_found");
    let held = "select count(*) from accounts.user_roles ur join accounts.roles r on r.id = ur.role_id
                where r.name = 'moderator'";
    assert_eq!(app.count(held).await, 0);
}

#[tokio::test]
async fn a_permission_taken_in_the_middle_of_a_form_stops_it_whole() {
    let app = TestApp::start().await;
    let (admin, person) = (app.admin().await, app.volunteer().await);
    let keeper = made(&admin, "keeper", &["roles.manage"]).await;
    grant(&admin, &person, keeper).await;
    let browser = app.browser(&person).await;
    browser.get(&format!("/web/admin/role?id={keeper}")).await.expect(200);
    admin.delete(&format!("/api/admin/users/{}/roles/{keeper}", person.id)).await.expect(204);
    let form =
        "input[name]=sneaky&input[label_ru]=A&input[label_kk]=A&input[label_en]=A&input[permissions][0]=users.view";
    let kind = Some("application/x-www-form-urlencoded");
    let code = browser.with("accept", "application/json");
    let reply = code.send(Method::POST, "/web/admin/roles/save", kind, Body::from(form)).await;
    assert_eq!(reply.status, 403, "{}", reply.text());
    assert_eq!(app.count("select count(*) from accounts.roles where name = 'sneaky'").await, 0);
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'role.create'").await, 1);
}

#[tokio::test]
async fn what_stays_open_is_told_and_the_session_gets_a_new_id() {
    let app = TestApp::start().await;
    let (admin, person) = (app.admin().await, app.volunteer().await);
    let browser = app.browser(&person).await;
    let helper = made(&admin, "helper", &["users.view"]).await;
    let mut listener = PgListener::connect_with(app.db()).await.expect("a listener");
    listener.listen(ACTOR_CHANGED).await.expect("listening");
    grant(&admin, &person, helper).await;
    let heard = tokio::time::timeout(Duration::from_secs(10), listener.recv()).await.expect("told").expect("a notice");
    assert_eq!(Changed::parse(heard.payload()), Some(Changed::User(UserId(person.id))));
    // A program's request keeps the id; the next page brings a new one, and the old opens nothing.
    assert_eq!(browser.get("/api/me").await.status, 200);
    let page = browser.with("accept", "text/html").get("/profile").await;
    let cookie = page
        .headers
        .get_all("set-cookie")
        .iter()
        .filter_map(|c| c.to_str().ok())
        .find(|c| c.starts_with("bq_session="));
    let new =
        cookie.and_then(|c| c.strip_prefix("bq_session=")?.split(';').next().map(str::to_owned)).expect("a new id");
    assert_ne!(Some(&new), browser.session.as_ref());
    assert_eq!(browser.get("/api/me").await.status, 401);
    let renewed = Client { session: Some(new), ..browser.clone() };
    assert_eq!(renewed.get("/api/me").await.status, 200);
}

#[tokio::test]
async fn who_can_and_what_can() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let (person, blocked) = (app.volunteer().await, app.blocked().await);
    let helper = made(&admin, "helper", &["tasks.join", "audit.view"]).await;
    grant(&admin, &person, helper).await;
    let who = admin.get("/api/admin/permissions/audit.view").await.expect(200);
    let ids: Vec<i64> =
        who["holders"]["items"].as_array().expect("people").iter().filter_map(|p| p["id"].as_i64()).collect();
    assert_eq!(ids, [admin.id, person.id]);
    let way = &who["holders"]["items"][1]["ways"][0];
    assert_eq!((way["role_name"].as_str(), way["granted_by"].as_i64()), (Some("helper"), Some(admin.id)));
    let joiners = admin.get("/api/admin/permissions/tasks.join").await.expect(200);
    assert_eq!((joiners["count"].as_i64(), joiners["held_back"].as_i64()), (Some(1), Some(1)));
    assert_eq!(admin.get("/api/admin/permissions/moon.land").await.error(404), "not_found");

    let access = |id: i64| format!("/api/admin/users/{id}/access");
    let of = |access: &Value, name: &str| {
        let all = access["permissions"].as_array().expect("permissions").clone();
        all.into_iter().find(|line| line["permission"] == name).expect("the catalogue is whole")
    };
    let found = admin.get(&access(person.id)).await.expect(200);
    assert_eq!(of(&found, "tasks.join")["ways"].as_array().map(Vec::len), Some(2), "through both roles");
    assert_eq!(of(&found, "roles.manage")["allowed"], json!(false));
    let found = admin.get(&access(blocked.id)).await.expect(200);
    assert_eq!(found["status"], "blocked");
    assert_eq!(of(&found, "tasks.join")["allowed"], json!(false), "a role, but no active account");
    assert_eq!(of(&found, "tasks.join")["ways"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn one_admin_is_left_whatever_two_do_at_once() {
    let app = TestApp::start().await;
    let admin = app.count("select id from accounts.roles where name = 'admin'").await;
    for _ in 0..5 {
        let (a, b) = (app.admin().await, app.admin().await);
        let others = "delete from accounts.user_roles ur using accounts.roles r
                      where r.id = ur.role_id and r.name = 'admin' and ur.user_id not in ($1, $2)";
        sqlx::query(others).bind(a.id).bind(b.id).execute(app.db()).await.expect("two are left");
        let revoke = |who: &Client| format!("/api/admin/users/{}/roles/{admin}", who.id);
        // One takes the role, the other blocks: different doors, one lock.
        let (from_b, from_a) = (revoke(&b), format!("/api/admin/block-user/{}", a.id));
        let (first, second) = tokio::join!(a.delete(&from_b), b.post(&from_a, json!({ "reason": "Coup" })));
        assert!(first.status < 300 || second.status < 300, "{} {}", first.text(), second.text());
        let left = "select count(*) from accounts.user_roles ur join accounts.roles r on r.id = ur.role_id
                    join accounts.users u on u.id = ur.user_id where r.name = 'admin' and u.blocked_at is null";
        assert_eq!(app.count(left).await, 1, "{} {}", first.status, second.status);
    }
}

#[tokio::test]
async fn tags() {
    let app = TestApp::start().await;
    let (moderator, person) = (app.moderator().await, app.person(Person::approved("volunteer")).await);
    let post = async |name: &str| {
        let input = json!({ "name": name, "color": "poppy", "description": "Call back" });
        moderator.post("/api/admin/tags", input).await
    };
    let tag = post("🌱 Новичок").await.expect(201);
    assert_eq!(post("🌱  новичок ").await.field("name"), "name_taken");
    assert_eq!(post(&"я".repeat(200)).await.field("name"), "too_long");
    assert_eq!(post("").await.field("name"), "required");
    let colour = json!({ "name": "b", "color": "#f00" });
    assert_eq!(moderator.post("/api/admin/tags", colour).await.field("color"), "unknown");

    let id = tag["id"].as_i64().expect("an id");
    let on = format!("/api/admin/users/{}/tags", person.id);
    for _ in 0..2 {
        moderator.put(&format!("{on}/{id}"), json!({})).await.expect(204);
    }
    let carried = moderator.get(&on).await.expect(200);
    assert_eq!(
        (carried["items"][0]["name"].as_str(), carried["items"].as_array().map(Vec::len)),
        (Some("🌱 Новичок"), Some(1))
    );
    let listed = moderator.get("/api/admin/tags").await.expect(200);
    assert_eq!(listed["items"][0]["people"], 1);
    // Its people are the list of users behind it, on the page and by the API.
    let found = moderator.get(&format!("/api/lists/users?tag={id}&columns=name")).await.expect(200);
    assert_eq!((&found["total"]["count"], &found["items"][0]["id"]), (&json!(1), &json!(person.id)));
    let browser = app.browser(&moderator).await.with("accept", "text/html");
    let page = browser.get(&format!("/admin/users?tag={id}")).await;
    assert!(page.status == 200 && page.text_whole().contains("🌱 Новичок"), "{}", page.status);
    for unknown in ["999999", "x", "'"] {
        assert_eq!(
            moderator.get(&format!("/api/lists/users?tag={unknown}")).await.field("tag"),
            "unknown",
            "{unknown}"
        );
    }
    // Gone from people too; what still names it is told so.
    moderator.delete(&format!("/api/admin/tags/{id}")).await.expect(204);
    assert_eq!(moderator.get(&on).await.expect(200)["items"], json!([]));
    assert_eq!(moderator.put(&format!("{on}/{id}"), json!({})).await.error(404), "not_found");
    let logged = "select count(*) from core.audit_log where operation like 'tag.%' or operation like 'user.%_tag'";
    assert_eq!(app.count(logged).await, 3);
}

#[tokio::test]
async fn a_person_carries_so_many_tags() {
    let app = TestApp::start().await;
    let (moderator, person) = (app.moderator().await, app.volunteer().await);
    for n in 0..21 {
        let id = app.tag(&format!("Tag {n}")).await;
        let reply = moderator.put(&format!("/api/admin/users/{}/tags/{id}", person.id), json!({})).await;
        if n < 20 {
            assert_eq!(reply.status, 204);
        } else {
            assert_eq!(reply.field("tag"), "too_many");
        }
    }
    assert_eq!(app.count("select count(*) from accounts.user_tags").await, 20);
}
