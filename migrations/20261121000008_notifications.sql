-- Who is told what by which channel, when, and what became of it.

-- In the inbox unless the person turned the type off there; the row stays, for its deliveries.
alter table messaging.notifications add column in_inbox boolean not null default true;
drop index messaging.notifications_unread;
create index notifications_unread on messaging.notifications (user_id, id desc) where read_at is null and in_inbox;

-- Quiet hours and digest; the time zone is the person's own, accounts.users.time_zone.
create table messaging.notification_settings (
    user_id bigint primary key references accounts.users (id) on delete cascade,
    quiet_from time,
    quiet_to time,
    digest text not null default 'none' check (digest in ('none', 'daily', 'weekly')),
    digest_hour smallint not null default 9 check (digest_hour between 0 and 23),
    updated_at timestamptz not null default now(),
    constraint notification_settings_quiet_hours
        check ((quiet_from is null) = (quiet_to is null) and (quiet_from is null or quiet_from <> quiet_to))
);

-- Only what differs from the defaults in code is here, so that a changed default reaches everyone else.
create table messaging.notification_preferences (
    user_id bigint not null references accounts.users (id) on delete cascade,
    kind text not null,
    channel text not null check (channel in ('in_app', 'email')),
    enabled boolean not null,
    updated_at timestamptz not null default now(),
    primary key (user_id, kind, channel)
);

-- One row per notification and channel; mails about an account and digests have no notification.
create table messaging.deliveries (
    id bigint generated always as identity primary key,
    notification_id bigint references messaging.notifications (id) on delete cascade,
    user_id bigint references accounts.users (id) on delete cascade,
    channel text not null check (channel in ('in_app', 'email')),
    -- The type of the notice, or `confirm_email`, `reset_password`, `digest`.
    kind text not null,
    state text not null check (state in
        ('queued', 'held', 'collected', 'digested', 'sending', 'sent', 'kept', 'failed', 'suppressed')),
    -- Why it is suppressed.
    reason text check (reason in ('turned_off', 'unconfirmed', 'blocked', 'gone')),
    -- Counts up with each claim and so names it: only the holder of the latest may record the outcome.
    attempts integer not null default 0,
    -- When it may be claimed; while it is being sent, when the claim ends.
    due_at timestamptz,
    last_error text,
    -- What the other side called it: the Message-ID.
    provider_id text,
    -- The digest that carries this one.
    digest_id bigint references messaging.deliveries (id) on delete set null,
    -- What to send when there is no notification; removed when sent, for it may hold a secret link.
    payload jsonb,
    to_address text,
    subject text,
    body_text text,
    body_html text,
    -- Of mails without notification: the same key never goes out twice.
    dedupe_key text unique,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    sent_at timestamptz,
    constraint deliveries_once unique (notification_id, channel),
    constraint deliveries_suppressed_why check ((state = 'suppressed') = (reason is not null)),
    constraint deliveries_have_content check (notification_id is not null or dedupe_key is not null)
);
create index deliveries_created on messaging.deliveries (created_at, id);
create index deliveries_user on messaging.deliveries (user_id, created_at, id);
create index deliveries_state on messaging.deliveries (state, created_at, id);
create index deliveries_kind on messaging.deliveries (kind, created_at, id);
create index deliveries_digest on messaging.deliveries (digest_id) where digest_id is not null;
create index deliveries_due on messaging.deliveries (due_at)
    where state in ('queued', 'held', 'sending', 'collected');
create index deliveries_collected on messaging.deliveries (user_id) where state = 'collected';

-- Mails of before. The old table stays for copies of the older version that still run; nothing
-- reads it any more. Their queued jobs find the rows here by the key.
insert into messaging.deliveries (user_id, channel, kind, state, attempts, due_at, last_error, to_address, subject,
                                  body_text, body_html, dedupe_key, created_at, updated_at, sent_at)
select user_id, 'email', 'mail', case status when 'failed' then 'queued' else status end, attempts,
       case when status in ('queued', 'failed') then now() end,
       last_error, to_address, subject, body_text, body_html, dedupe_key, created_at, now(), sent_at
from messaging.emails order by id;

-- Words an administrator gives in place of ours. `{name}` stands for what the notice tells.
create table messaging.templates (
    kind text not null,
    channel text not null check (channel in ('in_app', 'email')),
    locale text not null check (locale in ('ru', 'kk', 'en')),
    -- Of a mail; null in the inbox.
    subject text,
    body text not null,
    version bigint not null default 1,
    updated_by bigint references accounts.users (id) on delete set null,
    updated_at timestamptz not null default now(),
    primary key (kind, channel, locale)
);
create index templates_updated_by on messaging.templates (updated_by);

-- Open sockets are told when an account is blocked or decided on, or one of its sessions ends, by
-- whatever way. Granting and revoking roles tells so itself (accounts/src/ops/actor_changed.rs).
create function accounts.tell_account_changed() returns trigger
    language plpgsql as $$
begin
    -- Not one CASE: each row type has only its own columns.
    if tg_table_name = 'users' then
        perform pg_notify('actor_changed', new.id::text);
    else
        perform pg_notify('actor_changed', old.user_id::text);
    end if;
    return null;
end $$;
create trigger users_tell_changed after update of blocked_at, is_approved on accounts.users for each row
    when (old.blocked_at is distinct from new.blocked_at or old.is_approved is distinct from new.is_approved)
    execute function accounts.tell_account_changed();
create trigger sessions_tell_ended after delete on accounts.sessions for each row
    when (old.user_id is not null)
    execute function accounts.tell_account_changed();
