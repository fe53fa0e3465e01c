//! Jobs that the clock asks for: they carry nothing.

/// Makes a job of its name and its work: `clock_job!(CleanUpJob, "clean_up", state => clean_up(&state.ctx))`.
macro_rules! clock_job {
    ($job:ident, $name:literal, $state:ident => $work:expr) => {
        /// Carries nothing; whatever the clock sends for it (`null`, `{}`) will do.
        #[derive(Debug, serde::Serialize)]
        pub struct $job;

        impl<'de> serde::Deserialize<'de> for $job {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <serde::de::IgnoredAny as serde::Deserialize>::deserialize(deserializer).map(|_| $job)
            }
        }

        impl graphile_worker::TaskHandler for $job {
            const IDENTIFIER: &'static str = $name;

            async fn run(self, worker: graphile_worker::WorkerContext) -> impl graphile_worker::IntoTaskHandlerResult {
                let $state = super::JobState::of(&worker)?;
                $work.await?;
                anyhow::Ok(())
            }
        }
    };
}

pub(super) use clock_job;

#[cfg(test)]
mod tests {
    use super::super::clean_up::CleanUpJob;

    #[test]
    fn the_clock_sends_null_a_hand_sends_an_object() {
        for payload in ["null", "{}", r#"{"_cron": {"ts": "2026-11-20T00:17:00Z"}}"#] {
            assert!(serde_json::from_str::<CleanUpJob>(payload).is_ok(), "{payload}");
        }
    }
}
