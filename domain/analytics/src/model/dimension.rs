//! By what figures are split and narrowed.

pub use birqadam_core::city::NO_CITY;
use birqadam_core::{FieldCode, ProjectId, UserId, city::City, validate::Validator};
use serde::{Deserialize, Serialize};

/// One way to split a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Days, weeks or months, see [`super::Granularity`].
    Period,
    City,
    /// The type of volunteering.
    Kind,
    /// The role asked for at registration.
    Role,
    Project,
    Organizer,
}

impl Dimension {
    pub const ALL: [Dimension; 6] = [
        Dimension::Period,
        Dimension::City,
        Dimension::Kind,
        Dimension::Role,
        Dimension::Project,
        Dimension::Organizer,
    ];
}

/// What figures are narrowed to; empty is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Filters {
    /// By its name in the catalogue of cities.
    pub city: Option<String>,
    /// The type of volunteering.
    pub kind: Option<String>,
    pub role: Option<String>,
    pub project: Option<ProjectId>,
    pub organizer: Option<UserId>,
}

/// The records of filters by name; `None` where there is none, or none that one may know of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    pub project: Option<(ProjectId, String)>,
    pub organizer: Option<(UserId, String)>,
}

/// As it comes in an address; empty is "all".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "ssr", into_params(parameter_in = Query))]
#[serde(default)]
pub struct FiltersInput {
    /// A city: `Almaty`.
    pub city: String,
    /// The type of volunteering: `environmental`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The role asked for at registration, for figures of people.
    pub role: String,
    pub project: String,
    pub organizer: String,
}

/// The types of volunteering, as in the projects' own check.
pub const KINDS: &[&str] =
    &["social", "environmental", "cultural", "education", "health", "animals", "sport", "emergency", "other"];

/// The roles one registers as, and the administrator's.
pub const ROLES: &[&str] = &["volunteer", "organizer", "moderator", "sponsor", "partner", "admin"];

impl FiltersInput {
    /// # Errors
    /// Through the validator, at `city`, `type`, `role`, `project`, `organizer`.
    pub fn read(&self, v: &mut Validator) -> Filters {
        let one_of = |v: &mut Validator, field: &str, text: &str, known: &[&str]| {
            let text = text.trim();
            v.check(text.is_empty() || known.contains(&text), field, FieldCode::Unknown);
            (!text.is_empty()).then(|| text.to_owned())
        };
        let city = match self.city.trim() {
            "" => None,
            NO_CITY => Some(NO_CITY.to_owned()),
            name => {
                let city = City::find(name);
                v.check(city.is_some(), "city", FieldCode::Unknown);
                city.map(|city| city.name.to_owned())
            }
        };
        let kind = one_of(v, "type", &self.kind, KINDS);
        let role = one_of(v, "role", &self.role, ROLES);
        let project = v.whole_number("project", &self.project, 1, i64::MAX).map(ProjectId);
        let organizer = v.whole_number("organizer", &self.organizer, 1, i64::MAX).map(UserId);
        Filters { city, kind, role, project, organizer }
    }
}

impl Filters {
    /// The dimensions that are narrowed.
    pub fn narrowed(&self) -> impl Iterator<Item = Dimension> {
        [
            (self.city.is_some(), Dimension::City),
            (self.kind.is_some(), Dimension::Kind),
            (self.role.is_some(), Dimension::Role),
            (self.project.is_some(), Dimension::Project),
            (self.organizer.is_some(), Dimension::Organizer),
        ]
        .into_iter()
        .filter_map(|(set, dimension)| set.then_some(dimension))
    }
}
