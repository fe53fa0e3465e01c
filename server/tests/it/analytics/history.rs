//! Random histories: people, projects, tasks, places, reports, gifts and expenses that come, change and go.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;

/// The same numbers for the same seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len() as u64) as usize]
    }

    /// In the last hundred days, to the second: also around the midnight of Almaty.
    fn moment(&mut self) -> DateTime<Utc> {
        Utc::now() - TimeDelta::seconds(self.below(100 * 24 * 3600) as i64)
    }
}

const CITIES: &[&str] = &["Almaty", "Astana", "Aktobe"];
const KINDS: &[&str] = &["social", "environmental", "animals"];

/// One thing that happens. What the schema refuses did not happen.
pub async fn happen(db: &PgPool, dice: &mut Dice) {
    let (a, b) = (dice.moment(), dice.moment());
    let (first, second) = (a.min(b), a.max(b));
    let any = dice.below(1_000_000) as i32;
    let action = dice.below(48);
    let sql = match action {
        0..=2 => {
            "insert into accounts.users (email, password_hash, name, role, is_approved, city, created_at, submitted_at)
             values ('p' || $4 || '-' || gen_random_uuid() || '@people.test', 'x', 'Person', $5, true, nullif($6, 'Aktobe'), $1, $1)"
        }
        3 => "update accounts.users set is_approved = case when $4 % 3 = 0 then false when $4 % 3 = 1 then true end,
                    rejection_reason = 'no', reviewed_at = $2
              where id = (select id from accounts.users order by md5(id::text || $4) limit 1) and $1 < $2",
        4 => "update accounts.users set role = $5, city = $6, name = $7 where id =
              (select id from accounts.users order by md5(id::text || $4) limit 1)",
        5 => "delete from accounts.users where id = (select id from accounts.users u
                where not exists (select from volunteering.projects where organizer_id = u.id)
                  and not exists (select from volunteering.assignments where volunteer_id = u.id)
                  and not exists (select from volunteering.photo_reports where volunteer_id = u.id)
                  and not exists (select from funding.sponsorships where sponsor_id = u.id)
                  and not exists (select from funding.expenses where created_by = u.id)
                order by md5(id::text || $4) limit 1)",
        6..=7 => {
            "insert into volunteering.projects (organizer_id, title, description, city, volunteer_type, status, created_at,
                                                submitted_at, published_at, updated_at)
             select id, 'Project', '', $6, $7, case when $4 % 2 = 0 then 'active' else 'draft' end, $1, $1,
                    case when $4 % 2 = 0 then $2 end, $2
             from accounts.users order by md5(id::text || $4) limit 1"
        }
        8 => "update volunteering.projects set city = $6, volunteer_type = $7
              where id = (select id from volunteering.projects order by md5(id::text || $4) limit 1)",
        9..=10 => {
            "update volunteering.projects
             set status = (array['draft', 'pending', 'active', 'completed', 'archived'])[1 + $4 % 5],
                 published_at = coalesce(published_at, $2), updated_at = $2, submitted_at = $1
             where id = (select id from volunteering.projects order by md5(id::text || $4) limit 1)"
        }
        11 => "update volunteering.projects set organizer_id = (select max(id) from accounts.users)
               where id = (select id from volunteering.projects order by md5(id::text || $4) limit 1)",
        12..=14 => {
            "insert into volunteering.tasks (project_id, text, deadline, start_time, end_time, max_volunteers, created_at)
             select id, 'Task', current_date, case when $4 % 3 > 0 then time '09:00' end,
                    case when $4 % 3 > 0 then time '10:10' + ($4 % 300) * interval '1 minute' end, 100, $1
             from volunteering.projects order by md5(id::text || $4) limit 1"
        }
        15 => "update volunteering.tasks
               set status = (array['open', 'in_progress', 'completed', 'cancelled'])[1 + $4 % 4], updated_at = $2
               where id = (select id from volunteering.tasks order by md5(id::text || $4) limit 1)",
        16 => "delete from volunteering.tasks where id = (select id from volunteering.tasks t
               where not exists (select from volunteering.photo_reports where task_id = t.id)
               order by md5(id::text || $4) limit 1)",
        17..=18 => {
            "insert into volunteering.assignments (task_id, volunteer_id, status, joined_at)
             select t.id, u.id, case when $4 % 5 = 0 then 'waiting' else 'assigned' end, $1
             from (select id from volunteering.tasks order by md5(id::text || $4) limit 1) t,
                  (select id from accounts.users order by md5($4 || id::text) limit 1) u
             on conflict do nothing"
        }
        19 => "update volunteering.assignments
               set status = (array['assigned', 'waiting', 'completed'])[1 + $4 % 3], left_at = null, completed_at = $2
               where status <> 'left'
                 and id = (select id from volunteering.assignments order by md5(id::text || $4) limit 1)",
        20 => "update volunteering.assignments set status = 'left', left_at = $2
               where id = (select id from volunteering.assignments order by md5(id::text || $4) limit 1)",
        21 | 24..=28 => "insert into volunteering.photo_reports (task_id, project_id, volunteer_id, created_at, submitted_at)
               select t.id, t.project_id, u.id, $1, $1
               from (select id, project_id from volunteering.tasks order by md5(id::text || $4) limit 1) t,
                    (select id from accounts.users order by md5($4 || id::text) limit 1) u
               on conflict do nothing",
        22 | 29..=33 => "update volunteering.photo_reports r
               set status = v.status, rating = case when v.status = 'approved' then 1 + $4 % 5 end,
                   rejection_reason = 'why', reviewed_at = case when v.status = 'pending' then reviewed_at else $3 end,
                   submitted_at = case when v.status = 'pending' then $2 else submitted_at end
               from (values ((array['pending', 'approved', 'approved', 'approved', 'returned', 'rejected'])[1 + $4 % 6])) v (status)
               where r.id = (select id from volunteering.photo_reports order by md5(id::text || $4) limit 1)
                 and not exists (select from volunteering.photo_reports o where o.task_id = r.task_id
                                 and o.volunteer_id = r.volunteer_id and o.id <> r.id)",
        // With its tasks and the places on them.
        34 => "delete from volunteering.projects where id = (select id from volunteering.projects p
               where not exists (select from volunteering.photo_reports where project_id = p.id)
                 and not exists (select from funding.sponsorships where project_id = p.id)
                 and not exists (select from funding.budget_lines where project_id = p.id)
               order by md5(id::text || $4) limit 1)",
        35 => "delete from volunteering.assignments where id =
               (select id from volunteering.assignments order by md5(id::text || $4) limit 1)",
        36..=39 => {
            "insert into funding.sponsorships
                 (sponsor_id, project_id, amount_minor, currency, status, received_minor, completed_at, created_at)
             select u.id, p.id, 10000 + $4 % 500000, case when $4 % 9 = 1 then 'USD' else 'KZT' end,
                    case when $4 % 4 = 0 then 'pending' else 'completed' end,
                    case when $4 % 4 = 0 then 0 else (10000 + $4 % 500000) / (1 + $4 % 2) end,
                    case when $4 % 4 > 0 then $2 end, $1
             from (select id from accounts.users order by md5(id::text || $4) limit 1) u,
                  (select id from volunteering.projects order by md5($4 || id::text) limit 1) p"
        }
        // The money comes late, some of it or all goes back.
        40..=41 => "update funding.sponsorships
               set received_minor = case when $4 % 3 = 0 then 0 else amount_minor / (1 + $4 % 2) end,
                   completed_at = coalesce(completed_at, $3), status = 'completed'
               where id = (select id from funding.sponsorships order by md5(id::text || $4) limit 1)",
        42..=44 => {
            ", line as (
                 insert into funding.budget_lines (project_id, category, planned_minor)
                 select id, 'Line ' || gen_random_uuid(), 0 from volunteering.projects order by md5(id::text || $4) limit 1
                 returning id, project_id)
             insert into funding.expenses
                 (project_id, budget_line_id, amount_minor, spent_on, description, receipt_key, receipt_name,
                  receipt_type, receipt_size, receipt_hash, status, created_by)
             select l.project_id, l.id, 1 + $4 % 900000, ($2 at time zone 'Asia/Almaty')::date, 'Seedlings', 'k', 'n',
                    't', 1, 'h', case when $4 % 3 = 0 then 'pending' else 'approved' end, u.id
             from line l, (select id from accounts.users order by md5(id::text || $4) limit 1) u"
        }
        45..=46 => "update funding.expenses
               set status = (array['pending', 'approved', 'approved', 'returned', 'reversed'])[1 + $4 % 5], reason = 'why',
                   spent_on = ($2 at time zone 'Asia/Almaty')::date, amount_minor = 1 + $4 % 700000
               where id = (select id from funding.expenses order by md5(id::text || $4) limit 1)",
        47 => "delete from funding.expenses
               where $4 % 3 = 0 and id = (select id from funding.expenses order by md5(id::text || $4) limit 1)",
        _ => "delete from volunteering.photo_reports
              where $4 % 4 = 0 and id = (select id from volunteering.photo_reports order by md5(id::text || $4) limit 1)",
    };
    let later = second + TimeDelta::seconds((Utc::now() - second).num_seconds() / 2);
    let sql = format!(
        "with given as (select $1::timestamptz, $2::timestamptz, $3::timestamptz, $4::integer, $5::text, $6::text, $7::text) {sql}"
    );
    // Typed once, so that every statement may use what it needs.
    let role = dice.of(&["volunteer", "volunteer", "volunteer", "organizer", "sponsor"]);
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(first)
        .bind(second)
        .bind(later)
        .bind(any)
        .bind(role)
        .bind(dice.of(CITIES))
        .bind(dice.of(KINDS))
        .execute(db)
        .await
        .unwrap_or_else(|error| panic!("action {action}: {error}"));
}

/// Enough to count.
pub async fn beginning(db: &PgPool, dice: &mut Dice) {
    for _ in 0..1_100 {
        happen(db, dice).await;
    }
}
