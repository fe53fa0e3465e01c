-- What people have typed and not sent yet, and files that wait for the form they belong to.

create table core.drafts (
    user_id bigint not null references accounts.users (id) on delete cascade,
    form text not null constraint drafts_form check (form ~ '^[a-z][a-z0-9-]{0,49}$'),
    -- The record the form is about; empty for a new one.
    subject text not null default '' constraint drafts_subject check (length(subject) <= 50),
    -- As typed, without passwords: {"title": "…", "tasks": [{…}]}
    fields jsonb not null constraint drafts_size check (octet_length(fields::text) <= 65536),
    -- The version of the record that was read when typing began.
    base_version bigint,
    -- Counts saves, so that a device notices that another one saved in between.
    revision bigint not null default 1,
    updated_at timestamptz not null default now(),
    primary key (user_id, form, subject)
);
create index drafts_age on core.drafts (updated_at);

create table core.uploads (
    token text primary key constraint uploads_token check (token ~ '^[0-9a-f]{32}$'),
    user_id bigint not null references accounts.users (id) on delete cascade,
    file_key text not null,
    file_name text not null,
    content_type text not null,
    size_bytes bigint not null check (size_bytes > 0),
    created_at timestamptz not null default now()
);
create index uploads_user on core.uploads (user_id, created_at);
create index uploads_age on core.uploads (created_at);
