-- The words of achievements are edited by administrators: two at once must notice each other.
alter table growth.achievements add column version bigint not null default 1;
