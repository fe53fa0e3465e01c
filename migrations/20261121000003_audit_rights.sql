-- Append-only by rights, not only by trigger: the server works as the role `birqadam_app`, which
-- owns nothing and may neither change nor remove lines of logs and ledgers.

-- TRUNCATE goes past triggers for rows.
create trigger audit_log_no_truncate before truncate on core.audit_log
    for each statement execute function core.refuse_change();
create trigger points_ledger_no_truncate before truncate on growth.points_ledger
    for each statement execute function core.refuse_change();

-- The filters of the log's page, each with its order.
create index audit_log_time on core.audit_log (at, id);
create index audit_log_operation on core.audit_log (operation, at, id);
create index audit_log_kind on core.audit_log (subject_kind, at, id);
create index audit_log_person on core.audit_log (actor_id, at, id);
create index audit_log_address on core.audit_log (address, at, id) where address is not null;
create index audit_log_batch on core.audit_log (batch, id) where batch is not null;

-- Makes the role where the owner of the database may, and gives it what it lacks: every table to
-- read and write, those that refuse change (see core.refuse_change) only to add to. Run by the
-- owner after each migration; says whether the role is there.
create function core.prepare_app_role() returns boolean
    language plpgsql as $$
declare
    item record;
begin
    perform pg_advisory_xact_lock(7205759404);
    begin
        if not exists (select from pg_roles where rolname = 'birqadam_app') then
            create role birqadam_app nologin;
        end if;
        -- Since PostgreSQL 16 one can be a member without the right to switch.
        if not pg_has_role(current_user, 'birqadam_app',
                           case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) then
            execute format('grant birqadam_app to %I', current_user);
        end if;
    exception
        -- Roles belong to the whole cluster: another database may make it at this moment.
        when duplicate_object or unique_violation then null;
        when insufficient_privilege then
            if not exists (select from pg_roles where rolname = 'birqadam_app') then
                return false;
            end if;
    end;

    for item in
        select n.nspname as name from pg_namespace n
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and pg_has_role(current_user, n.nspowner, 'USAGE')
          and not has_schema_privilege('birqadam_app', n.oid, 'USAGE')
    loop
        execute format('grant usage on schema %I to birqadam_app', item.name);
    end loop;

    for item in
        select c.oid::regclass as name, c.relkind = 'S' as is_sequence, n.nspname = 'public' as only_read,
               exists (select from pg_trigger t
                       where t.tgrelid = c.oid and t.tgfoid = 'core.refuse_change()'::regprocedure) as only_add
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm', 'S')
          and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and pg_has_role(current_user, c.relowner, 'USAGE')
    loop
        if item.is_sequence then
            if not has_sequence_privilege('birqadam_app', item.name, 'USAGE') then
                execute format('grant usage, select, update on sequence %s to birqadam_app', item.name);
            end if;
        elsif item.only_read then
            if not has_table_privilege('birqadam_app', item.name, 'SELECT') then
                execute format('grant select on %s to birqadam_app', item.name);
            end if;
        elsif item.only_add then
            if has_table_privilege('birqadam_app', item.name, 'UPDATE, DELETE, TRUNCATE, TRIGGER') then
                execute format('revoke all on %s from birqadam_app', item.name);
            end if;
            if not has_table_privilege('birqadam_app', item.name, 'INSERT') then
                execute format('grant select, insert on %s to birqadam_app', item.name);
            end if;
        elsif not (has_table_privilege('birqadam_app', item.name, 'SELECT')
                   and has_table_privilege('birqadam_app', item.name, 'INSERT')
                   and has_table_privilege('birqadam_app', item.name, 'UPDATE')
                   and has_table_privilege('birqadam_app', item.name, 'DELETE')) then
            execute format('grant select, insert, update, delete on %s to birqadam_app', item.name);
        end if;
    end loop;

    -- The job queue's tables let nobody but their owner see a row, unless a policy says otherwise.
    for item in
        select c.oid::regclass as name from pg_class c
        where c.relrowsecurity and c.relkind = 'r' and pg_has_role(current_user, c.relowner, 'USAGE')
          and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'birqadam_app')
    loop
        execute format('create policy birqadam_app on %s to birqadam_app using (true) with check (true)', item.name);
    end loop;
    return true;
end $$;
