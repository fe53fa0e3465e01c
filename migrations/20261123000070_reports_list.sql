-- The list of all reports: its orders and filters (domain/volunteering/src/ops/lists/reports.rs).
create index photo_reports_submitted on volunteering.photo_reports (submitted_at, id);
create index photo_reports_reviewed on volunteering.photo_reports (reviewed_at, id);
create index photo_reports_status on volunteering.photo_reports (status, submitted_at, id);
