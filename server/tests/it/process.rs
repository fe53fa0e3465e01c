//! The program itself, started as an operator would: what it says and how it ends when
//! something stands in its way.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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

/// As root the data must belong to the account that PostgreSQL runs under.
fn own_by_postgres(folder: &Path) {
    if nix::unistd::Uid::effective().is_root() {
        let account = ["postgres", "nobody"].into_iter().find_map(|name| nix::unistd::User::from_name(name).ok()?);
        let account = account.expect("an account for PostgreSQL");
        nix::unistd::chown(folder, Some(account.uid), Some(account.gid)).expect("root may give away");
    }
}
