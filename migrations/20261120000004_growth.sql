-- The points ledger and achievements.
create schema growth;

-- Append-only; a balance is a sum. A correction is another entry.
create table growth.points_ledger (
    id bigint generated always as identity primary key,
    user_id bigint not null references accounts.users (id),
    amount bigint not null check (amount <> 0),
    reason text not null,
    source_kind text not null,
    source_id bigint not null,
    -- What to show, language-free.
    details jsonb not null default '{}',
    created_at timestamptz not null default now(),
    constraint points_ledger_once unique (source_kind, source_id, reason, user_id)
);
create index points_ledger_user on growth.points_ledger (user_id, id desc);
create trigger points_ledger_append_only before update or delete on growth.points_ledger
    for each row execute function core.refuse_change();

create table growth.achievements (
    id bigint generated always as identity primary key,
    code text not null unique,
    title jsonb not null,
    description jsonb not null,
    icon text not null,
    category text not null,
    -- The fact that is counted, and how much of it is needed.
    fact text not null check (fact in ('tasks_completed', 'photos_approved')),
    threshold integer not null check (threshold > 0),
    position integer not null
);

create table growth.user_achievements (
    id bigint generated always as identity primary key,
    user_id bigint not null references accounts.users (id),
    achievement_id bigint not null references growth.achievements (id),
    unlocked_at timestamptz not null default now(),
    unique (user_id, achievement_id)
);
create index user_achievements_achievement on growth.user_achievements (achievement_id);

insert into growth.achievements (code, title, description, icon, category, fact, threshold, position) values
    ('activist', '{"ru": "Активист", "kk": "Белсенді", "en": "Activist"}',
     '{"ru": "10 выполненных задач", "kk": "10 тапсырма орындалды", "en": "10 tasks completed"}', 'award', 'tasks', 'tasks_completed', 10, 1),
    ('photographer', '{"ru": "Фотограф", "kk": "Фотограф", "en": "Photographer"}',
     '{"ru": "20 одобренных фотографий", "kk": "20 фотосурет мақұлданды", "en": "20 approved photos"}', 'camera', 'photos', 'photos_approved', 20, 2),
    ('city_hero', '{"ru": "Герой города", "kk": "Қала батыры", "en": "City hero"}',
     '{"ru": "50 выполненных задач", "kk": "50 тапсырма орындалды", "en": "50 tasks completed"}', 'crown', 'tasks', 'tasks_completed', 50, 3);
