//! Saved views: a list as somebody likes to see it, under a name.

use serde::{Deserialize, Serialize};

use super::{ListRequest, ListSpec};
use crate::{Result, UserId, ViewId, validate::Validator};

/// A saved view. A shared one is seen by everyone who sees the list; only its owner changes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SavedView {
    pub id: ViewId,
    pub owner_id: UserId,
    pub owner_name: String,
    pub name: String,
    /// Filters, order and columns, as in the list's address.
    pub query: String,
    pub shared: bool,
    /// The reader's list opens with it.
    pub is_default: bool,
    pub version: i64,
}

/// What a view is to be. Also the form's input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ViewInput {
    pub name: String,
    /// Filters, order and columns, as in the list's address.
    pub query: String,
    /// Shown to everyone who sees the list; needs `views.share`.
    pub shared: bool,
}

impl ViewInput {
    /// Most characters of a name.
    pub const NAME_MAX: usize = 100;

    /// The input with its query as the list prints it, without the page.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] at `name`, or at what the list does not know.
    pub fn validate(&self, spec: &ListSpec) -> Result<Self> {
        let mut check = Validator::new();
        let name = check.line("name", &self.name, 1, Self::NAME_MAX);
        check.finish()?;
        let request = ListRequest::parse_query(spec, &self.query)?;
        Ok(ViewInput { name, query: request.to_query(spec), shared: self.shared })
    }
}
