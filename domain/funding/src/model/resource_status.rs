//! What partners lend, on which days, and how a request for it goes.

use birqadam_core::named;
use chrono::{Datelike, NaiveDate, Weekday};

named! {
    /// What kind of thing is lent.
    ResourceType {
        Venue = "venue",
        Equipment = "equipment",
        Transport = "transport",
        Expertise = "expertise",
        Other = "other",
    }
}

named! {
    /// On which days of the week it is lent.
    ResourceDays { Every = "every", Workdays = "workdays", Weekends = "weekends" }
}

named! {
    /// Only an active resource is found and asked for.
    ResourceStatus { Active = "active", Paused = "paused", Archived = "archived" }
}

named! {
    /// Life of a request. `countered`: the partner offers other dates. `done`: it was lent and is over.
    ResourceRequestStatus {
        Pending = "pending",
        Approved = "approved",
        Rejected = "rejected",
        Countered = "countered",
        Withdrawn = "withdrawn",
        Done = "done",
    }
}

impl ResourceDays {
    /// Whether it is lent on this day.
    pub fn holds(self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        match self {
            ResourceDays::Every => true,
            ResourceDays::Workdays => !weekend,
            ResourceDays::Weekends => weekend,
        }
    }
}

impl ResourceStatus {
    pub fn can_become(self, next: ResourceStatus) -> bool {
        use ResourceStatus::*;
        matches!((self, next), (Active, Paused | Archived) | (Paused, Active | Archived) | (Archived, Active))
    }
}

impl ResourceRequestStatus {
    /// Whether the step is allowed. A promise can be taken back by either side, before it begins.
    pub fn can_become(self, next: ResourceRequestStatus) -> bool {
        use ResourceRequestStatus::*;
        matches!(
            (self, next),
            (Pending, Approved | Rejected | Countered | Withdrawn)
                | (Countered, Approved | Rejected | Countered | Withdrawn)
                | (Approved, Rejected | Withdrawn | Done)
        )
    }

    /// Somebody has to answer.
    pub fn is_waiting(self) -> bool {
        matches!(self, ResourceRequestStatus::Pending | ResourceRequestStatus::Countered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_ends_once() {
        use ResourceRequestStatus::*;
        for end in [Rejected, Withdrawn, Done] {
            assert!(ResourceRequestStatus::ALL.iter().all(|next| !end.can_become(*next)), "{end}");
        }
        for waiting in [Pending, Countered] {
            assert!(waiting.is_waiting() && !waiting.can_become(Done) && !waiting.can_become(Pending));
        }
    }

    #[test]
    fn days_of_the_week() {
        let friday = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let table =
            [(0, [true, true, false]), (1, [true, false, true]), (2, [true, false, true]), (3, [true, true, false])];
        for (after, expected) in table {
            let day = friday + chrono::TimeDelta::days(after);
            let holds = [ResourceDays::Every, ResourceDays::Workdays, ResourceDays::Weekends].map(|d| d.holds(day));
            assert_eq!(holds, expected, "{day}");
        }
    }
}
