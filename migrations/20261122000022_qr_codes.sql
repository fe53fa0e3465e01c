-- QR codes of projects. A code is made of project and generation and signed with the platform's
-- secret, so it needs no row until it is renewed for the first time: a higher generation makes the
-- earlier codes void.
create table volunteering.qr_codes (
    project_id bigint primary key references volunteering.projects (id) on delete cascade,
    generation integer not null constraint qr_codes_generation_check check (generation > 1),
    renewed_at timestamptz not null,
    renewed_by bigint references accounts.users (id) on delete set null
);
create index qr_codes_renewed_by on volunteering.qr_codes (renewed_by);
