//! What is kept outside the database and its backups: keys that are destroyed when they have done their work, so that
//! nothing that was copied meanwhile can be read with them.
//!
//! Each is one small file, readable by the server's user alone. The folder carries a `CACHEDIR.TAG` (bford.info/cachedir),
//! so that backup programs that heed it (tar, restic, borg) leave it out. Several nodes share one folder.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::{Error, Result};

/// So that backups pass the folder by.
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # Keys of open secret votes. They must not be in any backup: they are destroyed when a vote ends.\n";

/// A folder for keys, or none.
#[derive(Debug, Clone, Default)]
pub struct Vault(Option<PathBuf>);

/// A key of 32 bytes. It is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(pub [u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Vault {
    /// Keys are kept in that folder; it is made when the first one comes.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self(Some(folder.into()))
    }

    fn folder(&self) -> Result<&Path> {
        self.0.as_deref().ok_or(Error::Rule("rule-no-key-folder"))
    }

    /// Keeps a key, on disk before this answers.
    pub fn keep(&self, id: Uuid, key: &Key) -> Result<()> {
        let folder = self.folder()?;
        let keep = || -> io::Result<()> {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
            let tag = folder.join("CACHEDIR.TAG");
            if !tag.exists() {
                fs::write(tag, TAG)?;
            }
            let mut file =
                OpenOptions::new().write(true).create_new(true).mode(0o600).open(path(folder, id))?;
            file.write_all(&key.0)?;
            file.sync_all()?;
            File::open(folder)?.sync_all()
        };
        keep().map_err(|error| trouble(folder, &error))
    }

    /// A key, if it is here.
    pub fn find(&self, id: Uuid) -> Result<Option<Key>> {
        let folder = self.folder()?;
        match fs::read(path(folder, id)) {
            Ok(bytes) => {
                let wrong = || Error::Internal(format!("the key {id} is not 32 bytes"));
                Ok(Some(Key(bytes.try_into().map_err(|_| wrong())?)))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(trouble(folder, &error)),
        }
    }

    /// Destroys a key: writes over it, then takes the file away. On flash memory the old cells may outlive this until
    /// they are used again; the folder belongs on memory that forgets, or on an encrypted disk.
    pub fn destroy(&self, id: Uuid) -> Result<()> {
        let folder = self.folder()?;
        let path = path(folder, id);
        let destroy = || -> io::Result<()> {
            let mut file = OpenOptions::new().write(true).open(&path)?;
            file.write_all(&[0; 32])?;
            file.sync_all()?;
            fs::remove_file(&path)?;
            File::open(folder)?.sync_all()
        };
        match destroy() {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(trouble(folder, &error)),
            _ => Ok(()),
        }
    }

    /// The ids of all keys that are here.
    pub fn all(&self) -> Result<Vec<Uuid>> {
        let Some(folder) = &self.0 else { return Ok(Vec::new()) };
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(trouble(folder, &error)),
        };
        let id = |entry: fs::DirEntry| entry.file_name().to_str()?.strip_suffix(".key")?.parse().ok();
        Ok(entries.flatten().filter_map(id).collect())
    }
}

fn path(folder: &Path, id: Uuid) -> PathBuf {
    folder.join(format!("{id}.key"))
}

fn trouble(folder: &Path, error: &io::Error) -> Error {
    Error::Internal(format!("the folder of keys, {}: {error}", folder.display()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_key_is_kept_found_and_destroyed() {
        let folder = std::env::temp_dir().join(Uuid::now_v7().to_string());
        let vault = Vault::at(&folder);
        let id = Uuid::now_v7();
        assert_eq!(vault.find(id).unwrap(), None);
        assert!(vault.all().unwrap().is_empty());
        vault.keep(id, &Key([7; 32])).unwrap();
        assert_eq!(vault.find(id).unwrap(), Some(Key([7; 32])));
        assert!(vault.keep(id, &Key([8; 32])).is_err(), "no key is written over");
        assert_eq!(vault.all().unwrap(), [id]);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&path(&folder, id))), (0o700, 0o600));
        assert!(fs::read_to_string(folder.join("CACHEDIR.TAG")).unwrap().starts_with("Signature: 8a477f59"));
        vault.destroy(id).unwrap();
        vault.destroy(id).unwrap();
        assert_eq!(vault.find(id).unwrap(), None);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn without_a_folder_nothing_is_kept() {
        let vault = Vault::default();
        assert!(matches!(vault.keep(Uuid::now_v7(), &Key([0; 32])), Err(Error::Rule("rule-no-key-folder"))));
        assert!(vault.all().unwrap().is_empty());
        assert_eq!(format!("{:?}", Key([1; 32])), "Key(…)");
    }
}
