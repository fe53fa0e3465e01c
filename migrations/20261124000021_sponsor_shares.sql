-- How much of a sponsor's money stands under each expense that counts, for lists and sums over all their
-- projects: the same walk through the ledger as `birqadam-funding`'s `model/trace.rs`, which a report of one
-- project is made of; a test holds them together over random histories.
create function funding.sponsor_shares(sponsor bigint) returns table (expense_id bigint, paid_minor bigint)
    language plpgsql stable rows 50 as $$
declare
    project bigint;
    moved record;
    -- Expenses in the order of the ledger, and those of them that were taken back.
    all_of bigint[];
    gone bigint[];
    -- Whose money stands under which expense: the account of a gift, 0 for nobody's.
    ex bigint[];
    wh bigint[];
    am bigint[];
    -- Who leaves with how much, and who takes their place.
    leaver bigint[];
    leaves bigint[];
    taker bigint[];
    takes bigint[];
    i integer;
    place bigint;
    one bigint;
    here bigint;
    part bigint;
    rest bigint;
begin
    for project in
        select distinct s.project_id from funding.sponsorships s
        where s.sponsor_id = sponsor and s.completed_at is not null
    loop
        all_of := '{}'; gone := '{}'; ex := '{}'; wh := '{}'; am := '{}';
        for moved in
            select x.kind, x.source_id,
                   array_agg(case a.kind when 'sponsorship' then a.id else 0 end order by a.id) as who,
                   array_agg(abs(l.amount_minor) order by a.id) as amounts
            from funding.ledger_accounts a
            join funding.ledger_postings l on l.account_id = a.id
            join funding.ledger_transactions x on x.id = l.transaction_id
            where a.project_id = project and a.kind in ('sponsorship', 'advance')
              and x.source_kind in ('expense', 'sponsorship')
            group by x.id order by x.id
        loop
            leaver := '{}'; leaves := '{}'; taker := '{}'; takes := '{}';
            if moved.kind = 'expense' then
                all_of := all_of || moved.source_id;
                ex := ex || array_fill(moved.source_id, array[cardinality(moved.who)]);
                wh := wh || moved.who;
                am := am || moved.amounts;
            elsif moved.kind = 'reversal' then
                continue when moved.source_id = any (gone) or not moved.source_id = any (all_of);
                gone := gone || moved.source_id;
                -- Who stood there with more than came back takes the place of who got back more.
                select coalesce(array_agg(d.whose order by d.n) filter (where d.more > 0), '{}'),
                       coalesce(array_agg(d.more order by d.n) filter (where d.more > 0), '{}'),
                       coalesce(array_agg(d.whose order by d.n) filter (where d.more < 0), '{}'),
                       coalesce(array_agg(-d.more order by d.n) filter (where d.more < 0), '{}')
                into taker, takes, leaver, leaves
                from (select u.whose, sum(u.amount)::bigint as more, min(u.n) as n
                      from (select s.whose, s.amount, s.n
                            from unnest(ex, wh, am) with ordinality s (expense, whose, amount, n)
                            where s.expense = moved.source_id and s.amount > 0
                            union all
                            select b.whose, -b.amount, cardinality(ex) + b.n
                            from unnest(moved.who, moved.amounts) with ordinality b (whose, amount, n)) u
                      group by u.whose) d;
            else
                -- A gift paid for what had been spent ahead.
                select array[b.whose], array[b.amount], array[0]::bigint[], array[b.amount]
                into taker, takes, leaver, leaves
                from unnest(moved.who, moved.amounts) b (whose, amount) where b.whose <> 0 limit 1;
                continue when not found;
            end if;
            for i in 1 .. cardinality(leaver) loop
                rest := leaves[i];
                foreach one in array all_of loop
                    continue when rest = 0 or one = any (gone);
                    select s.n into place from unnest(ex, wh, am) with ordinality s (expense, whose, amount, n)
                    where s.expense = one and s.whose = leaver[i] and s.amount > 0;
                    continue when not found;
                    here := least(am[place], rest);
                    rest := rest - here;
                    am[place] := am[place] - here;
                    while here > 0 and cardinality(taker) > 0 loop
                        part := least(here, takes[1]);
                        select s.n into place from unnest(ex, wh, am) with ordinality s (expense, whose, amount, n)
                        where s.expense = one and s.whose = taker[1] and s.amount > 0;
                        if found then
                            am[place] := am[place] + part;
                        else
                            ex := ex || one;
                            wh := wh || taker[1];
                            am := am || part;
                        end if;
                        here := here - part;
                        takes[1] := takes[1] - part;
                        if takes[1] = 0 then
                            taker := taker[2:];
                            takes := takes[2:];
                        end if;
                    end loop;
                    exit when here > 0;
                end loop;
            end loop;
        end loop;
        return query
            select s.expense, sum(s.amount)::bigint
            from unnest(ex, wh, am) s (expense, whose, amount)
            join funding.ledger_accounts a on a.id = s.whose
            join funding.sponsorships g on g.id = a.sponsorship_id and g.sponsor_id = sponsor
            where s.amount > 0 and not s.expense = any (gone)
            group by s.expense;
    end loop;
end $$;
