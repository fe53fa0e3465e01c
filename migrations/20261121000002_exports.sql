-- Files made of lists (D-04): asked for, made by a job, fetched by whoever asked, gone after a week.
create table core.exports (
    id bigint generated always as identity primary key,
    user_id bigint not null references accounts.users (id) on delete cascade,
    -- Name of the list, and its filters as in the list's address.
    list text not null check (length(list) between 1 and 100),
    query text not null default '' check (length(query) <= 4000),
    format text not null check (format in ('csv', 'xlsx')),
    locale text not null check (locale in ('ru', 'kk', 'en')),
    state text not null default 'queued' check (state in ('queued', 'running', 'ready', 'failed', 'expired')),
    rows_done bigint not null default 0 check (rows_done >= 0),
    -- Counted when it was asked for; the list may have grown since.
    rows_total bigint not null default 0 check (rows_total >= 0),
    -- Grows with each attempt: one that lost its turn to a later one can no longer write.
    attempt integer not null default 0,
    file_key text unique,
    file_name text not null check (length(file_name) between 1 and 200),
    size_bytes bigint check (size_bytes >= 0),
    -- Why it failed, as a stable code.
    error text,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    -- Last sign of life of the job that makes it.
    alive_at timestamptz,
    finished_at timestamptz,
    expires_at timestamptz,
    constraint exports_ready_has_file check
        (state <> 'ready' or (file_key is not null and size_bytes is not null and expires_at is not null)),
    constraint exports_failure_has_reason check (state <> 'failed' or error is not null)
);
create index exports_user on core.exports (user_id, id desc);
create index exports_expiry on core.exports (expires_at) where state = 'ready';
create index exports_unfinished on core.exports (alive_at) where state in ('queued', 'running');
