-- Projects, tasks, people on tasks, photo reports and what follows from them.
create schema volunteering;

create table volunteering.projects (
    id bigint generated always as identity primary key,
    organizer_id bigint not null references accounts.users (id),
    title text not null check (length(title) between 1 and 200),
    description text not null check (length(description) <= 10000),
    city text not null check (length(city) between 1 and 100),
    address text not null default '' check (length(address) <= 300),
    volunteer_type text not null check (volunteer_type in
        ('social', 'environmental', 'cultural', 'education', 'health', 'animals', 'sport', 'emergency', 'other')),
    status text not null check (status in
        ('draft', 'pending', 'returned', 'active', 'completed', 'archived', 'rejected')),
    latitude double precision check (latitude between -90 and 90),
    longitude double precision check (longitude between -180 and 180),
    starts_on date,
    ends_on date,
    max_volunteers integer check (max_volunteers between 1 and 100000),
    -- Minor units.
    budget_needed bigint check (budget_needed >= 0),
    currency char(3) not null default 'KZT',
    cover_key text,
    -- ThumbHash of the cover, base64: the blurred placeholder.
    cover_hash text,
    rejection_reason text,
    submitted_at timestamptz,
    published_at timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    -- Where a typo is forgiven: names and places. Comparing whole descriptions costs a hundred times as much.
    search_text text generated always as (core.fold(title || ' ' || city || ' ' || address)) stored,
    search_vector tsvector generated always as (
        to_tsvector('russian', core.fold(title || ' ' || city || ' ' || address || ' ' || description))) stored,
    constraint projects_end_after_start check (ends_on >= starts_on),
    constraint projects_position_is_whole check ((latitude is null) = (longitude is null)),
    constraint projects_published_has_date check (status not in ('active', 'completed') or published_at is not null)
);
create index projects_organizer on volunteering.projects (organizer_id, id desc);
create index projects_public on volunteering.projects (published_at desc, id desc) where status = 'active';
create index projects_public_city on volunteering.projects (city, published_at desc, id desc) where status = 'active';
create index projects_public_type on volunteering.projects (volunteer_type, published_at desc, id desc) where status = 'active';
create index projects_public_city_type on volunteering.projects (city, volunteer_type, published_at desc, id desc) where status = 'active';
create index projects_pending on volunteering.projects (submitted_at, id) where status = 'pending';
create index projects_search_text on volunteering.projects using gin (search_text gin_trgm_ops);
create index projects_search_vector on volunteering.projects using gin (search_vector);

create table volunteering.tasks (
    id bigint generated always as identity primary key,
    project_id bigint not null references volunteering.projects (id) on delete cascade,
    text text not null check (length(text) between 1 and 500),
    status text not null default 'open' check (status in ('open', 'in_progress', 'completed', 'cancelled')),
    -- The day of the work, in the project's place; times are local to it.
    deadline date not null,
    start_time time,
    end_time time,
    max_volunteers integer not null default 1 check (max_volunteers between 1 and 10000),
    -- Kept in step under a row lock by the operations and by nothing else.
    assigned_count integer not null default 0,
    position integer not null default 0,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint tasks_end_after_start check (end_time > start_time),
    constraint tasks_never_overfull check (assigned_count between 0 and max_volunteers)
);
create index tasks_project on volunteering.tasks (project_id, position, id);
create index tasks_deadline on volunteering.tasks (deadline) where status in ('open', 'in_progress');

-- A volunteer's place on a task, or in its queue.
create table volunteering.assignments (
    id bigint generated always as identity primary key,
    task_id bigint not null references volunteering.tasks (id) on delete cascade,
    volunteer_id bigint not null references accounts.users (id),
    status text not null check (status in ('assigned', 'waiting', 'left', 'completed')),
    joined_at timestamptz not null default now(),
    left_at timestamptz,
    completed_at timestamptz
);
create unique index assignments_once on volunteering.assignments (task_id, volunteer_id) where status <> 'left';
create index assignments_queue on volunteering.assignments (task_id, id) where status = 'waiting';
create index assignments_volunteer on volunteering.assignments (volunteer_id, id desc);

create table volunteering.photo_reports (
    id bigint generated always as identity primary key,
    task_id bigint not null references volunteering.tasks (id),
    project_id bigint not null references volunteering.projects (id),
    volunteer_id bigint not null references accounts.users (id),
    description text not null default '' check (length(description) <= 4000),
    status text not null default 'pending' check (status in ('pending', 'approved', 'returned', 'rejected')),
    rating smallint check (rating between 1 and 5),
    organizer_comment text check (length(organizer_comment) <= 2000),
    rejection_reason text check (length(rejection_reason) <= 2000),
    reviewed_by bigint references accounts.users (id),
    reviewed_at timestamptz,
    -- When it last came to the organizer; the queue is in this order.
    submitted_at timestamptz not null default now(),
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint photo_reports_approval_is_rated check (status <> 'approved' or rating is not null),
    constraint photo_reports_refusal_has_reason check (status not in ('rejected', 'returned') or rejection_reason is not null)
);
create unique index photo_reports_one_at_a_time on volunteering.photo_reports (task_id, volunteer_id) where status <> 'rejected';
create index photo_reports_project on volunteering.photo_reports (project_id, status, submitted_at, id);
create index photo_reports_volunteer on volunteering.photo_reports (volunteer_id, id desc);
create index photo_reports_reviewed_by on volunteering.photo_reports (reviewed_by);

create table volunteering.photos (
    id bigint generated always as identity primary key,
    report_id bigint not null references volunteering.photo_reports (id) on delete cascade,
    position smallint not null,
    -- The file as it came, private. The public copies are re-encoded and hold no metadata.
    original_key text not null,
    large_key text not null,
    thumb_key text not null,
    -- Size of the large copy in pixels.
    width integer not null check (width > 0),
    height integer not null check (height > 0),
    sha256 bytea not null,
    -- Perceptual hash, 64 bit; a small Hamming distance means a similar picture.
    phash bigint not null,
    -- ThumbHash, base64: the blurred placeholder.
    thumb_hash text not null,
    -- From EXIF, private to the review. The camera knows no time zone unless it says so.
    taken_at timestamptz,
    latitude double precision check (latitude between -90 and 90),
    longitude double precision check (longitude between -180 and 180),
    camera text,
    created_at timestamptz not null default now(),
    unique (report_id, position)
);
create index photos_sha256 on volunteering.photos (sha256);
-- Near-duplicates are found among photos that share one of four 16-bit quarters of the hash.
create index photos_phash_0 on volunteering.photos (((phash >> 48) & 65535));
create index photos_phash_1 on volunteering.photos (((phash >> 32) & 65535));
create index photos_phash_2 on volunteering.photos (((phash >> 16) & 65535));
create index photos_phash_3 on volunteering.photos ((phash & 65535));

create table volunteering.ratings (
    id bigint generated always as identity primary key,
    user_id bigint not null references accounts.users (id),
    rated_by bigint not null references accounts.users (id),
    rating_type text not null check (rating_type in ('volunteer_rating', 'organizer_rating')),
    -- The report (volunteer_rating) or project (organizer_rating) it is about.
    target_id bigint not null,
    rating smallint not null check (rating between 1 and 5),
    quality_score smallint check (quality_score between 1 and 5),
    punctuality_score smallint check (punctuality_score between 1 and 5),
    communication_score smallint check (communication_score between 1 and 5),
    comment text not null default '' check (length(comment) <= 2000),
    created_at timestamptz not null default now(),
    unique (rating_type, target_id, rated_by)
);
create index ratings_user on volunteering.ratings (user_id, id desc);
create index ratings_rated_by on volunteering.ratings (rated_by);

-- What happened to a person, for their history page.
create table volunteering.activities (
    id bigint generated always as identity primary key,
    user_id bigint not null references accounts.users (id),
    activity_type text not null,
    project_id bigint references volunteering.projects (id),
    related_id bigint,
    -- What to show, language-free: task text, project title, rating.
    details jsonb not null default '{}',
    created_at timestamptz not null default now()
);
create index activities_user on volunteering.activities (user_id, id desc);
create index activities_project on volunteering.activities (project_id, id desc);
