-- Money among the figures: what came and what was spent belongs to a project, so a change of either
-- marks that project. Whoever gave where on which day is kept to count different sponsors.

create trigger sponsorships_mark_new after insert on funding.sponsorships
    referencing new table as new_rows for each statement execute function analytics.mark_tasks();
create trigger sponsorships_mark_changed after update on funding.sponsorships
    referencing old table as old_rows new table as new_rows
    for each statement execute function analytics.mark_tasks();
create trigger sponsorships_mark_gone after delete on funding.sponsorships
    referencing old table as old_rows for each statement execute function analytics.mark_tasks();
create trigger expenses_mark_new after insert on funding.expenses
    referencing new table as new_rows for each statement execute function analytics.mark_tasks();
create trigger expenses_mark_changed after update on funding.expenses
    referencing old table as old_rows new table as new_rows
    for each statement execute function analytics.mark_tasks();
create trigger expenses_mark_gone after delete on funding.expenses
    referencing old table as old_rows for each statement execute function analytics.mark_tasks();

create table analytics.giver_days (
    project_id bigint not null,
    user_id bigint not null,
    day date not null,
    city text not null,
    kind text not null,
    organizer_id bigint not null,
    primary key (project_id, day, user_id)
);
create index giver_days_day on analytics.giver_days (day, user_id) include (city, kind);
create index giver_days_organizer on analytics.giver_days (organizer_id, day, user_id);

-- What there is already is counted by the next refresh.
insert into analytics.project_marks (project_id)
select project_id from funding.sponsorships union select project_id from funding.expenses;

-- The lists behind the figures.
create index expenses_day on funding.expenses (spent_on, id);
create index expenses_amount on funding.expenses (amount_minor, id);
create index sponsorships_paid on funding.sponsorships (sponsor_id, completed_at) where completed_at is not null;

-- When a partner first said something to a request: `decided_at` moves on with what either side says later.
alter table funding.resource_requests add column answered_at timestamptz;
create function funding.note_answer() returns trigger
    language plpgsql as $$
begin
    if new.answered_at is null and new.status in ('approved', 'rejected', 'countered', 'done') then
        new.answered_at := coalesce(new.decided_at, now());
    end if;
    return new;
end $$;
create trigger resource_requests_note_answer before insert or update of status on funding.resource_requests
    for each row execute function funding.note_answer();
update funding.resource_requests set answered_at = decided_at
where status in ('approved', 'rejected', 'countered', 'done');
