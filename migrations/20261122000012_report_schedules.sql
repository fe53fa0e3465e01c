-- Reports that come by themselves, week by week or month by month (D-03, D-04).
create table core.report_schedules (
    id bigint generated always as identity primary key,
    user_id bigint not null references accounts.users (id) on delete cascade,
    report text not null constraint report_schedules_report_check check (length(report) between 1 and 100),
    -- What it is about, without the days: those are each period's own.
    query text not null default '' constraint report_schedules_query_check check (length(query) <= 1000),
    period text not null constraint report_schedules_period_check check (period in ('weekly', 'monthly')),
    format text not null constraint report_schedules_format_check check (format in ('xlsx', 'pdf')),
    locale text not null constraint report_schedules_locale_check check (locale in ('ru', 'kk', 'en')),
    is_on boolean not null default true,
    -- When the period under way is over and its report is made. Moves on in the transaction that asks
    -- for the report, so that two workers cannot both ask.
    next_at timestamptz not null,
    -- Why it ended by itself, as a stable code.
    ended text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint report_schedules_once unique (user_id, report, query, period),
    constraint report_schedules_ended_is_off check (ended is null or not is_on)
);
create index report_schedules_due on core.report_schedules (next_at, id) where is_on;

alter table core.exports
    add column schedule_id bigint constraint exports_schedule_fkey references core.report_schedules (id) on delete set null,
    add column period_start date;
-- One report for a period, whatever happens to the clock.
create unique index exports_schedule_period on core.exports (schedule_id, period_start);

-- The reports of a project from its beginning, page by page.
create index photo_reports_project_submitted on volunteering.photo_reports (project_id, submitted_at, id);
