//! Where items are decided on.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The part of the site a reviewer works in: organizers stay among their own pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Review,
    Organizer,
}

impl Section {
    /// As a form sends it.
    pub fn as_str(self) -> &'static str {
        match self {
            Section::Review => "review",
            Section::Organizer => "organizer",
        }
    }

    /// As a form sent it.
    #[cfg_attr(not(feature = "ssr"), allow(dead_code))]
    pub fn parse(name: &str) -> Self {
        if name == Section::Organizer.as_str() { Section::Organizer } else { Section::Review }
    }

    /// The section of the page that is shown.
    pub fn current() -> Self {
        let path = use_location().pathname.get_untracked();
        if path.starts_with("/organizer/") { Section::Organizer } else { Section::Review }
    }

    /// The page of an item.
    pub fn item(self, kind: &str, id: i64) -> String {
        match (self, kind) {
            (Section::Organizer, "report") => format!("/organizer/reports/{id}"),
            _ => format!("/review/{kind}s/{id}"),
        }
    }

    /// The queue.
    pub fn queue(self) -> &'static str {
        match self {
            Section::Review => "/review",
            Section::Organizer => "/organizer/reports",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organizers_stay_among_their_pages() {
        assert_eq!(Section::Organizer.item("report", 7), "/organizer/reports/7");
        assert_eq!(Section::Review.item("report", 7), "/review/reports/7");
        assert_eq!(Section::Organizer.item("account", 7), "/review/accounts/7");
        for section in [Section::Review, Section::Organizer] {
            assert_eq!(Section::parse(section.as_str()), section);
        }
    }
}
