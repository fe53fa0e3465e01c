//! The catalogue of feature flags: what can be tried with a few before it is there for all. A
//! flag is asked by code that names it (a test fails on one that nobody asks); the words are in
//! `app/texts/*/flags.json`.

use serde::{Deserialize, Serialize};

use crate::{FieldCode, UserId, named, validate::Validator};

macro_rules! flags {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $default:ident;)+) => {
        /// One part of the platform that can be switched.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
        pub enum Flag { $($(#[$doc])* #[serde(rename = $name)] $variant),+ }

        impl Flag {
            pub const ALL: &'static [Flag] = &[$(Flag::$variant),+];

            /// The name under which it is stored and known to programs.
            pub fn as_str(self) -> &'static str {
                match self { $(Flag::$variant => $name),+ }
            }

            pub fn parse(name: &str) -> Option<Flag> {
                match name { $($name => Some(Flag::$variant),)+ _ => None }
            }

            /// What holds until somebody changes it.
            pub fn default_state(self) -> FlagState {
                match self { $(Flag::$variant => FlagState::$default),+ }
            }
        }
    };
}

flags! {
    /// Signing in by the API: for the mobile application and other programs.
    ApiSignIn = "api_sign_in", On;
    /// Notices that reach an open page by themselves.
    LiveInbox = "live_inbox", On;
    /// Saved views of lists, one's own and shared.
    SavedViews = "saved_views", On;
}

named! {
    /// For whom a flag is on.
    #[derive(Default)]
    FlagState {
        #[default]
        Off = "off",
        /// For those named by the rule.
        Some = "some",
        /// For everyone, also without an account.
        On = "on",
    }
}

/// For whom a flag is on, in full.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct FlagRule {
    pub state: FlagState,
    /// With `some`: holders of any of these roles, by name …
    pub roles: Vec<String>,
    /// … and these people …
    pub users: Vec<UserId>,
    /// … and so many of a hundred with an account; the same people as long as the number stays,
    /// and more of them when it grows.
    pub percentage: i16,
}

/// Most people named one by one.
pub const USERS_MAX: usize = 200;

impl FlagRule {
    /// The rule that holds until somebody changes it.
    pub fn default_of(flag: Flag) -> FlagRule {
        FlagRule { state: flag.default_state(), ..FlagRule::default() }
    }

    /// Whether the flag is on for somebody. `bucket` is the person's place among a hundred, from
    /// 0, for this flag.
    pub fn is_on(&self, person: Option<(UserId, &[String], i16)>) -> bool {
        match (self.state, person) {
            (FlagState::Off, _) => false,
            (FlagState::On, _) => true,
            (FlagState::Some, None) => false,
            (FlagState::Some, Some((id, roles, bucket))) => {
                bucket < self.percentage
                    || self.users.contains(&id)
                    || self.roles.iter().any(|role| roles.contains(role))
            }
        }
    }

    /// Roles and people once each and in order. Whether they exist is for the operation to say.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] on `percentage`, `users`.
    pub fn normalise(mut self) -> crate::Result<FlagRule> {
        let mut v = Validator::new();
        if self.percentage < 0 {
            v.add("percentage", FieldCode::TooSmall(0));
        }
        if self.percentage > 100 {
            v.add("percentage", FieldCode::TooBig(100));
        }
        self.roles.retain(|role| !role.trim().is_empty());
        self.roles.sort();
        self.roles.dedup();
        self.users.sort();
        self.users.dedup();
        v.check(self.users.len() <= USERS_MAX, "users", FieldCode::TooMany(USERS_MAX as i64));
        v.finish()?;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(roles: &[&str], users: &[i64], percentage: i16) -> FlagRule {
        FlagRule {
            state: FlagState::Some,
            roles: roles.iter().map(|r| (*r).to_owned()).collect(),
            users: users.iter().map(|id| UserId(*id)).collect(),
            percentage,
        }
    }

    #[test]
    fn a_flag_is_on_for_those_the_rule_names() {
        let roles = ["organizer".to_owned()];
        let person = |id, bucket| Some((UserId(id), &roles[..], bucket));
        let state = |state| FlagRule { state, ..some(&["organizer"], &[7], 100) };
        let table = [
            (state(FlagState::Off), person(7, 0), false),
            (state(FlagState::On), None, true),
            (some(&[], &[], 0), person(7, 0), false),
            (some(&[], &[], 100), None, false),
            (some(&["organizer"], &[], 0), person(7, 99), true),
            (some(&["admin"], &[], 0), person(7, 0), false),
            (some(&[], &[7], 0), person(7, 99), true),
            (some(&[], &[8], 0), person(7, 99), false),
            (some(&[], &[], 30), person(7, 29), true),
            (some(&[], &[], 30), person(7, 30), false),
            (some(&[], &[], 100), person(7, 99), true),
        ];
        for (rule, person, expected) in table {
            assert_eq!(rule.is_on(person), expected, "{rule:?} {person:?}");
        }
    }

    #[test]
    fn rules_are_kept_in_one_form() {
        let rule = some(&["b", "a", "b", " "], &[2, 1, 2], 50).normalise();
        assert_eq!(rule, Ok(some(&["a", "b"], &[1, 2], 50)));
        for percentage in [-1, 101] {
            assert!(some(&[], &[], percentage).normalise().is_err());
        }
        let crowd: Vec<i64> = (0..=USERS_MAX as i64).collect();
        assert!(some(&[], &crowd, 0).normalise().is_err());
    }
}
