-- Tags on people, names of roles that cannot be confused, what changing a role does to whom,
-- and from which device a token was given.

-- What two names have in common when only spaces, case and look-alike letters differ.
create function accounts.same_name(name text) returns text
    language sql immutable parallel safe strict
    return core.fold(regexp_replace(btrim(name), '\s+', ' ', 'g'));

alter table accounts.roles add column version bigint not null default 1;
create unique index roles_label_ru on accounts.roles (accounts.same_name(label ->> 'ru'));
create unique index roles_label_kk on accounts.roles (accounts.same_name(label ->> 'kk'));
create unique index roles_label_en on accounts.roles (accounts.same_name(label ->> 'en'));

-- Who can do this? And whom does a changed role touch?
create index role_permissions_permission on accounts.role_permissions (permission, role_id);

-- What each holder of a role gains and loses when these permissions come and go: what another
-- role of theirs allows anyway is neither. Holders for whom nothing changes are left out.
create function accounts.role_effect(changed_role bigint, added text[], removed text[])
    returns table (user_id bigint, gains text[], loses text[])
    language sql stable as $$
    with holder as (select ur.user_id from accounts.user_roles ur where ur.role_id = changed_role),
    change as (select unnest(added) as permission, true as gained
               union all select unnest(removed), false),
    covered as (select distinct o.user_id, p.permission
                from accounts.user_roles o
                join accounts.role_permissions p on p.role_id = o.role_id
                where o.role_id <> changed_role and p.permission = any(added || removed)
                  and o.user_id in (select h.user_id from holder h))
    select h.user_id,
           coalesce(array_agg(c.permission order by c.permission) filter (where c.gained), '{}'),
           coalesce(array_agg(c.permission order by c.permission) filter (where not c.gained), '{}')
    from holder h
    cross join change c
    left join covered v on v.user_id = h.user_id and v.permission = c.permission
    where v.permission is null
    group by h.user_id
$$;

create table accounts.tags (
    id bigint generated always as identity primary key,
    name text not null constraint tags_name_length check (length(name) between 1 and 50),
    color text not null constraint tags_color_known
        check (color in ('sky', 'sun', 'steppe', 'dusk', 'poppy', 'stone')),
    description text not null default '' constraint tags_description_length check (length(description) <= 300),
    created_by bigint references accounts.users (id) on delete set null,
    created_at timestamptz not null default now()
);
create unique index tags_name on accounts.tags (accounts.same_name(name));
create index tags_created_by on accounts.tags (created_by);

create table accounts.user_tags (
    user_id bigint not null references accounts.users (id) on delete cascade,
    tag_id bigint not null references accounts.tags (id) on delete cascade,
    added_by bigint references accounts.users (id) on delete set null,
    added_at timestamptz not null default now(),
    primary key (user_id, tag_id)
);
create index user_tags_tag on accounts.user_tags (tag_id, user_id);
create index user_tags_added_by on accounts.user_tags (added_by);

insert into accounts.role_permissions (role_id, permission)
select id, 'users.tag' from accounts.roles where name in ('admin', 'moderator');

-- As the client called itself when it signed in; shown to the person only.
alter table accounts.refresh_tokens
    add column user_agent text constraint refresh_tokens_user_agent_length check (length(user_agent) <= 400),
    add column address inet;
