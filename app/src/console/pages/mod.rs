//! Pages, one per file.

mod flag;
mod flags;
mod health;
mod home;
mod job;
mod job_runs;
mod job_schedule;
mod jobs;
mod setting;
mod settings;
mod storage;
mod storage_findings;

pub use flag::FlagPage;
pub use flags::FlagsPage;
pub use health::HealthPage;
pub use home::ConsoleHomePage;
pub use job::JobPage;
pub use job_runs::JobRuns;
pub use job_schedule::JobSchedulePage;
pub use jobs::JobsPage;
pub use setting::SettingPage;
pub use settings::SettingsPage;
pub use storage::StoragePage;
pub use storage_findings::StorageFindings;
