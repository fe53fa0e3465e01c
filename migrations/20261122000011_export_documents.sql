-- A file may be a document of its own, not only a list: PDF besides CSV and XLSX, with a title.
alter table core.exports
    drop constraint exports_format_check,
    add constraint exports_format_check check (format in ('csv', 'xlsx', 'pdf'));
-- What a report is called in its reader's language; a list is called by its name.
alter table core.exports
    add column title text constraint exports_title_check check (length(title) between 1 and 300);
