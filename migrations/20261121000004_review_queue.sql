-- One review queue for everything that is decided on: who looks at what, decisions that can
-- still be taken back, ready reasons, appeals. A kind is declared in code (`core::review`).

-- "Give me 20": what one person took at once, to show how far they are.
create table core.review_batches (
    id bigint generated always as identity primary key,
    user_id bigint not null,
    taken_at timestamptz not null default now()
);
create index review_batches_user on core.review_batches (user_id, id desc);

-- A soft lock: others see who looks, and may take over. It ends by itself.
create table core.review_claims (
    kind text not null,
    subject_id bigint not null,
    user_id bigint not null,
    -- How the person was called then.
    user_name text not null,
    batch_id bigint references core.review_batches (id),
    since timestamptz not null default now(),
    expires_at timestamptz not null,
    primary key (kind, subject_id)
);
create index review_claims_user on core.review_claims (user_id, since);
create index review_claims_batch on core.review_claims (batch_id);
create index review_claims_expiry on core.review_claims (expires_at);

-- Every decision of a reviewer. Held ones have no effect yet and can be taken back.
create table core.review_decisions (
    id bigint generated always as identity primary key,
    kind text not null,
    subject_id bigint not null,
    -- Whose item it is.
    author_id bigint not null,
    -- What the item is called, for notices and lists.
    title text not null,
    -- The version that was looked at.
    version bigint not null,
    decision text not null check (decision in ('approve', 'return', 'reject')),
    -- Words, marked fields, rating.
    verdict jsonb not null,
    reviewer_id bigint not null,
    reviewer_name text not null,
    via text not null,
    address inet,
    batch_id bigint references core.review_batches (id),
    decided_at timestamptz not null default now(),
    applies_at timestamptz not null,
    state text not null check (state in ('held', 'applied', 'undone', 'failed')),
    ended_at timestamptz,
    -- Why it could not be applied: an error's code.
    failure text,
    constraint review_decisions_end check ((state = 'held') = (ended_at is null)),
    constraint review_decisions_failure check ((state = 'failed') = (failure is not null))
);
create unique index review_decisions_one_held on core.review_decisions (kind, subject_id) where state = 'held';
create index review_decisions_subject on core.review_decisions (kind, subject_id, id desc);
create index review_decisions_held on core.review_decisions (reviewer_id, id) where state = 'held';
create index review_decisions_author on core.review_decisions (author_id, kind, decision) where state = 'applied';
create index review_decisions_batch on core.review_decisions (batch_id);

-- The author's one word against a rejection; another reviewer answers.
create table core.appeals (
    id bigint generated always as identity primary key,
    kind text not null,
    subject_id bigint not null,
    -- The version that was rejected: one appeal for each.
    subject_version bigint not null,
    appellant_id bigint not null,
    -- What the item is called.
    title text not null,
    text text not null check (length(text) between 1 and 2000),
    -- Who rejected; null when that is not known.
    decided_by bigint,
    created_at timestamptz not null default now(),
    -- Withdrawn: the author asked anew instead.
    state text not null default 'open' check (state in ('open', 'upheld', 'overturned', 'withdrawn')),
    answer text check (length(answer) <= 2000),
    resolved_by bigint,
    resolved_at timestamptz,
    version bigint not null default 1,
    constraint appeals_end check ((state = 'open') = (resolved_at is null))
);
create unique index appeals_once on core.appeals (kind, subject_id, subject_version);
create index appeals_open on core.appeals (kind, created_at, id) where state = 'open';
create index appeals_appellant on core.appeals (appellant_id, id desc);

-- Ready reasons in three languages.
create table core.reason_templates (
    id bigint generated always as identity primary key,
    kind text not null,
    decision text not null check (decision in ('approve', 'return', 'reject')),
    text jsonb not null,
    version bigint not null default 1,
    updated_by bigint,
    updated_at timestamptz not null default now()
);
create index reason_templates_use on core.reason_templates (kind, decision, id);

-- A return marks some fields of an application, a rejection opens all of it for another try.
alter table core.returns add column decision text not null default 'return';
alter table core.returns add constraint returns_decision check (decision in ('return', 'reject'));
update core.returns set decision = 'reject' where subject_kind = 'user';

insert into core.reason_templates (kind, decision, text) values
    ('account', 'return', '{"ru": "Нет документов организации.", "kk": "Ұйым құжаттары жоқ.", "en": "The organisation''s documents are missing."}'),
    ('account', 'return', '{"ru": "Документ не читается: пришлите чёткий снимок или PDF.", "kk": "Құжат оқылмайды: анық сурет не PDF жіберіңіз.", "en": "The document cannot be read: send a clear picture or a PDF."}'),
    ('account', 'return', '{"ru": "Название организации не совпадает с документами.", "kk": "Ұйым атауы құжаттармен сәйкес емес.", "en": "The organisation''s name differs from the documents."}'),
    ('account', 'return', '{"ru": "Напишите, чем занимаетесь и что хотите делать здесь.", "kk": "Немен айналысатыныңызды және мұнда не істегіңіз келетінін жазыңыз.", "en": "Say what you do and what you want to do here."}'),
    ('account', 'reject', '{"ru": "Нет документов организации.", "kk": "Ұйым құжаттары жоқ.", "en": "The organisation''s documents are missing."}'),
    ('account', 'reject', '{"ru": "Название организации не совпадает с документами.", "kk": "Ұйым атауы құжаттармен сәйкес емес.", "en": "The organisation''s name differs from the documents."}'),
    ('project', 'reject', '{"ru": "Это не общественная польза: проект частный или коммерческий.", "kk": "Бұл қоғамдық пайда емес: жоба жеке не коммерциялық.", "en": "This is not for the public good: the project is private or commercial."}'),
    ('project', 'reject', '{"ru": "Проект рекламирует товар, услугу или партию.", "kk": "Жоба тауарды, қызметті не партияны жарнамалайды.", "en": "The project advertises a product, a service or a party."}'),
    ('project', 'reject', '{"ru": "Задачи опасны для волонтёров без подготовки.", "kk": "Тапсырмалар дайындықсыз еріктілерге қауіпті.", "en": "The tasks are dangerous for untrained volunteers."}'),
    ('project', 'reject', '{"ru": "Такой же проект уже опубликован.", "kk": "Дәл осындай жоба жарияланған.", "en": "The same project has already been published."}'),
    ('report', 'return', '{"ru": "Фото размыто или слишком тёмное, работу не видно.", "kk": "Фото бұлыңғыр не тым қараңғы, жұмыс көрінбейді.", "en": "The photo is blurred or too dark to see the work."}'),
    ('report', 'return', '{"ru": "Не виден результат: снимите место целиком.", "kk": "Нәтижесі көрінбейді: орынды толық түсіріңіз.", "en": "The result cannot be seen: photograph the whole place."}'),
    ('report', 'return', '{"ru": "Добавьте фото до и после работы.", "kk": "Жұмысқа дейінгі және кейінгі фотоны қосыңыз.", "en": "Add photos from before and after the work."}'),
    ('report', 'reject', '{"ru": "Фото не относится к этой задаче.", "kk": "Фото бұл тапсырмаға қатысты емес.", "en": "The photo does not belong to this task."}'),
    ('report', 'reject', '{"ru": "Это фото уже было в другом отчёте.", "kk": "Бұл фото басқа есепте болған.", "en": "This photo was in another report already."}'),
    ('report', 'reject', '{"ru": "Задача не выполнена.", "kk": "Тапсырма орындалмаған.", "en": "The task was not done."}');

insert into accounts.role_permissions (role_id, permission)
select r.id, p.permission
from accounts.roles r
join (values
    ('moderator', 'reports.moderate'), ('moderator', 'review.templates'),
    ('admin', 'reports.moderate'), ('admin', 'review.templates')
) as p (role, permission) on p.role = r.name
on conflict do nothing;

-- Decisions taken before are history too; the action log knows them.
insert into core.review_decisions (kind, subject_id, author_id, title, version, decision, verdict, reviewer_id,
                                   reviewer_name, via, address, decided_at, applies_at, state, ended_at)
select case l.subject_kind when 'user' then 'account' else l.subject_kind end, l.subject_id,
       coalesce(u.id, p.organizer_id, r.volunteer_id), coalesce(u.name, p.title, t.text), 0,
       split_part(l.operation, '.', 2),
       jsonb_build_object('decision', split_part(l.operation, '.', 2),
                          'words', coalesce(l.new ->> 'reason', l.new ->> 'message', l.new ->> 'comment', ''),
                          'fields', coalesce(l.new -> 'fields', '[]'::jsonb), 'rating', l.new -> 'rating'),
       l.actor_id, l.actor_label, l.via, l.address, l.at, l.at, 'applied', l.at
from core.audit_log l
left join accounts.users u on l.subject_kind = 'user' and u.id = l.subject_id
left join volunteering.projects p on l.subject_kind = 'project' and p.id = l.subject_id
left join volunteering.photo_reports r on l.subject_kind = 'report' and r.id = l.subject_id
left join volunteering.tasks t on t.id = r.task_id
where l.operation in ('user.approve', 'user.reject', 'project.approve', 'project.return', 'project.reject',
                      'report.approve', 'report.return', 'report.reject')
  and l.actor_id is not null and coalesce(u.id, p.organizer_id, r.volunteer_id) is not null
order by l.id;

-- Reports that nobody reviewed for days come to the moderators, the oldest first.
create index photo_reports_waiting on volunteering.photo_reports (submitted_at, id) where status = 'pending';
