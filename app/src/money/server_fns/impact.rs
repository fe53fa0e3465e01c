//! Counting what a project did.

use birqadam_core::{ImpactEntryId, ImpactMeasureId, Localized, ProjectId};
use birqadam_funding::ImpactSheet;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Measures, counts, and the reports that can show them.
#[server(prefix = "/web", endpoint = "money/impact", input = GetUrl)]
pub async fn find_impact_sheet(id: ProjectId) -> Result<ImpactSheet> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::impact_writing;

    forms::read(impact_writing::find_impact(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddMeasureInput {
    pub project_id: ProjectId,
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub title: Localized,
    #[serde(default)]
    pub unit: String,
}

#[server(prefix = "/web", endpoint = "money/impact/add-measure")]
pub async fn add_measure(input: AddMeasureInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::FormInput;
    use birqadam_funding::ImpactMeasureInput;
    use birqadam_funding::ops::impact_writing;

    let (ctx, actor, id) = (server_ctx::ctx(), server_ctx::actor(), input.project_id);
    let measure = ImpactMeasureInput { kind: input.kind.clone(), title: input.title.clone(), unit: input.unit.clone() };
    let added = impact_writing::add_measure(&ctx, &actor, id, &measure);
    forms::submit(ImpactMeasureInput::NAME, &input, added).await?;
    forms::redirect(&format!("/organizer/projects/{id}/money/impact?done=saved"));
    Ok(())
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddEntryInput {
    pub project_id: ProjectId,
    #[serde(default)]
    pub measure: String,
    #[serde(default)]
    pub amount: String,
    #[serde(default)]
    pub counted_on: String,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub report: String,
}

#[server(prefix = "/web", endpoint = "money/impact/add-entry")]
pub async fn add_entry(input: AddEntryInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_core::{Error, FieldCode, FormInput};
    use birqadam_funding::ImpactEntryInput;
    use birqadam_funding::ops::impact_writing;

    let (ctx, actor, id) = (server_ctx::ctx(), server_ctx::actor(), input.project_id);
    let entry = ImpactEntryInput {
        amount: input.amount.clone(),
        counted_on: input.counted_on.clone(),
        note: input.note.clone(),
        report: input.report.clone(),
    };
    forms::submit(ImpactEntryInput::NAME, &input, async {
        let measure = input.measure.trim();
        let code = if measure.is_empty() { FieldCode::Required } else { FieldCode::Unknown };
        let measure: ImpactMeasureId = measure.parse().map_err(|_| Error::field("measure", code))?;
        impact_writing::add_entry(&ctx, &actor, measure, &entry).await
    })
    .await?;
    forms::redirect(&format!("/organizer/projects/{id}/money/impact?done=saved"));
    Ok(())
}

/// Name of the forms that take a measure or a count out.
pub const REMOVE_IMPACT_FORM: &str = "remove-impact";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RemoveMeasureInput {
    pub id: ImpactMeasureId,
    /// Where to go on.
    pub project_id: ProjectId,
}

#[server(prefix = "/web", endpoint = "money/impact/remove-measure")]
pub async fn remove_measure(input: RemoveMeasureInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::impact_writing;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(REMOVE_IMPACT_FORM, &input, impact_writing::remove_measure(&ctx, &actor, input.id)).await?;
    forms::redirect(&format!("/organizer/projects/{}/money/impact?done=saved", input.project_id));
    Ok(())
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RemoveEntryInput {
    pub id: ImpactEntryId,
    /// Where to go on.
    pub project_id: ProjectId,
}

#[server(prefix = "/web", endpoint = "money/impact/remove-entry")]
pub async fn remove_entry(input: RemoveEntryInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::impact_writing;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(REMOVE_IMPACT_FORM, &input, impact_writing::remove_entry(&ctx, &actor, input.id)).await?;
    forms::redirect(&format!("/organizer/projects/{}/money/impact?done=saved", input.project_id));
    Ok(())
}
