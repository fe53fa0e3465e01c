-- How payment providers answer us, and the latest that each told us: for the page of health.
create table funding.provider_answers (
    provider text primary key,
    -- When it last did what it was asked.
    answered_at timestamptz,
    -- When it last did not, and why.
    failed_at timestamptz,
    failure text check (length(failure) <= 500)
);
create index provider_calls_accepted on funding.provider_calls (provider, id desc) where outcome not like 'refused%';
create index provider_calls_refused on funding.provider_calls (provider, id desc) where outcome like 'refused%';
