-- Both keys had only a partial index, which serves neither a lookup of all rows of a task nor the
-- check when a task is deleted (server/tests/it/catalogue.rs looks for such).
create index assignments_task on volunteering.assignments (task_id);
create index photo_reports_task on volunteering.photo_reports (task_id);
