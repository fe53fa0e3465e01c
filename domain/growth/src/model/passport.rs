//! The volunteer passport: what a person states of their work, for whoever holds its code.

use birqadam_accounts::{Owner, Privacy, ProfileItem, ShownTo};
use birqadam_core::form::{FormInput, problems};
use birqadam_core::{FieldCode, FieldError, Localized, PassportId, Result, validate::Validator};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Parts of the profile that can stand on a passport beside the work itself.
pub const PASSPORT_ITEMS: [ProfileItem; 4] =
    [ProfileItem::History, ProfileItem::Rating, ProfileItem::Achievements, ProfileItem::City];

/// Projects named on a passport at most; how many there were in all is stated anyway.
pub const PASSPORT_PROJECTS_MAX: i64 = 40;

/// Longest reason of a revocation, in characters.
pub const PASSPORT_REASON_MAX: usize = 500;

/// Digits and letters without `i`, `l`, `o`, `u` (Crockford's base 32): nothing that a person
/// reading it from paper takes for something else.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const CODE_LENGTH: usize = 20;

/// A code of random bits: five of each byte, 100 in all.
pub fn passport_code(random: [u8; CODE_LENGTH]) -> String {
    random.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect()
}

/// A code as somebody typed it from paper: any case, any dashes and spaces, `o` for `0`, `i` and
/// `l` for `1`. `None` for what is no code.
pub fn read_passport_code(typed: &str) -> Option<String> {
    // Nothing near a code is this long.
    if typed.len() > 100 {
        return None;
    }
    let code: String = typed
        .chars()
        .filter(|c| !matches!(c, '-' | ' '))
        .map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            c => c,
        })
        .collect();
    (code.len() == CODE_LENGTH && code.bytes().all(|b| ALPHABET.contains(&b))).then_some(code)
}

/// A code as people read it: `7K3Q-M9XV-…`.
pub fn shown_passport_code(code: &str) -> String {
    let mut shown = String::with_capacity(code.len() + 4);
    for (index, c) in code.chars().enumerate() {
        if index > 0 && index % 4 == 0 {
            shown.push('-');
        }
        shown.push(c.to_ascii_uppercase());
    }
    shown
}

/// Whether the item may stand on a passport: strangers may see it at all, and the owner does not
/// hide it from everybody.
pub fn may_be_stated(item: ProfileItem, owner: Owner, privacy: &Privacy) -> bool {
    PASSPORT_ITEMS.contains(&item)
        && item.widest_for(owner) == ShownTo::Everyone
        && privacy.shown_to(item, owner) != ShownTo::Nobody
}

/// The name for strangers: of a minor only the first name and an initial.
pub fn stated_name(name: &str, owner: Owner) -> String {
    if owner != Owner::Minor {
        return name.to_owned();
    }
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    match words.next().and_then(|word| word.chars().next()) {
        Some(initial) => format!("{first} {}.", initial.to_uppercase()),
        None => first.to_owned(),
    }
}

/// The figures of somebody's work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct WorkFigures {
    /// Tasks whose report was approved.
    pub tasks: i64,
    /// Of these, such as stated no times: they count for no hours.
    pub untimed_tasks: i64,
    /// The stated times of the tasks, added up.
    pub minutes: i64,
    /// Projects these tasks belong to.
    pub projects: i64,
    /// Day of the first task.
    pub first_on: Option<NaiveDate>,
    /// Day of the last task.
    pub last_on: Option<NaiveDate>,
}

/// What somebody did in one project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StatedProject {
    pub title: String,
    /// Who ran it: the organisation's name where there is one.
    pub organizer: String,
    pub tasks: i64,
    pub minutes: i64,
    pub first_on: NaiveDate,
    pub last_on: NaiveDate,
}

/// The average of the marks received.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StatedRating {
    pub average: f64,
    pub count: i32,
}

/// An achievement with its words of that day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StatedAchievement {
    pub title: Localized,
    pub description: Localized,
    pub unlocked_on: NaiveDate,
}

/// Points with their level, and the achievements reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StatedAchievements {
    pub points: i64,
    pub level: i64,
    pub achievements: Vec<StatedAchievement>,
}

/// What a passport says. A part that is not shown is `None`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Statement {
    pub name: String,
    /// Whether the platform had confirmed by photo who this is.
    pub verified: bool,
    /// With the platform since.
    pub since: NaiveDate,
    pub work: WorkFigures,
    pub city: Option<String>,
    pub rating: Option<StatedRating>,
    pub achievements: Option<StatedAchievements>,
    /// The latest first.
    pub projects: Option<Vec<StatedProject>>,
}

impl Statement {
    /// Without what strangers may not see (any more).
    pub fn for_strangers(mut self, owner: Owner, privacy: &Privacy, agreed: &[ProfileItem]) -> Statement {
        let shows = |item| agreed.contains(&item) && may_be_stated(item, owner, privacy);
        self.name = stated_name(&self.name, owner);
        self.city = self.city.filter(|_| shows(ProfileItem::City));
        self.rating = self.rating.filter(|_| shows(ProfileItem::Rating));
        self.achievements = self.achievements.filter(|_| shows(ProfileItem::Achievements));
        self.projects = self.projects.filter(|_| shows(ProfileItem::History));
        self
    }
}

/// How a passport stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PassportState {
    Valid,
    Revoked,
}

/// One of one's own passports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Passport {
    pub id: PassportId,
    pub code: String,
    /// The public page, an address of ours.
    pub url: String,
    pub state: PassportState,
    /// What one agreed to show.
    pub items: Vec<ProfileItem>,
    /// What strangers see of it.
    pub stated: Statement,
    pub issued_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
    pub revoked_reason: Option<String>,
    /// Whether somebody else than its owner revoked it.
    pub revoked_by_platform: bool,
}

/// `GET /api/passport/{code}`: what the code proves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct VerifiedPassport {
    pub state: PassportState,
    pub code: String,
    pub issued_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
    /// As it was on the day of issue. Of a revoked one nothing is told any more.
    pub stated: Option<Statement>,
    /// The same now.
    pub now: Option<Statement>,
    /// For whoever may revoke it: the caller is its owner or holds the permission.
    pub revocable: Option<PassportId>,
    /// Whether it is the caller's own.
    pub owned: bool,
}

/// What a new passport would say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PassportPreview {
    /// With everything that may be shown.
    pub statement: Statement,
    /// What may be shown, and whether everyone sees it on one's page already.
    pub items: Vec<PreviewedItem>,
    pub is_minor: bool,
}

/// A part that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PreviewedItem {
    pub item: ProfileItem,
    pub public: bool,
}

/// What one agrees to show. Of a minor less is shown than agreed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct IssuePassport {
    /// Any of `history` (the projects), `rating`, `achievements`, `city`.
    pub items: Vec<String>,
}

impl IssuePassport {
    /// The items, each once, in our order.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] at `items.<n>` for what cannot stand on a passport.
    pub fn validate(&self) -> Result<Vec<ProfileItem>> {
        let mut v = Validator::new();
        let known = |name: &str| PASSPORT_ITEMS.into_iter().find(|item| item.as_str() == name);
        for (index, name) in self.items.iter().enumerate().take(PASSPORT_ITEMS.len() * 2) {
            v.check(known(name).is_some(), format!("items.{index}"), FieldCode::Unknown);
        }
        v.check(self.items.len() <= PASSPORT_ITEMS.len() * 2, "items", FieldCode::TooMany(PASSPORT_ITEMS.len() as i64));
        v.finish()?;
        let chosen = |item: &ProfileItem| self.items.iter().any(|name| item.as_str() == name);
        Ok(PASSPORT_ITEMS.into_iter().filter(chosen).collect())
    }
}

impl FormInput for IssuePassport {
    const NAME: &'static str = "passport";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

/// Why a passport is revoked: the owner need not say, others must.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct RevokePassport {
    pub reason: String,
}

impl RevokePassport {
    /// The reason; `None` when its owner gave none.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] at `reason`.
    pub fn validate(&self, own: bool) -> Result<Option<String>> {
        let mut v = Validator::new();
        let reason = v.text("reason", &self.reason, usize::from(!own), PASSPORT_REASON_MAX);
        v.finish()?;
        Ok(Some(reason).filter(|reason| !reason.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        let code = "7k3qm9xv2t0123456789";
        let table = [
            ("7k3qm9xv2t0123456789", Some(code)),
            ("7K3Q-M9XV-2T01-2345-6789", Some(code)),
            (" 7k3q m9xv 2tO1 2345 6789 ", Some(code)),
            ("7k3qm9xv2tol23456789", Some(code)),
            ("7k3qm9xv2t012345678", None),
            ("7k3qm9xv2t012345678u", None),
            ("7k3qm9xv2t01234567899", None),
            ("'\";--<script>alert(1)", None),
            ("қазақша-қазақша-қазақ", None),
            ("", None),
        ];
        for (typed, expected) in table {
            assert_eq!(read_passport_code(typed).as_deref(), expected, "{typed}");
        }
        assert_eq!(read_passport_code(&"-".repeat(1_000_000)), None);
    }

    proptest! {
        #[test]
        fn a_code_is_read_back_from_what_is_shown(random: [u8; 20]) {
            let code = passport_code(random);
            prop_assert_eq!(read_passport_code(&shown_passport_code(&code)), Some(code));
        }
    }

    #[test]
    fn of_a_minor_the_name_is_short() {
        let table = [
            ("Айгерим Садыкова", "Айгерим С."),
            ("Айгерим", "Айгерим"),
            ("  Ән  ырыс Өмір ", "Ән Ы."),
            ("ßtefan ßen", "ßtefan SS."),
            ("", ""),
        ];
        for (name, short) in table {
            assert_eq!(stated_name(name, Owner::Minor), short, "{name}");
            assert_eq!(stated_name(name, Owner::Person), name);
        }
    }

    fn everything() -> Statement {
        Statement {
            name: "Айгерим Садыкова".into(),
            verified: true,
            since: NaiveDate::default(),
            work: WorkFigures { tasks: 3, ..WorkFigures::default() },
            city: Some("Almaty".into()),
            rating: Some(StatedRating { average: 4.5, count: 2 }),
            achievements: Some(StatedAchievements { points: 9, level: 1, achievements: Vec::new() }),
            projects: Some(Vec::new()),
        }
    }

    fn parts(statement: &Statement) -> [bool; 4] {
        [
            statement.projects.is_some(),
            statement.rating.is_some(),
            statement.achievements.is_some(),
            statement.city.is_some(),
        ]
    }

    #[test]
    fn strangers_see_what_was_agreed_and_is_not_hidden_since() {
        let open = Privacy::default();
        let hidden = Privacy([(ProfileItem::Rating, ShownTo::Nobody)].into());
        let shown = |owner, privacy: &Privacy, agreed: &[ProfileItem]| {
            parts(&everything().for_strangers(owner, privacy, agreed))
        };
        assert_eq!(shown(Owner::Person, &open, &PASSPORT_ITEMS), [true; 4]);
        assert_eq!(shown(Owner::Person, &open, &[]), [false; 4]);
        assert_eq!(shown(Owner::Person, &open, &[ProfileItem::City]), [false, false, false, true]);
        assert_eq!(shown(Owner::Person, &hidden, &PASSPORT_ITEMS), [true, false, true, true]);
        // Whatever was agreed: the work itself and half a name.
        let minor = everything().for_strangers(Owner::Minor, &open, &PASSPORT_ITEMS);
        assert_eq!((parts(&minor), minor.name.as_str(), minor.work.tasks), ([false; 4], "Айгерим С.", 3));
    }

    #[test]
    fn only_known_items_are_agreed_to() {
        let issue = |items: &[&str]| IssuePassport { items: items.iter().map(|i| (*i).to_owned()).collect() };
        assert_eq!(issue(&["city", "rating", "city"]).validate(), Ok(vec![ProfileItem::Rating, ProfileItem::City]));
        assert_eq!(issue(&[]).validate(), Ok(Vec::new()));
        for wrong in ["contacts", "page", "photo", "<b>"] {
            assert_eq!(issue(&["city", wrong]).check().first().map(|e| e.field.clone()), Some("items.1".into()));
        }
        assert!(!issue(&["city"; 5000]).check().is_empty());
    }

    #[test]
    fn others_must_say_why_they_revoke() {
        let reason = |text: &str| RevokePassport { reason: text.into() };
        assert_eq!(reason(" ").validate(true), Ok(None));
        assert!(reason(" ").validate(false).is_err());
        assert!(reason(&"я".repeat(501)).validate(true).is_err());
        assert_eq!(reason("Чужое имя").validate(false), Ok(Some("Чужое имя".into())));
    }
}
