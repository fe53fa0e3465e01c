-- What partners lend: venues, equipment, transport, people who know how. Who asks for it, when, and
-- what came of it.

create table funding.resources (
    id bigint generated always as identity primary key,
    partner_id bigint not null references accounts.users (id),
    resource_type text not null,
    title text not null,
    description text not null default '',
    -- Empty: it is tied to no city.
    city text not null default '',
    address text not null default '',
    -- In words, as the document has it: "Weekends, after six".
    availability text not null default '',
    -- The part of it that is checked: on which days of the week it is lent.
    days text not null default 'every',
    -- How much of it there is; all of it goes to one project at a time.
    quantity integer not null default 1,
    status text not null default 'active',
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    search_text text generated always as
        (core.fold(title || ' ' || city || ' ' || address || ' ' || availability || ' ' || description)) stored,
    constraint resources_type_known check (resource_type in ('venue', 'equipment', 'transport', 'expertise', 'other')),
    constraint resources_title_length check (length(title) between 1 and 200),
    constraint resources_description_length check (length(description) <= 4000),
    constraint resources_city_length check (length(city) <= 100),
    constraint resources_address_length check (length(address) <= 300),
    constraint resources_availability_length check (length(availability) <= 300),
    constraint resources_days_known check (days in ('every', 'workdays', 'weekends')),
    constraint resources_quantity_range check (quantity between 1 and 100000),
    constraint resources_status_known check (status in ('active', 'paused', 'archived')),
    -- So that a request's partner is its resource's.
    constraint resources_of_partner unique (id, partner_id)
);
create index resources_partner on funding.resources (partner_id, id desc);
create index resources_partner_title on funding.resources (partner_id, title collate "und-x-icu", id);
create index resources_partner_created on funding.resources (partner_id, created_at, id);
create index resources_active on funding.resources (id desc) where status = 'active';
create index resources_active_city on funding.resources (city, id desc) where status = 'active';
create index resources_active_type on funding.resources (resource_type, id desc) where status = 'active';
create index resources_search on funding.resources using gin (search_text gin_trgm_ops);

create table funding.resource_photos (
    id bigint generated always as identity primary key,
    resource_id bigint not null references funding.resources (id) on delete cascade,
    position smallint not null,
    large_key text not null,
    thumb_key text not null,
    created_at timestamptz not null default now()
);
create index resource_photos_resource on funding.resource_photos (resource_id, position, id);

create table funding.resource_requests (
    id bigint generated always as identity primary key,
    resource_id bigint not null,
    partner_id bigint not null,
    project_id bigint not null references volunteering.projects (id),
    organizer_id bigint not null references accounts.users (id),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    notes text not null default '',
    status text not null default 'pending',
    -- Why it was rejected.
    reason text,
    -- Other dates that the partner offers, with a word.
    counter_starts_at timestamptz,
    counter_ends_at timestamptz,
    counter_message text,
    decided_at timestamptz,
    thanks text,
    thanked_at timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (resource_id, partner_id) references funding.resources (id, partner_id),
    constraint resource_requests_status_known
        check (status in ('pending', 'approved', 'rejected', 'countered', 'withdrawn', 'done')),
    constraint resource_requests_dates check (ends_at > starts_at),
    constraint resource_requests_notes_length check (length(notes) <= 2000),
    constraint resource_requests_reason_length check (length(reason) <= 1000),
    constraint resource_requests_reason_given check (status <> 'rejected' or length(reason) > 0),
    constraint resource_requests_counter_whole check
        ((counter_starts_at is null) = (counter_ends_at is null) and (status <> 'countered' or counter_ends_at is not null)),
    constraint resource_requests_counter_dates check (counter_ends_at > counter_starts_at),
    constraint resource_requests_message_length check (length(counter_message) <= 1000),
    constraint resource_requests_thanks_length check (length(thanks) between 1 and 1000),
    constraint resource_requests_thanks_whole check ((thanks is null) = (thanked_at is null)),
    -- A resource is with one project at a time, whoever approves at once.
    constraint resource_requests_one_at_a_time exclude using gist
        (resource_id with =, tstzrange(starts_at, ends_at) with &&) where (status in ('approved', 'done')),
    -- Asked once is asked.
    constraint resource_requests_asked_once exclude using gist
        (resource_id with =, project_id with =, tstzrange(starts_at, ends_at) with &&)
        where (status in ('pending', 'countered'))
);
create index resource_requests_resource on funding.resource_requests (resource_id, partner_id, starts_at);
create index resource_requests_project on funding.resource_requests (project_id);
create index resource_requests_partner on funding.resource_requests (partner_id, id desc);
create index resource_requests_organizer on funding.resource_requests (organizer_id, id desc);
create index resource_requests_waiting on funding.resource_requests (partner_id, id) where status in ('pending', 'countered');
create index resource_requests_promised on funding.resource_requests (ends_at) where status = 'approved';
create index resource_requests_thanked on funding.resource_requests (partner_id, thanked_at desc) where thanked_at is not null;
