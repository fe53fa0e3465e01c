//! What was read and with what it was asked for, without their types: one resource of Leptos
//! serves all of them.

use std::{any::Any, pin::Pin, sync::Arc};

use birqadam_core::Error;
use codee::{Decoder, Encoder};
use serde::{Serialize, de::DeserializeOwned};

use crate::error::{AppError, Result};

/// An answer: as it came from the server function, or as the page carries it.
#[derive(Clone)]
pub(super) enum Kept {
    Answer(Arc<dyn Answer>),
    Text(Arc<str>),
}

impl Kept {
    pub(super) fn new<T: Serialize + Send + Sync + 'static>(answer: Result<T>) -> Self {
        Kept::Answer(Arc::new(answer))
    }

    /// The answer again; it is the same `T` that was asked for.
    pub(super) fn take<T: Clone + DeserializeOwned + 'static>(&self) -> Result<T> {
        let read = match self {
            Kept::Answer(answer) => answer.as_any().downcast_ref::<Result<T>>().cloned(),
            // From bytes, as the answers of server functions are: from text the browser would
            // have every parser twice.
            Kept::Text(text) => serde_json::from_slice(text.as_bytes()).ok(),
        };
        read.unwrap_or(Err(AppError(Error::Unavailable)))
    }
}

/// A [`Result`] of which nobody needs to know what.
pub(super) trait Answer: Send + Sync {
    fn as_any(&self) -> &dyn Any;

    /// As the page carries it. The browser prints no pages.
    #[cfg(feature = "ssr")]
    fn print(&self) -> serde_json::Result<String>;
}

impl<T: Serialize + Send + Sync + 'static> Answer for Result<T> {
    fn as_any(&self) -> &dyn Any {
        self
    }

    #[cfg(feature = "ssr")]
    fn print(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

/// How an answer is printed into the page, as JSON, and found there again; parsed only by who
/// knows what it is.
pub(super) struct Printed;

impl Encoder<Kept> for Printed {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(kept: &Kept) -> std::result::Result<String, serde_json::Error> {
        match kept {
            #[cfg(feature = "ssr")]
            Kept::Answer(answer) => answer.print(),
            #[cfg(not(feature = "ssr"))]
            Kept::Answer(_) => Ok(String::new()),
            Kept::Text(text) => Ok(text.to_string()),
        }
    }
}

impl Decoder<Kept> for Printed {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> std::result::Result<Kept, serde_json::Error> {
        Ok(Kept::Text(text.into()))
    }
}

/// What is asked; equal to another when the same answer is to be expected.
#[derive(Clone)]
pub(super) struct Question(pub Arc<dyn Asked>);

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_like(other.0.as_any())
    }
}

pub(super) trait Asked: Send + Sync {
    fn as_any(&self) -> &dyn Any;
    fn is_like(&self, other: &dyn Any) -> bool;
    fn ask(&self) -> Pin<Box<dyn Future<Output = Kept> + Send>>;
}

/// A question with its types.
pub(super) struct Ask<S, F> {
    pub source: S,
    pub fetch: Arc<F>,
}

impl<S, F> Asked for Ask<S, F>
where
    S: Clone + PartialEq + Send + Sync + 'static,
    F: Fn(S) -> Pin<Box<dyn Future<Output = Kept> + Send>> + Send + Sync + 'static,
{
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn is_like(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<Self>().is_some_and(|other| other.source == self.source)
    }

    fn ask(&self) -> Pin<Box<dyn Future<Output = Kept> + Send>> {
        (self.fetch)(self.source.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(source: u32) -> Question {
        let fetch =
            |n: u32| -> Pin<Box<dyn Future<Output = Kept> + Send>> { Box::pin(async move { Kept::new(Ok(n)) }) };
        // One function for all, as one page has it.
        Question(Arc::new(Ask { source, fetch: Arc::new(fetch as fn(u32) -> _) }))
    }

    #[test]
    fn the_same_question_is_asked_once() {
        assert!(question(1) == question(1));
        assert!(question(1) != question(2));
    }

    #[test]
    fn an_answer_survives_the_page() {
        for answer in [Ok(vec![1, 2]), Err(AppError(Error::NotFound))] {
            let kept = Kept::new(answer.clone());
            assert_eq!(kept.take::<Vec<i64>>(), answer);
            let printed = Printed::encode(&kept).expect("it prints");
            let found = Printed::decode(&printed).expect("it is found");
            assert_eq!(found.take::<Vec<i64>>(), answer);
        }
        // Torn in the middle, or of another version of the program.
        let torn = Printed::decode("{\"Ok\":[1,").expect("it is kept");
        assert_eq!(torn.take::<Vec<i64>>(), Err(AppError(Error::Unavailable)));
    }
}
