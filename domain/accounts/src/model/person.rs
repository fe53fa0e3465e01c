//! A person as others may see them, and as they see themselves.

use std::collections::{BTreeMap, BTreeSet};

use birqadam_core::UserId;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Me, Privacy, ProfileItem, VerificationState, VerificationStatus, Viewer};

/// The languages one can say to speak: code and own name.
pub const LANGUAGES: &[(&str, &str)] = &[
    ("kk", "Қазақша"),
    ("ru", "Русский"),
    ("en", "English"),
    ("uz", "Oʻzbekcha"),
    ("ug", "Уйғурчә"),
    ("ky", "Кыргызча"),
    ("tt", "Татарча"),
    ("az", "Azərbaycanca"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("be", "Беларуская"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("it", "Italiano"),
    ("pl", "Polski"),
    ("ar", "العربية"),
    ("fa", "فارسی"),
    ("ko", "한국어"),
    ("zh", "中文"),
    ("ja", "日本語"),
];

/// A language's own name; an unknown code as it is.
pub fn language_name(code: &str) -> &str {
    LANGUAGES.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name)
}

/// `GET /api/people/{id}`: what its owner allows this viewer to see. What is hidden and what was
/// never told look the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Person {
    pub id: UserId,
    /// The organisation's name where there is one, else the person's.
    pub display_name: String,
    /// The person behind an organisation.
    pub name: Option<String>,
    pub role: String,
    /// Whether the platform has confirmed by photo who this is.
    pub verified: bool,
    pub photo_url: Option<String>,
    pub about: Option<String>,
    pub city: Option<String>,
    /// Codes of the languages spoken.
    pub languages: Vec<String>,
    pub rating: Option<f64>,
    pub rating_count: Option<i32>,
    pub contacts: Option<PersonContacts>,
    pub since: DateTime<Utc>,
    /// As whom the caller looks.
    pub viewer: Viewer,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PersonContacts {
    pub phone: Option<String>,
    pub email: String,
}

/// `GET /api/profile`: one's own profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct MyProfile {
    #[serde(flatten)]
    pub me: Me,
    pub city: Option<String>,
    pub languages: Vec<String>,
    pub birth_date: Option<NaiveDate>,
    /// Under 18: less is shown than chosen.
    pub is_minor: bool,
    /// Every item with who really sees it.
    #[cfg_attr(feature = "ssr", schema(value_type = std::collections::HashMap<String, super::ShownTo>))]
    pub privacy: Privacy,
    /// The widest circle that can be chosen for each item.
    #[cfg_attr(feature = "ssr", schema(value_type = std::collections::HashMap<String, super::ShownTo>))]
    pub widest: Privacy,
    /// `None` when no photo was ever sent for verification.
    pub verification: Option<VerificationState>,
}

impl MyProfile {
    /// Confirmed by a photo; another name or photo takes that away.
    pub fn is_confirmed(&self) -> bool {
        self.verification.as_ref().is_some_and(|state| state.status == VerificationStatus::Confirmed)
    }
}

/// Choices of who sees what, as sent; what is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PrivacyInput {
    /// By item: `{"photo": "members"}`.
    pub privacy: BTreeMap<String, String>,
}

/// Proof that a viewer may see these items of a person; only [`crate::ops::people`] makes one.
/// Contexts that keep a part of somebody's page ask for it.
#[derive(Clone, Debug)]
pub struct Shown {
    user: UserId,
    items: BTreeSet<ProfileItem>,
}

impl Shown {
    #[cfg(feature = "ssr")]
    pub(crate) fn new(user: UserId, items: BTreeSet<ProfileItem>) -> Self {
        Shown { user, items }
    }

    /// The person, if the item may be seen.
    pub fn user_for(&self, item: ProfileItem) -> Option<UserId> {
        self.items.contains(&item).then_some(self.user)
    }
}
