//! How payment providers answer: noted whenever one is asked, and shown to those who watch the platform.

use std::time::Duration;

use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::payment_provider::ProviderError;
use birqadam_core::{Actor, Permission, Result};

use crate::model::ProviderHealth;

/// How long we wait for a provider's answer.
const PATIENCE: Duration = Duration::from_secs(20);
const FAILURE_MAX: usize = 500;

/// Asks a provider: the answer, or that there was none in time. Always outside of a transaction.
pub(crate) async fn ask<T>(
    ctx: &Ctx,
    provider: &str,
    asking: impl Future<Output = Result<T, ProviderError>>,
) -> Result<T, ProviderError> {
    let answer = tokio::time::timeout(PATIENCE, asking)
        .await
        .unwrap_or_else(|_| Err(ProviderError::Unavailable("no answer in time".into())));
    if let Err(error) = note(ctx, provider, answer.as_ref().err()).await {
        tracing::warn!(provider, %error, "how a payment provider answered was not noted");
    }
    answer
}

async fn note(ctx: &Ctx, provider: &str, error: Option<&ProviderError>) -> Result<()> {
    let failure = match error {
        // Nothing was asked.
        Some(ProviderError::NotOffered) => return Ok(()),
        error => error
            .map(|error| error.to_string().chars().filter(|c| !c.is_control()).take(FAILURE_MAX).collect::<String>()),
    };
    sqlx::query!(
        "insert into funding.provider_answers as p (provider, answered_at, failed_at, failure)
         values ($1, case when $3::text is null then $2::timestamptz end, case when $3 is not null then $2 end, $3)
         on conflict (provider) do update set
             answered_at = coalesce(excluded.answered_at, p.answered_at),
             failed_at = coalesce(excluded.failed_at, p.failed_at), failure = coalesce(excluded.failure, p.failure)",
        provider,
        ctx.now(),
        failure,
    )
    .execute(&ctx.db)
    .await?;
    Ok(())
}

/// Every provider that is set up, in the order in which they are offered.
///
/// # Errors
/// Needs `health.view`.
pub async fn list_providers(ctx: &Ctx, actor: &Actor) -> Result<Vec<ProviderHealth>> {
    actor.require(Permission::HealthView)?;
    let names: Vec<String> = ctx.payments.all_names().map(str::to_owned).collect();
    let providers = sqlx::query_as!(
        ProviderHealth,
        r#"select p.name as "provider!", a.answered_at as "answered_at?", a.failed_at as "failed_at?",
                  a.failure as "failure?", told.received_at as "told_at?", refused.received_at as "refused_at?",
                  refused.outcome as "refusal?"
           from unnest($1::text[]) with ordinality as p (name, n)
           left join funding.provider_answers a on a.provider = p.name
           left join lateral (
               select received_at from funding.provider_calls
               where provider = p.name and outcome not like 'refused%' order by id desc limit 1) told on true
           left join lateral (
               select received_at, outcome from funding.provider_calls
               where provider = p.name and outcome like 'refused%' order by id desc limit 1) refused on true
           order by p.n"#,
        &names,
    )
    .fetch_all(&ctx.db)
    .await?;
    Ok(providers)
}
