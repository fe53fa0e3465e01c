//! What can go wrong, as stable codes for programs. The words for people live in `app/texts`.

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::Value;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An expected failure, safe to show to whoever asked; or [`Error::Internal`], of which only
/// an id is shown while the cause goes to the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case", content = "detail")]
pub enum Error {
    /// Nobody is signed in (401).
    #[error("unauthenticated")]
    Unauthenticated,
    /// What was shown as proof of identity is wrong, used up or expired (401).
    #[error("sign-in failed: {0:?}")]
    SignIn(Code),
    /// Signed in, but may not do this (403).
    #[error("forbidden: {0:?}")]
    Forbidden(Code),
    /// No such record, or not one the caller may know of (404).
    #[error("not found")]
    NotFound,
    /// The request was fine but the record's state is against it (409).
    #[error("conflict: {0:?}")]
    Conflict(Code),
    /// The record changed since the caller read it (409); both versions are given as JSON.
    #[error("stale version")]
    Stale { current_version: i64, current: String, yours: String },
    /// Input that cannot be accepted, field by field (422).
    #[error("invalid input: {0:?}")]
    Invalid(Vec<FieldError>),
    /// The body is larger than allowed (413).
    #[error("too large")]
    TooLarge { limit_bytes: u64 },
    /// Too many requests (429).
    #[error("too many requests")]
    TooMany { retry_after_seconds: u32 },
    /// A part we depend on does not answer (503).
    #[error("unavailable")]
    Unavailable,
    /// Our fault (500). The id leads to the full story in the log.
    #[error("internal error {id}")]
    Internal { id: String },
}

impl Error {
    /// An [`Error::Invalid`] with one field.
    pub fn field(field: impl Into<String>, code: FieldCode) -> Self {
        Error::Invalid(vec![FieldError { field: field.into(), code }])
    }

    /// HTTP status code.
    pub fn status(&self) -> u16 {
        match self {
            Error::Unauthenticated | Error::SignIn(_) => 401,
            Error::Forbidden(_) => 403,
            Error::NotFound => 404,
            Error::Conflict(_) | Error::Stale { .. } => 409,
            Error::Invalid(_) => 422,
            Error::TooLarge { .. } => 413,
            Error::TooMany { .. } => 429,
            Error::Unavailable => 503,
            Error::Internal { .. } => 500,
        }
    }

    /// The stable code that programs switch on.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Unauthenticated => "unauthenticated",
            Error::SignIn(code) | Error::Forbidden(code) | Error::Conflict(code) => code.as_str(),
            Error::NotFound => "not_found",
            Error::Stale { .. } => "stale_version",
            Error::Invalid(_) => "invalid",
            Error::TooLarge { .. } => "too_large",
            Error::TooMany { .. } => "too_many_requests",
            Error::Unavailable => "unavailable",
            Error::Internal { .. } => "internal",
        }
    }

    /// The errors at fields, if that is what this is.
    pub fn fields(&self) -> &[FieldError] {
        match self {
            Error::Invalid(fields) => fields,
            _ => &[],
        }
    }

    /// The same with other names of its fields, for a form that calls them differently.
    #[must_use]
    pub fn renamed(self, name: impl Fn(String) -> String) -> Self {
        match self {
            Error::Invalid(fields) => Error::Invalid(
                fields.into_iter().map(|error| FieldError { field: name(error.field), code: error.code }).collect(),
            ),
            other => other,
        }
    }
}

/// As [`Serialize`] writes it. By hand: what is derived for tagged variants reads each of them in
/// two orders through a type of its own, and every page of the browser carries it.
impl<'de> Deserialize<'de> for Error {
    fn deserialize<D: Deserializer<'de>>(d: D) -> std::result::Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Sent {
            error: String,
            #[serde(default)]
            detail: Value,
        }
        let sent = Sent::deserialize(d)?;
        read(&sent.error, &sent.detail).ok_or_else(|| de::Error::custom("not an error of ours"))
    }
}

fn read(name: &str, detail: &Value) -> Option<Error> {
    let code = || Code::ALL.iter().find(|code| Some(code.as_str()) == detail.as_str()).copied();
    let text = |name: &str| Some(detail.get(name)?.as_str()?.to_owned());
    let number = |name: &str| detail.get(name)?.as_i64();
    Some(match name {
        "unauthenticated" => Error::Unauthenticated,
        "sign_in" => Error::SignIn(code()?),
        "forbidden" => Error::Forbidden(code()?),
        "not_found" => Error::NotFound,
        "conflict" => Error::Conflict(code()?),
        "stale" => Error::Stale {
            current_version: number("current_version")?,
            current: text("current")?,
            yours: text("yours")?,
        },
        "invalid" => Error::Invalid(detail.as_array()?.iter().map(read_field).collect::<Option<_>>()?),
        "too_large" => Error::TooLarge { limit_bytes: number("limit_bytes")?.try_into().ok()? },
        "too_many" => Error::TooMany { retry_after_seconds: number("retry_after_seconds")?.try_into().ok()? },
        "unavailable" => Error::Unavailable,
        "internal" => Error::Internal { id: text("id")? },
        _ => return None,
    })
}

impl<'de> Deserialize<'de> for FieldError {
    fn deserialize<D: Deserializer<'de>>(d: D) -> std::result::Result<Self, D::Error> {
        read_field(&Value::deserialize(d)?).ok_or_else(|| de::Error::custom("not an error of a field"))
    }
}

/// The name of the field stands beside the code and its limit.
fn read_field(sent: &Value) -> Option<FieldError> {
    Some(FieldError { field: sent.get("field")?.as_str()?.to_owned(), code: FieldCode::deserialize(sent).ok()? })
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// Why something is forbidden, in conflict or no proof of identity.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Code { $($(#[$doc])* $variant),+ }

        impl Code {
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];
            pub fn as_str(self) -> &'static str { match self { $(Code::$variant => $name),+ } }
        }
    };
}

codes! {
    NotAllowed = "not_allowed",
    AccountPending = "account_pending",
    AccountRejected = "account_rejected",
    AccountBlocked = "account_blocked",
    /// Sign-in failed; deliberately the same for an unknown address and a wrong password.
    WrongCredentials = "wrong_credentials",
    /// A confirmation, reset or refresh token is unknown, used or expired.
    TokenInvalid = "token_invalid",
    /// A refresh token was used twice: the whole family is revoked.
    TokenReused = "token_reused",
    /// The record is not in a state that allows this step.
    WrongState = "wrong_state",
    /// Somebody decided on this already, differently.
    AlreadyDecided = "already_decided",
    /// One does not decide on one's own.
    OwnItem = "own_item",
    /// A decision took effect and cannot be taken back any more.
    UndoTooLate = "undo_too_late",
    /// There is an appeal against this decision.
    AppealExists = "appeal_exists",
    AlreadyJoined = "already_joined",
    NotJoined = "not_joined",
    /// The person has another task at the same time.
    TimeClash = "time_clash",
    TaskClosed = "task_closed",
    ProjectClosed = "project_closed",
    ReportExists = "report_exists",
    LastAdmin = "last_admin",
    RoleInUse = "role_in_use",
    /// A role that comes with the platform cannot be removed.
    SystemRole = "system_role",
    /// What was shown before is no longer what would happen.
    PlanChanged = "plan_changed",
    /// Shown first, then done: the plan is to be confirmed.
    ConfirmFirst = "confirm_first",
    /// The account waits, was declined or is blocked.
    AccountNotActive = "account_not_active",
    /// The record is not any more what it was when the plan was made.
    ChangedMeanwhile = "changed_meanwhile",
    /// There is nothing to do: it is so already.
    AlreadySo = "already_so",
    /// A passport before the first approved report.
    NothingToState = "nothing_to_state",
    /// The project has less money than that.
    NotEnoughMoney = "not_enough_money",
    /// A line of a budget that expenses name stays.
    BudgetLineUsed = "budget_line_used",
    /// The project takes no money: it is not published, or over.
    TakesNoMoney = "takes_no_money",
    /// The resource is promised to somebody else at that time.
    ResourceTaken = "resource_taken",
    /// Somebody asks for it or was promised it.
    RequestsOpen = "requests_open",
    /// The payment provider cannot be reached now.
    ProviderDown = "provider_down",
    /// The payment provider says no.
    ProviderRefused = "provider_refused",
    CrossSite = "cross_site",
}

/// One field that cannot be accepted. `field` is the name in the form and in the API, with
/// indexes for lists: `tasks.2.deadline`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldError {
    pub field: String,
    #[serde(flatten)]
    pub code: FieldCode,
}

/// What is wrong with a field. Adjacently tagged, so that it survives every encoding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "limit", rename_all = "snake_case")]
pub enum FieldCode {
    Required,
    /// Fewer characters than the limit.
    TooShort(i64),
    /// More characters than the limit.
    TooLong(i64),
    /// Less than the limit.
    TooSmall(i64),
    /// More than the limit.
    TooBig(i64),
    /// Not a value we know.
    Unknown,
    /// Not a number, date, time… of the expected form.
    Malformed,
    Email,
    Phone,
    /// Not a day, as `01.11.2025`.
    Date,
    /// Not a time of day, as `09:00`.
    Time,
    EmailTaken,
    /// Another record has this name already.
    NameTaken,
    /// The password is easy to guess or known from leaks.
    WeakPassword,
    InPast,
    /// Only what has been counts.
    InFuture,
    /// The end lies before the start.
    EndBeforeStart,
    /// Beyond ±90° or ±180°.
    OffEarth,
    /// Latitude without longitude or the other way round.
    Incomplete,
    /// Not a JPEG, PNG or WebP picture (by content, whatever its name says).
    NotAPhoto,
    /// A picture that cannot be decoded.
    BrokenPhoto,
    /// A picture whose file ends before it should.
    CutShort,
    /// Not a PDF, JPEG, PNG or WebP (by content).
    NotADocument,
    /// The file is larger than the limit in megabytes.
    FileTooLarge(i64),
    /// The picture has more pixels than the limit in megapixels.
    TooManyPixels(i64),
    EmptyFile,
    /// A file sent ahead of its form, whose day is over.
    FileGone,
    /// A file on its way to us: not yet all here, or stuck.
    FileNotSent,
    /// More entries than the limit.
    TooMany(i64),
    /// Control characters or line breaks where none belong.
    ForbiddenCharacters,
    /// Smaller than what is already taken (capacity below assigned people).
    BelowTaken(i64),
    /// This field is not open for correction.
    NotOpen,
    /// A beginning and an end that are the same moment.
    SameTime,
    /// A part of what only comes whole: half a tree.
    NotWhole,
    /// So far from today that the year must be a slip.
    CheckYear,
    /// A text with a name in braces that means nothing there.
    UnknownPlaceholder,
    /// At that time it is promised to somebody else.
    DatesTaken,
    /// Not on that day of the week.
    DayNotOffered,
    /// Longer than so many days.
    TooManyDays(i64),
    /// A line that expenses name stays.
    InUse,
    /// More than there is: so many minor units.
    NotEnoughMoney(i64),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_read_as_it_was_written() {
        let codes = [FieldCode::Required, FieldCode::TooLong(200), FieldCode::BelowTaken(-1)];
        let fields = codes.map(|code| FieldError { field: "tasks.2.deadline".into(), code });
        let mut errors = vec![
            Error::Unauthenticated,
            Error::NotFound,
            Error::Stale { current_version: 7, current: "{\"a\":1}".into(), yours: String::new() },
            Error::Invalid(Vec::new()),
            Error::Invalid(fields.to_vec()),
            Error::TooLarge { limit_bytes: 10 << 20 },
            Error::TooMany { retry_after_seconds: u32::MAX },
            Error::Unavailable,
            Error::Internal { id: "01J".into() },
        ];
        for code in Code::ALL {
            errors.extend([Error::SignIn(*code), Error::Forbidden(*code), Error::Conflict(*code)]);
        }
        for error in errors {
            let written = serde_json::to_string(&error).expect("it is written");
            assert_eq!(serde_json::from_str::<Error>(&written).ok(), Some(error), "{written}");
        }
    }

    #[test]
    fn what_is_no_error_of_ours_is_not_read() {
        let table = [
            r#"{}"#,
            r#"{"error":"new"}"#,
            r#"{"error":"conflict"}"#,
            r#"{"error":"conflict","detail":"new"}"#,
            r#"{"error":"invalid","detail":[{"field":"a","code":"new"}]}"#,
            r#"{"error":"too_many","detail":{"retry_after_seconds":-1}}"#,
        ];
        for sent in table {
            assert!(serde_json::from_str::<Error>(sent).is_err(), "{sent}");
        }
    }
}
