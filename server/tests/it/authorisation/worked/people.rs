//! Signing up and in, one's own account and page.

use serde_json::{Value, json};

use super::Worked;
use crate::support::accounts::mailed_token;
use crate::support::people::PASSWORD;
use crate::support::{Client, Form, photos};

const NEW_PASSWORD: &str = "verblasst-Kamin-72-tulpe";

fn photo(seed: u32) -> Form {
    Form::new().file("photo", "me.jpg", &photos::jpeg(seed))
}

/// Of one's profile, which changes with each save.
async fn version(person: &Client) -> i64 {
    person.get("/api/me").await.expect(200)["version"].as_i64().expect("a version")
}

/// As if the mail address was never confirmed.
async fn unconfirm(worked: &Worked<'_>, person: &Client) {
    let sql = "update accounts.users set email_confirmed_at = null where id = $1";
    sqlx::query(sql).bind(person.id).execute(worked.app.db()).await.expect("unconfirmed");
}

fn text<'a>(answer: &'a Value, name: &str) -> &'a str {
    answer[name].as_str().unwrap_or_default()
}

pub async fn api(worked: &mut Worked<'_>) {
    let app = worked.app;
    let visitor = app.anonymous();
    let email = "worked@people.test";
    let account = json!({ "email": email, "password": PASSWORD, "name": "Айгерим", "role": "volunteer" });
    let me = worked.api("POST /api/register", &visitor, "/api/register", account).await;
    let token = mailed_token(app, email).await;
    worked.api("POST /api/email/confirm", &visitor, "/api/email/confirm", json!({ "token": token })).await;
    let renew = json!({ "refresh_token": text(&me, "refresh_token") });
    let tokens = worked.api("POST /api/token/refresh", &visitor, "/api/token/refresh", renew).await;
    let end = json!({ "refresh_token": text(&tokens, "refresh_token") });
    worked.api("POST /api/logout", &visitor, "/api/logout", end).await;
    worked.api("POST /api/password/forgot", &visitor, "/api/password/forgot", json!({ "email": email })).await;
    let token = mailed_token(app, email).await;
    let reset = json!({ "token": token, "password": NEW_PASSWORD });
    worked.api("POST /api/password/reset", &visitor, "/api/password/reset", reset).await;
    let sign_in = json!({ "email": email, "password": NEW_PASSWORD });
    worked.api("POST /api/login", &visitor, "/api/login", sign_in).await;

    let person = app.volunteer().await;
    worked.api("PATCH /api/me", &person, "/api/me", json!({ "about": "I plant trees" })).await;
    let profile = json!({ "name": "A B", "about": "More", "locale": "en", "version": version(&person).await });
    worked.api("PUT /api/profile", &person, "/api/profile", profile).await;
    let privacy = json!({ "privacy": { "photo": "nobody" } });
    worked.api("PUT /api/profile/privacy", &person, "/api/profile/privacy", privacy).await;
    worked.api_files("POST /api/profile/photo", &person, "/api/profile/photo", photo(61)).await;
    worked.api("DELETE /api/profile/photo", &person, "/api/profile/photo", Value::Null).await;
    worked.api_files("POST /api/profile/verification", &person, "/api/profile/verification", photo(62)).await;
    unconfirm(worked, &person).await;
    worked.api("POST /api/me/resend-confirmation", &person, "/api/me/resend-confirmation", json!({})).await;
    app.browser(&person).await;
    app.browser(&person).await;
    let own = person.get("/api/profile/sessions").await.expect(200);
    let other = own["items"].as_array().into_iter().flatten().find(|one| one["current"] == false);
    let path = format!("/api/profile/sessions/{}", text(other.unwrap_or(&Value::Null), "id"));
    worked.api("DELETE /api/profile/sessions/{id}", &person, &path, Value::Null).await;
    worked.api("DELETE /api/profile/sessions", &person, "/api/profile/sessions", Value::Null).await;
    let rejected = app.rejected_organizer().await;
    let again = json!({ "name": "A B", "organization_name": "Step", "about": "We clean parks" });
    worked.api("POST /api/me/resubmit", &rejected, "/api/me/resubmit", again).await;
}

pub async fn web(worked: &mut Worked<'_>) {
    let app = worked.app;
    let visitor = app.anonymous();
    let email = "web@people.test";
    let account =
        Form::new().text("email", email).text("password", PASSWORD).text("name", "Айгерим").text("role", "volunteer");
    worked.web_files("POST /web/register", &visitor, account).await;
    let token = mailed_token(app, email).await;
    worked.web("POST /web/email/confirm", &visitor, &format!("input[token]={token}")).await;
    worked.web("POST /web/password/forgot", &visitor, &format!("input[email]={email}")).await;
    let token = mailed_token(app, email).await;
    let reset = format!("input[token]={token}&input[password]={NEW_PASSWORD}");
    worked.web("POST /web/password/reset", &visitor, &reset).await;
    let sign_in = format!("input[email]={email}&input[password]={NEW_PASSWORD}&input[next]=");
    worked.web("POST /web/sign-in", &visitor, &sign_in).await;

    let person = app.volunteer().await;
    let profile = format!("input[name]=A+B&input[locale]=en&input[version]={}", version(&person).await);
    worked.web("POST /web/profile/update", &person, &profile).await;
    worked.web("POST /web/profile/privacy", &person, "input[privacy][photo]=nobody").await;
    worked.web_files("POST /web/profile/photo", &person, photo(63)).await;
    worked.web("POST /web/profile/photo/remove", &person, "").await;
    worked.web_files("POST /web/profile/verification", &person, photo(64)).await;
    worked.web("POST /web/locale", &person, "locale=kk").await;
    unconfirm(worked, &person).await;
    worked.web("POST /web/email/resend", &person, "").await;
    app.browser(&person).await;
    let own = person.get("/api/profile/sessions").await.expect(200);
    let other = own["items"].as_array().into_iter().flatten().find(|one| one["current"] == false);
    let end = format!("input[id]={}", text(other.unwrap_or(&Value::Null), "id"));
    worked.web("POST /web/profile/sessions/end", &person, &end).await;
    app.browser(&person).await;
    worked.web("POST /web/profile/sessions/end-others", &person, "").await;
    worked.web("POST /web/sign-out", &person, "").await;
    let rejected = app.rejected_organizer().await;
    let again = "input[name]=A+B&input[organization_name]=Step&input[about]=We+clean";
    worked.web("POST /web/application/resubmit", &rejected, again).await;
}
