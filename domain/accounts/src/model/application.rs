//! The application for an account and the moderators' decision on it.

use birqadam_core::{Permission, Result, validate::Validator};
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
    fn an_organisation_keeps_its_name() {
        let input = Resubmit { name: "Аян".into(), ..Resubmit::default() };
        assert!(input.validate(Some(PublicRole::Sponsor)).is_err());
        assert!(input.validate(Some(PublicRole::Moderator)).is_ok());
    }
}
