-- A request for a new password is answered once, however often its job runs.
alter table accounts.email_tokens add column request_key text;
alter table accounts.email_tokens add constraint email_tokens_request unique (request_key);
comment on column accounts.email_tokens.request_key is 'Made when the link was asked for; a repeated job finds it here.';

-- Since deliveries hold mails, nothing writes or reads this; what it held was copied there.
drop table messaging.emails;

-- Why a confirmed identity is confirmed no more though nobody sent it back: the person changed
-- their name or photo.
alter table accounts.verifications add column lapsed text;
alter table accounts.verifications add constraint verifications_lapsed_check
    check (lapsed in ('name', 'photo')) not valid;
alter table accounts.verifications validate constraint verifications_lapsed_check;
