//! A small world to act in: a published project, somebody on its task, a report that waits.

use chrono::{Duration, Utc};
use serde_json::{Value, json};

use super::{Client, Form, TestApp, photos};

/// A project as an organizer would send it: two tasks, both in the future.
pub fn project_input(title: &str) -> Value {
    json!({
        "title": title,
        "description": "We clean the park together.",
        "city": "Almaty",
        "address": "Gorky Park",
        "volunteer_type": "environmental",
        "latitude": 43.238,
        "longitude": 76.945,
        "tasks": [
            { "text": "Collect litter", "deadline": day(10), "start_time": "09:00", "end_time": "12:00", "max_volunteers": 5 },
            { "text": "Plant trees", "deadline": day(11), "start_time": "13:00", "end_time": "16:00", "max_volunteers": 1 }
        ]
    })
}

/// A day this far from today, as the API writes it.
pub fn day(from_today: i64) -> String {
    (Utc::now() + Duration::days(from_today)).date_naive().to_string()
}

/// A published project.
#[derive(Clone, Debug)]
pub struct Published {
    pub id: i64,
    /// Five places, 09:00 to 12:00.
    pub task: i64,
    /// One place, the day after.
    pub single: i64,
}

impl TestApp {
    /// Creates a project by the API and has a moderator approve it.
    pub async fn published(&self, organizer: &Client) -> Published {
        let created = organizer.post("/api/organizer/projects", project_input("Park clean-up")).await.expect(201);
        let id = created["project"]["id"].as_i64().expect("an id");
        let moderator = self.moderator().await;
        moderator.post(&format!("/api/admin/approve-project/{id}"), json!({})).await.expect(200);
        let task = |i: usize| created["tasks"][i]["id"].as_i64().expect("an id of a task");
        Published { id, task: task(0), single: task(1) }
    }

    /// A tag of this name; returns its id.
    pub async fn tag(&self, name: &str) -> i64 {
        sqlx::query_scalar("insert into accounts.tags (name, color) values ($1, 'sky') returning id")
            .bind(name)
            .fetch_one(self.db())
            .await
            .expect("a tag")
    }

    /// Sends a photo of oneself for verification; returns its id.
    pub async fn verification(&self, person: &Client) -> i64 {
        let form = Form::new().file("photo", "me.jpg", &photos::jpeg(21));
        person.multipart("/api/profile/verification", form).await.expect(201);
        let id = "select id from accounts.verifications where user_id = $1";
        sqlx::query_scalar(id).bind(person.id).fetch_one(self.db()).await.expect("it waits")
    }

    /// Joins the task and sends a report with one photo; returns the report's id.
    pub async fn reported(&self, volunteer: &Client, task: i64, seed: u32) -> i64 {
        volunteer.post(&format!("/api/volunteer/join-task/{task}"), json!({})).await.expect(200);
        let form = Form::new().text("task_id", task).text("description", "Twenty bags").file(
            "photo",
            "park.jpg",
            &photos::jpeg(seed),
        );
        let sent = volunteer.multipart("/api/volunteer/photo-reports", form).await.expect(201);
        sent["photo_report"]["id"].as_i64().expect("an id")
    }
}
