//! The program itself, started as an operator would: what it says and how it ends when
//! something stands in its way.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

/// A folder of one test, with the least a bundle needs; removed with this value.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Place {
        let path = std::env::temp_dir().join(format!("birqadam-process-{}-{name}", std::process::id()));
        std::fs::create_dir_all(path.join("site/pkg")).expect("a folder");
        let manifest = r#"{"js":"a.js","wasm":"a.wasm","css":"a.css"}"#;
        std::fs::write(path.join("site/pkg/manifest.json"), manifest).expect("a manifest");
        Place(path)
    }

    fn data(&self) -> PathBuf {
        self.0.join("data")
    }

    /// The program with nothing configured but the places.
    fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_birqadam"));
        command.args(arguments).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command
            .env("BIRQADAM_ADDR", "127.0.0.1:0")
            .env("BIRQADAM_DATA", self.data())
            .env("SITE_ROOT", self.0.join("site"));
        command
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What it said; it must have failed, and without a panic.
fn refusal(mut command: Command) -> String {
    let Output { status, stderr, .. } = command.output().expect("the program starts");
    let said = String::from_utf8_lossy(&stderr).into_owned();
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    said
}

#[test]
fn a_port_in_use_is_named_with_the_variable_that_changes_it() {
    let place = Place::new("port");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address");
    let mut program = place.program(&["serve"]);
    program.env("BIRQADAM_ADDR", address.to_string());
    let said = refusal(program);
    assert!(said.contains(&format!("port {}", address.port())) && said.contains("BIRQADAM_ADDR"), "{said}");
    assert!(!place.data().exists(), "nothing was started before the port was sure");
}

#[test]
fn data_of_another_version_is_refused_and_left_alone() {
    let place = Place::new("version");
    let cluster = place.data().join("postgres/cluster");
    std::fs::create_dir_all(&cluster).expect("a folder");
    std::fs::write(cluster.join("PG_VERSION"), "9\n").expect("a version");
    own_by_postgres(&place.data().join("postgres"));
    let said = refusal(place.program(&["serve"]));
    assert!(said.contains("PostgreSQL 9") && said.contains("nothing was changed"), "{said}");
    let left: Vec<_> = std::fs::read_dir(&cluster).expect("the folder").flatten().map(|e| e.file_name()).collect();
    assert_eq!(left, ["PG_VERSION"]);
}

#[test]
fn a_database_that_is_down_is_named_without_its_password() {
    let place = Place::new("down");
    let mut program = place.program(&["serve"]);
    program.env("DATABASE_URL", "postgres://someone:hidden-word@127.0.0.1:1/birqadam");
    let said = refusal(program);
    assert!(said.contains("127.0.0.1:1/birqadam") && said.contains("DATABASE_URL"), "{said}");
    assert!(!said.contains("hidden-word"), "{said}");
}

#[test]
fn a_bundle_that_was_not_built_is_told_before_anything_starts() {
    let place = Place::new("site");
    let mut program = place.program(&["serve"]);
    program.env("SITE_ROOT", place.0.join("nowhere"));
    assert!(refusal(program).contains("SITE_ROOT"));
    assert!(!place.data().exists());
}

#[test]
fn production_refuses_every_stand_in_at_once() {
    let place = Place::new("production");
    for command in ["check-config", "serve"] {
        let mut program = place.program(&[command]);
        program.env("BIRQADAM_ENV", "production");
        let said = refusal(program);
        for variable in ["BASE_URL", "DATABASE_URL", "SECRET", "S3_ENDPOINT", "SMTP_URL"] {
            assert!(said.contains(variable), "{variable} is missing in: {said}");
        }
    }
}

#[test]
fn check_config_names_every_service_that_does_not_answer() {
    let place = Place::new("check");
    let mut program = place.program(&["check-config"]);
    program
        .env("DATABASE_URL", "postgres://someone:hidden-word@127.0.0.1:1/birqadam")
        .env("S3_ENDPOINT", "http://127.0.0.1:1")
        .env("S3_BUCKET", "photos")
        .env("S3_ACCESS_KEY", "a")
        .env("S3_SECRET_KEY", "hidden-key")
        .env("SMTP_URL", "smtp://mailer:hidden-word@127.0.0.1:1")
        .env("MAIL_FROM", "BirQadam <noreply@example.kz>")
        .env("SITE_ROOT", place.0.join("nowhere"));
    let Output { status, stdout, stderr } = program.output().expect("the program starts");
    let said = format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert_eq!(status.code(), Some(1), "{said}");
    for words in
        ["WRONG  site", "WRONG  database", "DATABASE_URL", "WRONG  files", "S3_ENDPOINT", "WRONG  mail", "4 of 6"]
    {
        assert!(said.contains(words), "{words:?} is missing in: {said}");
    }
    assert!(!said.contains("hidden") && !said.contains("panicked"), "{said}");
    assert!(!place.data().exists(), "checking leaves nothing behind");
}

#[test]
fn a_database_that_is_not_there_is_told_from_one_that_is_down() {
    let place = Place::new("nodb");
    for command in ["check-config", "migrate"] {
        let mut program = place.program(&[command]);
        program.env("DATABASE_URL", cluster("birqadam_nobody_made_this"));
        let Output { status, stdout, stderr } = program.output().expect("the program starts");
        let said = format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
        assert_eq!(status.code(), Some(1), "{said}");
        assert!(said.contains("birqadam_nobody_made_this") && said.contains("does not exist"), "{command}: {said}");
    }
}

#[test]
fn variables_that_cannot_be_are_named_together_with_a_remedy() {
    let place = Place::new("variables");
    let mut program = place.program(&["serve"]);
    program
        .env("BIRQADAM_ADDR", "everywhere")
        .env("DATABASE_URL", "mysql://127.0.0.1/x")
        .env("DATABASE_CONNECTIONS", "many")
        .env("S3_ENDPOINT", "files.example.kz")
        .env("SMTP_URL", "mail.example.kz")
        .env("TRUSTED_PROXIES", "the one in the cellar")
        .env("SECRET", "short");
    let said = refusal(program);
    for variable in [
        "BIRQADAM_ADDR",
        "DATABASE_URL",
        "DATABASE_CONNECTIONS",
        "S3_ENDPOINT",
        "SMTP_URL",
        "TRUSTED_PROXIES",
        "SECRET",
    ] {
        let line = said.lines().position(|line| line.trim_start().starts_with(variable));
        let line = line.unwrap_or_else(|| panic!("{variable} is missing in: {said}"));
        assert!(said.lines().nth(line + 1).is_some_and(|next| next.contains('→')), "no remedy for {variable}: {said}");
    }
}

#[test]
fn a_data_folder_that_cannot_be_is_named_with_the_variable() {
    let place = Place::new("folder");
    let file = place.0.join("a-file");
    std::fs::write(&file, "not a folder").expect("a file");
    for data in [file.clone(), file.join("below"), PathBuf::from("/proc/birqadam")] {
        for arguments in [&["serve"][..], &["migrate"], &["demo"]] {
            let mut program = place.program(arguments);
            program.env("BIRQADAM_DATA", &data);
            let said = refusal(program);
            assert!(
                said.contains(&data.display().to_string()) && said.contains("BIRQADAM_DATA"),
                "{arguments:?}: {said}"
            );
        }
    }
    assert_eq!(std::fs::read_to_string(&file).expect("still there"), "not a folder");
}

#[test]
fn a_data_folder_in_use_is_left_to_its_owner() {
    let place = Place::new("in-use");
    std::fs::create_dir_all(place.data()).expect("a folder");
    let lock = std::fs::File::create(place.data().join("lock")).expect("a lock file");
    lock.try_lock().expect("nobody else has it");
    let said = refusal(place.program(&["serve"]));
    assert!(said.contains("another BirQadam") && said.contains("BIRQADAM_DATA"), "{said}");
}

#[test]
fn without_postgresql_one_learns_how_to_get_it() {
    let place = Place::new("no-postgres");
    let mut program = place.program(&["serve"]);
    program.env("BIRQADAM_POSTGRES", place.0.join("nothing-here"));
    let said = refusal(program);
    for words in ["no PostgreSQL is installed", "apt-get install postgresql", "BIRQADAM_POSTGRES", "DATABASE_URL"] {
        assert!(said.contains(words), "{words:?} is missing in: {said}");
    }
}

#[test]
fn an_administrator_that_cannot_be_is_refused_at_the_option() {
    let place = Place::new("admin");
    let database = format!("birqadam_process_{}", std::process::id());
    psql("postgres", &format!("create database {database}"));
    let create = |email: &str, name: &str, password: &str| {
        let mut program = place.program(&["admin", "create", "--email", email, "--name", name]);
        program.env("DATABASE_URL", cluster(&database)).env("BIRQADAM_ADMIN_PASSWORD", password);
        program
    };
    let good = "Schnee-Kompass-48-linde";
    let table = [
        (create("no address", "Aigul", good), "--email"),
        (create("root@example.kz", " ", good), "--name"),
        (create("root@example.kz", "Aigul", "password"), "--password"),
        (create("root@example.kz", "Aigul", ""), "--password"),
    ];
    for (program, option) in table {
        let said = refusal(program);
        assert!(said.contains("no administrator was created") && said.contains(option), "{option}: {said}");
    }
    let made = create("root@example.kz", "Aigul", good).output().expect("the program starts");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let twice = refusal(create("Root@example.kz", "Aigul", good));
    assert!(twice.contains("--email"), "{twice}");
    // What clap refuses is a wrong command, not a failure.
    let missing = place.program(&["admin", "create", "--email", "a@b.kz"]).output().expect("the program starts");
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("--name"));

    // A database that a newer version has written to.
    psql(
        &database,
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                     values (99990101000001, 'of the future', true, '\\x00', 0)",
    );
    let newer = refusal(create("other@example.kz", "Aigul", good));
    assert!(newer.contains("newer"), "{newer}");
    psql("postgres", &format!("drop database {database} with (force)"));
}

#[test]
fn the_api_is_described_without_any_configuration() {
    let place = Place::new("openapi");
    let mut program = place.program(&["openapi"]);
    program.env("BIRQADAM_ENV", "production");
    let said = program.output().expect("the program starts");
    assert!(said.status.success());
    assert!(said.stdout.starts_with(b"{") && said.stdout.ends_with(b"}\n"));
}

/// The address of a database in the cluster for tests.
fn cluster(database: &str) -> String {
    let url =
        std::env::var("TEST_DATABASE_URL").or_else(|_| std::env::var("DATABASE_URL")).expect("a cluster for tests");
    let (start, _) = url.rsplit_once('/').expect("an address with a database");
    format!("{start}/{database}")
}

fn psql(database: &str, sql: &str) {
    let sql = sql.to_owned();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let mut connection = PgConnection::connect(&cluster(database)).await.expect("the cluster answers");
        connection.execute(AssertSqlSafe(sql.clone())).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    });
}

/// As root the data must belong to the account that PostgreSQL runs under.
fn own_by_postgres(folder: &Path) {
    if nix::unistd::Uid::effective().is_root() {
        let account = ["postgres", "nobody"].into_iter().find_map(|name| nix::unistd::User::from_name(name).ok()?);
        let account = account.expect("an account for PostgreSQL");
        nix::unistd::chown(folder, Some(account.uid), Some(account.gid)).expect("root may give away");
    }
}
