//! From questions to few statements: those about the same period, people and places share one.

use birqadam_core::{Actor, Error, Permission, Result, UserId};
use chrono::NaiveDate;

use crate::model::{Aggregate, Dimension, Filters, Measure, Period, Question, Scope, Subject};

/// Whose facts are read; decided from what the actor may see, never from what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Everybody,
    OrganizedBy(UserId),
    DoneBy(UserId),
}

/// Where the facts of a plan are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// The sums over everybody.
    Daily,
    /// The facts by project.
    Projects,
    /// One volunteer's own rows.
    OwnWork,
    /// Different people, from how long ago each was active before.
    Gaps,
    /// Different people, one by one.
    People,
    /// Different sponsors, one by one: there are few.
    Givers,
}

/// One statement: several measures over the same facts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub table: Table,
    pub whose: Whose,
    pub filters: Filters,
    pub split: Option<Dimension>,
    pub period: Period,
    pub compare: bool,
    /// The present state instead of a period.
    pub now: bool,
    /// What is read: rates are read as their parts.
    pub measures: Vec<Measure>,
}

/// Over more days than this, different people of a city or type are not counted: one by one would
/// read too much. Of everybody, and of an organizer's projects, they are.
pub(super) const MOST_DAYS_OF_PEOPLE: i64 = 92;

/// Over more days than this, the projects and organizers with the most are not looked for among all.
pub(super) const MOST_DAYS_OF_RECORDS: i64 = 366;

impl Plan {
    /// How to answer; `None` when the measure does not know what it is narrowed by.
    pub fn of(question: &Question, whose: Whose) -> Option<Plan> {
        let measure = question.measure;
        let spec = measure.spec();
        let personal = whose != Whose::Everybody;
        let unknown = question.filters.narrowed().any(|dimension| !measure.knows(dimension))
            || (personal && spec.subject == Subject::Person)
            || (matches!(whose, Whose::DoneBy(_)) && !spec.personal);
        if unknown {
            return None;
        }
        let is_record = |dimension: Dimension| matches!(dimension, Dimension::Project | Dimension::Organizer);
        let too_long = whose == Whose::Everybody && question.period.days() > MOST_DAYS_OF_RECORDS;
        let split =
            question.split.filter(|dimension| measure.knows(*dimension) && !(is_record(*dimension) && too_long));
        let records = split.is_some_and(is_record);
        let narrowed = question.filters.project.is_some() || question.filters.organizer.is_some();
        let table = match (whose, spec.aggregate) {
            (Whose::DoneBy(_), _) => Table::OwnWork,
            (_, Aggregate::People) if measure == Measure::Sponsors => Table::Givers,
            (Whose::Everybody, Aggregate::People) if !narrowed => {
                let everywhere = question.filters.narrowed().next().is_none();
                match split {
                    None | Some(Dimension::Period) if everywhere => Table::Gaps,
                    _ if question.period.days() > MOST_DAYS_OF_PEOPLE => return None,
                    _ => Table::People,
                }
            }
            (_, Aggregate::People) => Table::People,
            (Whose::Everybody, _) if !records && !narrowed => Table::Daily,
            _ => Table::Projects,
        };
        let now = spec.aggregate == Aggregate::Now;
        Some(Plan {
            table,
            whose,
            filters: question.filters.clone(),
            split,
            period: question.period,
            compare: question.compare && !now,
            now,
            measures: measure.parts(),
        })
    }

    /// Split by projects or organizers, of which only the first are read.
    pub fn has_records(&self) -> bool {
        matches!(self.split, Some(Dimension::Project | Dimension::Organizer))
    }

    /// Takes over the other one's measures when all else is the same.
    pub fn absorb(&mut self, other: &Plan) -> bool {
        // Which projects come first depends on the measure.
        let same = Plan { measures: other.measures.clone(), ..self.clone() } == *other;
        if !same || (self.has_records() && self.measures != other.measures) {
            return false;
        }
        for measure in &other.measures {
            if !self.measures.contains(measure) {
                self.measures.push(*measure);
            }
        }
        true
    }

    /// The days that are read, with the period before when that is wanted.
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        match (self.now, self.compare) {
            (true, _) => (NaiveDate::default(), NaiveDate::default()),
            (false, true) => (self.period.before().from, self.period.to),
            (false, false) => (self.period.from, self.period.to),
        }
    }

    /// The first day of the period itself.
    pub fn current_from(&self) -> NaiveDate {
        if self.now { NaiveDate::default() } else { self.period.from }
    }

    pub fn names(&self) -> Vec<String> {
        self.measures.iter().map(|measure| measure.as_str().to_owned()).collect()
    }
}

/// Whether the actor may ask this, and whose facts answer it.
///
/// # Errors
/// [`Error::Unauthenticated`], [`Error::Forbidden`]; [`Error::NotFound`] for another's projects.
pub(super) fn whose(actor: &Actor, question: &Question) -> Result<Whose> {
    let filters = &question.filters;
    match question.scope {
        Scope::Platform => {
            let wanted = question.measure.permission();
            let open = question.measure.spec().open && filters.project.is_none() && filters.organizer.is_none();
            let known_to_all = open && actor.id().is_some();
            if !known_to_all && !actor.can(wanted) {
                actor.require(wanted)?;
            }
            Ok(Whose::Everybody)
        }
        Scope::Own => {
            let user = actor.require(Permission::ProjectsManageOwn)?;
            if filters.organizer.is_some_and(|organizer| organizer != user) {
                return Err(Error::NotFound);
            }
            Ok(Whose::OrganizedBy(user))
        }
        Scope::Mine => actor.require(Permission::TasksJoin).map(Whose::DoneBy),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Preset;

    /// How a question differs from the plain one.
    type Change = fn(Question) -> Question;

    fn plan(measure: Measure, whose: Whose, change: impl FnOnce(Question) -> Question) -> Option<Plan> {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21)?;
        let question = Question::new(measure, Scope::Platform, Preset::Month.period(day));
        Plan::of(&change(question), whose)
    }

    #[test]
    fn questions_about_the_same_share_a_statement() {
        let table: [(&str, Change, bool); 4] = [
            ("the same", |q| q, true),
            ("compared", Question::compared, false),
            ("split", |q| q.by(Dimension::City), false),
            ("elsewhere", |q| q.with(&Filters { city: Some("Almaty".into()), ..Filters::default() }), false),
        ];
        for (what, change, shared) in table {
            let mut first = plan(Measure::ReportsSent, Whose::Everybody, |q| q).unwrap();
            let other = plan(Measure::ApprovalShare, Whose::Everybody, change).unwrap();
            assert_eq!(first.absorb(&other), shared, "{what}");
            // A rate is read as its parts, each once.
            assert_eq!(first.measures.len(), if shared { 4 } else { 1 }, "{what}");
        }
    }

    #[test]
    fn each_question_is_answered_from_the_smallest_table() {
        let organizer = Whose::OrganizedBy(UserId(7));
        let volunteer = Whose::DoneBy(UserId(7));
        let table: [(Measure, Whose, Change, Option<Table>); 14] = [
            (Measure::ReportsSent, Whose::Everybody, |q| q.by(Dimension::City), Some(Table::Daily)),
            (Measure::ReportsSent, Whose::Everybody, |q| q.by(Dimension::Project), Some(Table::Projects)),
            (Measure::ReportsSent, organizer, |q| q, Some(Table::Projects)),
            (Measure::ReportsSent, volunteer, |q| q, Some(Table::OwnWork)),
            (Measure::ActiveVolunteers, organizer, |q| q, Some(Table::People)),
            (Measure::ActiveVolunteers, Whose::Everybody, |q| q.by(Dimension::Period), Some(Table::Gaps)),
            (Measure::ActiveVolunteers, Whose::Everybody, |q| q.by(Dimension::City), Some(Table::People)),
            (Measure::ActiveVolunteers, volunteer, |q| q, None),
            (Measure::Raised, Whose::Everybody, |q| q.by(Dimension::City), Some(Table::Daily)),
            (Measure::Raised, organizer, |q| q.by(Dimension::Period), Some(Table::Projects)),
            (Measure::Sponsors, Whose::Everybody, |q| q.by(Dimension::City), Some(Table::Givers)),
            (Measure::Spent, volunteer, |q| q, None),
            (Measure::Registrations, organizer, |q| q, None),
            (
                Measure::Registrations,
                Whose::Everybody,
                |q| q.with(&Filters { kind: Some("sport".into()), ..Filters::default() }),
                None,
            ),
        ];
        for (measure, whose, change, expected) in table {
            assert_eq!(plan(measure, whose, change).map(|plan| plan.table), expected, "{measure:?} {whose:?}");
        }
    }

    #[test]
    fn what_holds_now_is_never_compared() {
        let plan = plan(Measure::ProjectsActive, Whose::Everybody, Question::compared).unwrap();
        assert!(plan.now && !plan.compare);
        assert_eq!(plan.days().0, plan.days().1);
    }
}
