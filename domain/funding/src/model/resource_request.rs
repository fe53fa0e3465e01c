//! Asking a partner for a resource, and what both sides say to it.

use birqadam_core::{
    Error, FieldCode, FieldError, FormInput, ProjectId, ResourceId, ResourceRequestId, Result, UserId, form::problems,
    named, parse::text_or_number, validate::Validator,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{LendingPeriod, PeriodFields, ResourceRequestStatus, read_record};

const NOTES_MAX: usize = 2_000;
const WORDS_MAX: usize = 1_000;

/// `POST /api/organizer/request-resource` and its form: which resource for which project, on a day
/// (or days, with times where they matter), or from one moment until another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ResourceRequestInput {
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub resource_id: String,
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub project_id: String,
    /// The day, `2025-11-01`.
    pub date: String,
    /// The last day, when it is another one.
    pub until: String,
    /// `09:00`; the whole day when left out.
    pub start_time: String,
    pub end_time: String,
    /// In place of days: both moments, as `2025-11-01T09:00:00+05:00`.
    pub starts_at: String,
    pub ends_at: String,
    pub notes: String,
}

/// A request that passed every rule that needs no database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidResourceRequest {
    pub resource_id: ResourceId,
    pub project_id: ProjectId,
    pub period: LendingPeriod,
    pub notes: String,
}

/// A partner's offer of other dates, with a word.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct CounterInput {
    pub date: String,
    pub until: String,
    pub start_time: String,
    pub end_time: String,
    pub starts_at: String,
    pub ends_at: String,
    pub message: String,
}

/// Why a request is rejected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct RejectRequestInput {
    pub reason: String,
}

/// Thanks for what was lent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ThankInput {
    pub thanks: String,
}

/// The answer to an offer of other dates: to the version that was seen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct AcceptInput {
    pub version: Option<i64>,
}

/// A request as either side sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ResourceRequest {
    pub id: ResourceRequestId,
    pub resource_id: ResourceId,
    pub resource: String,
    pub project_id: ProjectId,
    pub project: String,
    pub organizer_id: UserId,
    /// The organisation's name.
    pub organizer: String,
    pub partner_id: UserId,
    pub partner: String,
    /// The first day.
    pub date: NaiveDate,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub notes: String,
    pub status: ResourceRequestStatus,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// What the partner offers instead.
    pub counter: Option<Counter>,
    /// While it waits: its dates are promised to somebody else by now.
    pub clashes: bool,
    pub thanks: Option<String>,
    pub thanked_at: Option<DateTime<Utc>>,
    pub decided_at: Option<DateTime<Utc>>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
}

/// Other dates, with a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Counter {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub message: String,
}

impl ResourceRequest {
    pub fn period(&self) -> LendingPeriod {
        LendingPeriod { starts_at: self.starts_at, ends_at: self.ends_at }
    }

    /// Whether the organizer can thank now: it is theirs, it has begun, and they have not yet.
    pub fn can_be_thanked(&self, now: DateTime<Utc>) -> bool {
        let lent = matches!(self.status, ResourceRequestStatus::Approved | ResourceRequestStatus::Done);
        lent && self.starts_at <= now && self.thanks.is_none()
    }

    /// Whether either side can still step back.
    pub fn can_be_taken_back(&self, now: DateTime<Utc>) -> bool {
        self.status.is_waiting() || (self.status == ResourceRequestStatus::Approved && now < self.starts_at)
    }
}

impl Counter {
    pub fn period(&self) -> LendingPeriod {
        LendingPeriod { starts_at: self.starts_at, ends_at: self.ends_at }
    }
}

named! {
    /// The parts in which both sides look through their requests.
    #[derive(Default)]
    RequestShelf {
        /// Somebody has to answer; the longest waiting first.
        Waiting = "waiting",
        /// Promised, and not over.
        Upcoming = "upcoming",
        /// Lent, and over.
        Lent = "lent",
        /// Lent, and thanked for.
        Thanked = "thanked",
        /// Rejected or withdrawn.
        Closed = "closed",
        /// All, the latest first.
        #[default]
        All = "all",
    }
}

impl RequestShelf {
    /// # Errors
    /// [`Error::Invalid`] at `show`; nothing is all.
    pub fn read(name: &str) -> Result<Self> {
        let found = RequestShelf::parse(name);
        found.or(name.is_empty().then_some(RequestShelf::All)).ok_or_else(|| Error::field("show", FieldCode::Unknown))
    }
}

macro_rules! period_fields {
    ($input:expr) => {
        PeriodFields {
            date: &$input.date,
            until: &$input.until,
            start_time: &$input.start_time,
            end_time: &$input.end_time,
            starts_at: &$input.starts_at,
            ends_at: &$input.ends_at,
        }
    };
}

/// The browser's check knows no time: nothing is too late for it.
const EVER: DateTime<Utc> = DateTime::<Utc>::MIN_UTC;

impl FormInput for ResourceRequestInput {
    const NAME: &'static str = "resource-request";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate(EVER))
    }
}

impl ResourceRequestInput {
    /// # Errors
    /// [`Error::Invalid`] with every field that cannot be accepted.
    pub fn validate(&self, now: DateTime<Utc>) -> Result<ValidResourceRequest> {
        let mut v = Validator::new();
        let resource_id = record(&mut v, "resource_id", &self.resource_id);
        let project_id = record(&mut v, "project_id", &self.project_id);
        let period = period_fields!(self).read(&mut v, now);
        let notes = v.text("notes", &self.notes, 0, NOTES_MAX);
        v.finish()?;
        match (resource_id, project_id, period) {
            (Some(resource), Some(project), Some(period)) => {
                Ok(ValidResourceRequest { resource_id: resource.into(), project_id: project.into(), period, notes })
            }
            _ => Err(Error::field("date", FieldCode::Malformed)),
        }
    }
}

fn record(v: &mut Validator, field: &str, text: &str) -> Option<i64> {
    let id = read_record(text);
    match (id, text.trim().is_empty()) {
        (None, true) => v.add(field, FieldCode::Required),
        (None, false) => v.add(field, FieldCode::Unknown),
        _ => {}
    }
    id
}

impl FormInput for CounterInput {
    const NAME: &'static str = "counter-request";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate(EVER))
    }
}

impl CounterInput {
    /// # Errors
    /// [`Error::Invalid`] with every field that cannot be accepted.
    pub fn validate(&self, now: DateTime<Utc>) -> Result<(LendingPeriod, String)> {
        let mut v = Validator::new();
        let period = period_fields!(self).read(&mut v, now);
        let message = v.text("message", &self.message, 0, WORDS_MAX);
        v.finish()?;
        period.map(|period| (period, message)).ok_or_else(|| Error::field("date", FieldCode::Malformed))
    }
}

impl FormInput for RejectRequestInput {
    const NAME: &'static str = "reject-request";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

impl RejectRequestInput {
    /// # Errors
    /// [`Error::Invalid`] at `reason`.
    pub fn validate(&self) -> Result<String> {
        words("reason", &self.reason)
    }
}

impl FormInput for ThankInput {
    const NAME: &'static str = "thank-request";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

impl ThankInput {
    /// # Errors
    /// [`Error::Invalid`] at `thanks`.
    pub fn validate(&self) -> Result<String> {
        words("thanks", &self.thanks)
    }
}

fn words(field: &str, text: &str) -> Result<String> {
    let mut v = Validator::new();
    let text = v.text(field, text, 1, WORDS_MAX);
    v.finish().map(|()| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_request_is_read() {
        let sent = r#"{"resource_id": 50, "project_id": "5", "date": "2025-11-01", "notes": "Нужен зал"}"#;
        let input: ResourceRequestInput = serde_json::from_str(sent).unwrap();
        let valid = input.validate("2025-10-01T00:00:00Z".parse().unwrap()).unwrap();
        assert_eq!((valid.resource_id, valid.project_id), (ResourceId(50), ProjectId(5)));
        assert!(valid.period.is_whole_days());
    }

    /// Which knows no time: nothing is over for it, or too far away.
    #[test]
    fn the_browser_lets_a_good_request_through() {
        for date in ["2025-11-01", "01.11.2099"] {
            let wish = ResourceRequestInput {
                resource_id: "50".into(),
                project_id: "5".into(),
                date: date.into(),
                ..Default::default()
            };
            assert_eq!(wish.check(), [], "{date}");
            assert_eq!(CounterInput { date: date.into(), ..Default::default() }.check(), [], "{date}");
        }
    }

    #[test]
    fn what_is_missing_is_said_at_once() {
        let fields: Vec<String> = ResourceRequestInput::default().check().into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["resource_id", "project_id", "date"]);
        let odd = ResourceRequestInput { resource_id: "'; --".into(), project_id: "-5".into(), ..Default::default() };
        assert!(odd.check().iter().take(2).all(|error| error.code == FieldCode::Unknown));
        assert_eq!(RejectRequestInput::default().check()[0].code, FieldCode::Required);
        assert_eq!(ThankInput { thanks: "я".repeat(1001) }.check()[0].code, FieldCode::TooLong(1000));
    }

    #[test]
    fn shelves_by_name() {
        for shelf in RequestShelf::ALL.iter().copied() {
            assert_eq!(RequestShelf::read(shelf.as_str()), Ok(shelf));
        }
        assert_eq!(RequestShelf::read(""), Ok(RequestShelf::All));
        assert!(RequestShelf::read("top").is_err());
    }
}
