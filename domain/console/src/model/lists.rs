//! The console's lists.

use birqadam_core::{
    Permission,
    list::{CellKind, ColumnSpec, FilterSpec, ListSpec},
};

/// Jobs that have not ended.
pub static JOBS: ListSpec = ListSpec {
    name: "jobs",
    permission: Permission::JobsManage,
    filters: &[
        FilterSpec::choice("state", &["failed", "retrying", "running", "queued"]),
        FilterSpec::lookup("task"),
        FilterSpec::days("created"),
    ],
    columns: &[
        ColumnSpec::new("task", CellKind::Link),
        ColumnSpec::new("number", CellKind::Number),
        ColumnSpec::new("state", CellKind::Code),
        ColumnSpec::new("attempts", CellKind::Number),
        ColumnSpec::new("error", CellKind::Text),
        ColumnSpec::new("due", CellKind::Time).sortable(),
        ColumnSpec::new("created", CellKind::Time).sortable(),
        ColumnSpec::new("started", CellKind::Time).hidden(),
        ColumnSpec::new("worker", CellKind::Text).hidden(),
    ],
    sort: "-created",
};

/// Runs of jobs that ended.
pub static JOB_RUNS: ListSpec = ListSpec {
    name: "job_runs",
    permission: Permission::JobsManage,
    filters: &[
        FilterSpec::choice("state", &["done", "failed", "gave_up"]),
        FilterSpec::lookup("task"),
        FilterSpec::ids("job"),
        FilterSpec::days("finished"),
    ],
    columns: &[
        ColumnSpec::new("task", CellKind::Code),
        ColumnSpec::new("job", CellKind::Number),
        ColumnSpec::new("state", CellKind::Code),
        ColumnSpec::new("attempt", CellKind::Number),
        ColumnSpec::new("error", CellKind::Text),
        ColumnSpec::new("took", CellKind::Number),
        ColumnSpec::new("finished", CellKind::Time).sortable(),
        ColumnSpec::new("worker", CellKind::Text).hidden(),
    ],
    sort: "-finished",
};

/// Files that belong to nothing, and records whose file is not there; a page shows one of the two.
pub static STORAGE_FINDINGS: ListSpec = ListSpec {
    name: "storage_findings",
    permission: Permission::StorageManage,
    filters: &[
        FilterSpec::choice("problem", &["orphan", "missing"]).fixed(),
        FilterSpec::lookup("kind"),
        FilterSpec::days("modified"),
    ],
    columns: &[
        ColumnSpec::new("file", CellKind::Text).sortable(),
        ColumnSpec::new("problem", CellKind::Code).hidden(),
        ColumnSpec::new("kind", CellKind::Code),
        ColumnSpec::new("size", CellKind::Bytes).sortable().summed(),
        ColumnSpec::new("modified", CellKind::Time).sortable(),
    ],
    sort: "file",
};

#[cfg(test)]
mod tests {
    use birqadam_core::list::FilterKind;

    use super::*;
    use crate::model::{FileProblem, JobOutcome, JobState};

    fn choices(spec: &ListSpec, name: &str) -> Vec<&'static str> {
        match spec.filter(name).map(|filter| filter.kind) {
            Some(FilterKind::Choice(values)) => values.to_vec(),
            _ => Vec::new(),
        }
    }

    fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
        all.iter().copied().map(name).collect()
    }

    #[test]
    fn filters_offer_every_state() {
        assert_eq!(choices(&JOBS, "state"), names(JobState::ALL, JobState::as_str));
        assert_eq!(choices(&JOB_RUNS, "state"), names(JobOutcome::ALL, JobOutcome::as_str));
        assert_eq!(choices(&STORAGE_FINDINGS, "problem"), names(FileProblem::ALL, FileProblem::as_str));
    }
}
