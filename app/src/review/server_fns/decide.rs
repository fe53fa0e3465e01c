//! A decision on an item of any kind. It leads on to the next one.

use birqadam_core::FieldError;
use birqadam_core::form::problems;
use birqadam_core::review::{DecisionInput, FieldMark, Verdict};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Names of the forms, by decision.
pub const APPROVE_FORM: &str = "decide-approve";
pub const RETURN_FORM: &str = "decide-return";
pub const REJECT_FORM: &str = "decide-reject";

/// A decision as typed: a ready reason, own words, or both; a row for each field that can be marked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecideInput {
    pub kind: String,
    pub id: i64,
    pub version: i64,
    pub decision: String,
    pub rating: String,
    pub reason: String,
    pub template: String,
    pub fields: Vec<ReturnRow>,
    /// Name of the [`Section`](crate::review::Section) the reviewer works in.
    pub section: String,
}

/// One row: `field` is sent only when it is marked, `name` always.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReturnRow {
    pub name: String,
    pub field: String,
    pub comment: String,
}

impl ReturnRow {
    /// The field when it is marked. A comment without a mark is meant as one.
    fn marked(&self) -> Option<&str> {
        match (self.field.is_empty(), self.comment.trim().is_empty()) {
            (false, _) => Some(&self.field),
            (true, false) if !self.name.is_empty() => Some(&self.name),
            _ => None,
        }
    }
}

impl DecideInput {
    /// As the domain takes it, and the row of each marked field.
    fn read(&self) -> (DecisionInput, Vec<usize>) {
        let marked = self.fields.iter().enumerate().filter_map(|(row, field)| {
            let mark = FieldMark { field: field.marked()?.to_owned(), comment: field.comment.clone() };
            Some((row, mark))
        });
        let (rows, fields) = marked.unzip();
        let input = DecisionInput {
            decision: self.decision.clone(),
            version: Some(self.version),
            rating: self.rating.clone(),
            reason: self.reason.clone(),
            template: self.template.clone(),
            fields,
            hold: true,
        };
        (input, rows)
    }

    /// Everything wrong that can be told without the database. `ready` is the text of the chosen
    /// ready reason, `fields` what can be returned, `rated` whether an approval needs a rating.
    pub fn problems(&self, ready: &str, fields: &[String], rated: bool) -> Vec<FieldError> {
        let (input, rows) = self.read();
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        problems(Verdict::read(&input, ready, &fields, rated).map_err(|error| at_rows(error, &rows)))
    }

    #[cfg_attr(not(feature = "ssr"), allow(dead_code))]
    fn form(&self) -> &'static str {
        match self.decision.as_str() {
            "approve" => APPROVE_FORM,
            "return" => RETURN_FORM,
            _ => REJECT_FORM,
        }
    }
}

/// Decides. The decision can be taken back for some seconds.
#[server(prefix = "/web", endpoint = "review/decide")]
pub async fn decide(input: DecideInput) -> Result<()> {
    use crate::{
        forms,
        review::{REVIEW, Section},
        server_ctx,
    };
    use birqadam_core::{
        review::ItemRef,
        ssr::review::{decisions, pane},
    };

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let item = ItemRef { kind: input.kind.clone(), id: input.id };
    let (decision, rows) = input.read();
    let done = async {
        decisions::decide(&REVIEW, &ctx, &actor, &item, &decision).await.map_err(|error| at_rows(error, &rows))
    };
    forms::submit(input.form(), &input, done).await?;
    // The decision is taken by now: a failing look for the next item must not look like a failed one.
    let next = pane::next_after(&REVIEW, &ctx, &actor, &item).await.ok().flatten();
    let section = Section::parse(&input.section);
    let page = next.map_or_else(|| section.queue().to_owned(), |next| section.item(&next.kind, next.id));
    let said = match (input.kind.as_str(), input.decision.as_str()) {
        ("appeal", "approve") => "overturned",
        ("appeal", _) => "upheld",
        (_, "approve") => "approved",
        (_, "return") => "returned",
        _ => "rejected",
    };
    forms::redirect(&format!("{page}?done={}-{said}", item.kind));
    Ok(())
}

/// The domain counts the marked fields, the form all of its rows.
fn at_rows(error: birqadam_core::Error, rows: &[usize]) -> birqadam_core::Error {
    error.renamed(|field| {
        let parts = field.strip_prefix("fields.").and_then(|rest| rest.split_once('.'));
        let row = parts.and_then(|(index, rest)| Some((rows.get(index.parse::<usize>().ok()?)?, rest)));
        row.map(|(row, rest)| format!("fields.{row}.{rest}")).unwrap_or(field)
    })
}

#[cfg(test)]
mod tests {
    use birqadam_core::{Error, FieldCode};

    use super::*;

    #[test]
    fn a_comment_without_a_mark_is_a_mark() {
        let row = |field: &str, comment: &str| ReturnRow {
            name: "title".into(),
            field: field.into(),
            comment: comment.into(),
        };
        assert_eq!(row("title", "").marked(), Some("title"));
        assert_eq!(row("", "Короче").marked(), Some("title"));
        assert_eq!(row("", "  ").marked(), None);
    }

    #[test]
    fn only_marked_rows_are_sent_on() {
        let row =
            |name: &str, field: &str| ReturnRow { name: name.into(), field: field.into(), comment: String::new() };
        let fields = vec![row("title", ""), row("city", "city")];
        let (input, rows) = DecideInput { fields, ..DecideInput::default() }.read();
        assert_eq!((input.fields.len(), rows), (1, vec![1]));
    }

    #[test]
    fn the_browser_says_what_the_server_would() {
        let fields = ["title".to_owned(), "city".to_owned()];
        let row =
            |name: &str, field: &str, comment: String| ReturnRow { name: name.into(), field: field.into(), comment };
        let wrong = |input: &DecideInput, ready: &str, rated: bool| {
            let problems = input.problems(ready, &fields, rated);
            problems.into_iter().map(|error| (error.field, error.code)).collect::<Vec<_>>()
        };
        let of = |decision: &str| DecideInput { decision: decision.into(), ..DecideInput::default() };
        assert_eq!(wrong(&of("approve"), "", false), []);
        assert_eq!(wrong(&of("approve"), "", true), [("rating".into(), FieldCode::Required)]);
        assert_eq!(wrong(&of("reject"), "", false), [("reason".into(), FieldCode::Required)]);
        assert_eq!(wrong(&of("reject"), "Нет устава.", false), []);
        let unmarked =
            DecideInput { reason: "x".into(), fields: vec![row("title", "", String::new())], ..of("return") };
        assert_eq!(wrong(&unmarked, "", false), [("fields".into(), FieldCode::Required)]);
        let long = vec![row("title", "", String::new()), row("city", "city", "я".repeat(1001))];
        let long = DecideInput { fields: long, ..of("return") };
        assert_eq!(wrong(&long, "", false), [("fields.1.comment".into(), FieldCode::TooLong(1000))]);
    }

    #[test]
    fn errors_find_their_rows_again() {
        let error = at_rows(Error::field("fields.1.comment", FieldCode::TooLong(1000)), &[0, 7]);
        assert_eq!(error, Error::field("fields.7.comment", FieldCode::TooLong(1000)));
        let whole = Error::field("fields", FieldCode::Required);
        assert_eq!(at_rows(whole.clone(), &[]), whole);
    }
}
