//! Who did it, in words.

use birqadam_core::Locale;

use crate::texts::{admin, audit as words};

/// An actor of the log: `user:5:Name`, `anonymous`, `system:reason`.
pub(crate) enum Who<'a> {
    Person { id: &'a str, name: &'a str },
    Nobody,
    Platform { reason: &'a str },
}

impl<'a> Who<'a> {
    /// From the list's column.
    pub fn read(text: &'a str) -> Self {
        match text.split_once(':') {
            Some(("user", rest)) => {
                let (id, name) = rest.split_once(':').unwrap_or((rest, ""));
                Who::Person { id, name }
            }
            Some((_, reason)) => Who::Platform { reason },
            None => Who::Nobody,
        }
    }

    pub fn words(&self, l: Locale) -> String {
        match self {
            Who::Person { name, .. } => (*name).to_owned(),
            Who::Nobody => admin::anonymous(l).to_owned(),
            Who::Platform { reason: "" } => words::system(l).to_owned(),
            Who::Platform { reason } => words::system_because(l, reason),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_hold_what_separates() {
        let Who::Person { id, name } = Who::read("user:5:A: B") else { panic!("a person") };
        assert_eq!((id, name), ("5", "A: B"));
        assert_eq!(Who::read("system:notify").words(Locale::En), "The platform (notify)");
        assert_eq!(Who::read("anonymous").words(Locale::En), "Not signed in");
    }
}
