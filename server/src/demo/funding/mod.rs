//! Money of the demo: budgets, gifts by the simulator, expenses with receipts, what was counted. The
//! ledger is written by the platform's own postings, in the order in which things happened.

pub mod data;
mod expenses;
mod gifts;
#[cfg(test)]
mod tests;

use birqadam_core::ssr::Ctx;
use birqadam_core::{ProjectId, Result, UserId};
use chrono::{DateTime, Duration, Utc};
use sqlx::PgConnection;

use super::accounts::Accounts;
use super::chronicle::Chronicle;
use super::data::World;
use super::plan::{hour, moment};
use super::projects::Projects;
use data::Funding;

/// Where the world stands, for those who write money into it.
pub struct Scene<'a> {
    ctx: &'a Ctx,
    world: &'a World,
    accounts: &'a Accounts,
    projects: &'a Projects,
}

/// One thing that moved money, to be done in the order of time.
enum Step<'a> {
    Gift(&'a data::Project, &'a data::Gift),
    Expense(&'a data::Project, &'a data::Expense),
}

/// Writes everything. After the work, whose reports show what was counted.
///
/// # Errors
/// When database or storage fails.
pub async fn insert(
    ctx: &Ctx,
    tx: &mut PgConnection,
    world: &World,
    accounts: &Accounts,
    projects: &Projects,
    chronicle: &mut Chronicle,
) -> Result<()> {
    let funding = data::read()?;
    let scene = Scene { ctx, world, accounts, projects };
    for project in &funding.projects {
        scene.plan(tx, project).await?;
    }
    for step in steps(&funding) {
        match step {
            Step::Gift(project, gift) => scene.give(tx, project, gift, chronicle).await?,
            Step::Expense(project, expense) => scene.spend(tx, project, expense, chronicle).await?,
        }
    }
    for project in &funding.projects {
        scene.in_kind(tx, project).await?;
        scene.impact(tx, project).await?;
    }
    for (login, title, day) in &funding.follows {
        sqlx::query!(
            "insert into funding.follows (sponsor_id, project_id, created_at) values ($1, $2, $3)",
            scene.user(login).0,
            scene.project(title).0,
            scene.at(*day, "20:10"),
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// Gifts come in the morning, expenses in the evening of their day.
fn steps(funding: &Funding) -> Vec<Step<'_>> {
    let mut steps: Vec<(i64, u8, Step<'_>)> = Vec::new();
    for project in &funding.projects {
        steps.extend(project.gifts.iter().map(|gift| (gift.day, 0, Step::Gift(project, gift))));
        steps.extend(project.expenses.iter().map(|one| (one.day, 1, Step::Expense(project, one))));
    }
    steps.sort_by_key(|(day, part, _)| (*day, *part));
    steps.into_iter().map(|(.., step)| step).collect()
}

impl Scene<'_> {
    fn index(&self, title: &str) -> usize {
        self.world.projects.iter().position(|project| project.title == title).unwrap_or(0)
    }

    fn project(&self, title: &str) -> ProjectId {
        self.projects.ids[self.index(title)]
    }

    fn task(&self, project: &data::Project, task: usize) -> Option<i64> {
        self.projects.tasks[self.index(&project.title)].get(task).copied()
    }

    fn user(&self, login: &str) -> UserId {
        self.accounts.ids[Accounts::find(self.world, login)]
    }

    fn actor(&self, login: &str) -> (UserId, String) {
        self.accounts.actor(self.world, Accounts::find(self.world, login))
    }

    /// Login of who runs the project.
    fn organizer(&self, project: &data::Project) -> &str {
        &self.world.projects[self.index(&project.title)].organizer
    }

    fn at(&self, day: i64, time: &str) -> DateTime<Utc> {
        moment(self.ctx.today(), day, hour(time)).min(self.ctx.now())
    }

    async fn plan(&self, tx: &mut PgConnection, project: &data::Project) -> Result<()> {
        let (id, created) = (self.project(&project.title), self.world.projects[self.index(&project.title)].created);
        let at = self.at(-created, "11:00");
        sqlx::query!("insert into funding.budgets (project_id, updated_at) values ($1, $2)", id.0, at)
            .execute(&mut *tx)
            .await?;
        for ((category, tenge), position) in project.budget.iter().zip(0..) {
            sqlx::query!(
                "insert into funding.budget_lines (project_id, category, planned_minor, position, created_at, updated_at)
                 values ($1, $2, $3, $4, $5, $5)",
                id.0,
                category,
                tenge * 100,
                position,
                at,
            )
            .execute(&mut *tx)
            .await?;
        }
        Ok(())
    }

    async fn in_kind(&self, tx: &mut PgConnection, project: &data::Project) -> Result<()> {
        for gift in &project.in_kind {
            sqlx::query!(
                "insert into funding.in_kind_gifts (project_id, giver, description, estimate_minor, given_on, created_by, created_at)
                 values ($1, $2, $3, $4, $5, $6, $7)",
                self.project(&project.title).0,
                gift.giver,
                gift.what,
                gift.estimate * 100,
                self.ctx.today() + Duration::days(gift.day),
                self.user(self.organizer(project)).0,
                self.at(gift.day, "19:30"),
            )
            .execute(&mut *tx)
            .await?;
        }
        Ok(())
    }

    async fn impact(&self, tx: &mut PgConnection, project: &data::Project) -> Result<()> {
        let (id, organizer) = (self.project(&project.title), self.user(self.organizer(project)));
        for (measure, position) in project.impact.iter().zip(0..) {
            let title = measure.title.as_ref().map_or_else(
                || serde_json::json!({}),
                |[ru, kk, en]| serde_json::json!({ "ru": ru, "kk": kk, "en": en }),
            );
            let measure_id = sqlx::query_scalar!(
                "insert into funding.impact_measures (project_id, kind, title, unit, position)
                 values ($1, $2, $3, $4, $5) returning id",
                id.0,
                measure.kind,
                title,
                measure.unit,
                position,
            )
            .fetch_one(&mut *tx)
            .await?;
            for entry in &measure.entries {
                sqlx::query!(
                    "insert into funding.impact_entries (measure_id, amount, counted_on, note, report_id, created_by, created_at)
                     values ($1, $2::float8::numeric(14, 2), $3, $4,
                             (select id from volunteering.photo_reports
                              where task_id = $5 and status = 'approved' order by id limit 1), $6, $7)",
                    measure_id,
                    entry.amount,
                    self.ctx.today() + Duration::days(entry.day),
                    entry.note,
                    self.task(project, entry.task),
                    organizer.0,
                    self.at(entry.day + 1, "10:20"),
                )
                .execute(&mut *tx)
                .await?;
            }
        }
        Ok(())
    }
}
