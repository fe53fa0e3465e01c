//! What waits for a moderator: accounts and projects in one line, the longest waiting first.

use birqadam_accounts::PendingUser;
use birqadam_core::{Cursor, Page};
use birqadam_volunteering::ProjectSummary;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One item of the queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum QueueItem {
    Account(PendingUser),
    Project(ProjectSummary),
}

impl QueueItem {
    /// Since when it waits.
    pub fn since(&self) -> DateTime<Utc> {
        match self {
            QueueItem::Account(user) => user.submitted_at,
            QueueItem::Project(project) => project.submitted_at.unwrap_or(project.created_at),
        }
    }

    /// Where the decision is taken.
    pub fn href(&self) -> String {
        match self {
            QueueItem::Account(user) => format!("/review/accounts/{}", user.id),
            QueueItem::Project(project) => format!("/review/projects/{}", project.id),
        }
    }

    fn cursor(&self) -> String {
        let id = match self {
            QueueItem::Account(user) => user.id.0,
            QueueItem::Project(project) => project.id.0,
        };
        Cursor::at(self.since(), id).encode()
    }
}

/// A page of the queue. A count is missing where the reader may not decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Queue {
    pub accounts: Option<i64>,
    pub projects: Option<i64>,
    pub items: Vec<QueueItem>,
    pub next: Option<String>,
}

/// Where a page of both lists begins: one cursor of each, written `accounts~projects`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Position {
    pub accounts: Option<String>,
    pub projects: Option<String>,
}

impl Position {
    /// Reads a cursor; what is not ours is left to the lists themselves, which refuse it.
    pub fn parse(cursor: Option<&str>) -> Self {
        let (accounts, projects) = cursor.unwrap_or_default().split_once('~').unwrap_or_default();
        let part = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Position { accounts: part(accounts), projects: part(projects) }
    }

    fn encode(&self) -> String {
        format!("{}~{}", self.accounts.as_deref().unwrap_or_default(), self.projects.as_deref().unwrap_or_default())
    }
}

/// Puts a page of each list into one page of `limit`, oldest first, and says where the next
/// begins. Each page must hold at least `limit` items unless its list ends with it.
pub fn merge(
    from: &Position,
    accounts: Page<PendingUser>,
    projects: Page<ProjectSummary>,
    limit: usize,
) -> (Vec<QueueItem>, Option<String>) {
    let more = accounts.next.is_some() || projects.next.is_some();
    let mut items: Vec<QueueItem> = accounts.items.into_iter().map(QueueItem::Account).collect();
    items.extend(projects.items.into_iter().map(QueueItem::Project));
    items.sort_by_key(QueueItem::since);
    let more = more || items.len() > limit;
    items.truncate(limit);
    let mut next = from.clone();
    for item in &items {
        match item {
            QueueItem::Account(_) => next.accounts = Some(item.cursor()),
            QueueItem::Project(_) => next.projects = Some(item.cursor()),
        }
    }
    (items, more.then(|| next.encode()))
}

#[cfg(test)]
mod tests {
    use birqadam_core::{ProjectId, UserId};
    use birqadam_volunteering::{ProjectStatus, VolunteerType};

    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000 + minute * 60, 0).unwrap()
    }

    fn account(id: i64, minute: i64) -> PendingUser {
        PendingUser {
            id: UserId(id),
            name: String::new(),
            role: "organizer".into(),
            org_name: None,
            email: String::new(),
            documents: Vec::new(),
            created_at: at(minute),
            submitted_at: at(minute),
        }
    }

    fn project(id: i64, minute: i64) -> ProjectSummary {
        ProjectSummary {
            id: ProjectId(id),
            title: String::new(),
            excerpt: String::new(),
            city: "Almaty".into(),
            address: String::new(),
            volunteer_type: VolunteerType::Social,
            status: ProjectStatus::Pending,
            organizer: String::new(),
            organizer_id: UserId(1),
            location: None,
            starts_on: None,
            ends_on: None,
            tasks_count: 0,
            free_places: 0,
            volunteers_count: 0,
            cover_url: None,
            cover_hash: None,
            published_at: None,
            submitted_at: Some(at(minute)),
            created_at: at(0),
        }
    }

    fn hrefs(items: &[QueueItem]) -> Vec<String> {
        items.iter().map(|item| item.href().trim_start_matches("/review/").to_owned()).collect()
    }

    #[test]
    fn both_lists_are_one_line_and_the_next_page_begins_in_both() {
        let accounts = Page { items: vec![account(1, 1), account(2, 5)], next: None };
        let projects = Page { items: vec![project(1, 2), project(2, 3)], next: None };
        let (items, next) = merge(&Position::default(), accounts, projects, 2);
        assert_eq!(hrefs(&items), ["accounts/1", "projects/1"]);
        let position = Position::parse(next.as_deref());
        assert_eq!(position.accounts, Some(Cursor::at(at(1), 1).encode()));
        assert_eq!(position.projects, Some(Cursor::at(at(2), 1).encode()));
    }

    #[test]
    fn a_list_without_items_on_the_page_keeps_its_place() {
        let from = Position { accounts: Some("5-1".into()), projects: None };
        let projects = Page { items: vec![project(1, 2)], next: Some("x".into()) };
        let (_, next) = merge(&from, Page::empty(), projects, 1);
        assert!(next.unwrap().starts_with("5-1~"));
    }

    #[test]
    fn the_last_page_leads_nowhere() {
        let (items, next) =
            merge(&Position::default(), Page::empty(), Page { items: vec![project(1, 2)], next: None }, 2);
        assert_eq!((items.len(), next), (1, None));
    }
}
