-- Gifts with their payments, expenses with plan lines, and a ledger that says the same: part of fill.sql.
-- Half of the gifts go to one project in a hundred, so that some have a long history whatever the size.
-- Every second gift that came paid for one expense, of half of its amount.
create temp table sponsors as
select id, row_number() over (order by id) - 1 as place from accounts.users
where role = 'sponsor' and is_approved and blocked_at is null;
create temp table gifts as
select n as id, s.id as sponsor_id, p.id as project_id, n % 20 <> 0 as came, (1 + n * 7919 % 100) * 100000 as minor,
       (array['stripe', 'payme', 'click', 'kaspi', 'simulator'])[1 + n % 5] as provider,
       now() - random() * interval '390 days' as at
from generate_series(1, :payments) n
join sponsors s on s.place = n % (select count(*) from sponsors)
join project_ids p on p.place = case when n % 2 = 0 then n / 2 % greatest(:projects / 100, 1) else n % :projects end;

insert into funding.sponsorships
    (id, sponsor_id, project_id, amount_minor, purpose, is_anonymous, status, received_minor, completed_at, created_at, updated_at)
overriding system value
select id, sponsor_id, project_id, minor, 'Саженцы', id % 10 = 0, case when came then 'completed' else 'pending' end,
       case when came then minor else 0 end, case when came then at + interval '7 minutes' end, at, at
from gifts;
insert into funding.payments
    (id, sponsorship_id, provider, transaction_id, provider_ref, status, amount_minor, currency, expires_at, completed_at,
     created_at, updated_at)
overriding system value
select id, id, provider, 'TXN_' || upper(left(md5('txn' || id), 26)), case when came then 'bench-' || id end,
       case when came then 'completed' else 'pending' end, minor, 'KZT', at + interval '23 hours',
       case when came then at + interval '7 minutes' end, at, at
from gifts;

create temp table spendings as
select g.id, row_number() over (order by g.id) as n, g.project_id, g.minor / 2 as minor, g.at + interval '5 days' as at,
       j.organizer_id, g.id % 3 as category
from gifts g join volunteering.projects j on j.id = g.project_id
where g.came order by g.id % 2, g.id limit :expenses;
insert into funding.budgets (project_id) select distinct project_id from spendings;
insert into funding.budget_lines (project_id, category, planned_minor, position)
select p.project_id, (array['Саженцы', 'Инструменты', 'Транспорт'])[1 + c], 30000000, c
from (select distinct project_id from spendings) p cross join generate_series(0, 2) c;
insert into funding.expenses
    (id, project_id, budget_line_id, amount_minor, spent_on, description, receipt_key, receipt_name, receipt_type,
     receipt_size, receipt_hash, status, created_by, decided_at, created_at, updated_at, submitted_at)
overriding system value
select s.n, s.project_id, b.id, s.minor, s.at::date, 'Яблони, доставка и посадка', 'bench/receipt-' || s.n, 'receipt.pdf',
       'application/pdf', 1000, decode(md5('r' || s.n), 'hex'), case when s.n % 10 = 0 then 'pending' else 'approved' end,
       s.organizer_id, case when s.n % 10 <> 0 then s.at end, s.at, s.at, s.at
from spendings s join funding.budget_lines b on b.project_id = s.project_id and b.position = s.category;

-- The ledger. Its triggers rest too: balances are what its postings sum to.
insert into funding.ledger_accounts (kind, provider, currency)
select 'provider', provider, 'KZT' from gifts group by provider;
insert into funding.ledger_accounts (kind, project_id, sponsorship_id, currency)
select 'sponsorship', project_id, id, 'KZT' from gifts where came order by id;
insert into funding.ledger_accounts (kind, project_id, currency)
select 'spent', project_id, 'KZT' from spendings where n % 10 <> 0 group by project_id;
insert into funding.ledger_transactions (kind, currency, source_kind, source_id, created_at)
select 'payment', 'KZT', 'payment', id, at + interval '7 minutes' from gifts where came
union all
select 'expense', 'KZT', 'expense', n, at from spendings where n % 10 <> 0
order by 5;
insert into funding.ledger_postings (transaction_id, account_id, currency, amount_minor)
select x.id, side.account, 'KZT', side.minor
from funding.ledger_transactions x
join gifts g on g.id = x.source_id
join funding.ledger_accounts outside on outside.kind = 'provider' and outside.provider = g.provider
join funding.ledger_accounts inside on inside.kind = 'sponsorship' and inside.sponsorship_id = g.id
cross join lateral (values (outside.id, -g.minor), (inside.id, g.minor)) as side (account, minor)
where x.kind = 'payment';
insert into funding.ledger_postings (transaction_id, account_id, currency, amount_minor)
select x.id, side.account, 'KZT', side.minor
from funding.ledger_transactions x
join spendings s on s.n = x.source_id
join funding.ledger_accounts gift on gift.kind = 'sponsorship' and gift.sponsorship_id = s.id
join funding.ledger_accounts spent on spent.kind = 'spent' and spent.project_id = s.project_id
cross join lateral (values (gift.id, -s.minor), (spent.id, s.minor)) as side (account, minor)
where x.kind = 'expense';
update funding.ledger_accounts a set balance_minor = p.minor
from (select account_id, sum(amount_minor) as minor from funding.ledger_postings group by account_id) p
where p.account_id = a.id;

-- What is written next goes on after these.
select setval(pg_get_serial_sequence(name, 'id'), (select max(id) from gifts))
from unnest(array['funding.sponsorships', 'funding.payments', 'funding.expenses']) as name \g /dev/null
do $$ begin
    assert (select coalesce(sum(balance_minor), 0) = 0 from funding.ledger_accounts), 'the ledger does not balance';
    assert not exists (select from funding.ledger_accounts where kind = 'sponsorship' and balance_minor < 0);
end $$;
