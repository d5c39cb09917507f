//! The secrets of an installation: files in the data directory that nobody but its owner can read.

use anyhow::Context as _;
use kernel::Randomness;
use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

/// The secrets, as bytes.
pub(crate) struct Keys {
    /// Seed of the Ed25519 key that signs the head of the log.
    pub(crate) audit: [u8; 32],
    /// Seed of the Ed25519 key that seals papers.
    pub(crate) papers: [u8; 32],
    /// Key that seals the secrets of authenticators in the database.
    pub(crate) accounts: [u8; 32],
}

/// The files, for backup and restore.
pub(crate) const FILES: [&str; 3] = ["audit.key", "papers.key", "accounts.key"];

impl Keys {
    /// Reads the secrets of `data`, making those that are missing.
    ///
    /// # Errors
    /// Files that cannot be read or written, that others may read, or that are not 32 bytes in hexadecimal.
    pub(crate) fn load_or_create(data: &Path, random: &dyn Randomness) -> anyhow::Result<Self> {
        let directory = data.join("keys");
        std::fs::create_dir_all(&directory).with_context(|| format!("{} cannot be made", directory.display()))?;
        std::fs::set_permissions(&directory, std::fs::Permissions::from_mode(0o700))?;
        let key = |name: &str| load_or_create(&directory.join(name), random);
        Ok(Self { audit: key("audit.key")?, papers: key("papers.key")?, accounts: key("accounts.key")? })
    }
}

fn load_or_create(path: &Path, random: &dyn Randomness) -> anyhow::Result<[u8; 32]> {
    if !path.exists() {
        let mut seed = [0; 32];
        random.fill(&mut seed);
        let text: String = seed.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .with_context(|| format!("{} cannot be written", path.display()))?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        return Ok(seed);
    }
    let mode = std::fs::metadata(path)?.permissions().mode();
    anyhow::ensure!(mode & 0o077 == 0, "{} can be read by others; run: chmod 600 {}", path.display(), path.display());
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    gate::Token::parse(text.trim()).map(|token| *token.bytes()).with_context(|| format!("{} does not hold a key", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once_and_kept_private() {
        let data = tempfile::tempdir().expect("a directory");
        let first = Keys::load_or_create(data.path(), &kernel::SeededRandom::new(1)).expect("makes keys");
        let second = Keys::load_or_create(data.path(), &kernel::SeededRandom::new(2)).expect("reads keys");
        assert_eq!((first.audit, first.papers), (second.audit, second.papers));
        assert_ne!(first.audit, first.papers);
        let file = data.path().join("keys/audit.key");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).expect("changes");
        let refused = Keys::load_or_create(data.path(), &kernel::SeededRandom::new(3)).err().expect("refused");
        assert!(refused.to_string().contains("chmod 600"), "{refused}");
    }
}
