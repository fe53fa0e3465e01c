//! Who sees what of a person. The owner chooses item by item; what is never chosen has a sensible
//! default; of a minor less is shown than chosen.

use std::collections::BTreeMap;

use birqadam_core::{Error, FieldCode, FieldError, Result};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Of age in Kazakhstan (Civil Code, article 17).
const OF_AGE: i32 = 18;

/// Something on a person's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProfileItem {
    /// The page itself; who may not open it sees nothing else either.
    Page,
    Photo,
    About,
    City,
    Languages,
    Rating,
    /// With points and level.
    Achievements,
    History,
    /// Phone and e-mail.
    Contacts,
}

/// Who is shown something: the widest circle first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ShownTo {
    /// Also without an account.
    Everyone,
    /// Anyone whose account is active.
    Members,
    /// Organizers of the projects in which the person takes or took part.
    Organizers,
    Nobody,
}

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Viewer {
    Visitor,
    Member,
    Organizer,
    Oneself,
}

/// Whose page it is, as far as defaults go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Person,
    /// Speaks for an organisation, which wants to be found.
    Organization,
    Minor,
}

impl ProfileItem {
    pub const ALL: [ProfileItem; 9] = [
        Self::Page,
        Self::Photo,
        Self::About,
        Self::City,
        Self::Languages,
        Self::Rating,
        Self::Achievements,
        Self::History,
        Self::Contacts,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Photo => "photo",
            Self::About => "about",
            Self::City => "city",
            Self::Languages => "languages",
            Self::Rating => "rating",
            Self::Achievements => "achievements",
            Self::History => "history",
            Self::Contacts => "contacts",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.as_str() == name)
    }

    /// What holds until the owner chooses.
    pub fn default_for(self, owner: Owner) -> ShownTo {
        match (owner, self) {
            (Owner::Minor, Self::Page | Self::Rating | Self::Achievements) => ShownTo::Members,
            (Owner::Minor, Self::Photo | Self::Contacts) => ShownTo::Organizers,
            (Owner::Minor, _) => ShownTo::Organizers,
            (Owner::Organization, Self::Contacts) => ShownTo::Members,
            (Owner::Organization, Self::History) => ShownTo::Organizers,
            (Owner::Organization, _) => ShownTo::Everyone,
            (Owner::Person, Self::Contacts | Self::History) => ShownTo::Organizers,
            (Owner::Person, _) => ShownTo::Members,
        }
    }

    /// The widest circle that can be chosen. Strangers do not get to see a minor at all; photo,
    /// contacts and whereabouts only the organizers who answer for them.
    pub fn widest_for(self, owner: Owner) -> ShownTo {
        match (owner, self) {
            (Owner::Minor, Self::Photo | Self::Contacts | Self::History | Self::City) => ShownTo::Organizers,
            (Owner::Minor, _) => ShownTo::Members,
            _ => ShownTo::Everyone,
        }
    }
}

impl ShownTo {
    pub const ALL: [ShownTo; 4] = [Self::Everyone, Self::Members, Self::Organizers, Self::Nobody];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Members => "members",
            Self::Organizers => "organizers",
            Self::Nobody => "nobody",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shown| shown.as_str() == name)
    }

    /// Whether this circle holds the viewer.
    pub fn includes(self, viewer: Viewer) -> bool {
        match viewer {
            Viewer::Oneself => true,
            Viewer::Organizer => self <= Self::Organizers,
            Viewer::Member => self <= Self::Members,
            Viewer::Visitor => self == Self::Everyone,
        }
    }
}

impl Viewer {
    /// Those whose view the owner can try: `visitor`, `member`, `organizer`.
    pub const OTHERS: [Viewer; 3] = [Self::Visitor, Self::Member, Self::Organizer];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Member => "member",
            Self::Organizer => "organizer",
            Self::Oneself => "oneself",
        }
    }

    pub fn parse_other(name: &str) -> Option<Self> {
        Self::OTHERS.into_iter().find(|viewer| viewer.as_str() == name)
    }
}

impl Owner {
    pub fn of(organization: bool, birth_date: Option<NaiveDate>, today: NaiveDate) -> Owner {
        match (is_minor(birth_date, today), organization) {
            (true, _) => Owner::Minor,
            (false, true) => Owner::Organization,
            (false, false) => Owner::Person,
        }
    }
}

/// Under 18 on this day. Who is born on 29 February comes of age on 1 March.
pub fn is_minor(birth_date: Option<NaiveDate>, today: NaiveDate) -> bool {
    birth_date.is_some_and(|born| {
        let year = born.year() + OF_AGE;
        let of_age = born.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1));
        of_age.is_some_and(|of_age| today < of_age)
    })
}

/// The owner's choices; what is not in it has the default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Privacy(pub BTreeMap<ProfileItem, ShownTo>);

impl Privacy {
    /// Who really sees the item.
    pub fn shown_to(&self, item: ProfileItem, owner: Owner) -> ShownTo {
        let chosen = self.0.get(&item).copied().unwrap_or_else(|| item.default_for(owner));
        chosen.max(item.widest_for(owner))
    }

    /// Whether the viewer sees the item: it and the page are open to them.
    pub fn shows(&self, item: ProfileItem, owner: Owner, viewer: Viewer) -> bool {
        self.shown_to(ProfileItem::Page, owner).includes(viewer) && self.shown_to(item, owner).includes(viewer)
    }

    /// Every item with who really sees it.
    pub fn whole(&self, owner: Owner) -> Privacy {
        Privacy(ProfileItem::ALL.into_iter().map(|item| (item, self.shown_to(item, owner))).collect())
    }

    /// From names, as forms and programs send them.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `privacy.<item>` for what is not known.
    pub fn read(choices: &BTreeMap<String, String>) -> Result<Privacy> {
        let mut wrong = Vec::new();
        let mut privacy = Privacy::default();
        for (item, shown) in choices {
            match (ProfileItem::parse(item), ShownTo::parse(shown)) {
                (Some(item), Some(shown)) => {
                    privacy.0.insert(item, shown);
                }
                _ => wrong.push(FieldError { field: format!("privacy.{item}"), code: FieldCode::Unknown }),
            }
        }
        if wrong.is_empty() { Ok(privacy) } else { Err(Error::Invalid(wrong)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn circles_hold_whom_they_say() {
        use Viewer::*;
        let table = [
            (ShownTo::Everyone, [true, true, true, true]),
            (ShownTo::Members, [false, true, true, true]),
            (ShownTo::Organizers, [false, false, true, true]),
            (ShownTo::Nobody, [false, false, false, true]),
        ];
        for (shown, expected) in table {
            for (viewer, expected) in [Visitor, Member, Organizer, Oneself].into_iter().zip(expected) {
                assert_eq!(shown.includes(viewer), expected, "{shown:?} {viewer:?}");
            }
        }
    }

    #[test]
    fn a_closed_page_hides_everything_on_it() {
        let choices = [(ProfileItem::Page, ShownTo::Nobody), (ProfileItem::About, ShownTo::Everyone)];
        let privacy = Privacy(choices.into());
        for item in ProfileItem::ALL {
            assert!(!privacy.shows(item, Owner::Person, Viewer::Organizer), "{item:?}");
            assert!(privacy.shows(item, Owner::Person, Viewer::Oneself), "{item:?}");
        }
    }

    #[test]
    fn strangers_see_nothing_of_a_minor_whatever_is_chosen() {
        let open = Privacy(ProfileItem::ALL.map(|item| (item, ShownTo::Everyone)).into());
        for item in ProfileItem::ALL {
            assert!(!open.shows(item, Owner::Minor, Viewer::Visitor), "{item:?}");
            assert!(open.shows(item, Owner::Person, Viewer::Visitor), "{item:?}");
            assert!(item.default_for(Owner::Minor) >= item.widest_for(Owner::Minor), "{item:?}");
        }
        for item in [ProfileItem::Photo, ProfileItem::Contacts, ProfileItem::City] {
            assert!(!open.shows(item, Owner::Minor, Viewer::Member), "{item:?}");
            assert!(open.shows(item, Owner::Minor, Viewer::Organizer), "{item:?}");
        }
        // Narrower than allowed stays narrower.
        let closed = Privacy([(ProfileItem::Rating, ShownTo::Nobody)].into());
        assert_eq!(closed.shown_to(ProfileItem::Rating, Owner::Minor), ShownTo::Nobody);
    }

    #[test]
    fn coming_of_age() {
        let table = [
            (None, "2026-11-21", false),
            (Some("2008-11-22"), "2026-11-21", true),
            (Some("2008-11-21"), "2026-11-21", false),
            (Some("2008-02-29"), "2026-02-28", true),
            (Some("2008-02-29"), "2026-03-01", false),
        ];
        for (born, today, expected) in table {
            assert_eq!(is_minor(born.map(day), day(today)), expected, "{born:?} {today}");
        }
    }

    #[test]
    fn choices_are_read_by_name() {
        let read = |item: &str, shown: &str| Privacy::read(&[(item.to_owned(), shown.to_owned())].into());
        assert_eq!(read("photo", "nobody").unwrap().0[&ProfileItem::Photo], ShownTo::Nobody);
        assert_eq!(read("photo", "all").unwrap_err(), Error::field("privacy.photo", FieldCode::Unknown));
        assert_eq!(read("iin", "nobody").unwrap_err(), Error::field("privacy.iin", FieldCode::Unknown));
    }
}
