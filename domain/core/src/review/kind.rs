//! What a kind of reviewable record declares, and the rules of a decision on it: the same in the
//! browser, in the API and in the queue.

use serde::{Deserialize, Serialize};

use super::{Decision, ReturnedField};
use crate::{FieldCode, Permission, Result, parse::text_or_number, validate::Validator};

/// Longest reason or comment, in characters.
const WORDS_MAX: usize = 2000;
/// Longest word at one field, in characters.
const COMMENT_MAX: usize = 1000;

/// The declaration of one kind: accounts, projects, reports, and whatever comes. The SQL behind
/// it implements `core::ssr::review::Reviewable`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewKind {
    /// In addresses, claims and decisions: `account`.
    pub name: &'static str,
    /// Under which the action log and the returns know the record: `user`.
    pub subject: &'static str,
    /// Lets decide on items; which of them, the SQL says.
    pub permission: Permission,
    /// Lets decide also on what the one it belongs to left waiting.
    pub stand_in: Option<Permission>,
    /// What can be returned for correction; nothing, when there is no return.
    pub fields: &'static [&'static str],
    /// Whether an approval carries a rating of 1 to 5.
    pub rated: bool,
    /// Whether the author may appeal against a rejection.
    pub appealed: bool,
}

/// A decision as it comes in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct DecisionInput {
    /// `approve`, `return` or `reject`.
    pub decision: String,
    /// The version that was looked at; a newer one is a conflict. Optional.
    pub version: Option<i64>,
    /// 1 to 5, where approvals are rated.
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i64>))]
    pub rating: String,
    /// The reason of a return or rejection, the comment of an approval.
    pub reason: String,
    /// A ready reason, in front of `reason`; told in the author's language.
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i64>))]
    pub template: String,
    /// What a return opens.
    pub fields: Vec<FieldMark>,
    /// Holds the decision for some seconds, in which it can be taken back.
    pub hold: bool,
}

/// A field marked for correction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct FieldMark {
    /// Also read as `name`.
    #[serde(alias = "name")]
    pub field: String,
    /// What is wrong with it; also read as `reason`.
    #[serde(alias = "reason")]
    pub comment: String,
}

/// A decision that passed every rule. Stored while it is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub decision: Decision,
    /// Ready reason and own words together.
    pub words: String,
    #[serde(default)]
    pub fields: Vec<ReturnedField>,
    #[serde(default)]
    pub rating: Option<i16>,
}

impl Verdict {
    /// Checks a decision. `ready` is the text of the ready reason, `fields` what can be returned,
    /// `rated` whether an approval needs a rating.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] on `decision`, `rating`, `reason`, `fields`, `fields.0.field`, `fields.0.comment`…
    pub fn read(input: &DecisionInput, ready: &str, fields: &[&str], rated: bool) -> Result<Verdict> {
        let mut v = Validator::new();
        let decision = Decision::parse(&input.decision).filter(|d| *d != Decision::Return || !fields.is_empty());
        let code = if input.decision.is_empty() { FieldCode::Required } else { FieldCode::Unknown };
        v.check(decision.is_some(), "decision", code);
        let decision = decision.unwrap_or(Decision::Approve);
        let marked = if decision == Decision::Return { marks(&mut v, &input.fields, fields) } else { Vec::new() };
        let explained = marked.iter().any(|field| !field.comment.is_empty());
        let words = [ready.trim(), input.reason.trim()].into_iter().filter(|text| !text.is_empty());
        let words = words.collect::<Vec<_>>().join(" ");
        let least = usize::from(decision != Decision::Approve && !explained);
        let words = v.text("reason", &words, least, WORDS_MAX);
        let rating = (decision == Decision::Approve && rated).then(|| rating(&mut v, &input.rating)).flatten();
        v.finish()?;
        Ok(Verdict { decision, words, fields: marked, rating })
    }

    /// What the author is told: the overall word, or else the words at the fields.
    pub fn spoken(&self) -> String {
        if !self.words.is_empty() {
            return self.words.clone();
        }
        let comments = self.fields.iter().map(|field| field.comment.as_str()).filter(|comment| !comment.is_empty());
        comments.collect::<Vec<_>>().join("; ")
    }

    /// The decision as a return.
    pub fn returned(&self) -> super::Return {
        super::Return { message: self.words.clone(), fields: self.fields.clone() }
    }
}

/// The marked fields of a return: at least one, each known, each once. Errors on `fields`,
/// `fields.0.field`, `fields.0.comment`…
pub fn marks(v: &mut Validator, input: &[FieldMark], known: &[&str]) -> Vec<ReturnedField> {
    let mut marked: Vec<ReturnedField> = Vec::new();
    for (index, mark) in input.iter().enumerate() {
        if !known.contains(&mark.field.as_str()) {
            v.add(format!("fields.{index}.field"), FieldCode::Unknown);
            continue;
        }
        if marked.iter().any(|field| field.field == mark.field) {
            continue;
        }
        let comment = v.text(&format!("fields.{index}.comment"), &mark.comment, 0, COMMENT_MAX);
        marked.push(ReturnedField { field: mark.field.clone(), comment });
    }
    v.check(!input.is_empty(), "fields", FieldCode::Required);
    marked
}

fn rating(v: &mut Validator, text: &str) -> Option<i16> {
    let code = match text.trim().parse::<i16>() {
        Ok(rating @ 1..=5) => return Some(rating),
        Ok(rating) if rating < 1 => FieldCode::TooSmall(1),
        Ok(_) => FieldCode::TooBig(5),
        Err(_) if text.trim().is_empty() => FieldCode::Required,
        Err(_) => FieldCode::Malformed,
    };
    v.add("rating", code);
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use proptest::prelude::*;

    const FIELDS: &[&str] = &["title", "city"];

    fn input(decision: &str, reason: &str, marks: &[(&str, &str)]) -> DecisionInput {
        let fields = marks.iter().map(|(f, c)| FieldMark { field: (*f).into(), comment: (*c).into() }).collect();
        DecisionInput { decision: decision.into(), reason: reason.into(), fields, ..DecisionInput::default() }
    }

    fn wrong(result: Result<Verdict>) -> Vec<(String, FieldCode)> {
        let error = result.expect_err("it is wrong");
        error.fields().iter().map(|e| (e.field.clone(), e.code.clone())).collect()
    }

    #[test]
    fn what_a_decision_needs() {
        let read = |decision, reason, marks: &[_]| Verdict::read(&input(decision, reason, marks), "", FIELDS, false);
        assert!(read("approve", "", &[]).is_ok());
        assert!(read("reject", "Нет", &[]).is_ok());
        assert!(read("return", "Короче", &[("title", "")]).is_ok());
        assert!(read("return", "", &[("title", "Короче")]).is_ok(), "a word at the field is enough");
        assert_eq!(wrong(read("reject", " ", &[])), [("reason".into(), FieldCode::Required)]);
        assert_eq!(wrong(read("return", "Нет", &[])), [("fields".into(), FieldCode::Required)]);
        assert_eq!(wrong(read("return", "", &[("title", "")])), [("reason".into(), FieldCode::Required)]);
        assert_eq!(wrong(read("return", "Нет", &[("id", "")])), [("fields.0.field".into(), FieldCode::Unknown)]);
        assert_eq!(wrong(read("", "", &[])), [("decision".into(), FieldCode::Required)]);
        assert_eq!(wrong(read("burn", "", &[])), [("decision".into(), FieldCode::Unknown)]);
    }

    #[test]
    fn without_fields_there_is_no_return() {
        let result = Verdict::read(&input("return", "Нет", &[]), "", &[], false);
        assert_eq!(result, Err(Error::field("decision", FieldCode::Unknown)));
    }

    #[test]
    fn a_rating_is_asked_for_where_approvals_are_rated() {
        let read = |rating: &str| {
            let input = DecisionInput { rating: rating.into(), ..input("approve", "", &[]) };
            Verdict::read(&input, "", FIELDS, true)
        };
        assert_eq!(read("5").map(|v| v.rating), Ok(Some(5)));
        assert_eq!(wrong(read("")), [("rating".into(), FieldCode::Required)]);
        assert_eq!(wrong(read("6")), [("rating".into(), FieldCode::TooBig(5))]);
        assert_eq!(wrong(read("0")), [("rating".into(), FieldCode::TooSmall(1))]);
        assert_eq!(wrong(read("4.5")), [("rating".into(), FieldCode::Malformed)]);
        let json: DecisionInput = serde_json::from_str(r#"{"rating": 3, "template": 7}"#).expect("numbers are read");
        assert_eq!((json.rating.as_str(), json.template.as_str()), ("3", "7"));
    }

    #[test]
    fn a_reason_is_the_ready_one_and_own_words() {
        let read = |ready: &str, own: &str| Verdict::read(&input("reject", own, &[]), ready, FIELDS, false);
        assert_eq!(read("Нет устава.", " Пришлите скан. ").map(|v| v.words), Ok("Нет устава. Пришлите скан.".into()));
        assert_eq!(read("Нет устава.", "").map(|v| v.words), Ok("Нет устава.".into()));
        assert!(read("", &"я".repeat(2001)).is_err());
    }

    #[test]
    fn the_author_is_told_the_words_or_those_at_the_fields() {
        let read = |reason, marks: &[_]| {
            Verdict::read(&input("return", reason, marks), "", FIELDS, false).map(|verdict| verdict.spoken())
        };
        assert_eq!(read("Исправьте", &[("title", "Короче")]), Ok("Исправьте".into()));
        assert_eq!(read("", &[("title", "Короче"), ("city", "Где?")]), Ok("Короче; Где?".into()));
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_an_error_or_a_verdict(decision in ".*", reason in ".*", field in ".*", rating in ".*") {
            let input = DecisionInput { rating, ..input(&decision, &reason, &[(&field, &reason)]) };
            let _ = Verdict::read(&input, &reason, FIELDS, true);
        }
    }
}
