-- Figures lead to the lists behind them: those filter by the same days.
create index projects_by_publication on volunteering.projects (published_at, id) where published_at is not null;
create index projects_by_completion on volunteering.projects (completed_at, id) where completed_at is not null;
