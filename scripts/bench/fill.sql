-- Fills a migrated, empty database for `make bench`: repeatable, by sizes given as variables
-- users, projects, tasks, reports, payments, expenses. Minutes, not hours: whole tables at once, foreign keys known
-- to hold, search indexes built afterwards.
\set ON_ERROR_STOP on
set client_min_messages = warning;
set synchronous_commit = off;
set maintenance_work_mem = '512MB';
set work_mem = '128MB';
set max_parallel_maintenance_workers = 2;
-- The keys below are generated to exist; checking five million of them takes most of the time.
set session_replication_role = replica;
select setseed(0.42);

create temp table postponed as
select schemaname, indexname, indexdef from pg_indexes
where schemaname in ('accounts', 'funding', 'volunteering') and (indexdef like '%USING gin%' or indexname like 'photos_phash%');
select format('drop index %I.%I', schemaname, indexname) from postponed \gexec

-- With all that the list of users tells apart: states, roles asked for and granted, tags, ratings.
-- Triggers rest, so what they keep is written here.
insert into accounts.users
    (email, password_hash, name, organization_name, role, role_names, is_approved, rejection_reason, blocked_at,
     blocked_reason, rating, rating_count, email_confirmed_at, created_at)
select 'bench' || n || '@example.kz', 'x',
       (array['Айгерим', 'Дмитрий', 'Мадина', 'Арман', 'Елена', 'Санжар', 'Камила', 'Нұрлан'])[1 + n % 8] || ' ' ||
       (array['Ахметов', 'Ким', 'Сейітов', 'Волков', 'Омаров', 'Петров', 'Тулеген'])[1 + n % 7] || ' ' || n,
       case when n % 100 = 0 then 'Фонд ' || n end, r.role, array[r.role],
       case when n % 500 = 7 then null else n % 700 <> 9 end,
       case when n % 500 = 7 then 'Нет документов' end,
       case when n % 200 = 3 then now() end, case when n % 200 = 3 then 'Спам' end,
       case when n % 3 = 0 then 3 + (n % 200) / 100.0 end, case when n % 3 = 0 then 1 + n % 40 else 0 end,
       now(), now() - random() * interval '700 days'
from generate_series(1, :users) n
cross join lateral (
    select case when n % 100 = 0 then 'organizer' when n % 200 = 1 then 'sponsor' else 'volunteer' end as role) r;
insert into accounts.user_roles (user_id, role_id)
select u.id, r.id from accounts.users u join accounts.roles r on r.name = u.role where u.email like 'bench%';

insert into accounts.tags (name, color)
select 'Метка ' || n, 'sky' from generate_series(1, 20) n;
insert into accounts.user_tags (user_id, tag_id)
select u.id, t.id from accounts.users u join accounts.tags t on t.id % 20 = u.id % 20 where u.id % 5 = 0;

create temp table organizers as
select id, row_number() over (order by id) - 1 as place from accounts.users where role = 'organizer';

insert into volunteering.projects
    (organizer_id, title, description, city, address, volunteer_type, status, latitude, longitude, starts_on, ends_on,
     max_volunteers, budget_needed, submitted_at, published_at, created_at)
select o.id,
       (array['Уборка парка', 'Посадка деревьев', 'Помощь пожилым', 'Забег во дворе', 'Уроки для детей', 'Приют для собак'])[1 + n % 6] || ' № ' || n,
       repeat('Собираемся утром, перчатки и инструмент выдаём на месте, после работы горячий чай. ', 4),
       (array['Almaty', 'Almaty', 'Almaty', 'Astana', 'Astana', 'Shymkent', 'Karaganda', 'Aktau', 'Pavlodar', 'Taraz'])[1 + (random() * 9)::int],
       'ул. Абая, ' || n % 200,
       (array['social', 'environmental', 'environmental', 'cultural', 'education', 'health', 'animals', 'sport', 'emergency'])[1 + (random() * 8)::int],
       case when n % 10 = 0 then 'completed' else 'active' end,
       43.2 + random() * 8, 51 + random() * 30, current_date + (n % 60), current_date + (n % 60) + 20, 50, 100000000,
       now() - random() * interval '400 days', now() - random() * interval '400 days', now() - interval '401 days'
from generate_series(1, :projects) n
join organizers o on o.place = n % (select count(*) from organizers);

create temp table project_ids as select id, row_number() over (order by id) - 1 as place from volunteering.projects;
insert into volunteering.tasks (project_id, text, deadline, start_time, end_time, max_volunteers, assigned_count, status, position)
select p.id, 'Задача № ' || n, current_date + (n % 90) - 20, '09:00', '13:00', 8, 1, 'in_progress', n / :projects
from generate_series(0, :tasks - 1) n join project_ids p on p.place = n % :projects;

create temp table task_ids as select id, project_id, row_number() over (order by id) - 1 as place from volunteering.tasks;
create temp table volunteers as
select id, row_number() over (order by id) - 1 as place from accounts.users where role = 'volunteer' and email like 'bench%';
create temp table work as
select t.id as task_id, t.project_id, v.id as volunteer_id, t.place, now() - random() * interval '300 days' as at
from task_ids t join volunteers v on v.place = (t.place * 7919) % (select count(*) from volunteers);

insert into volunteering.assignments (task_id, volunteer_id, status, joined_at, completed_at)
select task_id, volunteer_id, case when place % 3 = 0 then 'assigned' else 'completed' end, at - interval '3 days',
       case when place % 3 <> 0 then at end
from work;
insert into volunteering.photo_reports
    (task_id, project_id, volunteer_id, description, status, rating, reviewed_at, submitted_at, created_at)
select task_id, project_id, volunteer_id, 'Сделали по плану.', case when place % 3 = 0 then 'pending' else 'approved' end,
       case when place % 3 <> 0 then 3 + place % 3 end, case when place % 3 <> 0 then at end, at, at
from work where place < :reports;
insert into volunteering.photos
    (report_id, position, original_key, large_key, thumb_key, width, height, sha256, phash, thumb_hash, created_at)
select id, 0, 'bench/' || id, 'bench/' || id || 'l', 'bench/' || id || 't', 1600, 1200,
       decode(md5(id::text) || md5('b' || id), 'hex'), ('x' || md5('p' || id))::bit(64)::bigint, 'AAAA', created_at
from volunteering.photo_reports;
insert into growth.points_ledger (user_id, amount, reason, source_kind, source_id, created_at)
select volunteer_id, rating, 'report_approved', 'report', id, reviewed_at
from volunteering.photo_reports where status = 'approved';

\i scripts/bench/fill_money.sql

select indexdef from postponed \gexec
set session_replication_role = default;
vacuum analyze;
select format('%s users, %s projects, %s tasks, %s reports, %s payments, %s expenses', (select count(*) from accounts.users),
              (select count(*) from volunteering.projects), (select count(*) from volunteering.tasks),
              (select count(*) from volunteering.photo_reports), (select count(*) from funding.payments),
              (select count(*) from funding.expenses)) as filled;
