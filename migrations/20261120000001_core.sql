-- What every context stands on: folded search, the action log, returns for correction,
-- idempotency keys, rate limits, settings.
create schema core;

create extension if not exists pg_trgm;

-- Lower-cases and folds the Kazakh letters to the Russian ones people type instead, so that
-- «Абай көшесі» is found by «абай кошеси».
create function core.fold(value text) returns text
    language sql immutable parallel safe strict
    return translate(lower(value), 'әіңғүұқөһё', 'аингуукохе');

-- Refuses change and removal: for logs and ledgers that only ever grow.
create function core.refuse_change() returns trigger
    language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_schema || '.' || tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

create table core.audit_log (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    actor_id bigint,
    -- How the actor was called at that time; the account may be gone later.
    actor_label text not null,
    via text not null check (via in ('web', 'api', 'job', 'cli')),
    address inet,
    operation text not null,
    subject_kind text not null,
    subject_id bigint,
    old jsonb,
    new jsonb,
    batch uuid
);
create index audit_log_recent on core.audit_log (id desc);
create index audit_log_subject on core.audit_log (subject_kind, subject_id, id desc);
create index audit_log_actor on core.audit_log (actor_id, id desc);
create trigger audit_log_append_only before update or delete on core.audit_log
    for each row execute function core.refuse_change();

-- A reviewer's return for correction; open until the author resubmits.
create table core.returns (
    id bigint generated always as identity primary key,
    subject_kind text not null,
    subject_id bigint not null,
    reviewer_id bigint not null,
    message text not null,
    -- [{"field", "comment"}]
    fields jsonb not null,
    -- The values of the record when it was returned, to show what changed.
    snapshot jsonb not null,
    created_at timestamptz not null default now(),
    resubmitted_at timestamptz
);
create index returns_subject on core.returns (subject_kind, subject_id, id desc);
create unique index returns_one_open on core.returns (subject_kind, subject_id) where resubmitted_at is null;

create table core.idempotency_keys (
    user_id bigint not null,
    key text not null check (length(key) between 1 and 200),
    route text not null,
    status smallint,
    body jsonb,
    created_at timestamptz not null default now(),
    primary key (user_id, key)
);
create index idempotency_keys_age on core.idempotency_keys (created_at);

-- Fixed windows; shared by all replicas.
create unlogged table core.rate_limits (
    bucket text not null,
    window_start timestamptz not null,
    hits integer not null,
    primary key (bucket, window_start)
);

create table core.settings (
    name text primary key,
    value jsonb not null,
    updated_by bigint,
    updated_at timestamptz not null default now()
);
insert into core.settings (name, value) values ('project_moderation', 'true');
