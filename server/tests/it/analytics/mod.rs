//! Figures: kept right through whatever happens, and equal to what plain SQL counts.

mod drills;
mod figures;
pub mod history;

use birqadam_analytics::ops::{rebuild, refresh};
use birqadam_core::Actor;

use crate::support::TestApp;
use history::{Dice, beginning, happen};

/// All that is kept, a line per fact.
async fn kept(app: &TestApp) -> Vec<String> {
    let sql = "select line from (
            select 'daily ' || measure || ' ' || city || ' ' || role || ' ' || day || ' ' || kind || ' ' || bar
                   || ' ' || n || ' ' || total as line from analytics.daily where n <> 0 or total <> 0
            union all select 'project ' || f::text from analytics.project_facts f
            union all select 'person ' || f::text from analytics.person_facts f
            union all select 'active ' || f::text from analytics.active_days f
            union all select 'giver ' || f::text from analytics.giver_days f) lines order by line";
    sqlx::query_scalar(sql).fetch_all(app.db()).await.expect("lines")
}

async fn marks(app: &TestApp) -> i64 {
    app.count("select (select count(*) from analytics.project_marks) + (select count(*) from analytics.person_marks)")
        .await
}

/// Fails with the lines that differ, not with all of them.
fn assert_same(incremental: &[String], rebuilt: &[String], what: &str) {
    let missing: Vec<_> = rebuilt.iter().filter(|line| incremental.binary_search(line).is_err()).take(10).collect();
    let extra: Vec<_> = incremental.iter().filter(|line| rebuilt.binary_search(line).is_err()).take(10).collect();
    assert!(missing.is_empty() && extra.is_empty(), "{what}: missing {missing:#?}, too many {extra:#?}");
}

#[tokio::test]
async fn what_is_kept_step_by_step_is_what_a_rebuild_counts() {
    for seed in 1..=3 {
        let app = TestApp::start().await;
        let mut dice = Dice::new(seed);
        beginning(app.db(), &mut dice).await;
        refresh(&app.ctx).await.expect("refreshed");
        for _ in 0..300 {
            happen(app.db(), &mut dice).await;
            if dice.below(10) == 0 {
                refresh(&app.ctx).await.expect("refreshed");
            }
        }
        refresh(&app.ctx).await.expect("refreshed");
        assert_eq!(marks(&app).await, 0);
        let mut incremental = kept(&app).await;
        for money in ["daily raised", "daily spent", "giver "] {
            assert!(incremental.iter().any(|line| line.starts_with(money)), "nothing of {money}");
        }
        assert!(incremental.len() > 500, "only {} facts", incremental.len());
        rebuild(&app.ctx, &Actor::system("test")).await.expect("rebuilt");
        let mut rebuilt = kept(&app).await;
        incremental.sort();
        rebuilt.sort();
        assert_same(&incremental, &rebuilt, &format!("seed {seed}"));
    }
}

#[tokio::test]
async fn what_commits_late_is_counted_when_it_commits() {
    let app = TestApp::start().await;
    let mut dice = Dice::new(7);
    beginning(app.db(), &mut dice).await;
    let mut late = app.db().begin().await.expect("a transaction");
    sqlx::query("update volunteering.projects set city = 'Taraz'").execute(&mut *late).await.expect("moved");
    // A refresh between the change and its commit does not wait, and sees nothing of it.
    refresh(&app.ctx).await.expect("refreshed");
    let taraz = "select count(*) from analytics.project_facts where city = 'Taraz'";
    assert_eq!(app.count(taraz).await, 0);
    late.commit().await.expect("committed");
    refresh(&app.ctx).await.expect("refreshed");
    assert!(app.count(taraz).await > 0);
    assert_eq!(app.count("select count(*) from analytics.project_facts where city <> 'Taraz'").await, 0);
    let sums = "select count(*) from analytics.daily where kind <> '' and city not in ('', 'Taraz') and (n <> 0 or total <> 0)";
    assert_eq!(app.count(sums).await, 0);
}

#[tokio::test]
async fn two_refreshes_at_once_count_once() {
    let app = TestApp::start().await;
    let mut dice = Dice::new(11);
    beginning(app.db(), &mut dice).await;
    let (a, b) = tokio::join!(refresh(&app.ctx), refresh(&app.ctx));
    assert!(a.is_ok() && b.is_ok());
    let mut incremental = kept(&app).await;
    rebuild(&app.ctx, &Actor::system("test")).await.expect("rebuilt");
    let mut rebuilt = kept(&app).await;
    incremental.sort();
    rebuilt.sort();
    assert_same(&incremental, &rebuilt, "two at once");
    assert_eq!(refresh(&app.ctx).await, Ok(0), "nothing is left to count");
}

#[tokio::test]
async fn only_those_who_steer_jobs_rebuild() {
    let app = TestApp::start().await;
    let anyone = Actor::anonymous(birqadam_core::Locale::Ru, birqadam_core::Via::Api);
    assert_eq!(rebuild(&app.ctx, &anyone).await, Err(birqadam_core::Error::Unauthenticated));
    rebuild(&app.ctx, &Actor::system("test")).await.expect("rebuilt");
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'analytics.rebuild'").await, 1);
}
