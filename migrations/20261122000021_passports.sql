-- Volunteer passports, and what counts as work done.

-- The one definition of work done: a row per approved report. Its minutes are those of the task's
-- stated times, nothing else: a task without both times counts as done, but for no hours.
create function volunteering.task_minutes(starts time, ends time) returns integer
    language sql immutable parallel safe
    return (extract(epoch from ends - starts) / 60)::integer;

create view volunteering.work_done as
select r.id as report_id, r.volunteer_id, r.project_id, r.task_id, p.organizer_id,
       t.deadline as done_on, volunteering.task_minutes(t.start_time, t.end_time) as minutes
from volunteering.photo_reports r
join volunteering.tasks t on t.id = r.task_id
join volunteering.projects p on p.id = r.project_id
where r.status = 'approved';

-- What a person stated of themself on a day, for whoever holds the code.
create table growth.passports (
    id bigint generated always as identity primary key,
    user_id bigint not null references accounts.users (id) on delete cascade,
    -- 100 random bits in Crockford's base 32.
    code text not null constraint passports_code_key unique
        constraint passports_code_check check (code ~ '^[0-9a-hjkmnp-tv-z]{20}$'),
    -- Parts of the profile that the person agreed to show.
    items text[] not null,
    -- The figures of that day; see `Statement` in domain/growth.
    stated jsonb not null,
    issued_at timestamptz not null,
    revoked_at timestamptz,
    revoked_by bigint references accounts.users (id) on delete set null,
    revoked_reason text constraint passports_reason_length check (length(revoked_reason) <= 500),
    constraint passports_revoked_whole check (revoked_at is not null or (revoked_by is null and revoked_reason is null))
);
create index passports_user on growth.passports (user_id, id desc);
create index passports_revoked_by on growth.passports (revoked_by) where revoked_by is not null;

insert into accounts.role_permissions (role_id, permission)
select id, 'passports.revoke' from accounts.roles where name in ('admin', 'moderator')
on conflict do nothing;
