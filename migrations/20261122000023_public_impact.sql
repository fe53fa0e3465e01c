-- Organizers who show everyone what their volunteers did. No row: not shown.
create table volunteering.public_impact (
    organizer_id bigint primary key references accounts.users (id) on delete cascade,
    shown_since timestamptz not null
);
