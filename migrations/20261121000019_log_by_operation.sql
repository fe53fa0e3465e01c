-- The log filtered by what was done, and the count of that list, read all of it otherwise.
create index audit_log_operation on core.audit_log (operation, id desc);
