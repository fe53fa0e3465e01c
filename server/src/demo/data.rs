//! The people and projects of the demo, as written down in `data/`. Days are counted from
//! today, so that the demo never grows old.

use birqadam_core::{Result, ssr::db_error::internal};
use serde::Deserialize;

/// Everything of the demo's world.
pub struct World {
    pub people: Vec<Person>,
    pub projects: Vec<Project>,
}

/// An account.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Before the `@demo.birqadam.kz`.
    pub login: String,
    pub role: String,
    pub name: String,
    /// Home of a volunteer.
    #[serde(default)]
    pub city: String,
    pub organization: Option<String>,
    pub locale: String,
    /// Days since registration.
    pub since: i64,
    #[serde(default)]
    pub state: State,
    /// Why it was rejected or blocked.
    pub reason: Option<String>,
    pub about: String,
    /// File names.
    #[serde(default)]
    pub documents: Vec<String>,
}

/// Where an account stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    #[default]
    Active,
    Pending,
    Rejected,
    Blocked,
}

impl Person {
    pub fn email(&self) -> String {
        format!("{}@demo.birqadam.kz", self.login)
    }
}

/// A project with its tasks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// Login.
    pub organizer: String,
    pub title: String,
    pub description: String,
    pub city: String,
    pub address: String,
    #[serde(rename = "type")]
    pub volunteer_type: String,
    pub status: String,
    /// Latitude and longitude.
    pub at: Option<(f64, f64)>,
    /// Days since it was written.
    pub created: i64,
    pub starts: i64,
    pub ends: i64,
    pub places: i32,
    /// Tenge.
    pub budget: Option<i64>,
    /// What its cover shows.
    pub theme: Option<String>,
    pub seed: u32,
    pub returned: Option<Returned>,
    pub rejection: Option<String>,
    pub tasks: Vec<Task>,
}

impl Project {
    pub fn was_published(&self) -> bool {
        matches!(self.status.as_str(), "active" | "completed" | "archived")
    }
}

/// What a moderator wants corrected.
#[derive(Debug, Deserialize)]
pub struct Returned {
    pub message: String,
    /// Field and comment.
    pub fields: Vec<(String, String)>,
}

/// A task; who works on it is made up where nothing is said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    pub text: String,
    pub day: i64,
    pub from: String,
    pub to: String,
    pub places: i32,
    /// Logins in the order in which they joined; who finds no place waits.
    #[serde(default)]
    pub joined: Vec<String>,
    /// Logins of who gave their place back.
    #[serde(default)]
    pub left: Vec<String>,
    #[serde(default)]
    pub reports: Vec<Report>,
}

/// A report that shows something in the review.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub by: String,
    pub status: String,
    pub photo: PhotoCase,
    pub reason: Option<String>,
}

/// What the evidence card will say of the photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoCase {
    /// Right time, right place.
    Fits,
    /// Right time, another part of town.
    Far,
    /// Right place, days before.
    Early,
    /// No metadata, as messengers send it.
    Unknown,
    /// A retouched copy of an earlier photo.
    Similar,
    /// An earlier file again.
    Same,
}

/// # Errors
/// Only when the files in `data/` do not fit these types; a test guards that.
pub fn read() -> Result<World> {
    let broken = |error: serde_json::Error| internal(&error);
    Ok(World {
        people: serde_json::from_str(include_str!("data/people.json")).map_err(broken)?,
        projects: serde_json::from_str(include_str!("data/projects.json")).map_err(broken)?,
    })
}
