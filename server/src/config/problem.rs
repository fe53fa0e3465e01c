//! What is wrong with the configuration, in words for the operator.

use std::fmt;

/// One thing that is wrong and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub variable: &'static str,
    pub found: String,
    pub remedy: String,
}

/// All that is wrong, so that one round of mending is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    pub fn add(&mut self, variable: &'static str, found: impl Into<String>, remedy: impl Into<String>) {
        self.0.push(Problem { variable, found: found.into(), remedy: remedy.into() });
    }

    /// The value, unless something is wrong.
    ///
    /// # Errors
    /// The problems, when there are any.
    pub fn into_result<T>(self, value: T) -> Result<T, Problems> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the configuration cannot be used:")?;
        for problem in &self.0 {
            write!(f, "\n  {} {}\n    → {}", problem.variable, problem.found, problem.remedy)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
