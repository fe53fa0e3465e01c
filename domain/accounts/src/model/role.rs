//! Roles: named sets of permissions, kept as data.

use birqadam_core::{FieldCode, Localized, Permission, Result, RoleId, validate::Validator};
use serde::{Deserialize, Serialize};

/// A role with what it allows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Role {
    pub id: RoleId,
    pub name: String,
    pub label: Localized,
    pub is_system: bool,
    pub permissions: Vec<Permission>,
    /// How many people hold it.
    pub holders: i64,
    pub version: i64,
}

/// A new role, or the new permissions of one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct RoleInput {
    /// 2 to 50 Latin letters, digits and `_`, kept in lower case; only for a new role.
    pub name: String,
    pub label_ru: String,
    pub label_kk: String,
    pub label_en: String,
    /// Permission names; at least one.
    pub permissions: Vec<String>,
    /// The plan that was looked at ([`super::RolePlan::plan`]); when things have changed since,
    /// nothing is done. Empty does without.
    pub plan: String,
}

/// A role that passed every rule that needs no database.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidRole {
    /// Empty when an existing role changes.
    pub name: String,
    pub label: Localized,
    pub permissions: Vec<Permission>,
}

impl RoleInput {
    /// Rules for a new role.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] with every field that cannot be accepted.
    pub fn validate_new(&self) -> Result<ValidRole> {
        let mut v = Validator::new();
        let name = v.line("name", &role_name(&self.name), 2, 50);
        v.check(!v.is_ok() || is_role_name(&name), "name", FieldCode::Malformed);
        self.validate_rest(v, name)
    }

    /// Rules for changing a role; its name stays.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] with every field that cannot be accepted.
    pub fn validate(&self) -> Result<ValidRole> {
        self.validate_rest(Validator::new(), String::new())
    }

    fn validate_rest(&self, mut v: Validator, name: String) -> Result<ValidRole> {
        let label = Localized {
            ru: v.line("label_ru", &one_spaced(&self.label_ru), 1, 100),
            kk: v.line("label_kk", &one_spaced(&self.label_kk), 1, 100),
            en: v.line("label_en", &one_spaced(&self.label_en), 1, 100),
        };
        let known: Option<Vec<Permission>> = self.permissions.iter().map(|name| Permission::parse(name)).collect();
        v.check(known.is_some(), "permissions", FieldCode::Unknown);
        v.check(!self.permissions.is_empty(), "permissions", FieldCode::Required);
        v.finish()?;
        let mut permissions = known.unwrap_or_default();
        permissions.sort();
        permissions.dedup();
        Ok(ValidRole { name, label, permissions })
    }
}

/// As people type it: `Regional lead ` means `regional_lead`.
fn role_name(typed: &str) -> String {
    typed.split([' ', '-', '_']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_").to_lowercase()
}

/// Spaces (but not line breaks, which are refused) are trimmed and never doubled.
fn one_spaced(text: &str) -> String {
    text.split([' ', '\u{a0}']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// As the database checks it: `^[a-z][a-z0-9_]{1,49}$`.
fn is_role_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use birqadam_core::Error;

    use super::*;

    fn input(name: &str) -> RoleInput {
        RoleInput {
            name: name.into(),
            label_ru: "Эксперт".into(),
            label_kk: "Сарапшы".into(),
            label_en: "Expert".into(),
            permissions: vec!["users.view".into(), "tasks.join".into(), "users.view".into()],
            plan: String::new(),
        }
    }

    #[test]
    fn role_names() {
        let table = [
            ("expert", None),
            ("expert_2", None),
            ("", Some(FieldCode::Required)),
            ("e", Some(FieldCode::TooShort(2))),
            ("Expert ", None),
            ("Regional  Lead", None),
            ("expert!", Some(FieldCode::Malformed)),
            ("2nd", Some(FieldCode::Malformed)),
            ("экс", Some(FieldCode::Malformed)),
            ("a\nb", Some(FieldCode::ForbiddenCharacters)),
        ];
        for (name, expected) in table {
            let expected = expected.map(|code| Error::field("name", code));
            assert_eq!(input(name).validate_new().err(), expected, "{name:?}");
        }
    }

    #[test]
    fn permissions_are_known_and_counted_once() {
        let valid = input("expert").validate_new().unwrap();
        assert_eq!(valid.permissions, [Permission::TasksJoin, Permission::UsersView]);
        let unknown = RoleInput { permissions: vec!["moon.land".into()], ..input("expert") };
        assert_eq!(unknown.validate().unwrap_err(), Error::field("permissions", FieldCode::Unknown));
        let none = RoleInput { permissions: vec![], ..input("expert") };
        assert_eq!(none.validate().unwrap_err(), Error::field("permissions", FieldCode::Required));
    }

    #[test]
    fn names_differ_by_more_than_case_and_spaces() {
        let spelt = |name: &str| input(name).validate_new().unwrap().name;
        assert_eq!(spelt(" Regional  lead"), spelt("regional_lead"));
        let label = RoleInput { label_ru: "  Главный   эксперт ".into(), ..input("expert") };
        assert_eq!(label.validate().unwrap().label.ru, "Главный эксперт");
    }
}
