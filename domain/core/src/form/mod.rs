//! How a form is declared: its name, how its fields are read, and what is wrong with them. The
//! browser runs the same code as the server; the server never relies on that it did.

mod fields;
mod typing;

use serde::{Serialize, de::DeserializeOwned};

pub use fields::{Fields, field_name};
pub use typing::{Typed, number_typed, phone_typed, shown_phone};

use crate::{Error, FieldError, Result};

/// An input that people fill in. The domain declares it beside its `validate`.
pub trait FormInput: Serialize + DeserializeOwned {
    /// Name of the form: of its ids on the page, of what is kept of it, and of its drafts.
    const NAME: &'static str;

    /// Reads what a form sent. What cannot be read at all is left to the server to refuse.
    fn from_fields(fields: &Fields) -> Option<Self> {
        fields.decode()
    }

    /// Everything wrong that can be told without the database, in the order of the fields.
    fn check(&self) -> Vec<FieldError>;
}

/// The field errors of a validation.
pub fn problems<T>(validated: Result<T>) -> Vec<FieldError> {
    match validated {
        Err(Error::Invalid(fields)) => fields,
        _ => Vec::new(),
    }
}
