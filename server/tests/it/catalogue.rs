//! The database as it says of itself: keys that have their index, tables that only grow, and no
//! constraint a person could run into without a word for it.

use std::collections::BTreeSet;
use std::path::Path;

use birqadam_core::Error;
use birqadam_core::ssr::constraints::FIELDS;
use sqlx::{AssertSqlSafe, PgPool};

use crate::catalogue_internal::INTERNAL;
use crate::support::TestApp;
use crate::support::database::Database;
use crate::support::world::project_input;

/// Our schemas; the queue's belongs to its library.
const OURS: &str = "nspname in ('accounts', 'core', 'funding', 'growth', 'messaging', 'volunteering')";

async fn names(db: &PgPool, sql: String) -> Vec<String> {
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(db).await.expect("the catalogue answers")
}

/// Deleting or joining along a key must not read the whole table. An index serves when the key
/// comes first in it and it leaves out nothing but nulls; of a key of id and currency, the id.
#[tokio::test]
async fn every_foreign_key_has_an_index() {
    let database = Database::create().await;
    let bare = names(
        &database.pool,
        format!(
            "select c.conrelid::regclass || ' ' || c.conname
             from pg_constraint c join pg_namespace n on n.oid = c.connamespace
             where c.contype = 'f' and {OURS} and not exists (
                 select from pg_index i
                 where i.indrelid = c.conrelid and i.indisvalid
                   and ((i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey
                        or cardinality(c.conkey) > 1 and (i.indkey::smallint[])[0] = c.conkey[1])
                   and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$'))
             order by 1"
        ),
    )
    .await;
    assert!(bare.is_empty(), "foreign keys without an index: {bare:#?}");
}

#[tokio::test]
async fn every_table_has_a_primary_key() {
    let database = Database::create().await;
    let bare = names(
        &database.pool,
        format!(
            "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and {OURS}
               and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')"
        ),
    )
    .await;
    assert!(bare.is_empty(), "tables without a primary key: {bare:#?}");
}

/// Tables that tell what happened. One whose name says so belongs here.
const APPEND_ONLY: &[&str] =
    &["core.audit_log", "growth.points_ledger", "funding.ledger_transactions", "funding.ledger_postings"];

#[tokio::test]
async fn what_happened_cannot_be_changed() {
    let database = Database::create().await;
    let db = &database.pool;
    for table in APPEND_ONLY {
        let guards: i32 = sqlx::query_scalar(
            // Bits of tgtype: 8 delete, 16 update, 32 truncate (pg_trigger.h).
            "select coalesce(bit_or(tgtype::int & 56), 0) from pg_trigger
             where tgrelid = $1::text::regclass and tgenabled <> 'D'
               and tgfoid = 'core.refuse_change()'::regprocedure",
        )
        .bind(table)
        .fetch_one(db)
        .await
        .expect("the catalogue answers");
        assert_eq!(guards, 56, "{table}: update, delete and truncate are refused by triggers");
    }
    let by_name = names(
        db,
        format!(
            "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and {OURS} and c.relname ~ '_(log|ledger|journal)$'"
        ),
    )
    .await;
    for table in by_name {
        assert!(APPEND_ONLY.contains(&table.as_str()), "{table} sounds append-only; add it to APPEND_ONLY");
    }
    sqlx::query(
        "insert into core.audit_log (actor_label, operation, subject_kind, subject_id, via)
         values ('test', 'test', 'user', 1, 'job')",
    )
    .execute(db)
    .await
    .expect("an entry");
    // As the owner, whom no missing right stops. The server's own role has none to begin with.
    let mut owner = db.acquire().await.expect("a connection");
    sqlx::query("reset role").execute(&mut *owner).await.expect("the owner again");
    for change in ["update core.audit_log set operation = 'x'", "delete from core.audit_log", "truncate core.audit_log"]
    {
        let refused = sqlx::query(change).execute(&mut *owner).await.expect_err(change);
        assert!(refused.to_string().contains("append-only"), "{change}: {refused}");
    }
}

/// Every CHECK, unique and exclusion constraint, and every unique index, is mapped to a field or
/// a conflict, or is said to be out of reach.
#[tokio::test]
async fn every_constraint_has_a_word_or_cannot_be_met() {
    let database = Database::create().await;
    let all = names(
        &database.pool,
        format!(
            "select c.conname::text from pg_constraint c join pg_namespace n on n.oid = c.connamespace
             where c.contype in ('c', 'u', 'x') and {OURS}
             union
             select i.indexrelid::regclass::text from pg_index i
             join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
             where i.indisunique and not i.indisprimary and {OURS}
               and not exists (select from pg_constraint c where c.conindid = i.indexrelid)"
        ),
    )
    .await;
    let all: BTreeSet<&str> = all.iter().map(|name| name.rsplit('.').next().unwrap_or(name)).collect();
    let mut sources = String::new();
    collect_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain"), &mut sources);
    let by_operation = |name: &str| sources.contains(&format!("(\"{name}\", "));
    let in_general: BTreeSet<&str> = FIELDS.iter().map(|(name, ..)| *name).collect();
    let internal: BTreeSet<&str> = INTERNAL.iter().flat_map(|(_, names)| *names).copied().collect();

    let unknown: Vec<_> = all
        .iter()
        .filter(|name| !in_general.contains(*name) && !internal.contains(*name) && !by_operation(name))
        .collect();
    assert!(
        unknown.is_empty(),
        "constraints nobody has thought of: {unknown:#?}\nMap each to its field in domain/core/src/ssr/constraints.rs \
         or by `on_constraint` in the operation, or list it in server/tests/it/catalogue_internal.rs with the reason \
         why no input reaches it."
    );
    let gone: Vec<_> = in_general.union(&internal).filter(|name| !all.contains(*name)).collect();
    assert!(gone.is_empty(), "listed, but not in the database: {gone:#?}");
    let twice: Vec<_> = in_general.intersection(&internal).collect();
    assert!(twice.is_empty(), "mapped and internal: {twice:#?}");
}

/// The code of operations without this crate's own table.
fn collect_sources(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect_sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("constraints.rs") {
            into.push_str(&std::fs::read_to_string(&path).expect("a source file"));
        }
    }
}

/// What breaks each constraint of the general table, done to rows of a small world.
const BREAKING: &[(&str, &str)] = &[
    ("documents_file_name_check", "update accounts.documents set file_name = repeat('x', 201)"),
    ("roles_name_check", "update accounts.roles set name = 'No Name' where name = 'sponsor'"),
    ("roles_name_key", "update accounts.roles set name = 'admin' where name = 'sponsor'"),
    ("tags_color_known", "update accounts.tags set color = 'ultraviolet'"),
    ("tags_description_length", "update accounts.tags set description = repeat('x', 301)"),
    ("tags_name_length", "update accounts.tags set name = repeat('x', 51)"),
    ("users_about_check", "update accounts.users set about = repeat('x', 4001)"),
    ("users_city_length", "update accounts.users set city = repeat('x', 101)"),
    ("users_email", "update accounts.users set email = 'same@mail.test'"),
    ("users_email_check", "update accounts.users set email = 'Upper@mail.test' where role = 'organizer'"),
    ("users_languages_count", "update accounts.users set languages = array_fill('kk'::text, array[21])"),
    ("users_locale_check", "update accounts.users set locale = 'de'"),
    ("users_name_check", "update accounts.users set name = repeat('x', 201)"),
    ("users_organization_name_check", "update accounts.users set organization_name = repeat('x', 201)"),
    ("verifications_reason_check", "update accounts.verifications set reason = repeat('x', 4001)"),
    ("appeals_answer_check", "update core.appeals set answer = repeat('x', 2001)"),
    ("appeals_text_check", "update core.appeals set text = repeat('x', 2001)"),
    ("saved_views_name_length", "update core.saved_views set name = repeat('x', 101)"),
    ("saved_views_query_length", "update core.saved_views set query = repeat('x', 4001)"),
    ("budget_lines_category_check", "update funding.budget_lines set category = repeat('x', 101)"),
    ("budget_lines_planned_minor_check", "update funding.budget_lines set planned_minor = 100000000001"),
    ("expenses_amount", "update funding.expenses set amount_minor = 100000000001"),
    ("expenses_description", "update funding.expenses set description = repeat('x', 501)"),
    ("expenses_reason_length", "update funding.expenses set reason = repeat('x', 2001)"),
    ("impact_entries_amount", "update funding.impact_entries set amount = 1000000001"),
    ("impact_entries_note_check", "update funding.impact_entries set note = repeat('x', 501)"),
    ("impact_measures_unit_check", "update funding.impact_measures set unit = repeat('x', 31)"),
    ("in_kind_gifts_description_check", "update funding.in_kind_gifts set description = repeat('x', 501)"),
    ("in_kind_gifts_estimate_minor_check", "update funding.in_kind_gifts set estimate_minor = 100000000001"),
    ("in_kind_gifts_giver_check", "update funding.in_kind_gifts set giver = repeat('x', 201)"),
    ("pledges_amount_minor_check", "update funding.pledges set amount_minor = 100000000001"),
    ("pledges_day_of_month_check", "update funding.pledges set day_of_month = 29"),
    ("pledges_purpose_check", "update funding.pledges set purpose = repeat('x', 501)"),
    ("refunds_reason_check", "update funding.refunds set reason = repeat('x', 501)"),
    (
        "resource_requests_counter_dates",
        "update funding.resource_requests set counter_starts_at = ends_at, counter_ends_at = starts_at",
    ),
    ("resource_requests_dates", "update funding.resource_requests set ends_at = starts_at"),
    ("resource_requests_message_length", "update funding.resource_requests set counter_message = repeat('x', 1001)"),
    ("resource_requests_notes_length", "update funding.resource_requests set notes = repeat('x', 2001)"),
    ("resource_requests_reason_length", "update funding.resource_requests set reason = repeat('x', 1001)"),
    (
        "resource_requests_thanks_length",
        "update funding.resource_requests set thanks = repeat('x', 1001), thanked_at = now()",
    ),
    ("resources_address_length", "update funding.resources set address = repeat('x', 301)"),
    ("resources_availability_length", "update funding.resources set availability = repeat('x', 301)"),
    ("resources_city_length", "update funding.resources set city = repeat('x', 101)"),
    ("resources_description_length", "update funding.resources set description = repeat('x', 4001)"),
    ("resources_quantity_range", "update funding.resources set quantity = 100001"),
    ("resources_title_length", "update funding.resources set title = repeat('x', 201)"),
    ("sponsorships_amount", "update funding.sponsorships set amount_minor = 100000000001"),
    ("sponsorships_purpose", "update funding.sponsorships set purpose = repeat('x', 501)"),
    ("passports_reason_length", "update growth.passports set revoked_at = now(), revoked_reason = repeat('x', 501)"),
    ("photo_reports_description_check", "update volunteering.photo_reports set description = repeat('x', 4001)"),
    (
        "photo_reports_organizer_comment_check",
        "update volunteering.photo_reports set organizer_comment = repeat('x', 2001)",
    ),
    ("photo_reports_rating_check", "update volunteering.photo_reports set rating = 6"),
    (
        "photo_reports_rejection_reason_check",
        "update volunteering.photo_reports set rejection_reason = repeat('x', 2001)",
    ),
    ("projects_address_check", "update volunteering.projects set address = repeat('x', 301)"),
    ("projects_budget_needed_check", "update volunteering.projects set budget_needed = -1"),
    ("projects_city_check", "update volunteering.projects set city = repeat('x', 101)"),
    ("projects_description_check", "update volunteering.projects set description = repeat('x', 10001)"),
    ("projects_end_after_start", "update volunteering.projects set starts_on = '2030-02-01', ends_on = '2030-01-01'"),
    ("projects_latitude_check", "update volunteering.projects set latitude = 91, longitude = 0"),
    ("projects_longitude_check", "update volunteering.projects set latitude = 0, longitude = 181"),
    ("projects_max_volunteers_check", "update volunteering.projects set max_volunteers = 100001"),
    ("projects_position_is_whole", "update volunteering.projects set latitude = 1, longitude = null"),
    ("projects_title_check", "update volunteering.projects set title = repeat('x', 201)"),
    ("projects_volunteer_type_check", "update volunteering.projects set volunteer_type = 'heroic'"),
    ("ratings_comment_check", "update volunteering.ratings set comment = repeat('x', 2001)"),
    ("ratings_rating_check", "update volunteering.ratings set rating = 6"),
    ("tasks_end_after_start", "update volunteering.tasks set start_time = '12:00', end_time = '11:00'"),
    ("tasks_max_volunteers_check", "update volunteering.tasks set max_volunteers = 10001"),
    ("tasks_text_check", "update volunteering.tasks set text = repeat('x', 501)"),
];

/// One row of each kind; the rest comes with a project that was made by its form.
const WORLD: &[&str] = &[
    "insert into accounts.documents (user_id, file_key, file_name, content_type, size_bytes)
     select id, 'k', 'charter.pdf', 'application/pdf', 1 from accounts.users limit 1",
    "insert into accounts.tags (name, color) values ('new', 'sky')",
    "insert into core.appeals (kind, subject_id, subject_version, appellant_id, title, text)
     select 'report', 1, 1, id, 'T', 'Why?' from accounts.users limit 1",
    "insert into core.saved_views (owner_id, list, name, query) select id, 'users', 'Mine', '' from accounts.users limit 1",
    "insert into accounts.verifications (user_id, status, photo_key) select id, 'waiting', 'k' from accounts.users limit 1",
    "insert into growth.passports (user_id, code, items, stated, issued_at)
     select id, 'abcdefghjkmnpqrstvwx', '{}', '{}', now() from accounts.users limit 1",
    "insert into volunteering.photo_reports (task_id, project_id, volunteer_id)
     select t.id, t.project_id, p.organizer_id
     from volunteering.tasks t join volunteering.projects p on p.id = t.project_id limit 1",
    "insert into funding.budget_lines (project_id, category, planned_minor)
     select id, 'Trees', 1 from volunteering.projects limit 1",
    "insert into funding.expenses (project_id, budget_line_id, amount_minor, spent_on, description, receipt_key,
                                   receipt_name, receipt_type, receipt_size, receipt_hash, created_by)
     select p.id, b.id, 1, current_date, 'Trees', 'k', 'r.pdf', 'application/pdf', 1, '', p.organizer_id
     from funding.budget_lines b join volunteering.projects p on p.id = b.project_id",
    "insert into funding.in_kind_gifts (project_id, giver, description, given_on, created_by)
     select id, 'Shop', 'Spades', current_date, organizer_id from volunteering.projects limit 1",
    "insert into funding.impact_measures (project_id, kind, unit) select id, 'trees_planted', '1' from volunteering.projects limit 1",
    "insert into funding.impact_entries (measure_id, amount, counted_on, created_by)
     select m.id, 5, current_date, p.organizer_id
     from funding.impact_measures m join volunteering.projects p on p.id = m.project_id",
    "insert into funding.sponsorships (sponsor_id, project_id, amount_minor)
     select organizer_id, id, 10000 from volunteering.projects limit 1",
    "insert into funding.pledges (sponsor_id, project_id, amount_minor, provider, day_of_month, next_on)
     select organizer_id, id, 10000, 'stripe', 1, current_date from volunteering.projects limit 1",
    "insert into funding.payments (sponsorship_id, provider, transaction_id, amount_minor, currency, expires_at)
     select id, 'stripe', 'TXN_A', 10000, 'KZT', now() from funding.sponsorships",
    "insert into funding.refunds (payment_id, amount_minor, reason) select id, 1, 'Twice' from funding.payments",
    "insert into funding.resources (partner_id, resource_type, title)
     select organizer_id, 'venue', 'Hall' from volunteering.projects limit 1",
    "insert into funding.resource_requests (resource_id, partner_id, project_id, organizer_id, starts_at, ends_at)
     select r.id, r.partner_id, p.id, p.organizer_id, now(), now() + interval '1 day'
     from funding.resources r cross join volunteering.projects p",
    "insert into volunteering.ratings (user_id, rated_by, rating_type, target_id, rating)
     select volunteer_id, volunteer_id, 'volunteer_rating', id, 5 from volunteering.photo_reports limit 1",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_mapped_constraint_speaks_at_its_field() {
    let app = TestApp::start().await;
    let (organizer, _volunteer) = (app.organizer().await, app.volunteer().await);
    organizer.post("/api/organizer/projects", project_input("Park clean-up")).await.expect(201);
    for row in WORLD {
        sqlx::query(*row).execute(app.db()).await.unwrap_or_else(|error| panic!("{row}: {error}"));
    }
    let mut left: BTreeSet<&str> = FIELDS.iter().map(|(name, ..)| *name).collect();
    for (name, breaking) in BREAKING {
        let error = sqlx::query(*breaking).execute(app.db()).await.expect_err(breaking);
        let met = error.as_database_error().and_then(|e| e.constraint()).map(str::to_owned);
        assert_eq!(met.as_deref(), Some(*name), "{breaking}");
        let (_, field, code) =
            FIELDS.iter().find(|(n, ..)| n == name).unwrap_or_else(|| panic!("{name} is not mapped"));
        assert_eq!(Error::from(error), Error::field(*field, code.clone()), "{name}");
        left.remove(name);
    }
    assert!(left.is_empty(), "mapped, but not tried in BREAKING: {left:#?}");
}
