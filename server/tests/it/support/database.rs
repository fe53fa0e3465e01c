//! A fresh database per test, copied from a template that is migrated once per schema.

use std::sync::atomic::{AtomicU32, Ordering};

use birqadam_server::foundation::MIGRATIONS;
use birqadam_server::{app_role, jobs};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, PgPool};
use tokio::sync::OnceCell;

static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static COUNTER: AtomicU32 = AtomicU32::new(0);
/// Held while the template is looked for and made, across processes.
const LOCK: i64 = 0x6269_7271;

/// A database of one test; dropped with this value.
pub struct Database {
    pub pool: PgPool,
    name: String,
}

impl Database {
    pub async fn create() -> Database {
        let template = TEMPLATE.get_or_init(template).await;
        let name = format!("bq_it_{}_{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
        let mut cluster = connect_cluster().await;
        run(&mut cluster, format!("drop database if exists {name} with (force)")).await;
        run(&mut cluster, format!("create database {name} template {template}")).await;
        // With the rights that the server has, so that a missing one shows here.
        let pool = app_role::as_app(PgPoolOptions::new().max_connections(8))
            .connect_with(options().database(&name))
            .await
            .expect("the test database opens");
        Database { pool, name }
    }
}

impl Drop for Database {
    /// On its own thread: the runtime of the test may be gone already.
    fn drop(&mut self) {
        let name = self.name.clone();
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let mut cluster = connect_cluster().await;
                run(&mut cluster, format!("drop database if exists {name} with (force)")).await;
            });
        });
        // Best effort: a database left behind disturbs nobody.
        let _ = dropping.join();
    }
}

/// The name of the migrated template; made by whoever comes first.
async fn template() -> String {
    let name = format!("bq_it_template_{}", fingerprint());
    let mut cluster = connect_cluster().await;
    sqlx::query("select pg_advisory_lock($1)").bind(LOCK).execute(&mut cluster).await.expect("the lock");
    let exists: bool = sqlx::query_scalar("select exists (select 1 from pg_database where datname = $1)")
        .bind(&name)
        .fetch_one(&mut cluster)
        .await
        .expect("the catalogue answers");
    if !exists {
        let building = format!("{name}_building");
        run(&mut cluster, format!("drop database if exists {building} with (force)")).await;
        run(&mut cluster, format!("create database {building}")).await;
        migrate(&building).await;
        run(&mut cluster, format!("alter database {building} rename to {name}")).await;
    }
    cluster.close().await.expect("the lock is given back");
    name
}

async fn migrate(name: &str) {
    let pool = PgPoolOptions::new()
        .max_connections(2)
        .connect_with(options().database(name))
        .await
        .expect("the template opens");
    MIGRATIONS.run(&pool).await.expect("migrations run");
    jobs::migrate_queue(&pool).await.expect("the queue's migrations run");
    app_role::prepare(&pool).await.expect("the server's role gets its rights");
    pool.close().await;
}

/// Changes with any migration.
fn fingerprint() -> String {
    let bytes = MIGRATIONS.iter().flat_map(|m| m.checksum.iter().copied());
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}

fn options() -> PgConnectOptions {
    let url = std::env::var("TEST_DATABASE_URL")
        .or_else(|_| std::env::var("DATABASE_URL"))
        .expect("TEST_DATABASE_URL names a cluster for tests (`make test` starts one)");
    url.parse().expect("TEST_DATABASE_URL can be read")
}

async fn connect_cluster() -> PgConnection {
    PgConnection::connect_with(&options().database("postgres")).await.expect("the cluster answers")
}

async fn run(conn: &mut PgConnection, sql: String) {
    conn.execute(AssertSqlSafe(sql.clone())).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}
