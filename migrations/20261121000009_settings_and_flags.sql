-- What an administrator steers and watches: settings and feature flags with versions, runs of
-- jobs, the health of what we depend on, and what lies in the file store.

-- Settings. The names come from the catalogue in the code; a row exists once a value was changed.
alter table core.settings
    add column id bigint generated always as identity,
    add column version bigint not null default 1;
create unique index settings_id on core.settings (id);

-- Tells every process that what it keeps in memory is old.
create function core.tell_settings_changed() returns trigger
    language plpgsql as $$
begin
    perform pg_notify('settings_changed', '');
    return null;
end $$;
create trigger settings_changed after insert or update or delete on core.settings
    for each statement execute function core.tell_settings_changed();

create table core.feature_flags (
    id bigint generated always as identity primary key,
    -- From the catalogue in the code.
    name text not null unique,
    state text not null constraint feature_flags_state check (state in ('off', 'some', 'on')),
    -- With `some`: holders of these roles, and these people, and so many of a hundred.
    roles text[] not null default '{}',
    users bigint[] not null default '{}',
    percentage smallint not null default 0 constraint feature_flags_percentage check (percentage between 0 and 100),
    version bigint not null default 1,
    updated_at timestamptz not null default now()
);
create trigger settings_changed after insert or update or delete on core.feature_flags
    for each statement execute function core.tell_settings_changed();

-- Every attempt of a job that ended, for a while (setting `job_history_days`).
create table core.job_runs (
    id bigint generated always as identity primary key,
    job_id bigint not null,
    task text not null,
    outcome text not null check (outcome in ('done', 'failed', 'gave_up')),
    attempt smallint not null,
    error text,
    worker text not null,
    duration_ms bigint check (duration_ms >= 0),
    finished_at timestamptz not null default now()
);
create index job_runs_task on core.job_runs (task, id desc);
create index job_runs_job on core.job_runs (job_id, id desc);
create index job_runs_age on core.job_runs (finished_at);

-- What runs by the clock, as the workers announce it.
create table core.job_schedules (
    task text primary key,
    -- As in a crontab, UTC.
    timer text not null,
    next_run_at timestamptz,
    announced_at timestamptz not null default now()
);

-- How each service was at its last check.
create table core.service_health (
    service text primary key,
    state text not null check (state in ('up', 'slow', 'down', 'unused')),
    since timestamptz not null default now(),
    checked_at timestamptz not null default now(),
    response_ms integer check (response_ms >= 0),
    -- Numbers worth seeing: connections, size, queue. Language-free.
    details jsonb not null default '{}',
    last_ok_at timestamptz,
    last_error text,
    last_error_at timestamptz
);

-- Only where the state changed.
create table core.service_incidents (
    id bigint generated always as identity primary key,
    service text not null,
    state text not null,
    error text,
    at timestamptz not null default now()
);
create index service_incidents_service on core.service_incidents (service, id desc);

-- What the last look through the file store found.
create table core.storage_kinds (
    kind text primary key,
    files bigint not null,
    bytes bigint not null
);
create table core.storage_findings (
    id bigint generated always as identity primary key,
    -- A file that no record points to, or a record whose file is not there.
    problem text not null check (problem in ('orphan', 'missing')),
    kind text not null,
    file_key text not null,
    bytes bigint,
    modified_at timestamptz,
    constraint storage_findings_once unique (problem, file_key)
);
create table core.storage_looks (
    id bigint generated always as identity primary key,
    started_at timestamptz not null,
    finished_at timestamptz not null default now(),
    files bigint not null,
    bytes bigint not null,
    orphans bigint not null,
    orphan_bytes bigint not null,
    missing bigint not null
);

insert into accounts.role_permissions (role_id, permission)
select r.id, p.permission
from accounts.roles r
cross join (values ('flags.manage'), ('jobs.manage'), ('health.view'), ('storage.manage')) as p (permission)
where r.name = 'admin'
on conflict do nothing;
