//! Tags on people: short words with a colour, made by who runs the platform.

use birqadam_core::{FieldCode, Result, TagId, UserId, validate::Validator};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Longest name of a tag, in characters.
pub const TAG_NAME_MAX: usize = 50;
/// Most tags of one person.
pub const TAGS_PER_PERSON_MAX: i64 = 20;

/// The colours of the palette; each is shown with the tag's word, never alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TagColor {
    #[default]
    Sky,
    Sun,
    Steppe,
    Dusk,
    Poppy,
    Stone,
}

impl TagColor {
    pub const ALL: [TagColor; 6] = [Self::Sky, Self::Sun, Self::Steppe, Self::Dusk, Self::Poppy, Self::Stone];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sky => "sky",
            Self::Sun => "sun",
            Self::Steppe => "steppe",
            Self::Dusk => "dusk",
            Self::Poppy => "poppy",
            Self::Stone => "stone",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|color| color.as_str() == name)
    }
}

/// A tag with how many people carry it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Tag {
    pub id: TagId,
    pub name: String,
    pub color: TagColor,
    pub description: String,
    pub people: i64,
    pub created_at: DateTime<Utc>,
}

/// A tag on a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct UserTag {
    pub id: TagId,
    pub name: String,
    pub color: TagColor,
    pub added_at: DateTime<Utc>,
    pub added_by: Option<UserId>,
    pub added_by_name: Option<String>,
}

/// A tag as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct TagInput {
    /// 1 to 50 characters; unique but for case and spaces.
    pub name: String,
    /// `sky`, `sun`, `steppe`, `dusk`, `poppy` or `stone`; empty is `sky`.
    pub color: String,
    /// Whom it is meant for; up to 300 characters.
    pub description: String,
}

/// A tag that passed every rule that needs no database.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidTag {
    pub name: String,
    pub color: TagColor,
    pub description: String,
}

impl TagInput {
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] with every field that cannot be accepted.
    pub fn validate(&self) -> Result<ValidTag> {
        let mut v = Validator::new();
        let spaced = self.name.split([' ', '\u{a0}']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let name = v.line("name", &spaced, 1, TAG_NAME_MAX);
        // Filters name several tags with commas between.
        v.check(!name.contains(','), "name", FieldCode::ForbiddenCharacters);
        let color = if self.color.is_empty() { Some(TagColor::default()) } else { TagColor::parse(&self.color) };
        v.check(color.is_some(), "color", FieldCode::Unknown);
        let description = v.line("description", &self.description, 0, 300);
        v.finish()?;
        Ok(ValidTag { name, color: color.unwrap_or_default(), description })
    }
}

#[cfg(test)]
mod tests {
    use birqadam_core::Error;

    use super::*;

    #[test]
    fn names_of_tags() {
        let long = "я".repeat(51);
        let table = [
            ("Опытный", None),
            ("🌱 новичок", None),
            ("'\";--<script>", None),
            ("", Some(FieldCode::Required)),
            (" \u{a0} ", Some(FieldCode::Required)),
            (long.as_str(), Some(FieldCode::TooLong(50))),
            ("a,b", Some(FieldCode::ForbiddenCharacters)),
            ("a\nb", Some(FieldCode::ForbiddenCharacters)),
            ("\u{202E}gat", Some(FieldCode::ForbiddenCharacters)),
        ];
        for (name, expected) in table {
            let input = TagInput { name: name.into(), ..TagInput::default() };
            assert_eq!(input.validate().err(), expected.map(|code| Error::field("name", code)), "{name:?}");
        }
    }

    #[test]
    fn only_the_palette() {
        let color = |color: &str| TagInput { name: "a".into(), color: color.into(), ..TagInput::default() }.validate();
        assert_eq!(color("").unwrap().color, TagColor::Sky);
        assert_eq!(color("poppy").unwrap().color, TagColor::Poppy);
        assert_eq!(color("#ff0000").unwrap_err(), Error::field("color", FieldCode::Unknown));
    }
}
