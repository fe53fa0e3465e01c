-- A project's plan, its expenses on their way, and a ledger that only its own triggers keep.

-- One plan per project, written as a whole: the version belongs to all of its lines.
create table funding.budgets (
    project_id bigint primary key references volunteering.projects (id),
    version bigint not null default 1,
    updated_at timestamptz not null default now()
);

alter table funding.expenses
    drop constraint expenses_status_check,
    drop constraint expenses_reason,
    -- When it last came to who decides; the queue is in this order.
    add column submitted_at timestamptz not null default now(),
    add column reversed_by bigint references accounts.users (id),
    add column reversed_at timestamptz,
    add constraint expenses_status_check
        check (status in ('pending', 'approved', 'returned', 'rejected', 'reversed')),
    add constraint expenses_reason check (status not in ('rejected', 'reversed') or reason is not null),
    add constraint expenses_reason_length check (length(reason) <= 2000),
    -- Nobody decides on their own.
    add constraint expenses_second_person check (decided_by <> created_by);
drop index funding.expenses_waiting;
create index expenses_waiting on funding.expenses (submitted_at, id) where status = 'pending';
create index expenses_reversed_by on funding.expenses (reversed_by) where reversed_by is not null;
-- The orders of its list.
create index expenses_spent_on on funding.expenses (project_id, spent_on, id);
create index expenses_by_amount on funding.expenses (project_id, amount_minor, id);

-- Who wrote a measure or an entry down may take it away again; the action log keeps that.
alter table funding.impact_measures
    add constraint impact_measures_title check (kind <> 'other' or title <> '{}'),
    add constraint impact_measures_unit_given check (length(unit) >= 1);

-- The orders and filters of the ledger's list.
create index ledger_transactions_time on funding.ledger_transactions (created_at, id);
create index ledger_transactions_kind on funding.ledger_transactions (kind, created_at, id);

create index ledger_accounts_of_sponsorship on funding.ledger_accounts (sponsorship_id)
    where sponsorship_id is not null;

-- TRUNCATE goes past triggers for rows.
create trigger ledger_transactions_no_truncate before truncate on funding.ledger_transactions
    for each statement execute function core.refuse_change();
create trigger ledger_postings_no_truncate before truncate on funding.ledger_postings
    for each statement execute function core.refuse_change();

-- An account stays whose it is, and its balance moves with postings only.
create function funding.keep_account() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE'
        and row (new.id, new.kind, new.provider, new.project_id, new.sponsorship_id, new.currency)
            is not distinct from row (old.id, old.kind, old.provider, old.project_id, old.sponsorship_id, old.currency)
        -- Within the trigger of a posting, the depth is two.
        and (new.balance_minor = old.balance_minor or pg_trigger_depth() > 1)
    then
        return new;
    end if;
    raise exception 'accounts of the ledger change by postings only' using errcode = 'insufficient_privilege';
end $$;
create trigger ledger_accounts_kept before update or delete on funding.ledger_accounts
    for each row execute function funding.keep_account();
-- A new account is empty.
create function funding.open_empty() returns trigger language plpgsql as $$
begin
    new.balance_minor := 0;
    return new;
end $$;
create trigger ledger_accounts_open_empty before insert on funding.ledger_accounts
    for each row execute function funding.open_empty();
