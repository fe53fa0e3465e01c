-- Who people are and what they may do.
create schema accounts;

create table accounts.users (
    id bigint generated always as identity primary key,
    email text not null check (email = lower(email) and length(email) <= 254),
    password_hash text not null,
    name text not null check (length(name) between 1 and 200),
    phone text,
    organization_name text check (length(organization_name) <= 200),
    about text not null default '' check (length(about) <= 4000),
    profile_photo text,
    locale text not null default 'ru' check (locale in ('ru', 'kk', 'en')),
    time_zone text not null default 'Asia/Almaty',
    -- The role asked for at registration; what the person may do comes from user_roles.
    role text not null,
    -- false waiting, true approved, null rejected (as in the customer's document).
    is_approved boolean,
    rejection_reason text,
    reviewed_by bigint references accounts.users (id),
    reviewed_at timestamptz,
    -- When the account last asked to be approved; the queue is in this order.
    submitted_at timestamptz not null default now(),
    blocked_at timestamptz,
    blocked_reason text,
    email_confirmed_at timestamptz,
    -- Average of the ratings received, 1 to 5; null before the first.
    rating numeric(3, 2) check (rating between 1 and 5),
    rating_count integer not null default 0,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint users_rejection_has_reason check (is_approved is not null or rejection_reason is not null),
    constraint users_block_has_reason check ((blocked_at is null) = (blocked_reason is null))
);
create unique index users_email on accounts.users (email);
create index users_pending on accounts.users (submitted_at, id) where is_approved = false;
create index users_role on accounts.users (role, id desc);
create index users_reviewed_by on accounts.users (reviewed_by);
create index users_search on accounts.users
    using gin (core.fold(name || ' ' || coalesce(organization_name, '') || ' ' || email) gin_trgm_ops);

create table accounts.roles (
    id bigint generated always as identity primary key,
    name text not null unique check (name ~ '^[a-z][a-z0-9_]{1,49}$'),
    label jsonb not null,
    -- A system role cannot be removed; its permissions can be changed, except the admin's.
    is_system boolean not null default false,
    created_at timestamptz not null default now()
);

create table accounts.role_permissions (
    role_id bigint not null references accounts.roles (id) on delete cascade,
    permission text not null,
    primary key (role_id, permission)
);

create table accounts.user_roles (
    user_id bigint not null references accounts.users (id) on delete cascade,
    role_id bigint not null references accounts.roles (id),
    granted_by bigint references accounts.users (id),
    granted_at timestamptz not null default now(),
    primary key (user_id, role_id)
);
create index user_roles_role on accounts.user_roles (role_id);
create index user_roles_granted_by on accounts.user_roles (granted_by);

insert into accounts.roles (name, label, is_system) values
    ('volunteer', '{"ru": "Волонтёр", "kk": "Ерікті", "en": "Volunteer"}', true),
    ('organizer', '{"ru": "Организатор", "kk": "Ұйымдастырушы", "en": "Organizer"}', true),
    ('moderator', '{"ru": "Модератор", "kk": "Модератор", "en": "Moderator"}', true),
    ('sponsor', '{"ru": "Спонсор", "kk": "Демеуші", "en": "Sponsor"}', true),
    ('partner', '{"ru": "Партнёр", "kk": "Серіктес", "en": "Partner"}', true),
    ('admin', '{"ru": "Администратор", "kk": "Әкімші", "en": "Administrator"}', true);

insert into accounts.role_permissions (role_id, permission)
select r.id, p.permission
from accounts.roles r
join (values
    ('volunteer', 'tasks.join'), ('volunteer', 'reports.create'),
    ('organizer', 'projects.manage_own'), ('organizer', 'participants.view_own'), ('organizer', 'reports.review_own'),
    ('moderator', 'projects.moderate'), ('moderator', 'users.review'), ('moderator', 'users.block'), ('moderator', 'users.view'),
    ('sponsor', 'sponsorships.create'),
    ('partner', 'resources.manage_own'),
    ('admin', 'projects.moderate'), ('admin', 'users.review'), ('admin', 'users.block'), ('admin', 'users.view'),
    ('admin', 'roles.manage'), ('admin', 'audit.view'), ('admin', 'settings.manage')
) as p (role, permission) on p.role = r.name;

-- Documents uploaded with an application.
create table accounts.documents (
    id bigint generated always as identity primary key,
    user_id bigint not null references accounts.users (id) on delete cascade,
    file_key text not null unique,
    file_name text not null check (length(file_name) between 1 and 200),
    content_type text not null,
    size_bytes bigint not null check (size_bytes > 0),
    created_at timestamptz not null default now()
);
create index documents_user on accounts.documents (user_id);

-- Web sessions. The id is a hash of what the cookie holds, so a copy of this table opens nothing.
create table accounts.sessions (
    id text primary key,
    user_id bigint references accounts.users (id) on delete cascade,
    data jsonb not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now()
);
create index sessions_user on accounts.sessions (user_id);
create index sessions_expiry on accounts.sessions (expires_at);

-- Refresh tokens of the API. A family is one sign-in; using a token twice revokes its family.
create table accounts.refresh_tokens (
    id bigint generated always as identity primary key,
    user_id bigint not null references accounts.users (id) on delete cascade,
    family uuid not null,
    token_hash bytea not null unique,
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz not null default now()
);
create index refresh_tokens_user on accounts.refresh_tokens (user_id);
create index refresh_tokens_family on accounts.refresh_tokens (family);
create index refresh_tokens_expiry on accounts.refresh_tokens (expires_at);

-- Single-use links sent by e-mail.
create table accounts.email_tokens (
    id bigint generated always as identity primary key,
    user_id bigint not null references accounts.users (id) on delete cascade,
    purpose text not null check (purpose in ('confirm_email', 'reset_password')),
    token_hash bytea not null unique,
    expires_at timestamptz not null,
    used_at timestamptz,
    created_at timestamptz not null default now()
);
create index email_tokens_user on accounts.email_tokens (user_id, purpose);
create index email_tokens_expiry on accounts.email_tokens (expires_at);
