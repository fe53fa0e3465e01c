//! The catalogue of measures: everything that is counted, each declared once. Its SQL stands beside
//! it in `ops/catalogue.rs`, the list behind it in `model/drill.rs`; the compiler asks for both.

use birqadam_core::{Permission, chart::Unit};
use serde::{Deserialize, Serialize};

use super::Dimension;

/// How single facts become one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// How many facts fall into the period.
    Count,
    /// The sum of what the facts carry, divided by this: minutes are kept, hours shown.
    Sum(i64),
    /// The sum of what the facts carry in minor units of [`CURRENCY`].
    Money,
    /// The mean of what the facts carry; unknown without any.
    Average,
    /// The middle length of time. Kept as a histogram whose bars are 9 % wide, so it is right to
    /// within 4.5 %; unknown without any.
    Median,
    /// How many are so now, whatever the period.
    Now,
    /// How many different people; of a city or a type of the whole platform not beyond 92 days.
    People,
    /// The sum of the first measures over the sum of the second ones; unknown when that is zero.
    Rate(&'static [Measure], &'static [Measure]),
}

/// Money in other currencies is not among the figures.
pub const CURRENCY: &str = "KZT";

/// What a measure is counted from, which decides what it can be split and filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Accounts: by city, role and period.
    Person,
    /// Projects and what belongs to them: by city, type, project, organizer and period.
    Project,
}

/// What is said about a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasureSpec {
    pub aggregate: Aggregate,
    pub subject: Subject,
    /// Makes sense for one volunteer's own work.
    pub personal: bool,
    /// Anyone signed in may know it of the whole platform; it stands on public pages.
    pub open: bool,
    /// Whether more is better, for the colour of a change; `None` where neither is.
    pub more_is_better: Option<bool>,
}

macro_rules! measures {
    ($($(#[$doc:meta])* $variant:ident = $name:literal: $subject:ident, $aggregate:expr $(, $mark:ident)*;)+) => {
        /// One thing that is counted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
        pub enum Measure { $($(#[$doc])* #[serde(rename = $name)] $variant),+ }

        impl Measure {
            pub const ALL: &'static [Measure] = &[$(Measure::$variant),+];

            /// The name under which it is stored and known to programs.
            pub fn as_str(self) -> &'static str {
                match self { $(Measure::$variant => $name),+ }
            }

            pub fn parse(name: &str) -> Option<Measure> {
                match name { $($name => Some(Measure::$variant),)+ _ => None }
            }

            pub fn spec(self) -> MeasureSpec {
                match self { $(Measure::$variant => {
                    #[allow(unused_mut)]
                    let mut spec = MeasureSpec {
                        aggregate: $aggregate,
                        subject: Subject::$subject,
                        personal: false,
                        open: false,
                        more_is_better: None,
                    };
                    $(mark::$mark(&mut spec);)*
                    spec
                }),+ }
            }
        }
    };
}

/// The words after a measure in the catalogue.
mod mark {
    use super::MeasureSpec;

    pub fn personal(spec: &mut MeasureSpec) {
        spec.personal = true;
    }
    pub fn open(spec: &mut MeasureSpec) {
        spec.open = true;
    }
    pub fn good(spec: &mut MeasureSpec) {
        spec.more_is_better = Some(true);
    }
    pub fn bad(spec: &mut MeasureSpec) {
        spec.more_is_better = Some(false);
    }
}

use Aggregate::{Average, Count, Median, Money, Now, People, Rate, Sum};

measures! {
    /// Accounts made, on the day of registration.
    Registrations = "registrations": Person, Count, good;
    /// Accounts that may act, on the day that was decided; volunteers on the day they registered.
    AccountsApproved = "accounts_approved": Person, Count, good;
    /// People who took their first place on a task.
    FirstTasks = "first_tasks": Person, Count, good;
    /// People whose first report was approved.
    FirstReports = "first_reports": Person, Count, good;
    /// From the application to the decision on an account.
    AccountReviewTime = "account_review_time": Person, Median, bad;
    /// Accounts there are, by the role asked for at registration.
    Accounts = "accounts": Person, Now;
    /// Accounts that wait for a moderator.
    AccountsWaiting = "accounts_waiting": Person, Now, bad;

    /// Projects that were sent, on the day they were begun; a draft is its author's own business.
    ProjectsCreated = "projects_created": Project, Count, good;
    /// Projects that became public.
    ProjectsPublished = "projects_published": Project, Count, good;
    /// Projects that were completed; also those put away after.
    ProjectsCompleted = "projects_completed": Project, Count, good, open;
    /// Projects that are public.
    ProjectsActive = "projects_active": Project, Now, open;
    /// Projects whose state is "completed".
    ProjectsFinished = "projects_finished": Project, Now, open;
    /// Projects that wait for a moderator.
    ProjectsWaiting = "projects_waiting": Project, Now, bad;
    /// From sending a project to its publication.
    ProjectReviewTime = "project_review_time": Project, Median, bad;

    /// Tasks written, also those cancelled later; those of a draft are its author's own business.
    TasksCreated = "tasks_created": Project, Count, good;
    /// Tasks that were completed.
    TasksCompleted = "tasks_completed": Project, Count, good, open;
    /// Tasks that are open or under way in public projects.
    TasksOpen = "tasks_open": Project, Now, open;
    /// Places on tasks that were taken, also those given up later; waiting for one does not count.
    Joins = "joins": Project, Count, good, personal;
    /// Places and waits that were given up.
    Leaves = "leaves": Project, Count, bad, personal;
    /// Places whose work was done: its report was approved.
    PlacesDone = "places_done": Project, Count, good, personal;

    /// Reports, on the day they came last: a corrected one counts where it came again.
    ReportsSent = "reports_sent": Project, Count, good, personal;
    /// Reports that stand approved, on the day of the decision.
    ReportsApproved = "reports_approved": Project, Count, good, personal, open;
    /// Reports that are out for correction, on the day of the decision.
    ReportsReturned = "reports_returned": Project, Count, bad, personal;
    /// Reports that stand rejected, on the day of the decision.
    ReportsRejected = "reports_rejected": Project, Count, bad, personal;
    /// Reports that wait for a decision.
    ReportsWaiting = "reports_waiting": Project, Now, bad, personal;
    /// From the report's arrival to the decision.
    ReportReviewTime = "report_review_time": Project, Median, bad, personal;
    /// Of decided reports, how many stand approved.
    ApprovalShare = "approval_share": Project, Rate(
        &[Measure::ReportsApproved],
        &[Measure::ReportsApproved, Measure::ReportsReturned, Measure::ReportsRejected],
    ), good, personal;
    /// Of the places taken, how many were given up.
    LeaveShare = "leave_share": Project, Rate(&[Measure::Leaves], &[Measure::Joins]), bad;
    /// Hours of tasks with approved reports, from a task's beginning to its end; a task without
    /// hours adds none. On the day of the decision.
    Hours = "hours": Project, Sum(60), good, personal, open;
    /// Stars of approved reports.
    AverageRating = "average_rating": Project, Average, good, personal;
    /// People who took a place or sent a report.
    ActiveVolunteers = "active_volunteers": Project, People, good, open;

    /// What sponsors gave and what did not go back, on the day it came.
    Raised = "raised": Project, Money, good;
    /// Approved expenses, on the day of the purchase.
    Spent = "spent": Project, Money;
    /// People whose money came and did not all go back.
    Sponsors = "sponsors": Project, People, good;
}

impl Measure {
    /// How its values are written.
    pub fn unit(self) -> Unit {
        match self.spec().aggregate {
            Aggregate::Count | Aggregate::Now | Aggregate::People => Unit::Count,
            Aggregate::Sum(_) => Unit::Hours,
            Aggregate::Money => Unit::Money(CURRENCY.into()),
            Aggregate::Average => Unit::Stars,
            Aggregate::Median => Unit::Seconds,
            Aggregate::Rate(..) => Unit::Share,
        }
    }

    /// What one must be allowed to ask for the whole platform; of one's own projects it is
    /// [`Permission::ProjectsManageOwn`], of one's own work [`Permission::TasksJoin`].
    pub fn permission(self) -> Permission {
        Permission::AnalyticsView
    }

    /// Whether it can be split or narrowed by the dimension. An answer to what it does not know
    /// is unknown, not zero.
    pub fn knows(self, dimension: Dimension) -> bool {
        match (self.spec().subject, dimension) {
            (_, Dimension::Period) => !matches!(self.spec().aggregate, Aggregate::Now),
            (_, Dimension::City) => true,
            (Subject::Person, Dimension::Role) => true,
            (Subject::Person, _) => false,
            (Subject::Project, Dimension::Role) => false,
            (Subject::Project, Dimension::Kind | Dimension::Project | Dimension::Organizer) => true,
        }
    }

    /// A value as programs get it: money in whole units of the currency.
    pub fn for_programs(self, value: f64) -> f64 {
        if self.spec().aggregate == Aggregate::Money { value / 100.0 } else { value }
    }

    /// The measures whose facts it is made of: itself, or the parts of a rate.
    pub fn parts(self) -> Vec<Measure> {
        match self.spec().aggregate {
            Aggregate::Rate(of, among) => {
                let mut parts: Vec<Measure> = of.iter().chain(among).copied().collect();
                parts.sort_unstable();
                parts.dedup();
                parts
            }
            _ => vec![self],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_are_what_json_says() {
        for measure in Measure::ALL {
            assert_eq!(Measure::parse(measure.as_str()), Some(*measure));
            assert_eq!(serde_json::to_value(measure).ok(), Some(measure.as_str().into()));
        }
    }

    #[test]
    fn the_parts_of_a_rate_are_kept_themselves() {
        for measure in Measure::ALL {
            for part in measure.parts() {
                assert!(!matches!(part.spec().aggregate, Aggregate::Rate(..)), "{part:?} of {measure:?}");
            }
        }
    }
}
