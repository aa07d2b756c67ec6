//! API keys as an operator stores them: a name and the SHA-256 of each, never the key itself.
//!
//! A stored line is `name:sha256hex`. A key has the form `sm_<name>_<secret>`, but what is compared is the digest of
//! the whole, so that keys made elsewhere work too. A key is revoked by taking its line away.

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use subtle::ConstantTimeEq;

/// Bytes of chance in a key that we make: 256 bits.
const SECRET_BYTES: usize = 32;

/// Longest name of a key.
const MAX_NAME_BYTES: usize = 64;

/// The keys that the service takes, by their digests. None means that it asks for none.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    stored: Vec<StoredKey>,
}

/// One line of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredKey {
    name: Arc<str>,
    sha256: [u8; 32],
}

impl Keys {
    /// The keys of a comma-separated list and of a file, either of which may be absent.
    ///
    /// # Errors
    /// A line that is no key, by its place; a name or key that is there twice; a list or file without any: whoever
    /// names one wants keys, and an empty one must not open the service.
    pub fn read(list: Option<&str>, file: Option<&Path>) -> Result<Keys> {
        let mut keys = Keys::default();
        if let Some(list) = list {
            let entries = list.split(',').enumerate();
            let entries = entries.map(|(n, entry)| (format!("STORYMERGE_API_KEYS, entry {}", n + 1), entry));
            keys.add(entries)?;
            ensure!(!keys.is_empty(), "STORYMERGE_API_KEYS holds no key; leave it out to ask for none");
        }
        if let Some(file) = file {
            let shown = file.display();
            let text = std::fs::read_to_string(file)
                .with_context(|| format!("the file of API keys {shown} cannot be read"))?;
            let n_before = keys.stored.len();
            let lines = text.lines().enumerate();
            keys.add(lines.map(|(n, line)| (format!("{shown}, line {}", n + 1), line)))?;
            ensure!(keys.stored.len() > n_before, "{shown} holds no key; leave it out to ask for none");
        }
        Ok(keys)
    }

    fn add<'a>(&mut self, lines: impl Iterator<Item = (String, &'a str)>) -> Result<()> {
        for (place, line) in lines {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let key = StoredKey::parse(line).with_context(|| place.clone())?;
            let same_name = self.stored.iter().any(|other| other.name == key.name);
            ensure!(!same_name, "{place}: a key named {} is there already", key.name);
            let same_key = self.stored.iter().find(|other| other.sha256 == key.sha256);
            if let Some(other) = same_key {
                bail!("{place}: {} is the same key as {}", key.name, other.name);
            }
            self.stored.push(key);
        }
        Ok(())
    }

    /// Whether no key is asked for.
    pub fn is_empty(&self) -> bool {
        self.stored.is_empty()
    }

    /// Number of keys.
    pub fn len(&self) -> usize {
        self.stored.len()
    }

    /// The names, in the order given.
    pub fn names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.stored.iter().map(|key| &key.name)
    }

    /// The place among [`Keys::names`] of the key that a client sent.
    ///
    /// It takes as long for a key that is wrong in its first byte as for one that is wrong in its last, and for the
    /// first of several keys as for the last.
    pub fn find(&self, sent: &[u8]) -> Option<usize> {
        let digest = digest(sent);
        let mut found = None;
        for (key_ix, key) in self.stored.iter().enumerate() {
            if bool::from(key.sha256.ct_eq(&digest)) {
                found = Some(key_ix);
            }
        }
        found
    }
}

impl StoredKey {
    /// The line under which `key` is stored as `name`.
    ///
    /// # Errors
    /// A name that is none, or a key that no header can carry.
    pub fn of(name: &str, key: &str) -> Result<StoredKey> {
        check_name(name)?;
        ensure!(!key.is_empty(), "the key is empty");
        let is_token = key.bytes().all(|byte| byte.is_ascii_graphic());
        ensure!(is_token, "a key is one word of visible ASCII characters");
        Ok(StoredKey { name: name.into(), sha256: digest(key.as_bytes()) })
    }

    fn parse(line: &str) -> Result<StoredKey> {
        let Some((name, hex)) = line.split_once(':') else {
            bail!("a key is stored as name:sha256, as `storymerge keys create` prints it");
        };
        let (name, hex) = (name.trim(), hex.trim());
        check_name(name)?;
        let Some(sha256) = from_hex(hex) else {
            bail!("what follows {name}: is no SHA-256, which has 64 hexadecimal digits");
        };
        Ok(StoredKey { name: name.into(), sha256 })
    }
}

impl fmt::Display for StoredKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.name, hex(&self.sha256))
    }
}

/// A fresh key with this name in it.
///
/// # Errors
/// A name that is none, or a machine without a source of chance.
pub fn create(name: &str) -> Result<String> {
    check_name(name)?;
    let mut secret = [0; SECRET_BYTES];
    getrandom::fill(&mut secret).context("the system gives no random bytes")?;
    Ok(format!("sm_{name}_{}", hex(&secret)))
}

/// Names go into log lines and into keys.
fn check_name(name: &str) -> Result<()> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let is_name = (1..=MAX_NAME_BYTES).contains(&name.len()) && name.bytes().all(allowed);
    // What stands in a name's place may be a key, which no message should show.
    ensure!(is_name, "a key's name has 1 to {MAX_NAME_BYTES} letters of A to Z, digits, and . _ -");
    Ok(())
}

fn digest(key: &[u8]) -> [u8; 32] {
    Sha256::digest(key).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; 32];
    for (n, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * n..2 * n + 2], 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_by_its_digest() {
        let key = create("desk").expect("chance");
        assert!(key.starts_with("sm_desk_") && key.len() == 8 + 64, "{key}");
        assert_ne!(key, create("desk").expect("chance"));
        let desk = StoredKey::of("desk", &key).expect("a key").to_string();
        let wire = StoredKey::of("wire", "abc").expect("a key").to_string();
        assert!(wire.ends_with(":ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        let keys = Keys::read(Some(&format!("{wire}, {desk}")), None).expect("two keys");
        assert_eq!((keys.find(key.as_bytes()), keys.find(b"abc")), (Some(1), Some(0)));
        assert_eq!((keys.find(b""), keys.find(&key.as_bytes()[1..])), (None, None));
        let shouted = Keys::read(Some(&wire.to_uppercase()), None).expect("hexadecimal in capitals");
        assert_eq!(shouted.find(b"abc"), Some(0));
    }

    #[test]
    fn a_line_that_is_no_key_is_named() {
        let digest = "ab".repeat(32);
        let other = "cd".repeat(32);
        for (list, expected) in [
            (String::new(), "holds no key"),
            (" ,".to_owned(), "holds no key"),
            (format!("desk:{digest},wire"), "entry 2: a key is stored as name:sha256"),
            (format!("desk:{}", &digest[1..]), "entry 1: what follows desk: is no SHA-256"),
            (format!("desk:+{}", &digest[1..]), "is no SHA-256"),
            (format!("the desk:{digest}"), "entry 1: a key's name has 1 to 64 letters"),
            (format!(":{digest}"), "a key's name has"),
            (format!("desk:{digest},desk:{other}"), "entry 2: a key named desk is there already"),
            (format!("desk:{digest},wire:{digest}"), "entry 2: wire is the same key as desk"),
        ] {
            let error = format!("{:#}", Keys::read(Some(&list), None).expect_err(expected));
            assert!(error.contains(expected), "{list}: {error}");
        }
    }
}
