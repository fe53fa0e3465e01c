-- The lists of all tasks, of places on tasks and of volunteers: their orders and filters
-- (domain/volunteering/src/ops/lists/{all_tasks,participations,volunteers}.rs), and what the list of
-- users is narrowed by (domain/accounts/src/ops/users.rs).
create index tasks_by_deadline on volunteering.tasks (deadline, id);
create index tasks_by_creation on volunteering.tasks (created_at, id);
create index tasks_by_completion on volunteering.tasks (completed_at, id);
create index tasks_status on volunteering.tasks (status, deadline, id);
create index tasks_text on volunteering.tasks using gin (core.fold(text) gin_trgm_ops);

create index assignments_joined on volunteering.assignments (joined_at, id);
create index assignments_left on volunteering.assignments (left_at, id);
create index assignments_completed on volunteering.assignments (completed_at, id);
create index assignments_status on volunteering.assignments (status, joined_at, id);

create index users_home on accounts.users ((coalesce(city, '-')), created_at, id);
create index users_by_decision on accounts.users (reviewed_at, id);
create index users_by_approval on accounts.users ((coalesce(reviewed_at, created_at)), id) where is_approved;
create index users_registered_as on accounts.users (role, created_at, id);

-- A task of a draft does not count any more: the next refresh counts anew.
insert into analytics.project_marks (project_id) select id from volunteering.projects;
