//! The application for an account and the moderators' decision on it.

use birqadam_core::{Result, validate::Validator};
use serde::{Deserialize, Serialize};

/// Corrections to a waiting or rejected application; sending it asks again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Resubmit {
    pub name: String,
    #[serde(alias = "org_name")]
    pub organization_name: String,
    pub phone: String,
    pub about: String,
}

/// A reason given by a moderator; required and told to the person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
