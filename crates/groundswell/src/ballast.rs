//! A file that takes up room so that it can be given back: on a full disk not even deleting works
//! without some.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// How much is kept back.
const SIZE: usize = 64 << 20;
const NAME: &str = "ballast";

/// Makes the ballast if it is not there. A disk too full for it is told and stops nothing.
pub(crate) fn keep(folder: &Path) {
    if let Err(error) = load(folder) {
        eprintln!("groundswell: no room for the ballast in {}: {error}", folder.display());
    }
}

fn load(folder: &Path) -> io::Result<()> {
    let path = folder.join(NAME);
    if fs::metadata(&path).is_ok_and(|found| found.len() == SIZE as u64) {
        return Ok(());
    }
    let fill = || {
        let mut file = File::create(&path)?;
        // Written, not only reserved: a sparse file would hold no room.
        let block = vec![0x5a; 1 << 20];
        for _ in 0..SIZE >> 20 {
            file.write_all(&block)?;
        }
        file.sync_all()
    };
    fill().inspect_err(|_| {
        let _ = fs::remove_file(&path);
    })
}

/// Gives the room back; answers how many bytes.
pub(crate) fn drop(folder: &Path) -> io::Result<u64> {
    let path = folder.join(NAME);
    let size = fs::metadata(&path)?.len();
    fs::remove_file(path)?;
    Ok(size)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_loaded_can_be_dropped() {
        let folder = tempfile::tempdir().unwrap();
        super::load(folder.path()).unwrap();
        assert_eq!(super::drop(folder.path()).unwrap(), super::SIZE as u64);
        assert!(super::drop(folder.path()).is_err());
    }
}
