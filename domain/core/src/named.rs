//! Values with a name of their own: statuses, kinds, outcomes. One list gives the type, its names in
//! SQL, API and addresses, and the way back.

/// Declares an enum whose values have names:
///
/// ```
/// birqadam_core::named! {
///     /// Life of a thing.
///     ThingStatus {
///         Open = "open",
///         /// Nobody needs it any more.
///         Done = "done",
///     }
/// }
///
/// assert_eq!(ThingStatus::ALL, [ThingStatus::Open, ThingStatus::Done]);
/// assert_eq!(ThingStatus::parse("done"), Some(ThingStatus::Done));
/// assert_eq!(ThingStatus::Done.to_string(), "done");
/// ```
///
/// The names are those that serde derives (`snake_case`); further derives are given as attributes.
/// The crate that declares one depends on `serde` and, with its feature `ssr`, on `utoipa`.
#[macro_export]
macro_rules! named {
    ($(#[$attribute:meta])* $name:ident { $($(#[$note:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ::serde::Serialize, ::serde::Deserialize)]
        #[cfg_attr(feature = "ssr", derive(::utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$note])* $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The name in the database, in addresses and for programs.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            pub fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some($name::$variant),)+ _ => None }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

#[cfg(test)]
mod tests {
    named! {
        /// What a test needs.
        Stage { First = "first", OnItsWay = "on_its_way" }
    }

    #[test]
    fn the_name_is_the_one_that_serde_writes() {
        for stage in Stage::ALL.iter().copied() {
            assert_eq!(serde_json::to_value(stage).unwrap(), stage.as_str());
            assert_eq!(Stage::parse(stage.as_str()), Some(stage));
            assert_eq!(stage.to_string(), stage.as_str());
        }
        assert_eq!(Stage::ALL, [Stage::First, Stage::OnItsWay]);
        assert_eq!(Stage::parse("First"), None);
    }
}
