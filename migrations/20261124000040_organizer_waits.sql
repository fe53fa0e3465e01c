-- What an organizer's first page asks for: offers of other dates that wait for their answer, and the
-- expenses of their projects that are not decided.

create index resource_requests_offered on funding.resource_requests (organizer_id, decided_at, id)
    where status = 'countered';

create index expenses_open on funding.expenses (project_id, submitted_at, id)
    where status in ('pending', 'returned');
