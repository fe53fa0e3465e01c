-- Lists: indexes for the list of users, saved views, bulk actions in batches.

-- Where an account stands, in one word.
create function accounts.account_status(is_approved boolean, blocked_at timestamptz) returns text
    language sql immutable parallel safe
    return case when blocked_at is not null then 'blocked' when is_approved then 'active'
                when not is_approved then 'pending' else 'rejected' end;

-- The roles a person holds and the one they asked for, by name, in one indexed column: the list of
-- users filters by them however many people hold one. Kept in step by the triggers below.
alter table accounts.users add column role_names text[] not null default '{}';

create function accounts.refresh_role_names(who bigint) returns void
    language plpgsql as $$
begin
    -- The lock first: what another transaction grants meanwhile is then seen by the next statement.
    perform from accounts.users where id = who for no key update;
    update accounts.users u
    set role_names = (
        select array_agg(distinct name order by name)
        from (select u.role as name
              union all
              select r.name from accounts.user_roles ur join accounts.roles r on r.id = ur.role_id
              where ur.user_id = who) names)
    where u.id = who;
end $$;

create function accounts.user_roles_changed() returns trigger
    language plpgsql as $$
begin
    perform accounts.refresh_role_names(coalesce(new.user_id, old.user_id));
    return null;
end $$;
create trigger user_roles_role_names after insert or delete on accounts.user_roles
    for each row execute function accounts.user_roles_changed();

-- Before the row is written: that saves writing it twice.
create function accounts.user_role_asked() returns trigger
    language plpgsql as $$
begin
    new.role_names := (
        select array_agg(distinct name order by name)
        from (select new.role as name
              union all
              select r.name from accounts.user_roles ur join accounts.roles r on r.id = ur.role_id
              where ur.user_id = new.id) names);
    return new;
end $$;
create trigger users_role_names_new before insert on accounts.users
    for each row execute function accounts.user_role_asked();
create trigger users_role_names_asked before update of role on accounts.users
    for each row when (old.role is distinct from new.role) execute function accounts.user_role_asked();

update accounts.users u
set role_names = (
    select array_agg(distinct name order by name)
    from (select u.role as name
          union all
          select r.name from accounts.user_roles ur join accounts.roles r on r.id = ur.role_id
          where ur.user_id = u.id) names);

-- A role that three people in a hundred thousand hold must be known to be rare, or the planner would
-- walk past everybody to find them.
alter table accounts.users alter column role_names set statistics 1000;
-- A few names a person: writing them at once is cheap, and reading never waits for a list of pending ones.
create index users_role_names on accounts.users using gin (role_names) with (fastupdate = off);
create index users_status on accounts.users (accounts.account_status(is_approved, blocked_at), created_at, id);
create index users_created on accounts.users (created_at, id);
create index users_name on accounts.users (name collate "und-x-icu", id);
create index users_rating on accounts.users ((rating::float8), id);

-- A list as somebody likes to see it: filters, order and columns, under a name. A shared one is seen
-- by everyone who sees the list.
create table core.saved_views (
    id bigint generated always as identity primary key,
    owner_id bigint not null references accounts.users (id) on delete cascade,
    list text not null check (length(list) between 1 and 100),
    name text not null constraint saved_views_name_length check (length(name) between 1 and 100),
    -- As in the list's address.
    query text not null constraint saved_views_query_length check (length(query) <= 4000),
    shared boolean not null default false,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create unique index saved_views_name on core.saved_views (owner_id, list, lower(name));
create index saved_views_shared on core.saved_views (list, id) where shared;

-- With which view a person's list opens.
create table core.default_views (
    user_id bigint not null references accounts.users (id) on delete cascade,
    list text not null,
    view_id bigint not null references core.saved_views (id) on delete cascade,
    primary key (user_id, list)
);
create index default_views_view on core.default_views (view_id);

insert into accounts.role_permissions (role_id, permission)
select id, 'views.share' from accounts.roles where name in ('admin', 'moderator');

-- Many records changed as one: first the plan, then exactly that, then what came of each.
create table core.batches (
    -- Also in the action log, on every entry.
    id uuid primary key,
    owner_id bigint not null references accounts.users (id) on delete cascade,
    list text not null check (length(list) between 1 and 100),
    action text not null check (length(action) between 1 and 100),
    -- What was typed for all of them: a reason, a day.
    input jsonb not null,
    state text not null default 'planned' check (state in ('planned', 'running', 'done', 'undoing', 'undone')),
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    undone_at timestamptz
);
create index batches_owner on core.batches (owner_id, created_at desc);
create index batches_planned on core.batches (created_at) where state = 'planned';

create table core.batch_items (
    batch_id uuid not null references core.batches (id) on delete cascade,
    position integer not null,
    item_id bigint not null,
    -- How the record was called when the plan was made.
    label text not null,
    -- What of the record the plan relies on; another value later means that it has changed.
    token text not null default '',
    -- Why it cannot apply to this record; null when it can.
    refusal jsonb,
    outcome text check (outcome in ('done', 'failed')),
    failure jsonb,
    -- What the action needs to be taken back.
    undo jsonb,
    undo_outcome text check (undo_outcome in ('done', 'failed')),
    undo_failure jsonb,
    primary key (batch_id, position),
    constraint batch_items_once unique (batch_id, item_id)
);
create index batch_items_to_do on core.batch_items (batch_id, position) where refusal is null and outcome is null;
create index batch_items_to_undo on core.batch_items (batch_id, position) where outcome = 'done' and undo_outcome is null;

-- The moderators' list of projects: an index for each order and each filter that narrows much.
create index projects_created on volunteering.projects (created_at, id);
create index projects_title on volunteering.projects (title collate "und-x-icu", id);
create index projects_submitted on volunteering.projects (submitted_at, id);
create index projects_starts on volunteering.projects (starts_on, id);
create index projects_status on volunteering.projects (status, created_at, id);
create index projects_city on volunteering.projects (city, created_at, id);
