//! Kinds of volunteering.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// What a project is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum VolunteerType { $($variant),+ }

        impl VolunteerType {
            pub const ALL: &'static [VolunteerType] = &[$(VolunteerType::$variant),+];
            pub const fn as_str(self) -> &'static str { match self { $(VolunteerType::$variant => $name),+ } }
            pub fn parse(name: &str) -> Option<Self> { match name { $($name => Some(VolunteerType::$variant),)+ _ => None } }
        }
    };
}

kinds! {
    Social = "social",
    Environmental = "environmental",
    Cultural = "cultural",
    Education = "education",
    Health = "health",
    Animals = "animals",
    Sport = "sport",
    Emergency = "emergency",
    Other = "other",
}
