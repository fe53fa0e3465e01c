//! Decisions on a project. Each leads on to the next project that waits.

use birqadam_core::ProjectId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Names of the forms.
pub const APPROVE_PROJECT_FORM: &str = "approve-project";
pub const RETURN_PROJECT_FORM: &str = "return-project";
pub const REJECT_PROJECT_FORM: &str = "reject-project";

/// Which project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApproveProjectInput {
    pub id: ProjectId,
}

/// Return as typed: a row for each field that can be marked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReturnProjectInput {
    pub id: ProjectId,
    #[serde(default)]
    pub message: String,
    #[serde(default)]
    pub fields: Vec<ReturnRow>,
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
    #[cfg_attr(not(feature = "ssr"), allow(dead_code))]
    fn marked(&self) -> Option<&str> {
        match (self.field.is_empty(), self.comment.trim().is_empty()) {
            (false, _) => Some(&self.field),
            (true, false) if !self.name.is_empty() => Some(&self.name),
            _ => None,
        }
    }
}

/// Rejection as typed: a ready reason, own words, or both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RejectProjectInput {
    pub id: ProjectId,
    #[serde(default)]
    pub template: String,
    #[serde(default)]
    pub reason: String,
}

/// Publishes the project.
#[server(prefix = "/web", endpoint = "review/projects/approve")]
pub async fn approve_project(input: ApproveProjectInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::ops::moderation;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let done = moderation::approve_project(&ctx, &actor, input.id);
    let project = forms::submit(APPROVE_PROJECT_FORM, &input, done).await?;
    go_on(&project.summary, "project-approved").await;
    Ok(())
}

/// Gives the marked fields back to the organizer.
#[server(prefix = "/web", endpoint = "review/projects/return")]
pub async fn return_project(input: ReturnProjectInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_volunteering::{ReturnFieldInput, ReturnInput, ops::moderation};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let mut rows = Vec::new();
    let mut returned = ReturnInput { message: input.message.clone(), fields: Vec::new() };
    for (row, typed) in input.fields.iter().enumerate() {
        if let Some(field) = typed.marked() {
            rows.push(row);
            returned.fields.push(ReturnFieldInput { field: field.to_owned(), comment: typed.comment.clone() });
        }
    }
    let project = forms::submit(RETURN_PROJECT_FORM, &input, async {
        moderation::return_project(&ctx, &actor, input.id, returned).await.map_err(|error| at_rows(error, &rows))
    })
    .await?;
    go_on(&project.summary, "project-returned").await;
    Ok(())
}

/// Refuses the project for good.
#[server(prefix = "/web", endpoint = "review/projects/reject")]
pub async fn reject_project(input: RejectProjectInput) -> Result<()> {
    use crate::{forms, review::reason::whole_reason, server_ctx};
    use birqadam_volunteering::ops::moderation;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let reason = whole_reason(&input.template, &input.reason);
    let done = moderation::reject_project(&ctx, &actor, input.id, &reason);
    let project = forms::submit(REJECT_PROJECT_FORM, &input, done).await?;
    go_on(&project.summary, "project-rejected").await;
    Ok(())
}

/// Leads errors of the marked fields (`fields.0.comment`) back to the rows of the form.
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

/// To the next waiting project, or to the queue when none waits. The decision stands by now, so
/// a failing look for the next one must not look like a failed decision.
#[cfg(feature = "ssr")]
async fn go_on(decided: &birqadam_volunteering::ProjectSummary, done: &str) {
    use crate::{forms, server_ctx};

    match super::project::next_project(&server_ctx::ctx(), &server_ctx::actor(), decided).await {
        Ok(Some(next)) => forms::redirect(&format!("/review/projects/{next}?done={done}")),
        _ => forms::redirect(&format!("/review?done={done}")),
    }
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
    fn errors_find_their_rows_again() {
        let error = at_rows(Error::field("fields.1.comment", FieldCode::TooLong(1000)), &[0, 7]);
        assert_eq!(error, Error::field("fields.7.comment", FieldCode::TooLong(1000)));
        let whole = Error::field("fields", FieldCode::Required);
        assert_eq!(at_rows(whole.clone(), &[]), whole);
    }
}
