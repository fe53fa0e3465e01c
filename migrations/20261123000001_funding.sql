-- Money: a double-entry ledger, sponsorships and their payments, a project's budget and expenses.
--
-- Amounts are minor units (tiyn). A project's money stands in the accounts of its sponsorships, so that
-- every expense can say whose money paid for it. What comes from and goes to the world stands in
-- accounts that may be below zero (`provider`) or only grow (`spent`); all postings of a
-- transaction sum to zero.
create extension if not exists btree_gist;
create schema funding;

create table funding.sponsorships (
    id bigint generated always as identity primary key,
    sponsor_id bigint not null references accounts.users (id),
    project_id bigint not null references volunteering.projects (id),
    amount_minor bigint not null,
    currency char(3) not null default 'KZT',
    purpose text not null default '',
    -- Whether others see who gave.
    is_anonymous boolean not null default false,
    -- What the payment says of it; `refunded` when all of it went back.
    status text not null default 'pending'
        check (status in ('pending', 'completed', 'failed', 'cancelled', 'refunded')),
    -- What came in and did not go back. Kept by `complete` and `refund` of a payment.
    received_minor bigint not null default 0,
    pledge_id bigint,
    completed_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint sponsorships_amount check (amount_minor between 10000 and 100000000000),
    constraint sponsorships_purpose check (length(purpose) <= 500),
    constraint sponsorships_received check (received_minor between 0 and amount_minor),
    constraint sponsorships_currency check (currency ~ '^[A-Z]{3}$'),
    unique (id, currency)
);
create index sponsorships_sponsor on funding.sponsorships (sponsor_id, id desc);
create index sponsorships_project on funding.sponsorships (project_id, id desc);
create index sponsorships_received on funding.sponsorships (project_id, completed_at, id) where received_minor > 0;
create index sponsorships_pledge on funding.sponsorships (pledge_id) where pledge_id is not null;

-- ---------------------------------------------------------------- ledger

create table funding.ledger_accounts (
    id bigint generated always as identity primary key,
    -- provider: what came through a payment provider, seen from us: it gives, so it falls below zero.
    -- sponsorship: what is left of one sponsorship. advance: what a project spent before it had it.
    -- spent: what left for a project's work.
    kind text not null check (kind in ('provider', 'sponsorship', 'advance', 'spent')),
    provider text,
    project_id bigint references volunteering.projects (id),
    sponsorship_id bigint references funding.sponsorships (id),
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    -- The sum of its postings, kept by a trigger and checked by a job.
    balance_minor bigint not null default 0,
    created_at timestamptz not null default now(),
    unique (id, currency),
    constraint ledger_accounts_owner check (case kind
        when 'provider' then provider is not null and project_id is null and sponsorship_id is null
        when 'sponsorship' then provider is null and project_id is not null and sponsorship_id is not null
        else provider is null and project_id is not null and sponsorship_id is null end),
    -- Nobody's gift is spent twice; only an advance may be below zero, and only with a permission.
    constraint ledger_accounts_not_below_zero check (kind not in ('sponsorship', 'spent') or balance_minor >= 0),
    constraint ledger_accounts_advance check (kind <> 'advance' or balance_minor <= 0)
);
create unique index ledger_accounts_provider on funding.ledger_accounts (provider, currency) where kind = 'provider';
create unique index ledger_accounts_sponsorship on funding.ledger_accounts (sponsorship_id, currency) where kind = 'sponsorship';
create unique index ledger_accounts_of_project on funding.ledger_accounts (project_id, kind, currency) where kind in ('advance', 'spent');
create index ledger_accounts_project on funding.ledger_accounts (project_id) where project_id is not null;

create table funding.ledger_transactions (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('payment', 'refund', 'expense', 'reversal', 'settlement')),
    currency char(3) not null,
    -- What it happened for: payments, refunds, expenses, sponsorships.
    source_kind text not null check (source_kind in ('payment', 'refund', 'expense', 'sponsorship')),
    source_id bigint not null,
    reverses_id bigint references funding.ledger_transactions (id),
    -- Null: a job or a payment provider.
    actor_id bigint references accounts.users (id),
    created_at timestamptz not null default now(),
    unique (id, currency),
    -- The same event is posted once, however often it is told.
    constraint ledger_transactions_once unique (source_kind, source_id, kind),
    constraint ledger_transactions_reversed_once unique (reverses_id),
    constraint ledger_transactions_reversal check ((kind = 'reversal') = (reverses_id is not null))
);
create index ledger_transactions_actor on funding.ledger_transactions (actor_id) where actor_id is not null;

create table funding.ledger_postings (
    id bigint generated always as identity primary key,
    transaction_id bigint not null,
    account_id bigint not null,
    currency char(3) not null,
    amount_minor bigint not null check (amount_minor <> 0),
    foreign key (transaction_id, currency) references funding.ledger_transactions (id, currency),
    foreign key (account_id, currency) references funding.ledger_accounts (id, currency),
    constraint ledger_postings_once unique (transaction_id, account_id)
);
create index ledger_postings_account on funding.ledger_postings (account_id, id desc);

create trigger ledger_transactions_append_only before update or delete on funding.ledger_transactions
    for each row execute function core.refuse_change();
create trigger ledger_postings_append_only before update or delete on funding.ledger_postings
    for each row execute function core.refuse_change();

-- Balances move with their postings. The role of the server may not change them by itself
-- in any other way: the trigger is the only writer.
create function funding.move_balance() returns trigger language plpgsql as $$
begin
    update funding.ledger_accounts set balance_minor = balance_minor + new.amount_minor where id = new.account_id;
    return null;
end $$;
create trigger ledger_postings_move_balance after insert on funding.ledger_postings
    for each row execute function funding.move_balance();

create function funding.require_zero_sum() returns trigger language plpgsql as $$
declare total bigint; n integer;
begin
    select coalesce(sum(amount_minor), 0), count(*) into total, n
    from funding.ledger_postings where transaction_id = new.id;
    if total <> 0 or n < 2 then
        raise exception 'transaction % does not balance: % in % postings', new.id, total, n
            using errcode = 'check_violation', constraint = 'ledger_transactions_balance',
                  schema = 'funding', table = 'ledger_transactions';
    end if;
    return null;
end $$;
-- At commit, for the transaction itself and for whatever is added to it later.
create constraint trigger ledger_transactions_balance after insert on funding.ledger_transactions
    deferrable initially deferred for each row execute function funding.require_zero_sum();
create function funding.require_zero_sum_of_posting() returns trigger language plpgsql as $$
declare total bigint;
begin
    select sum(amount_minor) into total from funding.ledger_postings where transaction_id = new.transaction_id;
    if total <> 0 then
        raise exception 'transaction % does not balance: %', new.transaction_id, total
            using errcode = 'check_violation', constraint = 'ledger_transactions_balance',
                  schema = 'funding', table = 'ledger_transactions';
    end if;
    return null;
end $$;
create constraint trigger ledger_postings_balance after insert on funding.ledger_postings
    deferrable initially deferred for each row execute function funding.require_zero_sum_of_posting();

-- ---------------------------------------------------------------- payments

create table funding.payments (
    id bigint generated always as identity primary key,
    sponsorship_id bigint not null,
    provider text not null check (provider in ('stripe', 'payme', 'click', 'kaspi', 'simulator')),
    -- How we are called by the provider, the sponsor and the API: TXN_ and 26 letters.
    transaction_id text not null unique,
    -- How the provider calls it, once known.
    provider_ref text,
    status text not null default 'created'
        check (status in ('created', 'pending', 'completed', 'failed', 'cancelled', 'refunded')),
    amount_minor bigint not null check (amount_minor > 0),
    currency char(3) not null,
    refunded_minor bigint not null default 0,
    payment_url text,
    -- Why it failed or was cancelled, as the provider says.
    failure text,
    expires_at timestamptz not null,
    completed_at timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint payments_refunded check (refunded_minor between 0 and amount_minor),
    constraint payments_refunded_whole check ((status = 'refunded') = (refunded_minor = amount_minor)),
    constraint payments_completed_at check (status not in ('completed', 'refunded') or completed_at is not null),
    foreign key (sponsorship_id, currency) references funding.sponsorships (id, currency)
);
create unique index payments_provider_ref on funding.payments (provider, provider_ref) where provider_ref is not null;
create index payments_sponsorship on funding.payments (sponsorship_id, id desc);
-- One sponsorship is paid once, by one way at a time.
create unique index payments_one_open on funding.payments (sponsorship_id)
    where status in ('created', 'pending', 'completed', 'refunded');
create index payments_waiting on funding.payments (expires_at, id) where status in ('created', 'pending');

-- A provider's own transaction of a payment, as its protocol repeats it: Payme's create, perform and
-- cancel times, Click's prepare, Kaspi's txn_id.
create table funding.provider_transactions (
    id bigint generated always as identity primary key,
    provider text not null,
    provider_txn_id text not null check (length(provider_txn_id) between 1 and 200),
    payment_id bigint not null references funding.payments (id),
    amount_minor bigint not null check (amount_minor > 0),
    -- Payme's: 1 created, 2 performed, -1 cancelled, -2 cancelled after it was performed.
    state smallint not null check (state in (1, 2, -1, -2)),
    reason smallint,
    -- The provider's own time, in milliseconds.
    provider_time_ms bigint not null default 0,
    created_at timestamptz not null default now(),
    performed_at timestamptz,
    cancelled_at timestamptz,
    -- What was answered the first time, for providers that repeat themselves.
    answer jsonb,
    constraint provider_transactions_once unique (provider, provider_txn_id)
);
create index provider_transactions_payment on funding.provider_transactions (payment_id);
create index provider_transactions_time on funding.provider_transactions (provider, provider_time_ms);

-- What providers told us, as it came, stored before it is acted on.
create table funding.provider_calls (
    id bigint generated always as identity primary key,
    provider text not null,
    received_at timestamptz not null default now(),
    address text,
    method text not null,
    headers jsonb not null,
    body bytea not null,
    -- Null until it was acted on: after kill -9 the provider repeats itself, or the job does.
    handled_at timestamptz,
    -- accepted, repeated, refused and why
    outcome text,
    -- Of the provider, where it names its messages: the same is acted on once.
    event_id text,
    payment_id bigint references funding.payments (id)
);
create unique index provider_calls_event on funding.provider_calls (provider, event_id) where event_id is not null;
create index provider_calls_payment on funding.provider_calls (payment_id) where payment_id is not null;
create index provider_calls_open on funding.provider_calls (id) where handled_at is null;
create index provider_calls_received on funding.provider_calls (received_at);

create table funding.refunds (
    id bigint generated always as identity primary key,
    payment_id bigint not null references funding.payments (id),
    amount_minor bigint not null check (amount_minor > 0),
    status text not null default 'pending' check (status in ('pending', 'completed', 'failed')),
    reason text not null check (length(reason) between 1 and 500),
    -- Null when the provider itself sent the money back.
    requested_by bigint references accounts.users (id),
    provider_ref text,
    failure text,
    created_at timestamptz not null default now(),
    completed_at timestamptz
);
create index refunds_payment on funding.refunds (payment_id);
create index refunds_requested_by on funding.refunds (requested_by) where requested_by is not null;
create index refunds_pending on funding.refunds (id) where status = 'pending';

-- A gift that is asked for again each month: no card is kept, the sponsor gets a link to pay.
create table funding.pledges (
    id bigint generated always as identity primary key,
    sponsor_id bigint not null references accounts.users (id),
    project_id bigint not null references volunteering.projects (id),
    amount_minor bigint not null check (amount_minor between 10000 and 100000000000),
    currency char(3) not null default 'KZT',
    purpose text not null default '' check (length(purpose) <= 500),
    is_anonymous boolean not null default false,
    provider text not null,
    status text not null default 'active' check (status in ('active', 'paused', 'ended')),
    day_of_month smallint not null check (day_of_month between 1 and 28),
    next_on date not null,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index pledges_sponsor on funding.pledges (sponsor_id, id desc);
create index pledges_project on funding.pledges (project_id);
create index pledges_due on funding.pledges (next_on, id) where status = 'active';
alter table funding.sponsorships add foreign key (pledge_id) references funding.pledges (id);

-- ---------------------------------------------------------------- a project's money

create table funding.budget_lines (
    id bigint generated always as identity primary key,
    project_id bigint not null references volunteering.projects (id),
    category text not null check (length(category) between 1 and 100),
    planned_minor bigint not null check (planned_minor between 0 and 100000000000),
    currency char(3) not null default 'KZT',
    position integer not null default 0,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create unique index budget_lines_category on funding.budget_lines (project_id, lower(category));

create table funding.expenses (
    id bigint generated always as identity primary key,
    project_id bigint not null references volunteering.projects (id),
    budget_line_id bigint not null references funding.budget_lines (id),
    -- The task it was spent for, when there is one: the sponsor's way to approved photos.
    task_id bigint references volunteering.tasks (id) on delete set null,
    amount_minor bigint not null,
    currency char(3) not null default 'KZT',
    spent_on date not null,
    description text not null,
    -- A photo or PDF in the private store.
    receipt_key text not null,
    receipt_name text not null,
    receipt_type text not null,
    receipt_size bigint not null,
    -- Of the file's bytes: the same receipt twice is shown to who decides.
    receipt_hash bytea not null,
    status text not null default 'pending' check (status in ('pending', 'approved', 'rejected', 'reversed')),
    reason text,
    created_by bigint not null references accounts.users (id),
    decided_by bigint references accounts.users (id),
    decided_at timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint expenses_amount check (amount_minor between 1 and 100000000000),
    constraint expenses_description check (length(description) between 1 and 500),
    constraint expenses_reason check (status not in ('rejected', 'reversed') or reason is not null)
);
create index expenses_project on funding.expenses (project_id, id desc);
create index expenses_budget_line on funding.expenses (budget_line_id);
create index expenses_task on funding.expenses (task_id) where task_id is not null;
create index expenses_created_by on funding.expenses (created_by);
create index expenses_decided_by on funding.expenses (decided_by) where decided_by is not null;
create index expenses_waiting on funding.expenses (created_at, id) where status = 'pending';
create index expenses_receipt on funding.expenses (receipt_hash);

-- What was given in things: beside the money, never mixed with it.
create table funding.in_kind_gifts (
    id bigint generated always as identity primary key,
    project_id bigint not null references volunteering.projects (id),
    giver text not null check (length(giver) between 1 and 200),
    description text not null check (length(description) between 1 and 500),
    -- What it may be worth, as the organizer thinks. Shown as such, never added to money.
    estimate_minor bigint check (estimate_minor between 0 and 100000000000),
    currency char(3) not null default 'KZT',
    given_on date not null,
    created_by bigint not null references accounts.users (id),
    created_at timestamptz not null default now()
);
create index in_kind_gifts_project on funding.in_kind_gifts (project_id, given_on desc, id desc);
create index in_kind_gifts_created_by on funding.in_kind_gifts (created_by);

-- ---------------------------------------------------------------- impact

create table funding.impact_measures (
    id bigint generated always as identity primary key,
    project_id bigint not null references volunteering.projects (id),
    kind text not null check (kind in ('trees_planted', 'area_covered', 'people_helped', 'waste_collected', 'other')),
    -- In words, for `other`.
    title jsonb not null default '{}',
    unit text not null check (length(unit) <= 30),
    position integer not null default 0,
    created_at timestamptz not null default now()
);
create unique index impact_measures_kind on funding.impact_measures (project_id, kind) where kind <> 'other';
create index impact_measures_project on funding.impact_measures (project_id, position, id);

create table funding.impact_entries (
    id bigint generated always as identity primary key,
    measure_id bigint not null references funding.impact_measures (id) on delete cascade,
    amount numeric(14, 2) not null,
    counted_on date not null,
    note text not null default '' check (length(note) <= 500),
    -- The evidence: an approved report of the project.
    report_id bigint references volunteering.photo_reports (id) on delete set null,
    created_by bigint not null references accounts.users (id),
    created_at timestamptz not null default now(),
    constraint impact_entries_amount check (amount > 0 and amount <= 1000000000)
);
create index impact_entries_measure on funding.impact_entries (measure_id, counted_on desc, id desc);
create index impact_entries_report on funding.impact_entries (report_id) where report_id is not null;
create index impact_entries_created_by on funding.impact_entries (created_by);

create table funding.follows (
    sponsor_id bigint not null references accounts.users (id),
    project_id bigint not null references volunteering.projects (id),
    created_at timestamptz not null default now(),
    primary key (sponsor_id, project_id)
);
create index follows_project on funding.follows (project_id);

-- ---------------------------------------------------------------- who may do it

insert into accounts.role_permissions (role_id, permission)
select r.id, p.permission
from accounts.roles r
join (values
    ('organizer', 'money.manage_own'), ('organizer', 'resources.request'),
    ('moderator', 'expenses.approve'),
    ('admin', 'expenses.approve'), ('admin', 'expenses.overspend'), ('admin', 'payments.manage'), ('admin', 'ledger.view')
) as p (role, permission) on p.role = r.name
on conflict do nothing;
