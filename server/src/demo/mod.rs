//! Placeholder until its owner's code arrives.

/// Loads the demo data; running it again after it broke off completes it.
pub async fn load(_ctx: &birqadam_core::ssr::Ctx) -> anyhow::Result<()> {
    Ok(())
}
