//! A project with money and a plan, its organizer, who decides and who gave.

use serde_json::Value;

use super::giving::{asking, given, planned, sent};
use crate::support::world::{Published, day};
use crate::support::{Client, Form, Reply, TestApp};

/// A project with 100 000 ₸ and a plan of one line.
pub struct Desk {
    pub app: TestApp,
    pub organizer: Client,
    pub moderator: Client,
    pub sponsor: Client,
    pub project: Published,
    pub line: i64,
}

impl Desk {
    pub async fn set_up() -> Desk {
        let app = TestApp::start().await;
        let (organizer, moderator, sponsor) = (app.organizer().await, app.moderator().await, app.sponsor().await);
        let project = asking(&app, &organizer, "Orchard", 200_000).await;
        given(&app, &sponsor, project.id, 10_000_000, false).await;
        let line = planned(&organizer, project.id, &[("Saplings", 150_000)]).await[0];
        Desk { app, organizer, moderator, sponsor, project, line }
    }

    pub async fn send(&self, amount: &str) -> Reply {
        sent(&self.organizer, self.project.id, self.line, None, amount).await
    }

    /// An expense that waits; returns its id.
    pub async fn waiting(&self, amount: &str) -> i64 {
        let expense = self.send(amount).await.expect(201);
        assert_eq!(expense["status"], "pending");
        expense["id"].as_i64().expect("an id")
    }

    /// A good form, changed.
    pub fn form(&self, changes: &[(&str, &str)]) -> Form {
        let category = self.line.to_string();
        let today = day(0);
        let good = [
            ("amount", "1000"),
            ("spent_on", today.as_str()),
            ("category", category.as_str()),
            ("task", ""),
            ("description", "Apple trees"),
        ];
        good.into_iter().fold(Form::new(), |form, (name, value)| {
            let value = changes.iter().find(|(changed, _)| *changed == name).map_or(value, |(_, value)| value);
            form.text(name, value)
        })
    }

    pub async fn post(&self, form: Form) -> Reply {
        self.organizer.multipart(&format!("/api/organizer/projects/{}/expenses", self.project.id), form).await
    }

    pub async fn decide(&self, who: &Client, id: i64, decision: &str, body: Value) -> Reply {
        who.post(&format!("/api/admin/expenses/{id}/{decision}"), body).await
    }

    pub async fn money(&self) -> Value {
        self.app.anonymous().get(&format!("/api/volunteer/projects/{}/money", self.project.id)).await.expect(200)
    }

    pub async fn told(&self, person: &Client) -> Vec<String> {
        self.app.run_jobs().await;
        sqlx::query_scalar(
            "select notice ->> 'kind' from messaging.notifications
             where user_id = $1 and notice ->> 'kind' like 'expense%' order by id",
        )
        .bind(person.id)
        .fetch_all(self.app.db())
        .await
        .expect("the inbox")
    }
}
