//! Under which system account PostgreSQL runs. It refuses root, so root hands it to an
//! unprivileged one; anyone else runs it as themselves.

use std::fs::Permissions;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use nix::unistd::{Uid, User};
use sha2::{Digest, Sha256};

/// The account, and whether we must switch to it.
pub struct Account {
    name: String,
    uid: u32,
    gid: u32,
    switch: bool,
}

impl Account {
    /// Ourselves, or `postgres` (made by the distribution's package) or `nobody` for root.
    ///
    /// # Errors
    /// When we are root and neither exists.
    pub fn choose() -> Result<Self> {
        let me = Uid::effective();
        if !me.is_root() {
            let name = User::from_uid(me).ok().flatten().map_or_else(|| me.to_string(), |u| u.name);
            return Ok(Account { name, uid: me.as_raw(), gid: nix::unistd::Gid::effective().as_raw(), switch: false });
        }
        for name in ["postgres", "nobody"] {
            if let Some(user) = User::from_name(name)? {
                let (uid, gid) = (user.uid.as_raw(), user.gid.as_raw());
                return Ok(Account { name: name.into(), uid, gid, switch: true });
            }
        }
        bail!(
            "PostgreSQL refuses to run as root and there is no account \"postgres\" or \"nobody\" to hand it to; \
             create one (useradd --system postgres), run BirQadam as a normal user, or set DATABASE_URL"
        )
    }

    /// The folder for PostgreSQL: `postgres` in the data folder, or one in `/var/lib` when the
    /// account cannot reach that (a home folder closed to others, for example).
    ///
    /// # Errors
    /// When the folder cannot be made or belongs to somebody else.
    pub fn place(&self, data: &Path) -> Result<PathBuf> {
        let near = data.join("postgres");
        let place = if !self.switch || self.reaches(data) {
            near
        } else {
            let hash = hex::encode(Sha256::digest(data.as_os_str().as_encoded_bytes()));
            let far = Path::new("/var/lib/birqadam").join(hash.get(..16).unwrap_or_default());
            tracing::info!(
                "{} is closed to \"{}\": PostgreSQL keeps its data in {}",
                data.display(),
                self.name,
                far.display()
            );
            far
        };
        let words = || format!("cannot prepare {} for PostgreSQL", place.display());
        if let Some(parent) = place.parent() {
            std::fs::DirBuilder::new().recursive(true).mode(0o755).create(parent).with_context(words)?;
        }
        if !place.exists() {
            std::fs::DirBuilder::new().mode(0o700).create(&place).with_context(words)?;
            self.own(&place)?;
        }
        let found = std::fs::metadata(&place).with_context(words)?;
        if found.uid() != self.uid {
            let owner = User::from_uid(Uid::from_raw(found.uid())).ok().flatten();
            let owner = owner.map_or_else(|| found.uid().to_string(), |u| u.name);
            bail!(
                "the database in {} belongs to \"{owner}\", but would have to run as \"{}\"; \
                 start BirQadam as before, or set BIRQADAM_DATA to another folder",
                place.display(),
                self.name
            );
        }
        Ok(place)
    }

    /// Gives a file or folder to the account, closed to all others.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn own(&self, path: &Path) -> Result<()> {
        let words = || format!("cannot hand {} to \"{}\"", path.display(), self.name);
        if self.switch {
            chown(path, Some(self.uid), Some(self.gid)).with_context(words)?;
        }
        let mode = if path.is_dir() { 0o700 } else { 0o600 };
        std::fs::set_permissions(path, Permissions::from_mode(mode)).with_context(words)
    }

    /// A command that runs under this account.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        // Our working folder may be closed to the account; messages are read by us, in English.
        command.current_dir("/").env("LC_ALL", "C").env_remove("PGDATA").env_remove("PGPORT");
        if self.switch {
            command.uid(self.uid).gid(self.gid).env("HOME", "/");
        }
        command
    }

    /// Whether every folder on the way lets the account pass.
    fn reaches(&self, path: &Path) -> bool {
        path.ancestors().all(|folder| {
            std::fs::metadata(folder).is_ok_and(|found| {
                let bit = match (found.uid() == self.uid, found.gid() == self.gid) {
                    (true, _) => 0o100,
                    (false, true) => 0o010,
                    (false, false) => 0o001,
                };
                found.mode() & bit != 0
            })
        })
    }
}
