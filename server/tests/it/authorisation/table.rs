//! What a line of the table is: an operation, a record, and what each role gets.

/// What a role gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gets {
    /// Past every check of rights: a success, or at worst an objection to the input (422) or to
    /// the record's state (409).
    Yes,
    /// 401: nobody is signed in, or the account is blocked.
    SignIn,
    /// 403: signed in and not allowed.
    No,
    /// 404: not theirs to know of.
    Hidden,
}

/// The roles of the table, in the order of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Anonymous,
    /// Holds the place on the task and wrote the report, owns the document.
    Volunteer,
    /// Another volunteer.
    Stranger,
    /// Owns the project.
    Organizer,
    /// An approved organizer with nothing in common with the project.
    OtherOrganizer,
    PendingOrganizer,
    Sponsor,
    Moderator,
    Admin,
    Blocked,
}

use Who::*;

pub const COLUMNS: [Who; 10] =
    [Anonymous, Volunteer, Stranger, Organizer, OtherOrganizer, PendingOrganizer, Sponsor, Moderator, Admin, Blocked];

/// What stands for `{id}` and its like in the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    Nothing,
    /// The list of users.
    UserList,
    /// The organizer's published project.
    Project,
    /// A draft of the organizer's.
    Draft,
    /// A project that waits for a moderator.
    PendingProject,
    Task,
    /// The volunteer's report on the organizer's project.
    Report,
    /// The volunteer's account.
    Volunteer,
    /// The organizer's account.
    Organizer,
    /// An account that waits for a moderator.
    Applicant,
    /// An account nobody needs.
    Victim,
    /// The volunteer's document.
    Document,
    /// An entry of the volunteer's inbox.
    Notification,
    /// A mail that was given up.
    Delivery,
    /// The first achievement.
    Achievement,
    /// A passport of the volunteer.
    Passport,
    /// A job that waits for next year.
    Job,
    /// The role `partner`.
    Role,
    /// A ready reason.
    Template,
    /// The account nobody needs and the role `partner`.
    VictimAndRole,
    /// A finished export of the administrator.
    Export,
    /// A regular report of the organizer.
    Schedule,
    /// The name of the permission `users.view`.
    Permission,
    /// A tag on people.
    Tag,
    /// The account nobody needs and the tag.
    VictimAndTag,
    /// A tag that nobody needs.
    SpareTag,
    /// The volunteer's photo for verification.
    Verification,
    /// An expense of the organizer's project that waits.
    Expense,
    /// A gift in kind to the organizer's project.
    Gift,
    /// What the organizer's project counts.
    Measure,
    /// A count of it.
    Entry,
    /// A partner who lends something.
    Partner,
    /// What they lend.
    Resource,
    /// The organizer's request for it.
    ResourceRequest,
}

/// A line of the table.
pub struct Line {
    /// Method and path as in the OpenAPI document.
    pub operation: &'static str,
    pub on: On,
    pub gets: [Gets; 10],
}

pub const fn line(operation: &'static str, on: On, gets: [Gets; 10]) -> Line {
    Line { operation, on, gets }
}

/// A server function of the pages, called by a browser's session. A blocked person's browser
/// is a visitor's.
pub struct WebLine {
    /// Method and path as registered.
    pub operation: &'static str,
    /// Its arguments; `:name` stands for the id of a record of [`crate::support::cast::Cast`],
    /// `@charter` for a document.
    pub arguments: &'static str,
    /// Whether it takes a form with files.
    pub form: bool,
    pub gets: [Gets; 10],
}

pub const fn web(operation: &'static str, arguments: &'static str, gets: [Gets; 10]) -> WebLine {
    WebLine { operation, arguments, form: false, gets }
}

pub const fn web_form(operation: &'static str, arguments: &'static str, gets: [Gets; 10]) -> WebLine {
    WebLine { operation, arguments, form: true, gets }
}
