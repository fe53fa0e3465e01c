-- What people tell of themselves and to whom, and the confirmation of who they are by a photo.

alter table accounts.users
    -- By its name in the catalogue of cities.
    add column city text constraint users_city_length check (length(city) between 1 and 100),
    -- Codes of the languages spoken.
    add column languages text[] not null default '{}'
        constraint users_languages_count check (cardinality(languages) <= 20),
    add column birth_date date,
    -- Choices of who sees what, where they differ from the defaults: {"photo": "members"}.
    add column privacy jsonb not null default '{}';

-- One row per person: where they stand. What happened before is in the action log.
create table accounts.verifications (
    id bigint generated always as identity primary key,
    user_id bigint not null constraint verifications_user unique references accounts.users (id) on delete cascade,
    status text not null check (status in ('waiting', 'rejected', 'confirmed')),
    -- Private; null once it was removed.
    photo_key text,
    -- When the photo is removed from storage; set by the decision.
    photo_until timestamptz,
    reason text check (length(reason) <= 4000),
    submitted_at timestamptz not null default now(),
    reviewed_by bigint references accounts.users (id) on delete set null,
    reviewed_at timestamptz,
    version bigint not null default 1,
    constraint verifications_refusal_has_reason check (status <> 'rejected' or reason is not null),
    constraint verifications_waiting_has_photo check (status <> 'waiting' or photo_key is not null),
    constraint verifications_decided_photo_goes check (status = 'waiting' or photo_key is null or photo_until is not null)
);
create index verifications_status on accounts.verifications (status, submitted_at, id);
create index verifications_reviewed_by on accounts.verifications (reviewed_by);
create index verifications_photo_until on accounts.verifications (photo_until) where photo_key is not null;

insert into accounts.role_permissions (role_id, permission)
select id, 'users.verify' from accounts.roles where name in ('admin', 'moderator');
