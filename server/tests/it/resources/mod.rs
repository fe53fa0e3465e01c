//! What partners lend: offering, finding, asking, answering, promising once, thanking.

mod answering;
mod asking;
mod charts;
mod clash;
mod history;
mod offering;
mod pages;
mod rights;
mod waiting;

use serde_json::{Value, json};

use crate::support::people::Person;
use crate::support::world::day;
use crate::support::{Client, TestApp};

impl TestApp {
    /// Approved.
    pub async fn partner(&self) -> Client {
        self.person(Person::approved("partner")).await
    }

    /// Offers the hall of the document; returns its id.
    pub async fn lent(&self, partner: &Client) -> i64 {
        let made = partner.post("/api/partner/resources", hall()).await.expect(201);
        assert_eq!(made["status"], "active");
        made["resource_id"].as_i64().expect("an id")
    }
}

/// As the document draws it.
pub fn hall() -> Value {
    json!({ "type": "venue", "title": "Концертный зал", "description": "Двести мест", "availability": "Weekends" })
}

/// A partner with a hall, an organizer with a published project.
pub struct Lending {
    pub app: TestApp,
    pub partner: Client,
    pub organizer: Client,
    pub resource: i64,
    pub project: i64,
}

impl Lending {
    pub async fn start() -> Lending {
        let app = TestApp::start().await;
        let (partner, organizer) = (app.partner().await, app.organizer().await);
        let resource = app.lent(&partner).await;
        let project = app.published(&organizer).await.id;
        Lending { app, partner, organizer, resource, project }
    }

    /// What is asked for, on a day so far from today.
    pub fn wish(&self, from_today: i64) -> Value {
        json!({ "resource_id": self.resource, "project_id": self.project, "date": day(from_today), "notes": "Нужен зал" })
    }

    /// Asks for it and returns the request's id.
    pub async fn ask(&self, from_today: i64) -> i64 {
        let asked = self.organizer.post(ASK, self.wish(from_today)).await.expect(201);
        assert_eq!(asked["status"], "pending");
        asked["request_id"].as_i64().expect("an id")
    }

    /// Another organizer who asks for the same; returns them with the request's id.
    pub async fn ask_too(&self, from_today: i64) -> (Client, i64) {
        let other = self.app.organizer().await;
        let project = self.app.published(&other).await.id;
        let mut wish = self.wish(from_today);
        wish["project_id"] = json!(project);
        let asked = other.post(ASK, wish).await.expect(201);
        (other, asked["request_id"].as_i64().expect("an id"))
    }
}

pub const ASK: &str = "/api/organizer/request-resource";

pub fn approve(id: i64) -> String {
    format!("/api/partner/approve-request/{id}")
}

pub fn reject(id: i64) -> String {
    format!("/api/partner/reject-request/{id}")
}

pub fn counter(id: i64) -> String {
    format!("/api/partner/counter-request/{id}")
}

pub fn mine(id: i64, step: &str) -> String {
    format!("/api/organizer/resource-requests/{id}/{step}")
}
