-- The runs of one outcome, the latest first: what failed is rare among what was done.
create index job_runs_outcome on core.job_runs (outcome, id);
