-- Covers in the size of a card. Those from before are shown large until they are set again.
alter table volunteering.projects add column cover_card_key text;
