//! What the component of lists shows.

use birqadam_core::{
    ViewId,
    list::{ActionFieldKind, Choice, ListPage, SavedView},
};
use serde::{Deserialize, Serialize};

/// A page of a list with its views and what can be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListScreen {
    pub page: ListPage,
    pub views: Vec<SavedView>,
    /// The view in force.
    pub view: Option<ViewId>,
    pub actions: Vec<ActionOffer>,
}

impl ListScreen {
    pub fn open_view(&self) -> Option<&SavedView> {
        self.views.iter().find(|view| Some(view.id) == self.view)
    }
}

/// A bulk action that the reader may do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActionOffer {
    pub name: String,
    pub tone: String,
    pub fields: Vec<FieldOffer>,
}

/// What it asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldOffer {
    pub name: String,
    pub kind: ActionFieldKind,
    pub choices: Vec<Choice>,
}
