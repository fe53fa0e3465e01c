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

create function accounts.user_role_asked() returns trigger
    language plpgsql as $$
begin
    perform accounts.refresh_role_names(new.id);
    return null;
end $$;
create trigger users_role_names_new after insert on accounts.users
    for each row execute function accounts.user_role_asked();
create trigger users_role_names_asked after update of role on accounts.users
    for each row when (old.role is distinct from new.role) execute function accounts.user_role_asked();

update accounts.users u
set role_names = (
    select array_agg(distinct name order by name)
    from (select u.role as name
          union all
          select r.name from accounts.user_roles ur join accounts.roles r on r.id = ur.role_id
          where ur.user_id = u.id) names);

create index users_role_names on accounts.users using gin (role_names);
create index users_status on accounts.users (accounts.account_status(is_approved, blocked_at), created_at, id);
create index users_created on accounts.users (created_at, id);
create index users_name on accounts.users (name collate "und-x-icu", id);
create index users_rating on accounts.users ((rating::float8), id);
