//! The demo's money, as it is loaded: the ledger is sound, and a report of it adds up.

use birqadam_accounts::ops::identity;
use birqadam_core::{ProjectId, UserId, Via};
use birqadam_funding::ops::ledger_check;
use birqadam_funding::ops::sponsor_report::sponsor_report;

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn the_demos_money_is_sound() {
    let app = TestApp::start().await;
    birqadam_server::demo::load(&app.ctx).await.expect("the demo is loaded");
    let wrong = "select count(*) from funding.ledger_accounts a
                 where balance_minor <> coalesce((select sum(amount_minor) from funding.ledger_postings p where p.account_id = a.id), 0)";
    assert_eq!(app.count(wrong).await, 0, "balances are their postings");
    let differs = "select count(*) from funding.sponsorships s
                   where received_minor <> coalesce((
                       select sum(p.amount_minor)::bigint from funding.ledger_postings p
                       join funding.ledger_accounts a on a.id = p.account_id
                       join funding.ledger_transactions t on t.id = p.transaction_id
                       where a.sponsorship_id = s.id and t.kind in ('payment', 'refund')), 0)";
    assert_eq!(app.count(differs).await, 0, "what came is in the ledger");
    let found = ledger_check::check(&app.ctx).await.expect("compared");
    assert!(found.is_none(), "{found:?}");
    // Booked when it happened, not when it was loaded: paid, approved.
    let misdated = "select count(*) from funding.ledger_transactions t
                    left join funding.payments p on t.kind = 'payment' and p.id = t.source_id
                    left join funding.expenses e on t.kind = 'expense' and e.id = t.source_id
                    where t.created_at is distinct from coalesce(p.completed_at, e.decided_at)";
    assert_eq!(app.count(misdated).await, 0, "entries have the days of what they book");
    let days = "select count(distinct created_at::date) from funding.ledger_transactions";
    assert!(app.count(days).await > 5, "a history of many days");
    let sponsor: i64 = app.count("select id from accounts.users where email = 'sponsor@demo.birqadam.kz'").await;
    let project: i64 = app.count("select id from volunteering.projects where title = 'Яблони Верного'").await;
    let actor = identity::load_actor(&app.ctx, UserId(sponsor), Via::Web, None, None).await;
    let actor = actor.expect("the database answers").expect("the account is there");
    let told = sponsor_report(&app.ctx, &actor, ProjectId(project)).await.expect("a report");
    assert_eq!((told.total_sponsored.0, told.balance.0), (45_000_000, 0), "all is spent");
    assert_eq!(told.trace.len(), 3);
    assert!(told.trace.iter().any(|part| part.task.as_ref().is_some_and(|task| !task.photos.is_empty())));
    assert_eq!(told.impact.trees_planted, Some(60));
    let evidence = "select count(*) from funding.impact_entries where report_id is null";
    assert_eq!(app.count(evidence).await, 0, "every count is shown by an approved report");
    assert_eq!(app.count("select count(*) from funding.expenses where status = 'pending'").await, 1);
}
