//! Operations with input that is accepted, for the walk of `audited.rs`: what the table of roles refuses
//! for its input proves nothing about the action log. Each context has its file; every step makes the
//! records it needs, and the order within a file is only what one thing leaves for the next.

mod access;
mod lending;
mod money;
mod office;
mod payments;
mod people;
mod work;

use axum::body::Body;
use axum::http::Method;
use serde_json::Value;

use super::audited::{Seen, forget};
use crate::support::{Client, Form, Reply, TestApp};

/// Sends requests and lets the walk look at what each changed.
pub struct Worked<'a> {
    pub app: &'a TestApp,
    pub seen: &'a mut Seen,
    /// What was refused although it should not be.
    pub refused: Vec<String>,
}

impl Worked<'_> {
    /// All steps; returns what was refused.
    pub async fn through(app: &TestApp, seen: &mut Seen) -> Vec<String> {
        let mut worked = Worked { app, seen, refused: Vec::new() };
        people::api(&mut worked).await;
        people::web(&mut worked).await;
        access::api(&mut worked).await;
        access::web(&mut worked).await;
        work::api(&mut worked).await;
        work::web(&mut worked).await;
        office::api(&mut worked).await;
        office::web(&mut worked).await;
        money::api(&mut worked).await;
        money::web(&mut worked).await;
        payments::api(&mut worked).await;
        payments::web(&mut worked).await;
        lending::api(&mut worked).await;
        lending::web(&mut worked).await;
        worked.refused
    }

    /// An operation of the API, named as in the table, at its path.
    async fn api(&mut self, operation: &'static str, who: &Client, path: &str, body: Value) -> Value {
        let method: Method = operation.split(' ').next().unwrap_or_default().parse().expect("a method");
        forget(self.app).await;
        let reply = match method {
            Method::DELETE => who.delete(path).await,
            _ => who.json(method, path, body).await,
        };
        self.look(operation, reply).await
    }

    /// The same with files.
    async fn api_files(&mut self, operation: &'static str, who: &Client, path: &str, form: Form) -> Value {
        let method: Method = operation.split(' ').next().unwrap_or_default().parse().expect("a method");
        forget(self.app).await;
        let reply = who.send_form(method, path, form).await;
        self.look(operation, reply).await
    }

    /// A server function, called from a new session of the person (a visitor has none).
    async fn web(&mut self, operation: &'static str, who: &Client, fields: &str) -> Value {
        let browser = self.browser(who).await;
        forget(self.app).await;
        let kind = Some("application/x-www-form-urlencoded");
        let reply = browser.send(Method::POST, path_of(operation), kind, Body::from(fields.to_owned())).await;
        self.look(operation, reply).await
    }

    /// The same with files.
    async fn web_files(&mut self, operation: &'static str, who: &Client, form: Form) -> Value {
        let browser = self.browser(who).await;
        forget(self.app).await;
        let reply = browser.multipart(path_of(operation), form).await;
        self.look(operation, reply).await
    }

    async fn browser(&self, who: &Client) -> Client {
        let client = match who.id {
            0 => self.app.anonymous(),
            _ => self.app.browser(who).await,
        };
        client.with("accept", "application/json")
    }

    async fn look(&mut self, operation: &'static str, reply: Reply) -> Value {
        if reply.status >= 400 {
            self.refused.push(format!("{operation}: {} {}", reply.status, reply.text()));
        }
        self.seen.look(self.app, operation, reply.status).await;
        reply.json
    }

    /// A number from the database, by one id.
    async fn number(&self, sql: &'static str, id: i64) -> i64 {
        sqlx::query_scalar(sql).bind(id).fetch_one(self.app.db()).await.expect(sql)
    }
}

fn path_of(operation: &'static str) -> &'static str {
    operation.split_once(' ').expect("method and path").1
}

/// The id in an answer.
fn id(answer: &Value) -> i64 {
    answer["id"].as_i64().unwrap_or_default()
}
