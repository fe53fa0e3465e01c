-- What following payments up needs beside their state.

-- Whether a project takes money: published and not over, by the platform's day.
create function funding.takes_money(status text, ends_on date) returns boolean language sql stable as
$$ select status = 'active' and (ends_on is null or ends_on >= (now() at time zone 'Asia/Almaty')::date) $$;

alter table funding.payments
    -- Why a person should look: null for nothing.
    add column stuck text check (stuck in
        ('amount_differs', 'unknown_there', 'cancelled_there', 'unanswered', 'refund_beyond_left', 'refund_failed', 'paid_twice')),
    -- When the provider was last asked.
    add column looked_at timestamptz,
    -- In which language the payer pays.
    add column locale text not null default 'ru' check (locale in ('ru', 'kk', 'en'));
create index payments_created on funding.payments (created_at, id);
create index payments_status on funding.payments (status, created_at, id);
create index payments_provider on funding.payments (provider, created_at, id);
create index payments_amount on funding.payments (amount_minor, id);
create index payments_stuck on funding.payments (created_at, id) where stuck is not null;
create index payments_completed on funding.payments (completed_at, id) where completed_at is not null;

alter table funding.refunds
    -- The provider's protocol has no call for it: somebody does it in the provider's cabinet.
    add column by_hand boolean not null default false,
    add column version bigint not null default 1;

-- A month's gift of a pledge is made once, whoever makes it.
alter table funding.sponsorships add column pledge_month date;
alter table funding.sponsorships
    add constraint sponsorships_pledge_month check ((pledge_month is null) or pledge_id is not null);
create unique index sponsorships_pledge_once on funding.sponsorships (pledge_id, pledge_month)
    where pledge_month is not null;
create index payments_found on funding.payments
    using gin (core.fold(transaction_id || ' ' || coalesce(provider_ref, '')) gin_trgm_ops);
