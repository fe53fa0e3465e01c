//! The application for an account and the moderators' decision on it.

use birqadam_core::form::{FormInput, problems};
use birqadam_core::{FieldCode, FieldError, Permission, Result, validate::Validator};
use serde::{Deserialize, Serialize};

use super::PublicRole;

/// The permission that a decision on an application needs: moderators are let in by an admin.
pub fn review_permission(role: PublicRole) -> Permission {
    match role {
        PublicRole::Moderator => Permission::RolesManage,
        _ => Permission::UsersReview,
    }
}

/// Corrections to a waiting or rejected application; sending it asks again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Resubmit {
    pub name: String,
    #[serde(alias = "org_name")]
    pub organization_name: String,
    pub phone: String,
    pub about: String,
}

/// A corrected application that passed every rule.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidResubmit {
    pub name: String,
    pub organization_name: Option<String>,
    pub phone: Option<String>,
    pub about: String,
}

impl Resubmit {
    /// The same rules as at registration, for the role asked for there.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] with every field that cannot be accepted.
    pub fn validate(&self, role: Option<PublicRole>) -> Result<ValidResubmit> {
        let mut v = Validator::new();
        let name = v.line("name", &self.name, 1, 200);
        let required = role.is_some_and(PublicRole::needs_organization);
        let organization = v.line("organization_name", &self.organization_name, usize::from(required), 200);
        let phone = v.phone("phone", &self.phone);
        let about = v.text("about", &self.about, 0, 4000);
        v.finish()?;
        Ok(ValidResubmit { name, organization_name: (!organization.is_empty()).then_some(organization), phone, about })
    }
}

impl Resubmit {
    /// A form leaves out what is closed: those fields keep their values.
    pub fn with_closed(mut self, stored: &Resubmit, opens: impl Fn(&str) -> bool) -> Self {
        let fill = |field: &str, typed: &mut String, kept: &str| {
            if !opens(field) && typed.trim().is_empty() {
                kept.clone_into(typed);
            }
        };
        fill("name", &mut self.name, &stored.name);
        fill("organization_name", &mut self.organization_name, &stored.organization_name);
        fill("phone", &mut self.phone, &stored.phone);
        fill("about", &mut self.about, &stored.about);
        self
    }
}

impl ValidResubmit {
    /// Refuses changes in fields that a return left closed.
    ///
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] with `NotOpen` at each.
    pub fn check_open(&self, stored: &Resubmit, opens: impl Fn(&str) -> bool) -> Result<()> {
        let mut v = Validator::new();
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let changes = [
            ("name", self.name != stored.name),
            ("organization_name", text(&self.organization_name) != stored.organization_name),
            ("phone", text(&self.phone) != stored.phone),
            ("about", self.about != stored.about),
        ];
        for (field, changed) in changes {
            v.check(!changed || opens(field), field, FieldCode::NotOpen);
        }
        v.finish()
    }
}

impl FormInput for Resubmit {
    const NAME: &'static str = "application";

    /// What holds for every role; [`Resubmit::validate`] knows the role.
    fn check(&self) -> Vec<FieldError> {
        problems(self.validate(None))
    }
}

/// A reason given by a moderator; required and told to the person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Reason {
    pub reason: String,
}

impl Reason {
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] on field `reason`: empty, over 2,000 characters.
    pub fn validate(&self) -> Result<String> {
        let mut v = Validator::new();
        let reason = v.text("reason", &self.reason, 1, 2000);
        v.finish()?;
        Ok(reason)
    }
}

impl FormInput for Reason {
    const NAME: &'static str = "reason";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_admin_lets_moderators_in() {
        for role in PublicRole::ALL {
            let expected =
                if role == PublicRole::Moderator { Permission::RolesManage } else { Permission::UsersReview };
            assert_eq!(review_permission(role), expected, "{role:?}");
        }
    }

    #[test]
    fn a_reason_is_required() {
        for (reason, ok) in [("", false), (" \n ", false), ("Нет устава", true)] {
            assert_eq!(Reason { reason: reason.into() }.validate().is_ok(), ok, "{reason:?}");
        }
        assert!(Reason { reason: "я".repeat(2001) }.validate().is_err());
    }

    #[test]
    fn a_return_opens_only_its_fields() {
        let stored = Resubmit { name: "Аян".into(), organization_name: "Шаг".into(), ..Resubmit::default() };
        let opens = |field: &str| field == "about";
        let sent = |input: Resubmit| {
            let valid = input.with_closed(&stored, opens).validate(Some(PublicRole::Organizer))?;
            valid.check_open(&stored, opens).map(|()| valid)
        };
        let corrected = sent(Resubmit { about: "Убираем парки".into(), ..Resubmit::default() });
        assert_eq!(corrected.map(|valid| (valid.name, valid.about)), Ok(("Аян".into(), "Убираем парки".into())));
        let refused = sent(Resubmit { name: "Другой".into(), ..Resubmit::default() });
        assert_eq!(refused, Err(birqadam_core::Error::field("name", FieldCode::NotOpen)));
    }

    #[test]
    fn an_organisation_keeps_its_name() {
        let input = Resubmit { name: "Аян".into(), ..Resubmit::default() };
        assert!(input.validate(Some(PublicRole::Sponsor)).is_err());
        assert!(input.validate(Some(PublicRole::Moderator)).is_ok());
    }
}
