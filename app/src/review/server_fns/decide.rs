//! A decision on an item of any kind. It leads on to the next one.

use birqadam_core::review::{DecisionInput, FieldMark};
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
    #[cfg_attr(not(feature = "ssr"), allow(dead_code))]
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
#[cfg_attr(not(feature = "ssr"), allow(dead_code))]
fn at_rows(error: birqadam_core::Error, rows: &[usize]) -> birqadam_core::Error {
    let birqadam_core::Error::Invalid(mut errors) = error else { return error };
    for error in &mut errors {
        let parts = error.field.strip_prefix("fields.").and_then(|rest| rest.split_once('.'));
        if let Some((index, rest)) = parts
            && let Some(row) = index.parse::<usize>().ok().and_then(|index| rows.get(index))
        {
            error.field = format!("fields.{row}.{rest}");
        }
    }
    birqadam_core::Error::Invalid(errors)
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
    fn errors_find_their_rows_again() {
        let error = at_rows(Error::field("fields.1.comment", FieldCode::TooLong(1000)), &[0, 7]);
        assert_eq!(error, Error::field("fields.7.comment", FieldCode::TooLong(1000)));
        let whole = Error::field("fields", FieldCode::Required);
        assert_eq!(at_rows(whole.clone(), &[]), whole);
    }
}
