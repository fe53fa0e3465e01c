//! Finds the installed PostgreSQL programs.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

/// The oldest major version that has all we use.
const OLDEST: u32 = 14;

/// A folder with `initdb`, `pg_ctl` and `postgres` of one version.
pub struct Binaries {
    folder: PathBuf,
    major: u32,
}

impl Binaries {
    /// The programs for the data's version, or the newest ones when there is no data yet.
    ///
    /// # Errors
    /// In words for the operator, when there are none or only of another version.
    pub fn find(data_version: Option<&str>, data: &Path) -> Result<Self> {
        let mut found: Vec<Binaries> = candidates().into_iter().filter_map(Binaries::in_folder).collect();
        found.sort_by_key(|b| std::cmp::Reverse(b.major));
        // The same programs are often found on several ways.
        found.dedup_by_key(|b| b.major);
        let list = found.iter().map(|b| b.major.to_string()).collect::<Vec<_>>().join(", ");
        let Some(version) = data_version else {
            return match found.into_iter().next() {
                Some(newest) if newest.major >= OLDEST => Ok(newest),
                Some(_) => {
                    bail!("PostgreSQL {OLDEST} or newer is needed, found {list}; install it, or set DATABASE_URL")
                }
                None => bail!(
                    "no PostgreSQL is installed; install it (apt-get install postgresql), name the folder of its \
                     programs in BIRQADAM_POSTGRES, or set DATABASE_URL to one elsewhere"
                ),
            };
        };
        match found.into_iter().find(|b| b.major.to_string() == version) {
            Some(same) => Ok(same),
            None => bail!(
                "the database in {} was made by PostgreSQL {version}, installed is {}; nothing was changed. \
                 Install version {version} (apt-get install postgresql-{version}), move the data with pg_upgrade, \
                 or set BIRQADAM_DATA to a new folder",
                data.display(),
                if list.is_empty() { "none" } else { &list }
            ),
        }
    }

    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn in_folder(folder: PathBuf) -> Option<Self> {
        if !["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file()) {
            return None;
        }
        let output = Command::new(folder.join("postgres")).arg("--version").output().ok()?;
        let major = major_version(&String::from_utf8_lossy(&output.stdout))?;
        Some(Binaries { folder, major })
    }
}

/// `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)` → 15; `18beta1` → 18.
fn major_version(text: &str) -> Option<u32> {
    let version = text.split(") ").nth(1)?;
    let digits: String = version.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Where the programs may be. `BIRQADAM_POSTGRES` names the one folder to look in.
fn candidates() -> Vec<PathBuf> {
    if let Some(folder) = std::env::var_os("BIRQADAM_POSTGRES").filter(|folder| !folder.is_empty()) {
        return vec![PathBuf::from(folder)];
    }
    let mut folders = Vec::new();
    if let Ok(output) = Command::new("pg_config").arg("--bindir").output()
        && output.status.success()
    {
        folders.push(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    }
    for pattern in ["/usr/lib/postgresql", "/usr/local/opt", "/opt/postgresql"] {
        let versions = std::fs::read_dir(pattern).into_iter().flatten().flatten();
        folders.extend(versions.map(|version| version.path().join("bin")));
    }
    if let Some(path) = std::env::var_os("PATH") {
        folders.extend(std::env::split_paths(&path));
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_the_program_prints() {
        let table = [
            ("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)", Some(15)),
            ("postgres (PostgreSQL) 18beta1", Some(18)),
            ("postgres", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(major_version(text), expected, "{text}");
        }
    }

    #[test]
    fn data_of_another_version_is_refused_with_the_remedy() {
        let error = Binaries::find(Some("9"), Path::new("/data")).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(error.contains("made by PostgreSQL 9") && error.contains("postgresql-9"), "{error}");
    }
}
