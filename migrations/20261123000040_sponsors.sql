-- The sponsor's side: projects that take money by newness, one's own gifts in their orders.
create index projects_taking_money on volunteering.projects (published_at desc, id desc)
    where status = 'active' and budget_needed > 0;
create index sponsorships_sponsor_given on funding.sponsorships (sponsor_id, created_at, id);
create index sponsorships_sponsor_amount on funding.sponsorships (sponsor_id, amount_minor, id);
create index follows_latest on funding.follows (sponsor_id, created_at desc, project_id desc);
