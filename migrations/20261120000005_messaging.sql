-- What people are told: the in-app inbox and outgoing mail.
create schema messaging;

create table messaging.notifications (
    id bigint generated always as identity primary key,
    user_id bigint not null references accounts.users (id) on delete cascade,
    -- A `Notice` as JSON; its words are chosen when it is shown.
    notice jsonb not null,
    -- The same event never tells the same person twice.
    dedupe_key text not null,
    read_at timestamptz,
    created_at timestamptz not null default now(),
    unique (user_id, dedupe_key)
);
create index notifications_user on messaging.notifications (user_id, id desc);
create index notifications_unread on messaging.notifications (user_id) where read_at is null;

-- Every outgoing mail with its outcome. Without an SMTP server this is the outbox to read.
create table messaging.emails (
    id bigint generated always as identity primary key,
    user_id bigint references accounts.users (id) on delete set null,
    to_address text not null,
    subject text not null,
    body_text text not null,
    body_html text not null,
    status text not null default 'queued' check (status in ('queued', 'sent', 'failed', 'kept')),
    attempts integer not null default 0,
    last_error text,
    dedupe_key text not null unique,
    created_at timestamptz not null default now(),
    sent_at timestamptz
);
create index emails_user on messaging.emails (user_id);
create index emails_recent on messaging.emails (id desc);
