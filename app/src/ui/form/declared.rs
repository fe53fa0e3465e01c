//! The declaration of a form: its name and, where the domain declares it, its rules.

use std::sync::Arc;

use birqadam_core::{
    FieldError,
    form::{Fields, FormInput},
};

type Check = Arc<dyn Fn(&Fields) -> Vec<FieldError> + Send + Sync>;

/// What `name=` of a form takes: a name alone (`"leave"`), or what [`declared`] gives.
#[derive(Clone)]
pub struct Declared {
    pub(super) name: &'static str,
    pub(super) record: Option<i64>,
    pub(super) check: Option<Check>,
}

impl Declared {
    /// The form of one of several records on the page, each with fields to see: nothing of it gets
    /// mixed up with that of another. Its server function submits under [`form_of`].
    pub fn of(self, record: i64) -> Self {
        Declared { record: Some(record), ..self }
    }

    /// What ids of its fields begin with, and what is kept of it goes by.
    pub(super) fn id(&self) -> String {
        self.record.map_or_else(|| self.name.to_owned(), |record| form_of(self.name, record))
    }
}

/// The name under which the form of a record is submitted.
pub fn form_of(name: &str, record: i64) -> String {
    format!("{name}-{record}")
}

/// A form that the domain declares: `name=declared::<Register>()`.
pub fn declared<I: FormInput>() -> Declared {
    declared_as::<I>(I::NAME)
}

/// The same input under another name, where several forms of it exist.
pub fn declared_as<I: FormInput>(name: &'static str) -> Declared {
    declared_with(name, |fields| I::from_fields(fields).map(|input| input.check()).unwrap_or_default())
}

/// A form whose rules need to know more than its fields, for example the day.
pub fn declared_with(
    name: &'static str,
    check: impl Fn(&Fields) -> Vec<FieldError> + Send + Sync + 'static,
) -> Declared {
    Declared { name, record: None, check: Some(Arc::new(check)) }
}

impl From<&'static str> for Declared {
    fn from(name: &'static str) -> Self {
        Declared { name, record: None, check: None }
    }
}
