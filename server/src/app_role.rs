//! The role the server works as. The owner of the database brings the schema up to date; everything
//! else is done as `birqadam_app`, which owns nothing and may only add to the action log and to the
//! ledgers (see the migration `audit_rights`).

use anyhow::{Context, Result};
use sqlx::migrate::{Migrate, Migrator};
use sqlx::postgres::PgPoolOptions;
use sqlx::{PgConnection, PgPool};

/// Makes every connection of the pool work as the role, where there is one and the login may switch
/// to it. Before the first migration there is none.
pub fn as_app(options: PgPoolOptions) -> PgPoolOptions {
    options.after_connect(|conn, _| Box::pin(switch(conn)))
}

async fn switch(conn: &mut PgConnection) -> sqlx::Result<()> {
    // Since PostgreSQL 16 one can be a member without the right to switch.
    sqlx::query(
        "select set_config('role', rolname, false) from pg_roles
         where rolname = 'birqadam_app'
           and pg_has_role(current_user, oid,
                           case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)",
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives the role what new tables need. As the owner, after each migration.
///
/// # Errors
/// When the database does not answer.
pub async fn prepare(owner: &PgPool) -> Result<()> {
    let there: bool = sqlx::query_scalar("select core.prepare_app_role()").fetch_one(owner).await?;
    if !there {
        tracing::warn!(
            "the database's login may not make roles: the action log is protected by triggers only. \
             Make the role as a superuser once: create role birqadam_app; grant birqadam_app to <login>"
        );
    }
    Ok(())
}

/// Whether the schema is exactly what this binary needs. A login that owns nothing can find that out,
/// though it could change nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn is_up_to_date(db: &PgPool, migrations: &Migrator) -> Result<bool> {
    let there: bool = sqlx::query_scalar("select to_regclass('public._sqlx_migrations') is not null")
        .fetch_one(db)
        .await
        .context("the database cannot be asked for its schema")?;
    if !there {
        return Ok(false);
    }
    let mut conn = db.acquire().await?;
    let applied = conn.list_applied_migrations(&migrations.table_name).await?;
    let wanted = migrations.iter().filter(|migration| !migration.migration_type.is_down_migration());
    Ok(wanted.map(|m| (m.version, &m.checksum)).eq(applied.iter().map(|m| (m.version, &m.checksum))))
}
