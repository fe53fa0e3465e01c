-- Figures kept ready, so that no dashboard reads a big table. What is counted and how is in
-- `birqadam-analytics`; here is where it is kept, and how a change is noticed.
create schema analytics;

-- Days are days of the platform's time zone. Another zone: replace this function, then
-- `birqadam analytics rebuild`.
create function analytics.day(at timestamptz) returns date
    language sql immutable parallel safe strict
    return (at at time zone 'Asia/Almaty')::date;

-- A length of time as a bar of a histogram: each bar is 2^(1/8), 9 %, wider than the one before.
create function analytics.bar(length interval) returns integer
    language sql immutable parallel safe strict
    return floor(8 * ln(greatest(extract(epoch from length), 1)::float8) / ln(2::float8))::integer;

-- When it was completed is a fact of its own: `updated_at` moves on.
alter table volunteering.projects add column completed_at timestamptz;
alter table volunteering.tasks add column completed_at timestamptz;

create function volunteering.note_completion() returns trigger
    language plpgsql as $$
begin
    if new.status = 'completed' then
        new.completed_at := coalesce(new.completed_at, new.updated_at);
    elsif new.status <> 'archived' then
        new.completed_at := null;
    end if;
    return new;
end $$;
create trigger projects_note_completion before insert or update of status on volunteering.projects
    for each row execute function volunteering.note_completion();
create trigger tasks_note_completion before insert or update of status on volunteering.tasks
    for each row execute function volunteering.note_completion();

update volunteering.projects p
set completed_at = coalesce(
    (select max(l.at) from core.audit_log l
     where l.subject_kind = 'project' and l.subject_id = p.id and l.operation = 'project.complete'), p.updated_at)
where p.status = 'completed'
   or (p.status = 'archived' and exists (select from core.audit_log l
       where l.subject_kind = 'project' and l.subject_id = p.id and l.operation = 'project.complete'));
update volunteering.tasks t
set completed_at = coalesce((select max(a.completed_at) from volunteering.assignments a where a.task_id = t.id), t.updated_at)
where t.status = 'completed';

-- What each project and each person contributes. A row per day (1970-01-01 for what holds now) and,
-- for lengths of time, per bar. Nothing refers to them: they outlive what they count until the next
-- refresh. `total` is what the measure sums: minutes, stars.
create table analytics.project_facts (
    project_id bigint not null,
    measure text not null,
    day date not null,
    bar integer not null,
    city text not null,
    kind text not null,
    organizer_id bigint not null,
    n bigint not null,
    total bigint not null,
    primary key (project_id, measure, day, bar, city, kind, organizer_id)
);
create index project_facts_organizer on analytics.project_facts (organizer_id, measure, day);
create index project_facts_day on analytics.project_facts (measure, day) include (project_id, organizer_id, city, kind, n, total);

create table analytics.person_facts (
    user_id bigint not null,
    measure text not null,
    day date not null,
    bar integer not null,
    city text not null,
    role text not null,
    n bigint not null,
    total bigint not null,
    primary key (user_id, measure, day, bar, city, role)
);

-- The sums of both over everybody, and by city, type, role and their pairs; '' stands for all.
create table analytics.daily (
    measure text not null,
    city text not null,
    role text not null,
    day date not null,
    kind text not null,
    bar integer not null,
    n bigint not null,
    total bigint not null,
    primary key (measure, city, role, day, kind, bar)
);
create index daily_by_city on analytics.daily (measure, kind, role, day, city);

-- Who was active where on which day: to count different people.
create table analytics.active_days (
    project_id bigint not null,
    user_id bigint not null,
    day date not null,
    city text not null,
    kind text not null,
    organizer_id bigint not null,
    primary key (project_id, day, user_id)
);
create index active_days_day on analytics.active_days (day, user_id) include (city, kind);
create index active_days_city on analytics.active_days (city, day, user_id) include (kind);
create index active_days_kind on analytics.active_days (kind, day, user_id) include (city);
create index active_days_organizer on analytics.active_days (organizer_id, day, user_id);

-- What changed since the last refresh. Written by triggers in the transaction that changes, so that
-- a mark is seen exactly when the change is; only ever added and taken, so nobody waits for another.
create table analytics.project_marks (
    id bigint generated always as identity primary key,
    project_id bigint not null
);
create table analytics.person_marks (
    id bigint generated always as identity primary key,
    user_id bigint not null
);

create table analytics.state (
    one boolean primary key default true check (one),
    -- All that was committed before this is in the figures; null: not yet counted.
    as_of timestamptz,
    rebuilt_at timestamptz
);
insert into analytics.state default values;

create function analytics.mark_projects() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        insert into analytics.project_marks (project_id) select id from old_rows;
    else
        insert into analytics.project_marks (project_id) select id from new_rows;
    end if;
    return null;
end $$;
create trigger projects_mark_new after insert on volunteering.projects
    referencing new table as new_rows for each statement execute function analytics.mark_projects();
create trigger projects_mark_changed after update on volunteering.projects
    referencing new table as new_rows for each statement execute function analytics.mark_projects();
create trigger projects_mark_gone after delete on volunteering.projects
    referencing old table as old_rows for each statement execute function analytics.mark_projects();

create function analytics.mark_tasks() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into analytics.project_marks (project_id) select distinct project_id from new_rows;
    elsif tg_op = 'DELETE' then
        insert into analytics.project_marks (project_id) select distinct project_id from old_rows;
    else
        insert into analytics.project_marks (project_id)
        select project_id from new_rows union select project_id from old_rows;
    end if;
    return null;
end $$;
create trigger tasks_mark_new after insert on volunteering.tasks
    referencing new table as new_rows for each statement execute function analytics.mark_tasks();
create trigger tasks_mark_changed after update on volunteering.tasks
    referencing old table as old_rows new table as new_rows
    for each statement execute function analytics.mark_tasks();
create trigger tasks_mark_gone after delete on volunteering.tasks
    referencing old table as old_rows for each statement execute function analytics.mark_tasks();

-- A task that is gone with its assignments has marked its project itself.
create function analytics.mark_assignments() returns trigger
    language plpgsql as $$
begin
    if tg_op <> 'DELETE' then
        insert into analytics.project_marks (project_id)
        select distinct t.project_id from new_rows n join volunteering.tasks t on t.id = n.task_id;
        insert into analytics.person_marks (user_id) select distinct volunteer_id from new_rows;
    end if;
    if tg_op <> 'INSERT' then
        insert into analytics.project_marks (project_id)
        select distinct t.project_id from old_rows o join volunteering.tasks t on t.id = o.task_id;
        insert into analytics.person_marks (user_id) select distinct volunteer_id from old_rows;
    end if;
    return null;
end $$;
create trigger assignments_mark_new after insert on volunteering.assignments
    referencing new table as new_rows for each statement execute function analytics.mark_assignments();
create trigger assignments_mark_changed after update on volunteering.assignments
    referencing old table as old_rows new table as new_rows
    for each statement execute function analytics.mark_assignments();
create trigger assignments_mark_gone after delete on volunteering.assignments
    referencing old table as old_rows for each statement execute function analytics.mark_assignments();

create function analytics.mark_reports() returns trigger
    language plpgsql as $$
begin
    if tg_op <> 'DELETE' then
        insert into analytics.project_marks (project_id) select distinct project_id from new_rows;
        insert into analytics.person_marks (user_id) select distinct volunteer_id from new_rows;
    end if;
    if tg_op <> 'INSERT' then
        insert into analytics.project_marks (project_id) select distinct project_id from old_rows;
        insert into analytics.person_marks (user_id) select distinct volunteer_id from old_rows;
    end if;
    return null;
end $$;
create trigger photo_reports_mark_new after insert on volunteering.photo_reports
    referencing new table as new_rows for each statement execute function analytics.mark_reports();
create trigger photo_reports_mark_changed after update on volunteering.photo_reports
    referencing old table as old_rows new table as new_rows
    for each statement execute function analytics.mark_reports();
create trigger photo_reports_mark_gone after delete on volunteering.photo_reports
    referencing old table as old_rows for each statement execute function analytics.mark_reports();

-- Most changes of an account (language, rating, photo) count for nothing here.
create function analytics.mark_people() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into analytics.person_marks (user_id) select id from new_rows;
    elsif tg_op = 'DELETE' then
        insert into analytics.person_marks (user_id) select id from old_rows;
    else
        insert into analytics.person_marks (user_id)
        select n.id from new_rows n join old_rows o on o.id = n.id
        where (n.role, n.city, n.is_approved, n.submitted_at, n.reviewed_at, n.created_at)
              is distinct from (o.role, o.city, o.is_approved, o.submitted_at, o.reviewed_at, o.created_at);
    end if;
    return null;
end $$;
create trigger users_mark_new after insert on accounts.users
    referencing new table as new_rows for each statement execute function analytics.mark_people();
create trigger users_mark_changed after update on accounts.users
    referencing old table as old_rows new table as new_rows
    for each statement execute function analytics.mark_people();
create trigger users_mark_gone after delete on accounts.users
    referencing old table as old_rows for each statement execute function analytics.mark_people();

-- What is there already is counted by the first refresh.
insert into analytics.project_marks (project_id) select id from volunteering.projects;
insert into analytics.person_marks (user_id) select id from accounts.users;

insert into accounts.role_permissions (role_id, permission)
select id, 'analytics.view' from accounts.roles where name in ('admin', 'moderator')
on conflict do nothing;
